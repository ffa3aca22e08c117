// What a claim should say instead: another relation, finding, state or frequency, and why.

import { useLayoutEffect, useId, useRef, useState } from "preact/hooks";
import type { Claim, ClaimTable, Decision } from "../answers";
import { Finder } from "../parts/finder";
import { STATE_WORDS, STATES } from "../parts/words";
import { relationWords } from "../parts/words";
import { changesOf, draft, kindOf } from "./edits";
import { FREQUENCIES } from "./frequencies";
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
    else setError("You have changed nothing yet. Choose another relation, finding, state or frequency, or cancel and accept the claim.");
  };
  const what = { Gene: "Gene", Disease: "Disorder", PhenotypicFeature: "Finding" }[claim.object?.category ?? ""] ?? "Term";
  const other = wanted.object?.id !== claim.object?.id;
  const relations = predicates.some(({ id }) => id === wanted.predicate) ? predicates : [...predicates, { id: wanted.predicate, label: "", count: 0 }];
  const frequencies = FREQUENCIES.some((one) => one.id === wanted.frequency) || !wanted.frequency
    ? FREQUENCIES
    : [...FREQUENCIES, { id: wanted.frequency, label: claim.frequency?.label ?? wanted.frequency, share: "" }];
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
      <div class="field review-object">
        <span class="label">{what}</span>
        <p class="review-wanted">
          {wanted.object ? <><b>{wanted.object.label}</b> <span class="curie">{wanted.object.id}</span></> : <>“{claim.value}”</>}
          {other && <> <button type="button" class="button small quiet" onClick={() => setWanted({ ...wanted, object: claim.object })}>Reset</button></>}
        </p>
        <Finder label={`Another ${what.toLowerCase()}`} placeholder={`Search for another ${what.toLowerCase()}`} {...(kindOf(claim) && { kind: kindOf(claim)! })} choose={(hit) => { setWanted({ ...wanted, object: hit }); setError(""); }} />
      </div>
      <div class="field">
        <label for={`${id}-relation`}>Relation</label>
        <select id={`${id}-relation`} value={wanted.predicate} onChange={(event) => { setWanted({ ...wanted, predicate: event.currentTarget.value }); setError(""); }}>
          {relations.map((one) => <option value={one.id}>{one.label || relationWords(one.id)}</option>)}
        </select>
      </div>
      <div class="field">
        <label for={`${id}-state`}>State</label>
        <select id={`${id}-state`} value={wanted.state} onChange={(event) => { setWanted({ ...wanted, state: event.currentTarget.value }); setError(""); }}>
          {STATES.map((state) => <option value={state}>{STATE_WORDS[state].name}</option>)}
        </select>
      </div>
      <div class="field">
        <label for={`${id}-often`}>How often</label>
        <select id={`${id}-often`} value={wanted.frequency} onChange={(event) => { setWanted({ ...wanted, frequency: event.currentTarget.value }); setError(""); }}>
          <option value="">Not said</option>
          {frequencies.map((one) => <option value={one.id}>{one.label}{one.share && ` (${one.share})`}</option>)}
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
