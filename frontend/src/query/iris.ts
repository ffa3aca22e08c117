// Between IRIs and CURIEs, by the graph's prefixes.

import type { SparqlTerm } from "../answers";

export type Prefixes = Record<string, string>;

// What people ask about has these kinds of names; the rest is vocabulary or bookkeeping, which has no page of its own.
const VOCABULARIES = new Set([
  "biolink", "sssom", "semapv", "oboInOwl", "skos", "rdf", "rdfs", "owl", "xsd", "sh", "prov", "oa", "dcterms", "schema", "pohgraph",
  "void", "sd", "dcat", "foaf",
]);
const BOOKKEEPING = new Set(["pohassoc", "pohevidence", "pohsource", "pohextraction", "pohvocab", "pohmapping", "pohdataset", "pohdecision", "pohconflict", "pohcurator", "orcid", "infores", "ECO"]);

interface Compacting {
  /** The longest root first. */
  roots: [string, string][];
  known: Map<string, string>;
}
const COMPACTING = new WeakMap<Prefixes, Compacting>();
const REMEMBERED = 300_000; // IRIs: sorting and filtering a large result compacts each many times

/** The shortest CURIE of an IRI, or the IRI where no prefix fits. */
export function compact(iri: string, prefixes: Prefixes): string {
  let compacting = COMPACTING.get(prefixes);
  if (!compacting) {
    compacting = { roots: Object.entries(prefixes).sort(([, a], [, b]) => b.length - a.length), known: new Map() };
    COMPACTING.set(prefixes, compacting);
  }
  const known = compacting.known.get(iri);
  if (known !== undefined) return known;
  const root = compacting.roots.find(([, start]) => iri.length > start.length && iri.startsWith(start));
  const curie = root ? `${root[0]}:${iri.slice(root[1].length)}` : iri;
  if (compacting.known.size >= REMEMBERED) compacting.known.clear();
  compacting.known.set(iri, curie);
  return curie;
}

/** The IRI of a CURIE, or "" where its prefix is not known. */
export function expand(curie: string, prefixes: Prefixes): string {
  const colon = curie.indexOf(":");
  const root = colon < 0 ? undefined : prefixes[curie.slice(0, colon)];
  return root === undefined ? "" : root + curie.slice(colon + 1).replace(/\\(.)/g, "$1");
}

const LOCAL = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_-])?$/u;

/** An identifier as SPARQL writes it: a CURIE where that needs no escapes, else the IRI in brackets; "" where it is neither. */
export function written(identifier: string, prefixes: Prefixes): string {
  const bare = identifier.replace(/^<(.*)>$/, "$1");
  const isIri = /^(?:https?:\/\/|urn:)[^\s<>"{}|^`\\]+$/.test(bare);
  const curie = isIri ? compact(bare, prefixes) : bare;
  const colon = curie.indexOf(":");
  if (colon >= 0 && prefixes[curie.slice(0, colon)] !== undefined && LOCAL.test(curie.slice(colon + 1))) return curie;
  const iri = isIri ? bare : expand(curie, prefixes);
  return iri && !/[\s<>"{}|^`\\]/.test(iri) ? `<${iri}>` : "";
}

/** Where the page shows more of it: an entity, a page of text, or nowhere. */
export function target(iri: string, prefixes: Prefixes): string[] | null {
  const curie = compact(iri, prefixes);
  if (curie === iri) return null;
  if (prefixes["pohdoc"] && iri.startsWith(prefixes["pohdoc"])) return ["page", curie];
  return isEntity(curie) ? ["entity", curie] : null;
}

/** Whether a CURIE names something that people ask about: a disease, a gene, a finding, a publication. */
export function isEntity(curie: string): boolean {
  const prefix = curie.slice(0, Math.max(0, curie.indexOf(":")));
  return prefix !== "" && !VOCABULARIES.has(prefix) && !BOOKKEEPING.has(prefix) && prefix !== "pohdoc";
}

const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = new Set(["integer", "decimal", "double", "float", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger",
  "negativeInteger", "nonPositiveInteger", "unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte"].map((name) => XSD + name));

export function isNumber(term: SparqlTerm | undefined): boolean {
  return term?.type === "literal" && term.datatype !== undefined && NUMBERS.has(term.datatype);
}

/** A datatype or language, where it says more than "a text"; as a short word. */
export function kindOfLiteral(term: SparqlTerm, prefixes: Prefixes): string {
  if (term.type !== "literal") return "";
  if (term["xml:lang"]) return term["xml:lang"];
  if (!term.datatype || term.datatype === `${XSD}string` || isNumber(term)) return "";
  return term.datatype.startsWith(XSD) ? term.datatype.slice(XSD.length) : compact(term.datatype, prefixes);
}
