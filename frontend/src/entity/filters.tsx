import { useEffect, useState } from "preact/hooks";
import type { Entity, Group, State } from "../answers";
import { announce } from "../parts/announce";
import { StateIcon } from "../parts/icons";
import { count, STATE_WORDS, STATES } from "../parts/words";
import { useRouter } from "../router";
import { countRows, type Filter, isNarrow, narrowed, type Sort, SORTS, sortOf, stateCounts } from "./rows";

/** Narrows the rows. Everything chosen is kept in the address. */
export function Filters({ entity, filter, shown }: { entity: Entity; filter: Filter; shown: Group[] }) {
  const router = useRouter();
  const [words, setWords] = useState(filter.words);
  const counts = stateCounts(narrowed(entity.groups, { ...filter, states: [] }));
  const [all, some] = [countRows(entity.groups), countRows(shown)];

  const change = (next: Partial<Filter>) => {
    const { words, source, states } = { ...filter, ...next };
    router.go(router.place.path, { ...Object.fromEntries(router.place.query), words, source, states: states.join(",") }, { replace: true });
    announce(`${count(countRows(narrowed(entity.groups, { words, source, states })), "row")} shown.`);
  };
  useEffect(() => setWords(filter.words), [filter.words]);
  useEffect(() => {
    if (words === filter.words) return;
    const timer = setTimeout(() => change({ words }), 120);
    return () => clearTimeout(timer);
  }, [words]);
  const sort = (by: string) => {
    router.go(router.place.path, { ...Object.fromEntries(router.place.query), sort: by }, { replace: true });
    announce(`Sorted by ${SORTS[by as Sort].toLowerCase()}.`);
  };
  const toggle = (state: State) => {
    const states = filter.states.includes(state) ? filter.states.filter((one) => one !== state) : [...filter.states, state];
    change({ states: states.length === STATES.length ? [] : states });
  };

  return (
    <form class="filters panel raised no-print" role="search" aria-label="Filter the rows" onSubmit={(event) => event.preventDefault()}>
      <div class="field grow">
        <label for="filter-words">Words or quotes</label>
        <input id="filter-words" type="search" value={words} placeholder="Filter rows" onInput={(event) => setWords(event.currentTarget.value)} />
      </div>
      {entity.sources.length > 1 && (
        <div class="field">
          <label for="filter-source">Page</label>
          <select id="filter-source" value={filter.source} onChange={(event) => change({ source: event.currentTarget.value })}>
            <option value="">All {entity.sources.length} pages</option>
            {entity.sources.map((source) => <option key={source.id} value={source.id}>{source.label}</option>)}
          </select>
        </div>
      )}
      <div class="field">
        <label for="filter-sort">Sort by</label>
        <select id="filter-sort" value={sortOf(router.place.query)} onChange={(event) => sort(event.currentTarget.value)}>
          {Object.entries(SORTS).map(([value, name]) => <option key={value} value={value}>{name}</option>)}
        </select>
      </div>
      <div class="field" role="group" aria-labelledby="filter-states">
        <span class="label" id="filter-states">State</span>
        <div class="row tight">
          {STATES.map((state) => (
            <button key={state} type="button" class={`button small toggle ${state}`} title={STATE_WORDS[state].meaning} aria-pressed={filter.states.includes(state)} disabled={!counts[state] && !filter.states.includes(state)} onClick={() => toggle(state)}>
              <StateIcon state={state} />{STATE_WORDS[state].name} <span class="numbers">{counts[state]}</span>
            </button>
          ))}
        </div>
      </div>
      {isNarrow(filter) && (
        <p class="filters-shown">
          {some} of {count(all, "row")} <button type="button" class="button small" onClick={() => change({ words: "", source: "", states: [] })}>Show all</button>
        </p>
      )}
    </form>
  );
}
