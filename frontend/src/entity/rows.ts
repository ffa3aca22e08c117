// Which rows of an entity are shown, and what they say together: filters, states, agreement. Pure.

import type { Claim, Entity, Group, Row, Source, State } from "../answers";
import { STATES } from "../parts/words";
import { rangeOf } from "./frequency";

export interface Filter {
  words: string;
  /** A document, or "" for all. */
  source: string;
  /** None stands for all. */
  states: State[];
}

export function filterOf(query: URLSearchParams): Filter {
  const states = (query.get("states") ?? "").split(",");
  return { words: query.get("words") ?? "", source: query.get("source") ?? "", states: STATES.filter((state) => states.includes(state)) };
}

export function isNarrow(filter: Filter): boolean {
  return Boolean(filter.words.trim() || filter.source || filter.states.length);
}

/** The groups with the rows that fit; a row keeps the claims of the chosen page only. Empty sections and groups are left out. */
export function narrowed(groups: readonly Group[], filter: Filter): Group[] {
  const words = fold(filter.words).split(/\s+/).filter(Boolean);
  const found: Group[] = [];
  for (const group of groups) {
    const sections = group.sections.flatMap((section) => {
      const rows = section.rows.flatMap((row) => {
        if (filter.states.length && !filter.states.includes(row.state)) return [];
        const claims = filter.source ? row.claims.filter((claim) => claim.document === filter.source) : row.claims;
        if (!claims.length) return [];
        const kept = claims.length === row.claims.length ? row : { ...row, claims };
        return fits(kept, section.title, words) ? [kept] : [];
      });
      return rows.length ? [{ ...section, rows }] : [];
    });
    if (sections.length) found.push({ ...group, sections });
  }
  return found;
}

/** A group in two: what is stated, and what is not to be taken as a fact. */
export function apart(group: Group): { stated: Group | null; others: Group | null } {
  const only = (test: (row: Row) => boolean): Group | null => {
    const sections = group.sections.map((s) => ({ ...s, rows: s.rows.filter(test) })).filter((s) => s.rows.length);
    return sections.length ? { ...group, sections } : null;
  };
  return { stated: only((row) => row.state === "stated"), others: only((row) => row.state !== "stated") };
}

export function rowsOf(groups: readonly Group[]): Row[] {
  return groups.flatMap((group) => group.sections.flatMap((section) => section.rows));
}

/** How many claims there are of each state. A finding of two body systems stands in both sections and counts once. */
export function stateCounts(groups: readonly Group[]): Record<State, number> {
  const counts: Record<State, number> = { stated: 0, denied: 0, open: 0, borrowed: 0 };
  for (const [, state] of new Map(rowsOf(groups).flatMap((row) => row.claims.map((claim) => [claim.id, row.state] as const)))) counts[state] += 1;
  return counts;
}

/** Rows that say the same of the same thing and differ in how often or in whom only. */
export interface Finding {
  key: string;
  first: Row;
  rows: Row[];
  claims: Claim[];
  documents: string[];
  conflicts: number[];
}

export const SORTS = { "": "Name", often: "How often", pages: "Number of pages" } as const;
export type Sort = keyof typeof SORTS;

export function sortOf(query: URLSearchParams): Sort {
  const sort = query.get("sort") ?? "";
  return sort in SORTS ? (sort as Sort) : "";
}

/** Findings by what is asked for; those that are alike in it stay in their order, and what has no figure comes last. */
export function sorted(all: readonly Finding[], sort: Sort): Finding[] {
  const size = (finding: Finding): number => {
    if (sort === "pages") return finding.documents.length;
    return Math.max(-1, ...finding.rows.map((row) => rangeOf(row)?.high ?? -1));
  };
  return sort ? all.toSorted((a, b) => size(b) - size(a)) : [...all];
}

/** The state of a row; of a borrowed one also whether it is denied, or left open, of the other disease. */
export function statusOf(row: Row): string {
  const flags = row.state === "borrowed" ? row.claims[0] : undefined;
  return row.state + (flags?.negated ? ", denied" : flags?.hedged ? ", open" : "");
}

/** Rows next to each other or not, put together as findings in the order of their first rows. */
export function findings(rows: readonly Row[]): Finding[] {
  const together = new Map<string, Row[]>();
  for (const row of rows) {
    const key = `${statusOf(row)} ${agreementKey(row)}`;
    together.set(key, [...(together.get(key) ?? []), row]);
  }
  return [...together.entries()].map(([key, same]) => {
    const claims = same.flatMap((row) => row.claims);
    return { key, first: same[0]!, rows: same, claims, documents: documentsOf(claims), conflicts: [...new Set(same.flatMap((row) => row.conflicts))] };
  });
}

