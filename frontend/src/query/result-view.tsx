// What came back: in words, then as table, chart, graph or text.

import { useMemo } from "preact/hooks";
import type { SparqlTerm } from "../answers";
import { Failure } from "../parts/failure";
import { save } from "../parts/save";
import { count } from "../parts/words";
import { AnswerError, type SparqlAnswer } from "../source";
import { chartOf } from "./chart";
import { ChartView } from "./chart-view";
import type { Asked } from "./desk";
import { jsonld, xml } from "./formats";
import { GraphView } from "./graph-view";
import type { Prefixes } from "./iris";
import type { Labels } from "./labels";
import { joins, networkOf } from "./pairs";
import { type Cell, csv, irisOf, json, ntriples, reader, type Table, tableOf, tsv } from "./table";
import { TableView } from "./table-view";
import { readTurtle } from "./turtle";
import { useLabels } from "./use-labels";

interface ResultProps {
  asked: Asked;
  prefixes: Prefixes;
  labels: Labels;
  view: string;
  show(view: string): void;
  /** Whether the query is an example with values that could be others. */
  hasParameters: boolean;
  goTo(line: number, column: number): void;
}

export function ResultView(props: ResultProps) {
  const { asked } = props;
  if (asked.state === "idle") return null;
  return (
    <section class="query-result" aria-label="Result" aria-busy={asked.state === "running"}>
      {asked.state === "stopped" && <p class="note" role="status">Cancelled. Nothing was changed.</p>}
      {asked.state === "failed" && <WentWrong error={asked.error} goTo={props.goTo} />}
      {asked.state === "done" && <Answer {...props} answer={asked.answer} />}
    </section>
  );
}

function WentWrong({ error, goTo }: { error: Error; goTo(line: number, column: number): void }) {
  const problem = error instanceof AnswerError ? error.problem : null;
  return (
    <>
      <Failure error={error} />
      {problem && problem.line > 0 && (
        <button type="button" class="button small" onClick={() => goTo(problem.line, problem.column)}>
          Go to line {problem.line}, column {problem.column}
        </button>
      )}
    </>
  );
}

/** What came back in a few words. */
export function outcome(answer: SparqlAnswer): string {
  if (answer.kind === "table" && answer.results.boolean !== undefined) return answer.results.boolean ? "yes" : "no";
  if (answer.kind === "table") return count(answer.results.results?.bindings.length ?? 0, "row");
  const triples = readTurtle(answer.turtle);
  return triples ? count(triples.length, "triple") : "a graph";
}

const FLAGS = new Set(["flags", "negated", "hedged", "borrowed", "rejected"]);
const NO_IRIS: string[] = [];
const MOST_LABELS = 2000; // beyond, labels are asked for page by page of the table
const VIEWS: Record<string, string> = { table: "Table", chart: "Chart", graph: "Graph", text: "Turtle" };

