// Whether a result makes a network: triples between things, or two columns of things.

import type { Network, NetworkLink, NetworkNode, SparqlTerm, State } from "../answers";
import { compact, type Prefixes, target } from "./iris";
import type { Cell, Table } from "./table";

export interface Known {
  label: string;
  category: string;
}

const MOST = 5000; // nodes that the graph view draws smoothly

/** Null where it makes none. A column between the two things, such as ?predicate, names the relation. */
export function networkOf(table: Table, prefixes: Prefixes, known: (iri: string) => Known | undefined): Network | null {
  const [from, to] = ends(table, prefixes);
  if (from === undefined || to === undefined) return null;
  const between = table.columns.findIndex((_, index) => index > from && index < to);
  const nodes = new Map<string, NetworkNode>();
  const links = new Map<string, NetworkLink>();
  let omitted = 0;
  const node = (iri: string): NetworkNode | null => {
    let found = nodes.get(iri);
    if (!found) {
      if (nodes.size >= MOST) {
        omitted++;
        return null;
      }
      const { label = "", category = "" } = known(iri) ?? {};
      const id = compact(iri, prefixes);
      found = { id, iri, label: label || id, category, weight: 0 };
      nodes.set(iri, found);
    }
    return found;
  };
  for (const row of table.rows) {
    const [a, b] = [row[from], row[to]];
    if (!isThing(a, prefixes) || !isThing(b, prefixes) || a.value === b.value) continue;
    const [source, target] = [node(a.value), node(b.value)];
    if (!source || !target) continue;
    const relation = between < 0 ? `${table.columns[from]} – ${table.columns[to]}` : relationOf(row[between], prefixes);
    const key = `${source.id} ${relation} ${target.id}`;
    if (links.has(key)) continue;
    source.weight++;
    target.weight++;
    links.set(key, {
      source: source.id, target: target.id, relation, state: stateOf(row, table.columns), often: "", qualifier: "", documents: [], quotes: [],
    });
  }
  if (!links.size) return null;
  return { title: "Result of the query", nodes: [...nodes.values()], links: [...links.values()], omitted, sources: [] };
}

function isThing(cell: Cell, prefixes: Prefixes): cell is SparqlTerm {
  return cell?.type === "uri" && target(cell.value, prefixes)?.[0] === "entity";
}

/** As the catalogue's ?flags say it, or columns of the flags' own names. A query that asks for none of them cannot tell. */
function stateOf(row: Cell[], columns: string[]): State {
  const flags = columns.flatMap((name, index) => {
    const value = row[index]?.value ?? "";
    return name === "flags" ? value.split(/[^a-z]+/) : value === "true" ? [name] : [];
  });
  return flags.includes("negated") ? "denied" : flags.includes("hedged") || flags.includes("rejected") ? "open" : flags.includes("borrowed") ? "borrowed" : "stated";
}

/** Whether the table has two columns of things, and a row that joins two. */
export function joins(table: Table, prefixes: Prefixes): boolean {
  const [from, to] = ends(table, prefixes);
  if (from === undefined || to === undefined) return false;
  return table.rows.some((row) => isThing(row[from], prefixes) && isThing(row[to], prefixes) && row[from]!.value !== row[to]!.value);
}

function ends(table: Table, prefixes: Prefixes): number[] {
  return table.columns.map((_, index) => index).filter((index) => table.rows.some((row) => isThing(row[index], prefixes)));
}

function relationOf(cell: Cell, prefixes: Prefixes): string {
  return cell ? compact(cell.value, prefixes) : "";
}