export function countFindings(group: Group): number {
  return new Set(rowsOf([group]).map((row) => `${statusOf(row)} ${agreementKey(row)}`)).size;
}

/** How many rows there are, as the headings count them. */
export function countRows(groups: readonly Group[]): number {
  return groups.reduce((sum, group) => sum + countFindings(group), 0);
}

export function documentsOf(claims: readonly Claim[]): string[] {
  return [...new Set(claims.map((claim) => claim.document))].sort();
}

/** A row's name for its reader: the label of the other end, or the page's words. */
export function nameOf(row: Pick<Row, "other" | "value">): string {
  return row.other?.label ?? row.value;
}

export interface Agreement {
  key: string;
  group: string;
  /** One of its rows. */
  row: Row;
  documents: string[];
}

/** What two or more different pages state of the same thing, in whatever frequency. Pages with the same bytes count once. */
export function agreements(groups: readonly Group[], sources: readonly Source[]): Agreement[] {
  const hashes = new Map(sources.map((source) => [source.id, source.sha256 || source.id]));
  const found = new Map<string, Agreement>();
  for (const group of groups) {
    for (const row of rowsOf([group])) {
      if (row.state !== "stated" || !row.other) continue;
      const key = agreementKey(row);
      const known = found.get(key);
      const documents = documentsOf([...(known?.row.claims ?? []), ...row.claims]);
      found.set(key, { key, group: group.title, row: known ? { ...known.row, claims: [...known.row.claims, ...row.claims] } : row, documents });
    }
  }
  return [...found.values()]
    .map((one) => ({ ...one, documents: oncePerText(one.documents, hashes) }))
    .filter((one) => one.documents.length > 1)
    .sort((a, b) => b.documents.length - a.documents.length || compare(nameOf(a.row), nameOf(b.row)));
}

export function agreementKey(row: Row): string {
  return `${row.relation} ${row.incoming ? "<" : ">"} ${row.other?.id ?? row.value}`;
}

/** Whether the finding has the claim, so that a permalink can open it. */
export function hasClaim(finding: Finding, claim: string): boolean {
  return claim !== "" && finding.claims.some((one) => one.id === claim);
}

export interface ShownRow {
  group: string;
  section: string;
  row: Row;
}

/** The rows once each; one of several body systems names all of them. */
export function shownRows(groups: readonly Group[]): ShownRow[] {
  const shown = new Map<string, ShownRow>();
  for (const group of groups) {
    for (const { title, rows } of group.sections) {
      for (const row of rows) {
        const key = `${group.name} ${row.claims.map((claim) => claim.id).join(" ")}`;
        const known = shown.get(key);
        shown.set(key, { group: group.title, section: known ? `${known.section}|${title}` : title, row });
      }
    }
  }
  return [...shown.values()];
}

const COLUMNS = ["group", "body_system", "relation", "direction", "id", "label", "state", "frequency_id", "frequency", "percent_from", "percent_to", "qualifier", "note", "pages", "documents", "publishers", "licences", "quotes", "claims"];

/** The rows as a table with a header line, one line for each row. */
export function table(entity: Pick<Entity, "id" | "label" | "sources">, groups: readonly Group[]): (string | number)[][] {
  const sources = new Map(entity.sources.map((source) => [source.id, source]));
  const lines = shownRows(groups).map(({ group, section, row }) => {
    const documents = documentsOf(row.claims);
    const range = rangeOf(row);
    const of = (field: "publisher" | "license") => [...new Set(documents.map((id) => sources.get(id)?.[field] ?? "").filter(Boolean))].join("|");
    return [
      entity.id, entity.label, group, section, row.relation, row.incoming ? "incoming" : "outgoing", row.other?.id ?? "", nameOf(row), statusOf(row),
      row.claims[0]?.frequency?.id ?? "", row.often, range?.low ?? "", range?.high ?? "", row.qualifier, row.note, documents.length, documents.join("|"),
      of("publisher"), of("license"),
      [...new Set(row.claims.flatMap((claim) => claim.quotes))].join(" | "), row.claims.map((claim) => claim.id).join("|"),
    ];
  });
  return [["entity", "entity_label", ...COLUMNS], ...lines];
}

function oncePerText(documents: string[], hashes: Map<string, string>): string[] {
  const seen = new Set<string>();
  return documents.filter((document) => {
    const hash = hashes.get(document) ?? document;
    return !seen.has(hash) && seen.add(hash);
  });
}

function fits(row: Row, section: string, words: string[]): boolean {
  if (!words.length) return true;
  const text = fold([section, row.other?.label, row.other?.id, row.value, row.often, row.qualifier, row.state, ...row.claims.flatMap((claim) => claim.quotes)].join("\n"));
  return words.every((word) => text.includes(word));
}

function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
