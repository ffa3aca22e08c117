// One question to the store in WebAssembly. The same in the worker of a page and in a test.

import type { Problem, SparqlResults } from "../answers";
import type { SparqlAnswer } from "../source";
import { cutTo, isGraph, prepare, problemOf, refusal, ROWS } from "./sparql-text";

/** What a store is used for here. */
export interface Answers {
  query(text: string, options: { results_format: string }): unknown;
}

/** What a worker tells of a question. */
export interface Told {
  id: number;
  /** The store is loaded and begins with it. */
  began?: true;
  answer?: SparqlAnswer;
  problem?: Problem;
  /** The engine is of no more use. */
  ended?: true;
}

export function ask(store: Answers, query: string, prefixes: Record<string, string>): Omit<Told, "id"> {
  const refused = refusal(query);
  if (refused) return { problem: refused };
  const { text, added } = prepare(query, prefixes);
  const graph = isGraph(query);
  const began = performance.now();
  try {
    const found = store.query(text, { results_format: graph ? "text/turtle" : "application/sparql-results+json" }) as string;
    const seconds = (performance.now() - began) / 1000;
    if (graph) return { answer: { kind: "graph", turtle: found, seconds, cut: false } };
    const results = JSON.parse(found) as SparqlResults;
    return { answer: { kind: "table", results, cut: cutTo(results, ROWS), seconds } };
  } catch (error) {
    // A trap or a full stack leaves the engine in the middle of something.
    if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) return { problem: tooMuch(error.message), ended: true };
    return { problem: problemOf(String((error as Error).message ?? error), query, added, Object.keys(prefixes)) };
  }
}

export function tooMuch(reason: string): Problem {
  return { error: `The query was too much for the store in this browser: ${reason || "out of memory"}.`, line: 0, column: 0, hint: "Add a LIMIT, or make the query simpler." };
}
