// What an edit changes of a claim. Pure.

import type { Claim, Decision, Term } from "../answers";
import { relationWords, STATE_WORDS } from "../parts/words";
import { FREQUENCIES } from "./frequencies";
import { ONSETS } from "./onsets";

export interface Draft {
  subject: Term;
  predicate: string;
  /** What the claim should end in; null where it ends in words, which `value` then is. */
  object: Term | null;
  value: string;
  state: string;
  /** CURIEs, or "" where the page does not say how often or at what age. */
  frequency: string;
  onset: string;
}

/** The draft that a form starts with: the claim, with the changes of an earlier edit. */
export function draft(claim: Claim, changes: Record<string, string>): Draft {
  const other = (id: string | undefined, term: Term): Term => (id === undefined || id === term.id ? term : { id, iri: "", label: id, category: term.category });
  const words = claim.object === null && changes.object !== undefined && !isIdentifier(changes.object);
  return {
    subject: other(changes.subject, claim.subject),
    predicate: changes.predicate ?? claim.predicate,
    object: claim.object ? other(changes.object, claim.object) : changes.object === undefined || words ? null : { id: changes.object, iri: "", label: changes.object, category: "" },
    value: words ? changes.object! : claim.value,
    state: changes.state ?? claim.state,
    frequency: changes.frequency ?? claim.frequency?.id ?? "",
    onset: changes.onset ?? claim.onset?.id ?? "",
  };
}

/** Only what differs from the claim as it was read. */
export function changesOf(claim: Claim, { subject, predicate, object, value, state, frequency, onset }: Draft): Record<string, string> {
  const end = object ? object.id : value.trim();
  return {
    ...(subject.id !== claim.subject.id && { subject: subject.id }),
    ...(predicate !== claim.predicate && { predicate }),
    ...(end && end !== (claim.object ? claim.object.id : claim.value) && { object: end }),
    ...(state !== claim.state && { state }),
    ...(frequency !== (claim.frequency?.id ?? "") && { frequency }),
    ...(onset !== (claim.onset?.id ?? "") && { onset }),
  };
}

/** The draft with another subject. What is borrowed is said of another than its subject: with that one as subject, the page states it. */
export function withSubject(claim: Claim, wanted: Draft, subject: Term): Draft {
  const given = subject.id !== claim.subject.id && wanted.state === "borrowed" ? "stated" : wanted.state;
  return { ...wanted, subject, state: given };
}

/** What `search` calls the kind that may stand in the place of a term; undefined for anything. */
export function kindOf(term: Term | null): string | undefined {
  return { PhenotypicFeature: "phenotype", Disease: "disease", Gene: "gene", GeneticInheritance: "inheritance", Onset: "onset", ClinicalCourse: "course", ClinicalModifier: "modifier" }[term?.category ?? ""];
}

/** What an edit changes, in words. */
export function changesInWords({ changes }: Pick<Decision, "changes">): string[] {
  const { subject, predicate, object, state, frequency, onset } = changes;
  const label = (known: { id: string; label: string }[], id: string) => known.find((one) => one.id === id)?.label.toLowerCase() ?? (id || "not said");
  return [
    subject !== undefined && `subject: ${subject}`,
    predicate !== undefined && `relation: ${relationWords(predicate)}`,
    object !== undefined && `finding: ${object}`,
    state !== undefined && `state: ${STATE_WORDS[state as Claim["state"]]?.name.toLowerCase() ?? state}`,
    frequency !== undefined && `how often: ${label(FREQUENCIES, frequency)}`,
    onset !== undefined && `onset: ${label(ONSETS, onset)}`,
  ].filter((one) => one !== false);
}

function isIdentifier(text: string): boolean {
  return /^[A-Za-z][\w.]*:\S+$/.test(text);
}
