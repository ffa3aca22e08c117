// Where the page gets its answers: a running server, or the files of an exported site. Views know this interface only.

import type {
  CatalogueQuery, Claim, ClaimTable, Decision, Entity, Hit, Network, Page, Problem, ReadText, SparqlResults, Summary, Vocabulary,
} from "./answers";

export class AnswerError extends Error {
  constructor(readonly status: number, readonly problem: Problem) {
    super(problem.error);
  }
}

export type SparqlAnswer =
  | { kind: "table"; results: SparqlResults; seconds: number; cut: boolean }
  | { kind: "graph"; turtle: string; seconds: number; cut: boolean };

export interface ClaimFilter {
  words?: string;
  predicate?: string;
  /** One of the states, or "rejected" for what curators took back. */
  state?: string;
  document?: string;
  /** "none" for what nobody decided, else "accept", "reject" or "edit". */
  decision?: string;
  /** What is decided of claims where the browser keeps it; else the source knows. */
  kept?: Record<string, string>;
  offset?: number;
  limit?: number;
}

export interface Source {
  summary(): Promise<Summary>;
  search(words: string, options?: { kind?: string; limit?: number; /** Also what only the vocabularies have, where the source knows them. */ beyond?: boolean; signal?: AbortSignal }): Promise<Hit[]>;
  entity(id: string): Promise<Entity>;
  page(document: string): Promise<Page>;
  queries(): Promise<CatalogueQuery[]>;
  vocabulary(): Promise<Vocabulary>;
  network(options: { focus: string[]; limit?: number }): Promise<Network>;
  sparql(query: string, signal?: AbortSignal): Promise<SparqlAnswer>;
  read(text: string, signal?: AbortSignal): Promise<ReadText>;
  claims(filter: ClaimFilter): Promise<ClaimTable>;
  /** The claims with their passages, where `claims` gives them without. */
  complete?<C extends Claim>(claims: C[]): Promise<C[]>;
  decide(decision: Decision): Promise<void>;
  /** What is decided: of each claim and curator the last decision. */
  decisions(): Promise<Decision[]>;
  /** Where an entity can be downloaded, or null where the source has no such file. */
  download(id: string, format: "ttl" | "jsonld"): string | null;
}
