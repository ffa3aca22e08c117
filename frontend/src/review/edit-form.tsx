// What a claim should say instead: another subject, relation, finding, state, frequency or onset, and why.

import { useLayoutEffect, useId, useRef, useState } from "preact/hooks";
import type { Claim, ClaimTable, Decision, Term } from "../answers";
import { Finder } from "../parts/finder";
import { STATE_WORDS, STATES } from "../parts/words";
import { relationWords } from "../parts/words";
import { changesOf, type Draft, draft, kindOf, withSubject } from "./edits";
import { FREQUENCIES } from "./frequencies";
import { ONSETS } from "./onsets";
import { LONGEST } from "./tsv";

export function EditForm({ claim, predicates, decision, save, cancel }: {
  claim: Claim;
  /** Those of the graph. */
  predicates: ClaimTable["predicates"];
  decision: Decision | null;
  save: (changes: Record<string, string>, comment: string) => void;
  cancel: () => void;
}) {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [wanted, setWanted] = useState(() => draft(claim, decision?.changes ?? {}));
  const [comment, setComment] = useState(decision?.comment ?? "");
  const [error, setError] = useState("");
  useLayoutEffect(() => form.current?.querySelector<HTMLElement>("input, select")?.focus(), []);
  const submit = (event: Event) => {
    event.preventDefault();
    const changes = changesOf(claim, wanted);
    if (Object.keys(changes).length) save(changes, comment);
    else setError("You have changed nothing yet. Choose another subject, relation, finding, state, frequency or onset, or cancel and accept the claim.");
  };
  const set = (changed: Draft) => { setWanted(changed); setError(""); };
  const relations = predicates.some(({ id }) => id === wanted.predicate) ? predicates : [...predicates, { id: wanted.predicate, label: "", count: 0 }];
  const frequencies = FREQUENCIES.some((one) => one.id === wanted.frequency) || !wanted.frequency
    ? FREQUENCIES
    : [...FREQUENCIES, { id: wanted.frequency, label: claim.frequency?.label ?? wanted.frequency, share: "" }];
  const onsets = ONSETS.some((one) => one.id === wanted.onset) || !wanted.onset ? ONSETS : [...ONSETS, { id: wanted.onset, label: claim.onset?.label ?? wanted.onset }];
  return (
    <form
      ref={form} class="review-form" aria-label={`Edit the claim on ${claim.object?.label ?? claim.value}`} onSubmit={submit}
      onKeyDown={(event) => {
        // In the search box, Escape first closes the list and then takes the words away.
        const nothing = event.target instanceof HTMLInputElement && event.target.value === "";
        if (event.key === "Escape" && (nothing || !event.defaultPrevented)) cancel();
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit(event);
      }}
    >
      {wanted.object || !claim.value
        ? <TermField name={nameOf(claim.object)} kind={kindOf(claim.object)} read={claim.object} wanted={wanted.object} choose={(object) => set({ ...wanted, object })} />
        : (
          <div class="field review-object">
            <label for={`${id}-value`}>Words of the page</label>
            <input id={`${id}-value`} type="text" maxLength={LONGEST} value={wanted.value} onInput={(event) => set({ ...wanted, value: event.currentTarget.value })} />
          </div>
        )}
      {kindOf(claim.subject) && <TermField name={`Subject (${nameOf(claim.subject).toLowerCase()})`} kind={kindOf(claim.subject)} read={claim.subject} wanted={wanted.subject} choose={(subject) => set(withSubject(claim, wanted, subject ?? claim.subject))} />}
      <div class="field">
        <label for={`${id}-relation`}>Relation</label>
        <select id={`${id}-relation`} value={wanted.predicate} onChange={(event) => set({ ...wanted, predicate: event.currentTarget.value })}>
          {relations.map((one) => <option value={one.id}>{one.label || relationWords(one.id)}</option>)}
        </select>
      </div>
      <div class="field">
        <label for={`${id}-state`}>State</label>
        <select id={`${id}-state`} value={wanted.state} onChange={(event) => set({ ...wanted, state: event.currentTarget.value })}>
          {STATES.map((state) => <option value={state}>{STATE_WORDS[state].name}</option>)}
        </select>
      </div>
      <div class="field">
        <label for={`${id}-often`}>How often</label>
        <select id={`${id}-often`} value={wanted.frequency} onChange={(event) => set({ ...wanted, frequency: event.currentTarget.value })}>
          <option value="">Not said</option>
          {frequencies.map((one) => <option value={one.id}>{one.label}{one.share && ` (${one.share})`}</option>)}
        </select>
      </div>
      <div class="field">
        <label for={`${id}-onset`}>Onset</label>
        <select id={`${id}-onset`} value={wanted.onset} onChange={(event) => set({ ...wanted, onset: event.currentTarget.value })}>
          <option value="">Not said</option>
          {onsets.map((one) => <option value={one.id}>{one.label}</option>)}
        </select>
      </div>
      <div class="field review-comment">
        <label for={`${id}-comment`}>Comment</label>
        <input id={`${id}-comment`} type="text" maxLength={LONGEST} value={comment} onInput={(event) => setComment(event.currentTarget.value)} />
      </div>
      <div class="row review-save">
        <button type="submit" class="button primary">Save the edit</button>
        <button type="button" class="button" onClick={cancel}>Cancel</button>
        {error && <span class="failure small" role="alert">{error}</span>}
      </div>
    </form>
  );
}

/** A term of the claim with the search for another one. */
function TermField({ name, kind, read, wanted, choose }: { name: string; kind: string | undefined; read: Term | null; wanted: Term | null; choose: (term: Term | null) => void }) {
  const another = `Another ${name.replace(/ \(.*/, "").toLowerCase()}`;
  return (
    <div class="field review-object">
      <span class="label">{name}</span>
      <p class="review-wanted">
        {wanted && <><b>{wanted.label}</b> <span class="curie">{wanted.id}</span></>}
        {wanted?.id !== read?.id && <> <button type="button" class="button small quiet" onClick={() => choose(read)}>Reset</button></>}
      </p>
      <Finder label={another} placeholder={`Search for ${another.toLowerCase()}`} {...(kind && { kind })} beyond choose={choose} />
    </div>
  );
}

function nameOf(term: Term | null): string {
  return { Gene: "Gene", Disease: "Disorder", PhenotypicFeature: "Finding" }[term?.category ?? ""] ?? "Term";
}
