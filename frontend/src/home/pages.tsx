import { useState } from "preact/hooks";
import type { Source } from "../answers";
import { License } from "../entity/license";
import { Link } from "../parts/link";
import { count } from "../parts/words";

const MOST = 10;

/** The pages that were read, with their licences. */
export function Pages({ pages }: { pages: Source[] }) {
  const [words, setWords] = useState("");
  const [all, setAll] = useState(false);
  const wanted = words.trim().toLowerCase();
  const fitting = pages.filter((page) => `${page.label} ${page.publisher} ${page.id}`.toLowerCase().includes(wanted));
  const dated = pages.some((page) => page.modified);
  const shown = all ? fitting : fitting.slice(0, MOST);
  return (
    <section aria-labelledby="pages">
      <h2 id="pages">The pages</h2>
      {pages.length > MOST && (
        <div class="field">
          <label for="pages-words">Find a page</label>
          <input id="pages-words" type="search" value={words} onInput={(event) => setWords(event.currentTarget.value)} />
        </div>
      )}
      <table class="cards pages">
        <caption class="hidden">Pages of this graph</caption>
        <thead><tr><th scope="col">Page</th><th scope="col">Publisher</th><th scope="col">Licence</th>{dated && <th scope="col">Date</th>}</tr></thead>
        <tbody>
          {shown.map((page) => (
            <tr key={page.id}>
              <th scope="row"><Link to={["page", page.id]}>{page.label || page.title}</Link></th>
              <td data-label="Publisher">{page.publisher}</td>
              <td data-label="Licence"><License license={page.license} /></td>
              {dated && <td data-label="Date" class="numbers">{page.modified.slice(0, 10)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {!fitting.length && <p class="note" role="status">No page fits “{words}”.</p>}
      {fitting.length > shown.length && <button type="button" class="button" onClick={() => setAll(true)}>Show all {count(fitting.length, "page")}</button>}
    </section>
  );
}
