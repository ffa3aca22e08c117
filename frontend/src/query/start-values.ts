// What the fields of an example hold at first: its defaults, or, where this graph makes no claims about them, something that it does.

import type { CatalogueQuery, Term } from "../answers";
import type { Source } from "../source";
import { compact, expand, type Prefixes } from "./iris";

export interface StandIns {
  /** Diseases that the graph says most of, and its pages. */
  diseases: Term[];
  pages: { id: string }[];
}

const CATEGORIES: Record<string, string> = { gene: "biolink:Gene", phenotype: "biolink:PhenotypicFeature" };

export async function startValues(source: Source, query: CatalogueQuery, standIns: StandIns, prefixes: Prefixes): Promise<Record<string, string>> {
  const values = Object.fromEntries(query.params.map(({ name, default: usual }) => [name, usual]));
  const asking = new Asking(source, prefixes);
  try {
    if (["subject", "predicate", "object"].every((name) => name in values)) return { ...values, ...(await asking.claim(values)) };
    for (const { name, kind, default: usual } of query.params) {
      if (kind === "document" && standIns.pages.length && !standIns.pages.some(({ id }) => id === usual)) values[name] = standIns.pages[0]!.id;
      // A term to go up or down from need not have claims of its own.
      if (name === "term" || !(kind === "disease" || CATEGORIES[kind]) || (await asking.hasClaims(usual))) continue;
      const taken = new Set(Object.values(values));
      const found = kind === "disease" ? standIns.diseases.map(({ id }) => id) : await asking.most(CATEGORIES[kind]!);
      values[name] = found.find((id) => !taken.has(id)) ?? usual;
    }
  } catch {
    // The defaults stand: the query itself will say what is wrong.
  }
  return values;
}

class Asking {
  constructor(readonly source: Source, readonly prefixes: Prefixes) {}

  async hasClaims(curie: string): Promise<boolean> {
    const node = this.#iri(curie);
    return (await this.#ask(`SELECT ?claim WHERE { { ?claim ${this.#iri("rdf:subject")} ${node} } UNION { ?claim ${this.#iri("rdf:object")} ${node} } } LIMIT 1`)).length > 0;
  }

  /** What claims are most about, of one category. */
  async most(category: string): Promise<string[]> {
    const end = this.#iri(category.endsWith("Gene") ? "rdf:subject" : "rdf:object");
    const rows = await this.#ask(`SELECT ?thing (COUNT(*) AS ?claims) WHERE {
  ?claim ${end} ?thing . ?thing ${this.#iri("biolink:category")} ${this.#iri(category)}
} GROUP BY ?thing ORDER BY DESC(?claims) ?thing LIMIT 3`);
    return rows.map((row) => row["thing"]!);
  }

  /** A claim as the values have it, or else one of a finding that the graph has. */
  async claim(values: Record<string, string>): Promise<Record<string, string>> {
    const pattern = (subject: string, predicate: string, object: string) =>
      `?claim ${this.#iri("rdf:subject")} ${subject} ; ${this.#iri("rdf:predicate")} ${predicate} ; ${this.#iri("rdf:object")} ${object}`;
    const [subject, predicate, object] = [values["subject"]!, values["predicate"]!, values["object"]!].map((curie) => this.#iri(curie));
    if ((await this.#ask(`SELECT ?claim WHERE { ${pattern(subject!, predicate!, object!)} } LIMIT 1`)).length) return {};
    const [first] = await this.#ask(`SELECT ?subject ?object WHERE {
  ${pattern("?subject", this.#iri("biolink:has_phenotype"), "?object")} . FILTER(ISIRI(?object)) ?claim ${this.#iri("biolink:supporting_text")} ?quote
} LIMIT 1`);
    return first ? { ...first, predicate: "biolink:has_phenotype" } : {};
  }

  async #ask(sparql: string): Promise<Record<string, string>[]> {
    const answer = await this.source.sparql(sparql);
    const rows = answer.kind === "table" ? (answer.results.results?.bindings ?? []) : [];
    return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, term]) => [name, compact(term.value, this.prefixes)])));
  }

  #iri(curie: string): string {
    return `<${expand(curie, this.prefixes)}>`;
  }
}
