// Labels and kinds of IRIs, asked for in batches and remembered: of results, and of identifiers in the query.

import type { Source } from "../source";
import type { Known } from "./pairs";

const BATCH = 300;
const LABEL = "http://www.w3.org/2000/01/rdf-schema#label";
const NOTHING: Known = { label: "", category: "" };

export class Labels {
  readonly #known = new Map<string, Known>();
  readonly #waiting = new Set<string>();
  readonly #listeners = new Set<() => void>();

  constructor(readonly source: Source, readonly category: string) {}

  /** Undefined before it was asked for; without label where the graph has none. */
  get(iri: string): Known | undefined {
    return this.#known.get(iri);
  }

  label(iri: string): string {
    return this.#known.get(iri)?.label ?? "";
  }

  /** Remember a name that came with something else, such as a hit of the search. */
  learn(iri: string, known: Known): void {
    this.#known.set(iri, known);
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Ask for those that are not known yet. A failure leaves identifiers as they are: the result itself is not touched. */
  async ask(iris: readonly string[]): Promise<void> {
    const wanted = iris.filter((iri) => !this.#known.has(iri) && !this.#waiting.has(iri) && /^[a-z][^\s<>"{}|^`\\]*$/i.test(iri));
    for (let at = 0; at < wanted.length; at += BATCH) await this.#batch(wanted.slice(at, at + BATCH));
  }

  async #batch(iris: string[]): Promise<void> {
    for (const iri of iris) this.#waiting.add(iri);
    try {
      const answer = await this.source.sparql(this.#query(iris));
      for (const row of (answer.kind === "table" && answer.results.results?.bindings) || []) {
        const category = (row["category"]?.value ?? "").replace(/^.*[/#]/, "");
        if (row["node"]) this.#known.set(row["node"].value, { label: row["label"]?.value ?? "", category });
      }
      for (const iri of iris) if (!this.#known.has(iri)) this.#known.set(iri, NOTHING);
      for (const listener of this.#listeners) listener();
    } catch {
      // Asked again when they are shown again.
    } finally {
      for (const iri of iris) this.#waiting.delete(iri);
    }
  }

  #query(iris: string[]): string {
    const values = iris.map((iri) => `<${iri}>`).join(" ");
    return `SELECT ?node (MIN(STR(?name)) AS ?label) (MIN(STR(?kind)) AS ?category) WHERE {
  VALUES ?node { ${values} } ?node <${LABEL}> ?name . OPTIONAL { ?node <${this.category}> ?kind }
} GROUP BY ?node`;
  }
}
