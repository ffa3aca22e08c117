// Answers of an exported site: JSON files that the server's own functions wrote, and SPARQL in the browser.

import type { CatalogueQuery, Claim, ClaimTable, Entity, Network, Page, Summary, Vocabulary } from "../answers";
import { AnswerError, type Source } from "../source";
import { claimsOf } from "./claims-of";
import { fileName } from "./file-names";
import { MissingFileError, type Files } from "./files";
import { Names, type NameList } from "./names";
import { networkOf, within } from "./network-of";
import { SparqlClient } from "./sparql-client";

export function site(files: Files): Source {
  const once = new Map<string, Promise<unknown>>();
  const get = <T>(name: string): Promise<T> => {
    if (!once.has(name)) once.set(name, files.json(name));
    return once.get(name) as Promise<T>;
  };
  const one = async <T>(name: string, what: string): Promise<T> => {
    try {
      return await get<T>(name);
    } catch (error) {
      if (error instanceof MissingFileError) throw new AnswerError(404, { error: what, line: 0, column: 0, hint: "" });
      throw error;
    }
  };
  const summary = () => get<Summary>("summary.json");
  const names = async () => new Names(await get<NameList>("names.json"));
  const entity = async (id: string): Promise<Entity> => {
    const found = await one<Entity | { standsFor: string }>(`entity/${fileName(id)}.json`, `${id} is not in this graph`);
    return "standsFor" in found ? entity(found.standsFor) : found;
  };
  const page = (document: string) => one<Page>(`page/${fileName(document)}.json`, `${document} is not in this graph`);
  /** The file of all claims leaves passages out: those of a claim are in the file of its page. */
  const complete = async <C extends Claim>(claims: C[]): Promise<C[]> => {
    const bare = claims.filter((claim) => claim.quotes.length && !claim.passages.length);
    const pages = await Promise.all([...new Set(bare.map((claim) => claim.document))].map(page));
    const passages = new Map(pages.flatMap((found) => found.claims.map((claim) => [claim.id, claim.passages])));
    return claims.map((claim) => ({ ...claim, passages: passages.get(claim.id) ?? claim.passages }));
  };
  let searched: Promise<Names> | null = null;
  const client = new SparqlClient(files, async () => (await summary()).prefixes);
  return {
    summary,
    search: async (words, { kind, limit } = {}) => (await (searched ??= names())).search(words, kind, limit),
    entity,
    page,
    queries: () => get<CatalogueQuery[]>("queries.json"),
    vocabulary: () => get<Vocabulary>("vocabulary.json"),
    network: async ({ focus, limit }) => {
      if (!focus.length) return within(await get<Network>("network.json"), limit);
      const { entities } = await get<NameList>("names.json");
      const claimed = new Map(entities.map((known) => [known.id, known.claims]));
      return networkOf(await Promise.all(focus.map(entity)), (id) => claimed.get(id) ?? 0, limit);
    },
    sparql: (query, signal) => client.ask(query, signal),
    read: () => Promise.reject(unavailable("An exported site cannot read texts: use `pohgraph serve`.")),
    claims: async (filter) => claimsOf(await get<ClaimTable>("claims.json"), filter),
    complete,
    decide: () => Promise.reject(unavailable("An exported site cannot store decisions: use `pohgraph serve`.")),
    decisions: () => Promise.resolve([]),
    download: (id, format) => files.address(`entity/${fileName(id)}.${format}`),
  };
}

function unavailable(error: string): AnswerError {
  return new AnswerError(501, { error, line: 0, column: 0, hint: "" });
}
