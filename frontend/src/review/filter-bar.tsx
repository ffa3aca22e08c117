// The filters. Words are taken when the typing rests; each change goes to the first page.

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ClaimTable, Source as Page } from "../answers";
import { pageName, relationWords, STATE_WORDS } from "../parts/words";
import { DECISIONS, type Filters, filtered, NO_FILTERS, STATES } from "./filters";

const REST = 300;

export function FilterBar({ filters, predicates, pages, go }: {
  filters: Filters;
  predicates: ClaimTable["predicates"];
  pages: Page[];
  go: (filters: Filters, replace?: boolean) => void;
}) {
  const [words, setWords] = useState(filters.words);
  const timer = useRef(0);
  useEffect(() => setWords(filters.words), [filters.words]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const set = (changed: Partial<Filters>, replace = false) => {
    clearTimeout(timer.current);
    go({ ...filters, words: words.trim(), page: 1, ...changed }, replace);
  };
  const latest = useRef(set);
  latest.current = set;
  const type = (typed: string) => {
    setWords(typed);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => latest.current({ words: typed.trim() }, true), REST);
  };
  const known = predicates.some(({ id }) => id === filters.predicate);
  return (
    <form class="toolbar review-filters" role="search" aria-label="Filter the claims" onSubmit={(event) => { event.preventDefault(); set({}); }}>
      <div class="field review-words">
        <label for="review-words">Words</label>
        <input id="review-words" type="search" value={words} placeholder="Names, identifiers, words of the quote" onInput={(event) => type(event.currentTarget.value)} />
      </div>
      <Choice id="relation" label="Relation" value={filters.predicate} set={(predicate) => set({ predicate })}>
        {filters.predicate && !known && <option value={filters.predicate}>{relationWords(filters.predicate)}</option>}
        {predicates.map(({ id, label, count }) => <option value={id}>{label || relationWords(id)} ({count.toLocaleString("en")})</option>)}
      </Choice>
      <Choice id="state" label="State" value={filters.state} set={(state) => set({ state })}>
        {STATES.map((state) => <option value={state}>{state === "rejected" ? "Taken back" : STATE_WORDS[state].name}</option>)}
      </Choice>
      <Choice id="decision" label="Decision" value={filters.decision} set={(decision) => set({ decision })}>
        {DECISIONS.map(({ id, label }) => <option value={id}>{label}</option>)}
      </Choice>
      <PageField pages={pages} value={filters.document} set={(document) => set({ document })} />
      {filtered(filters) && <button type="button" class="button quiet" onClick={() => { setWords(""); clearTimeout(timer.current); go(NO_FILTERS); }}>Show all</button>}
    </form>
  );
}

function Choice({ id, label, value, set, children }: { id: string; label: string; value: string; set: (value: string) => void; children: preact.ComponentChildren }) {
  return (
    <div class="field">
      <label for={`review-${id}`}>{label}</label>
      <select id={`review-${id}`} value={value} onChange={(event) => set(event.currentTarget.value)}>
        <option value="">Any</option>
        {children}
      </select>
    </div>
  );
}

/** A page by its title or its identifier; there may be thousands. */
function PageField({ pages, value, set }: { pages: Page[]; value: string; set: (document: string) => void }) {
  const known = useMemo(() => pages.find((page) => page.id === value), [pages, value]);
  const name = known ? pageName(known) : value;
  const [typed, setTyped] = useState(name);
  const [unknown, setUnknown] = useState(false);
  useEffect(() => { setTyped(name); setUnknown(false); }, [name]);
  const choose = (text: string, leaving: boolean) => {
    setTyped(text);
    const wanted = text.trim().toLowerCase();
    const found = pages.filter((page) => [page.id, pageName(page), page.title].some((name) => name.toLowerCase() === wanted));
    setUnknown(leaving && wanted !== "" && !found.length);
    const next = wanted ? found[0]?.id : "";
    if (next !== undefined && next !== value) set(next);
  };
  return (
    <div class="field review-source">
      <label for="review-source">Page</label>
      <input
        id="review-source" type="search" list="review-sources" value={typed} placeholder="Any" autocomplete="off" aria-invalid={unknown} aria-describedby="review-source-help"
        onInput={(event) => choose(event.currentTarget.value, false)} onChange={(event) => choose(event.currentTarget.value, true)}
      />
      <span id="review-source-help" class={unknown ? "failure small" : "hidden"}>{unknown ? "No page has this name." : "The name or identifier of a page in the graph."}</span>
      <datalist id="review-sources">{pages.map((page) => <option key={page.id} value={pageName(page)}>{page.id}</option>)}</datalist>
    </div>
  );
}