function Answer({ answer, prefixes, labels, view, show, hasParameters }: ResultProps & { answer: SparqlAnswer }) {
  const table = useMemo(() => asTable(answer), [answer]);
  const iris = useMemo(() => (table ? irisOf(table.rows, MOST_LABELS) : null), [table]);
  const version = useLabels(labels, iris ?? NO_IRIS);
  const known = iris ? version : -1;
  // Where not all labels are known, none counts for sorting and finding: it would depend on what was looked at before.
  const read = useMemo(() => reader(prefixes, (iri) => (known >= 0 ? labels.label(iri) : "")), [prefixes, labels, known]);
  const name = useMemo(() => (cell: Cell) => (cell?.type === "uri" && labels.label(cell.value)) || read(cell), [read]);
  const chart = useMemo(() => (table && answer.kind === "table" ? chartOf(table, name) : null), [table, name]);
  const isNetwork = useMemo(() => table !== null && joins(table, prefixes), [table, prefixes]);
  const network = useMemo(() => (isNetwork && view === "graph" ? networkOf(table!, prefixes, (iri) => labels.get(iri)) : null), [table, isNetwork, view, known]);
  if (answer.kind === "table" && answer.results.boolean !== undefined) {
    return (
      <p class={`query-yes ${answer.results.boolean ? "stated" : ""}`} role="status">
        {answer.results.boolean ? "Yes" : "No"} <span class="note small">{time(answer.seconds)}</span>
      </p>
    );
  }
  const views = ["table", "chart", "graph", "text"].filter((name) =>
    name === "table" ? table : name === "chart" ? chart : name === "graph" ? isNetwork : answer.kind === "graph");
  const shown = views.includes(view) ? view : views[0]!;
  const empty = answer.kind === "table" ? table!.rows.length === 0 : !answer.turtle.trim() || table?.rows.length === 0;
  return (
    <>
      <div class="row query-result-head">
        <h2>{outcome(answer)} <span class="note small">{time(answer.seconds)}</span></h2>
        {views.length > 1 && !empty && (
          <div class="row query-views" role="group" aria-label="Show as">
            {views.map((name) => <button type="button" class="button small" aria-pressed={name === shown} onClick={() => show(name)}>{VIEWS[name]}</button>)}
          </div>
        )}
        {!empty && <Downloads answer={answer} table={table} />}
      </div>
      {answer.cut && <p class="panel warn" role="alert"><strong>Cut at {outcome(answer)}.</strong> There are more. Add a FILTER, or get them in parts with ORDER BY, LIMIT and OFFSET.</p>}
      {empty ? <Empty hasParameters={hasParameters} /> : (
        <>
          {shown === "chart" && chart && <ChartView table={table!} read={name} />}
          {shown === "graph" && network && <GraphView network={network} told={table!.columns.some((name) => FLAGS.has(name))} />}
          {shown === "text" && answer.kind === "graph" && <pre class="query-turtle" tabIndex={0} role="region" aria-label="Turtle">{answer.turtle}</pre>}
          {table && shown !== "text" && <TableView table={table} prefixes={prefixes} labels={labels} read={read} />}
        </>
      )}
    </>
  );
}

function Empty({ hasParameters }: { hasParameters: boolean }) {
  return (
    <div class="panel">
      <p><strong>Nothing in this graph matches.</strong></p>
      <p>
        {hasParameters
          ? "Choose another value in the fields above. This graph may have no claims about the current one."
          : "Remove one pattern at a time to find the one that matches nothing. Put optional patterns into OPTIONAL { … }. Check the identifiers: the editor shows the names of those it knows."}
      </p>
    </div>
  );
}

function Downloads({ answer, table }: { answer: SparqlAnswer; table: Table | null }) {
  const files: [string, string, string, () => string][] = [];
  if (answer.kind === "graph") {
    files.push(["Turtle", "ttl", "text/turtle", () => answer.turtle]);
    if (table) files.push(["N-Triples", "nt", "application/n-triples", () => ntriples(table.rows)], ["JSON-LD", "jsonld", "application/ld+json", () => jsonld(table.rows)]);
  }
  if (table) files.push(["CSV", "csv", "text/csv", () => csv(table)], ["TSV", "tsv", "text/tab-separated-values", () => tsv(table)]);
  if (table && answer.kind === "table") files.push(["JSON", "json", "application/sparql-results+json", () => json(table)], ["XML", "srx", "application/sparql-results+xml", () => xml(table)]);
  return (
    <div class="row query-files" role="group" aria-label="Download">
      <span class="note small" aria-hidden="true">Download</span>
      {files.map(([name, ending, type, text]) => (
        <button type="button" class="button small" aria-label={`Download ${name}`} onClick={() => save(`result.${ending}`, type, text())}>{name}</button>
      ))}
    </div>
  );
}

/** Triples are rows of three. Null for Turtle that could not be read. */
function asTable(answer: SparqlAnswer): Table | null {
  if (answer.kind === "table") return tableOf(answer.results);
  const triples = readTurtle(answer.turtle);
  return triples && { columns: ["subject", "predicate", "object"], rows: triples as SparqlTerm[][] };
}

function time(seconds: number): string {
  return seconds < 1 ? `${Math.max(1, Math.round(seconds * 1000))} ms` : `${seconds.toFixed(1)} s`;
}
