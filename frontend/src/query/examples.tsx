import { useState } from "preact/hooks";
import type { CatalogueQuery } from "../answers";
import { count } from "../parts/words";
import { isWide } from "./wide";

/** The catalogue, searchable by title, description and name. */
export function Examples({ queries, chosen, choose }: { queries: CatalogueQuery[]; chosen: string; choose(query: CatalogueQuery): void }) {
  const [words, setWords] = useState("");
  const [open, setOpen] = useState(isWide());
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const found = queries.filter(({ name, title, description }) => {
    const text = `${name} ${title} ${description}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
  return (
    <details class="query-list" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Examples <span class="note">{queries.length}</span></summary>
      <label class="hidden" for="query-examples">Search the examples</label>
      <input id="query-examples" type="search" placeholder="Search examples" value={words} onInput={(event) => setWords(event.currentTarget.value)} />
      <p class="hidden" role="status">{words && count(found.length, "example")}</p>
      {!found.length && <p class="note small">No example has these words.</p>}
      <ul class="plain">
        {found.map((query) => (
          <li key={query.name}>
            <button
              type="button" class="query-item" aria-current={query.name === chosen ? "true" : undefined} title={query.description}
              onClick={() => { choose(query); if (!isWide()) setOpen(false); }}
            >
              <span>{query.title}</span>
              <span class="note">{query.description}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
