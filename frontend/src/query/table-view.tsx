// Rows with labels, sorted and filtered here, a page at a time: a hundred thousand of them stay quick, and can be read by any reader.

import { useEffect, useMemo, useState } from "preact/hooks";
import { Link } from "../parts/link";
import { count } from "../parts/words";
import { compact, isNumber, kindOfLiteral, type Prefixes, target } from "./iris";
import type { Labels } from "./labels";
import { type Cell, filtered, irisOf, isNumeric, sorted, type Sorting, type Table } from "./table";
import { useLabels } from "./use-labels";

const PAGE = 100;
const LONG = 320; // characters of a cell, beyond which the rest is folded

export function TableView({ table, prefixes, labels, read }: { table: Table; prefixes: Prefixes; labels: Labels; read: (cell: Cell) => string }) {
  const [words, setWords] = useState("");
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const [page, setPage] = useState(0);
  useEffect(() => {
    setWords("");
    setSorting(null);
    setPage(0);
  }, [table]);
  const numeric = useMemo(() => table.columns.map((_, index) => isNumeric(table, index)), [table]);
  const kept = useMemo(() => filtered(table.rows, words, read), [table, words, words && read]);
  const rows = useMemo(() => sorted(kept, sorting, read), [kept, sorting, sorting && read]);
  const pages = Math.max(1, Math.ceil(rows.length / PAGE));
  const at = Math.min(page, pages - 1);
  const shown = useMemo(() => rows.slice(at * PAGE, (at + 1) * PAGE), [rows, at]);
  const iris = useMemo(() => irisOf(shown) ?? [], [shown]);
  useLabels(labels, iris);
  const sort = (column: number) => {
    setSorting((before) => (before?.column !== column ? { column, descending: false } : before.descending ? null : { column, descending: true }));
    setPage(0);
  };
  return (
    <div class="query-rows">
      {table.rows.length > 5 && (
        <div class="toolbar">
          <div class="field">
            <label class="hidden" for="query-filter">Filter rows</label>
            <input id="query-filter" type="search" placeholder="Filter rows" value={words} onInput={(event) => { setWords(event.currentTarget.value); setPage(0); }} />
          </div>
          <div class="field query-sort-phone">
            <label class="hidden" for="query-sort">Sort by</label>
            <select id="query-sort" value={sorting ? `${sorting.column} ${sorting.descending}` : ""} onChange={(event) => setSorting(parseSorting(event.currentTarget.value))}>
              <option value="">Sort: the query's order</option>
              {table.columns.flatMap((name, column) => [false, true].map((descending) => <option value={`${column} ${descending}`}>{name}, {descending ? "descending" : "ascending"}</option>))}
            </select>
          </div>
          {words && <p class="note small" role="status">{count(rows.length, "row")} of {table.rows.length.toLocaleString("en")}</p>}
        </div>
      )}
      <div class="scrolls query-scroll" tabIndex={0} role="region" aria-label="Rows of the result">
        <table class="cards query-table">
          <thead>
            <tr>
              {table.columns.map((name, column) => {
                const direction = sorting?.column === column ? (sorting.descending ? "descending" : "ascending") : undefined;
                return (
                  <th key={name} scope="col" class={numeric[column] ? "number" : undefined} aria-sort={direction}>
                    <button type="button" onClick={() => sort(column)}>{name}<span aria-hidden="true">{direction ? (sorting!.descending ? " ↓" : " ↑") : ""}</span></button>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, index) => (
              <tr key={at * PAGE + index}>
                {row.map((cell, column) => (
                  <td data-label={table.columns[column]} class={numeric[column] ? "number" : undefined}>
                    {cell && <CellView cell={cell} prefixes={prefixes} label={cell.type === "uri" ? labelIn(row, labels.label(cell.value)) : ""} />}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!rows.length && <p class="note">No row has these words.</p>}
      {pages > 1 && <Pager page={at} pages={pages} total={rows.length} go={setPage} />}
    </div>
  );
}

/** A label that another cell of the row has as its text is not said twice. */
function labelIn(row: Cell[], label: string): string {
  return row.some((cell) => cell?.type === "literal" && cell.value.toLowerCase() === label.toLowerCase()) ? "" : label;
}

function parseSorting(value: string): Sorting | null {
  const [column, descending] = value.split(" ");
  return value ? { column: Number(column), descending: descending === "true" } : null;
}

function CellView({ cell, prefixes, label }: { cell: NonNullable<Cell>; prefixes: Prefixes; label: string }) {
  if (cell.type === "bnode") return <span class="curie">_:{cell.value.slice(0, 12)}</span>;
  if (cell.type === "literal") {
    const kind = kindOfLiteral(cell, prefixes);
    const value = isNumber(cell) && /^-?\d{4,}$/.test(cell.value) ? Number(cell.value).toLocaleString("en") : cell.value;
    return <><Long text={value} />{kind && <> <span class="query-kind">{kind}</span></>}</>;
  }
  const curie = compact(cell.value, prefixes);
  const place = target(cell.value, prefixes);
  const name = label || curie;
  const link = place ? <Link to={place}>{name}</Link>
    : curie === cell.value && /^https?:/.test(cell.value) ? <a href={cell.value} rel="noreferrer">{name}</a>
    : <span title={cell.value} class={label ? undefined : "curie"}>{name}</span>;
  return <>{link}{label && curie !== label && <> <span class="curie" title={cell.value}>{curie}</span></>}</>;
}

function Long({ text }: { text: string }) {
  const [open, setOpen] = useState(false);
  if (open || text.length <= LONG) return <>{text}</>;
  return <>{text.slice(0, LONG - 40)}… <button type="button" class="button quiet small" onClick={() => setOpen(true)}>Show all</button></>;
}

function Pager({ page, pages, total, go }: { page: number; pages: number; total: number; go(page: number): void }) {
  const first = page * PAGE + 1;
  return (
    <nav class="row query-pager" aria-label="Pages of rows">
      <button type="button" class="button small" disabled={page === 0} onClick={() => go(0)}>First</button>
      <button type="button" class="button small" disabled={page === 0} onClick={() => go(page - 1)}>Previous</button>
      <span class="small numbers" role="status">Rows {first.toLocaleString("en")} to {Math.min(total, first + PAGE - 1).toLocaleString("en")} of {total.toLocaleString("en")}</span>
      <button type="button" class="button small" disabled={page === pages - 1} onClick={() => go(page + 1)}>Next</button>
      <button type="button" class="button small" disabled={page === pages - 1} onClick={() => go(pages - 1)}>Last</button>
    </nav>
  );
}
