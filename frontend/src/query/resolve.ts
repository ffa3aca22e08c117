// From the values of a form to terms of the query; names are looked up as the command line does, and must mean one thing.

import type { CatalogueQuery } from "../answers";
import type { Source } from "../source";
import { meaning } from "./fill";
import { type Prefixes, written } from "./iris";

export interface Resolved {
  terms: Record<string, string>;
  /** What is wrong with a value, by parameter. */
  faults: Record<string, string>;
  /** Names that became identifiers, by parameter. */
  found: Record<string, string>;
}

/** The kind that search knows, "" for any. */
export function searchKind(kind: string): string {
  return kind === "document" ? "page" : kind === "entity" ? "" : kind;
}

/** The values at once, without asking anyone: a name stays a placeholder that shows what is missing. */
export function atOnce(query: CatalogueQuery, values: Record<string, string>, prefixes: Prefixes): Resolved {
  const resolved: Resolved = { terms: {}, faults: {}, found: {} };
  for (const { name, kind, default: usual } of query.params) {
    const meant = meaning(kind, values[name] || usual, prefixes);
    if ("term" in meant) resolved.terms[name] = meant.term;
    else if ("wrong" in meant) resolved.faults[name] = meant.wrong;
    else resolved.found[name] = "";
  }
  return resolved;
}

export async function resolve(source: Source, query: CatalogueQuery, values: Record<string, string>, prefixes: Prefixes): Promise<Resolved> {
  const resolved = atOnce(query, values, prefixes);
  for (const name of Object.keys(resolved.found)) {
    const { kind, default: usual } = query.params.find((param) => param.name === name)!;
    const words = (values[name] || usual).trim();
    const hits = await source.search(words, { limit: 8, ...(searchKind(kind) && { kind: searchKind(kind) }) });
    const exact = hits.filter((hit) => hit.fit === "identifier" || hit.fit === "name" || hit.fit === "synonym");
    const first = exact[0];
    if (!first) {
      const near = hits.slice(0, 3).map((hit) => `${hit.label} (${hit.id})`).join(", ");
      resolved.faults[name] = `Nothing is called “${words}”.${near ? ` Near: ${near}.` : ""}`;
      delete resolved.found[name];
    } else if (exact[1] && exact[1].fit === first.fit && first.fit !== "identifier") {
      resolved.faults[name] = `“${words}” is the name of several things: ${exact.slice(0, 4).map((hit) => `${hit.label} (${hit.id})`).join(", ")}.`;
      delete resolved.found[name];
    } else {
      resolved.found[name] = first.id;
      resolved.terms[name] = written(first.id, prefixes) || `<${first.iri}>`;
    }
  }
  return resolved;
}
