// What the store's own engine lacks: the usual prefixes, a limit on rows, and errors that say where and what.

import type { Problem, SparqlResults } from "../answers";
import { explain, offsetOf } from "../query/explain";
import { FORMS, declaredPrefixes, isMark, isWord, queryForm, type Token, tokens } from "../query/tokens";

/** Rows of an answer, as many as `pohgraph serve` gives. */
export const ROWS = 100_000;
const UPDATES = ["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"];
const DEEPEST = 200; // brackets in brackets: the engine's parser recurses, and some thousand end it
const UNGROUPED = /unbound|not bound|GROUP BY/i;

export interface Prepared {
  /** What the engine is given. */
  text: string;
  /** How many characters stand before the query in its first line. */
  added: number;
}

/** A query with the usual prefixes it uses and does not declare, in its own first line, so that lines keep their numbers. */
export function prepare(query: string, prefixes: Record<string, string>): Prepared {
  const stream = tokens(query);
  const declared = declaredPrefixes(stream);
  const used = new Set(stream.filter(({ kind }) => kind === "name").map(({ text }) => text.slice(0, text.indexOf(":"))));
  const missing = Object.entries(prefixes).filter(([prefix]) => used.has(prefix) && !(prefix in declared));
  const before = missing.map(([prefix, iri]) => `PREFIX ${prefix}: <${iri}> `).join("");
  return { text: before + query + (endless(stream) ? `\nLIMIT ${ROWS + 1}` : ""), added: [...before].length };
}

/** Whether a SELECT says nothing after its pattern of how many rows there may be. */
function endless(stream: Token[]): boolean {
  if (queryForm(stream) !== "SELECT") return false;
  let depth = 0;
  for (const token of stream) {
    if (isMark(token, "{", "(")) depth += 1;
    else if (isMark(token, "}", ")")) depth -= 1;
    else if (!depth && isWord(token, "LIMIT", "VALUES")) return false;
  }
  return true;
}

/** Why a query is not run at all: nothing may leave the machine, nothing can be changed, and nothing may end the engine. */
export function refusal(query: string): Problem | null {
  const stream = tokens(query);
  if (!stream.length) return { error: "The query is empty.", line: 0, column: 0, hint: "Try SELECT * WHERE { ?s ?p ?o } LIMIT 10" };
  const form = stream.findIndex((token) => isWord(token, ...FORMS, ...UPDATES));
  if (form >= 0 && isWord(stream[form], ...UPDATES)) {
    return at(query, stream[form]!.start, `${stream[form]!.text.toUpperCase()} changes data, but queries can only read.`, "An exported site never changes.");
  }
  const service = stream.find((token, index) => asks(token, stream[index + 1]));
  if (service) {
    return at(query, service.start, "SERVICE would contact another server, but this page sends nothing to other servers.", "Query that server directly.");
  }
  let depth = 0;
  for (const token of stream) {
    if (isMark(token, "{", "(", "[")) depth += 1;
    else if (isMark(token, "}", ")", "]")) depth -= 1;
    if (depth > DEEPEST) return at(query, token.start, `More than ${DEEPEST} levels of brackets.`, "Make the query simpler.");
  }
  return null;
}

/** The engine wants no space around its keywords: trueSERVICE, SERVICEex:a {. */
function asks(token: Token, after: Token | undefined): boolean {
  const word = token.kind === "word" ? token.text : token.kind === "name" && isMark(after, "{") ? token.text.slice(0, token.text.indexOf(":")) : "";
  return word.toUpperCase().includes("SERVICE");
}

/** The engine's message as people read it, with the place in the query as they wrote it. */
export function problemOf(message: string, query: string, added: number, prefixes: Iterable<string>): Problem {
  const found = /error at (\d+):(\d+): ([\s\S]*)/.exec(message);
  const line = found ? Number(found[1]) : 0;
  const column = found ? Math.max(1, Number(found[2]) - (line === 1 ? added : 0)) : 0;
  const offset = found ? Math.min(offsetOf(query, line, column), query.length) : query.length;
  // What the parser finds at the end may be missing anywhere; what the engine finds when it has read all has no place.
  const fault = explain(query, found ? { from: offset, to: offset } : null, prefixes);
  if (UNGROUPED.test(message)) {
    return { error: "A selected variable is not grouped.", line: 0, column: 0, hint: "Add it to GROUP BY, or put it in an aggregate such as SAMPLE(?x)." };
  }
  if (/duplicated/i.test(message)) return { error: "A variable is selected twice.", line: 0, column: 0, hint: "" };
  if (fault) return at(query, fault.from, fault.message, fault.hint);
  const bare = tokens(query);
  if (!queryForm(bare)) return at(query, bare[0]?.start ?? 0, "The query has no SELECT, ASK, CONSTRUCT or DESCRIBE.", "");
  return { error: found ? "Syntax error here." : message, line, column, hint: "" };
}

/** Results with no more rows than are shown, and whether there were more. */
export function cutTo(results: SparqlResults, rows: number): boolean {
  const found = results.results?.bindings;
  if (!found || found.length <= rows) return false;
  found.length = rows;
  return true;
}

/** Whether the engine is asked for triples. */
export function isGraph(query: string): boolean {
  return ["CONSTRUCT", "DESCRIBE"].includes(queryForm(tokens(query)));
}

function at(query: string, offset: number, error: string, hint: string): Problem {
  const before = query.slice(0, offset);
  const line = before.split("\n").length;
  return { error, line, column: [...before.slice(before.lastIndexOf("\n") + 1)].length + 1, hint };
}
