// Results in the forms that RDF tools read beside tables: SPARQL Results XML for rows, JSON-LD for triples.

import type { SparqlTerm } from "../answers";
import type { Cell, Table } from "./table";

const RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const XSD_STRING = "http://www.w3.org/2001/XMLSchema#string";
const ESCAPED: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;" };
const NO_XML = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** SPARQL Query Results XML Format. */
export function xml(table: Table): string {
  const head = table.columns.map((name) => `<variable name="${escaped(name)}"/>`).join("");
  const rows = table.rows.map((row) => {
    const bindings = row.map((cell, index) => (cell ? `<binding name="${escaped(table.columns[index]!)}">${element(cell)}</binding>` : ""));
    return `<result>${bindings.join("")}</result>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n<head>${head}</head>\n<results>\n${rows.join("")}</results>\n</sparql>\n`;
}

/** Rows of three columns as expanded JSON-LD, one object for each subject in the order of the first time it comes. */
export function jsonld(rows: Cell[][]): string {
  const subjects = new Map<string, Record<string, unknown>>();
  for (const [subject, predicate, object] of rows) {
    const id = identifier(subject!);
    const node = subjects.get(id) ?? { "@id": id };
    subjects.set(id, node);
    const isType = predicate!.value === RDF_TYPE && object!.type !== "literal";
    const key = isType ? "@type" : predicate!.value;
    const values = Object.hasOwn(node, key) ? (node[key] as unknown[]) : [];
    values.push(isType ? identifier(object!) : value(object!));
    node[key] = values;
  }
  return JSON.stringify([...subjects.values()], null, 1) + "\n";
}

function element(cell: SparqlTerm): string {
  const text = escaped(cell.value);
  if (cell.type === "uri") return `<uri>${text}</uri>`;
  if (cell.type === "bnode") return `<bnode>${text}</bnode>`;
  if (cell["xml:lang"]) return `<literal xml:lang="${escaped(cell["xml:lang"])}">${text}</literal>`;
  return isPlain(cell) ? `<literal>${text}</literal>` : `<literal datatype="${escaped(cell.datatype!)}">${text}</literal>`;
}

/** XML has no way at all to write some characters. */
function escaped(text: string): string {
  return text.replace(NO_XML, "\ufffd").replace(/[&<>"\t\n\r]/g, (found) => ESCAPED[found]!);
}

function identifier(cell: SparqlTerm): string {
  return cell.type === "bnode" ? `_:${cell.value}` : cell.value;
}

function value(cell: SparqlTerm): unknown {
  if (cell.type !== "literal") return { "@id": identifier(cell) };
  if (cell["xml:lang"]) return { "@value": cell.value, "@language": cell["xml:lang"] };
  return isPlain(cell) ? { "@value": cell.value } : { "@value": cell.value, "@type": cell.datatype };
}

function isPlain(cell: SparqlTerm): boolean {
  return !cell.datatype || cell.datatype === XSD_STRING;
}
