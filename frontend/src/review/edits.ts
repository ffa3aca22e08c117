// What an edit changes of a claim. Pure.

import type { Claim, Term } from "../answers";

export interface Draft {
  predicate: string;
  /** What the claim should end in; null keeps the words that it ends in. */
  object: Term | null;
  state: string;
  /** A CURIE, or "" where the page does not say how often. */
  frequency: string;
}

/** The draft that a form starts with: the claim, with the changes of an earlier edit. */
export function draft(claim: Claim, changes: Record<string, string>): Draft {
  const object = changes.object === undefined || changes.object === claim.object?.id
    ? claim.object
    : { id: changes.object, iri: "", label: changes.object, category: claim.object?.category ?? "" };
  return { predicate: changes.predicate ?? claim.predicate, object, state: changes.state ?? claim.state, frequency: changes.frequency ?? claim.frequency?.id ?? "" };
}

/** Only what differs from the claim as it was read. */
export function changesOf(claim: Claim, { predicate, object, state, frequency }: Draft): Record<string, string> {
  return {
    ...(predicate !== claim.predicate && { predicate }),
    ...(object && object.id !== claim.object?.id && { object: object.id }),
    ...(state !== claim.state && { state }),
    ...(frequency !== (claim.frequency?.id ?? "") && { frequency }),
  };
}

/** What `search` calls the kind that may stand in the place of this object; undefined for anything. */
export function kindOf(claim: Claim): string | undefined {
  return { PhenotypicFeature: "phenotype", Disease: "disease", Gene: "gene" }[claim.object?.category ?? ""];
}
