// A result as rows: sorting, filtering, and the files that can be made from it.

import type { SparqlResults, SparqlTerm } from "../answers";
import { compact, isNumber, type Prefixes } from "./iris";
import { csv as delimited } from "../parts/delimited";
import { quote } from "./tokens";

export type Cell = SparqlTerm | undefined;
export interface Table {
  columns: string[];
  rows: Cell[][];
}
export interface Sorting {
  column: number;
  descending: boolean;
}

export function tableOf(results: SparqlResults): Table {
  const columns = results.head.vars ?? [];
  return { columns, rows: (results.results?.bindings ?? []).map((row) => columns.map((name) => row[name])) };
}

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
const MANY = 20_000; // rows, beyond which the rules of the alphabet take seconds, and the order of letters has to do

/** Numbers by size, other values by what is read; cells without a value come last either way. */
export function sorted(rows: Cell[][], sorting: Sorting | null, read: (cell: Cell) => string): Cell[][] {
  if (!sorting) return rows;
  const sign = sorting.descending ? -1 : 1;
  const keyed = rows.map((row, index) => {
    const cell = row[sorting.column];
    const number = isNumber(cell) ? Number(cell!.value) : NaN;
    return { row, index, empty: cell === undefined, number, text: !Number.isNaN(number) ? "" : rows.length > MANY ? fold(read(cell)) : read(cell) };
  });
  const compare = rows.length > MANY ? (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0) : collator.compare;
  keyed.sort((a, b) => {
    if (a.empty || b.empty) return Number(a.empty) - Number(b.empty) || a.index - b.index;
    const numbers = !Number.isNaN(a.number) && !Number.isNaN(b.number);
    return sign * (numbers ? a.number - b.number : compare(a.text, b.text)) || a.index - b.index;
  });
  return keyed.map(({ row }) => row);
}

/** Rows in which every word occurs, in any cell, in any case and with or without accents. */
export function filtered(rows: Cell[][], words: string, read: (cell: Cell) => string): Cell[][] {
  const wanted = fold(words).split(/\s+/).filter(Boolean);
  if (!wanted.length) return rows;
  return rows.filter((row) => {
    const text = fold(row.map(read).join(" "));
    return wanted.every((word) => text.includes(word));
  });
}

function fold(text: string): string {
  const plain = /^[\x00-\x7f]*$/.test(text) ? text : text.normalize("NFD").replace(/\p{M}/gu, "");
  return plain.toLowerCase();
}

/** What a cell says, for sorting and finding: label and CURIE. */
export function reader(prefixes: Prefixes, label: (iri: string) => string): (cell: Cell) => string {
  return (cell) => {
    if (!cell) return "";
    if (cell.type !== "uri") return cell.value;
    const name = label(cell.value);
    const curie = compact(cell.value, prefixes);
    return name ? `${name} ${curie}` : curie;
  };
}

/** Distinct IRIs of some rows, in their order; null where there are more than `most`. */
export function irisOf(rows: Cell[][], most = Infinity): string[] | null {
  const found = new Set<string>();
  for (const row of rows) {
    for (const cell of row) if (cell?.type === "uri") found.add(cell.value);
    if (found.size > most) return null;
  }
  return [...found];
}

/** Whether every value of a column is a number; a column without values is not. */
export function isNumeric(table: Table, column: number): boolean {
  let any = false;
  for (const row of table.rows) {
    const cell = row[column];
    if (!cell) continue;
    if (!isNumber(cell)) return false;
    any = true;
  }
  return any;
}

/** SPARQL 1.1 Query Results CSV: plain values. */
export function csv(table: Table): string {
  return delimited([table.columns, ...table.rows.map((row) => row.map((cell) => (cell?.type === "bnode" ? `_:${cell.value}` : cell?.value)))]);
}

/** SPARQL 1.1 Query Results TSV: terms as Turtle writes them. */
export function tsv(table: Table): string {
  const head = table.columns.map((name) => `?${name}`).join("\t");
  return [head, ...table.rows.map((row) => row.map((cell) => (cell ? term(cell) : "")).join("\t"))].join("\n") + "\n";
}

/** SPARQL 1.1 Query Results JSON. */
export function json(table: Table): string {
  const bindings = table.rows.map((row) => Object.fromEntries(table.columns.flatMap((name, index) => (row[index] ? [[name, row[index]]] : []))));
  return JSON.stringify({ head: { vars: table.columns }, results: { bindings } }, null, 1) + "\n";
}

/** Rows of three columns as N-Triples. */
export function ntriples(rows: Cell[][]): string {
  return rows.map((row) => row.map((cell) => term(cell!)).join(" ") + " .\n").join("");
}

function term(cell: SparqlTerm): string {
  if (cell.type === "uri") return `<${cell.value}>`;
  if (cell.type === "bnode") return `_:${cell.value}`;
  if (cell["xml:lang"]) return `${quote(cell.value)}@${cell["xml:lang"]}`;
  const plain = !cell.datatype || cell.datatype === "http://www.w3.org/2001/XMLSchema#string";
  return plain ? quote(cell.value) : `${quote(cell.value)}^^<${cell.datatype}>`;
}
