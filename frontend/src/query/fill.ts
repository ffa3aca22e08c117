// Puts the values of a catalogue query's parameters into its text, as pohgraph.query.run does: what runs can be read and shared.

import type { CatalogueQuery } from "../answers";
import { type Prefixes, written } from "./iris";
import { isMark, isWord, queryForm, quote, type Token, tokens } from "./tokens";

/** What a value means: a term as SPARQL writes it, words to search for, or why it is neither. */
export type Meaning = { term: string } | { words: string } | { wrong: string };

export function meaning(kind: string, value: string, prefixes: Prefixes): Meaning {
  const text = value.trim();
  if (!text) return { wrong: "Give a value." };
  if (kind === "number") return /^[+-]?\d+(?:\.\d+)?$/.test(text) ? { term: text } : { wrong: `“${text}” is not a number.` };
  if (kind === "text") return { term: quote(text) };
  const term = /^\S+$/.test(text) && text.includes(":") ? written(text, prefixes) : "";
  return term ? { term } : { words: text };
}

/** A catalogue query's text without its header, which the page shows beside it; the title stays as a comment. */
export function bare(query: CatalogueQuery): string {
  const body = query.sparql.replace(/^(?:#[^\n]*\n|[ \t]*\n)+/, "");
  return `# ${query.title}\n${body.trimEnd()}\n`;
}

/**
 * The text with terms in place of variables. A constant in a pattern is what the engine's planner starts from; where a variable
 * is selected, grouped or sorted by, a VALUES clause at the end gives it its value.
 */
export function fill(sparql: string, terms: Record<string, string>): string {
  const stream = tokens(sparql);
  const pieces: string[] = [];
  const outside: string[] = [];
  let at = 0;
  for (const [token, inPattern] of withPlace(stream)) {
    const name = token.text.slice(1);
    const term = token.kind === "variable" ? terms[name] : undefined;
    if (term === undefined) continue;
    if (!inPattern) {
      outside.push(name);
      continue;
    }
    pieces.push(sparql.slice(at, token.start), term);
    at = token.end;
  }
  const text = [...pieces, sparql.slice(at)].join("");
  const shown = [...new Set(star(stream) ? Object.keys(terms) : outside)];
  if (queryForm(stream) !== "SELECT" || !shown.length) return text;
  return `${text.trimEnd()}\nVALUES (${shown.map((name) => `?${name}`).join(" ")}) { (${shown.map((name) => terms[name]).join(" ")}) }\n`;
}

/** Each token with whether it stands in a pattern or template, and not in a SELECT clause or a modifier. */
function* withPlace(stream: Token[]): Iterable<[Token, boolean]> {
  const nested = [false];
  for (const token of stream) {
    if (isMark(token, "{")) nested.push(true);
    else if (isMark(token, "}") && nested.length > 1) nested.pop();
    else if (isWord(token, "SELECT")) nested[nested.length - 1] = false;
    else if (isWord(token, "DESCRIBE")) nested[nested.length - 1] = true;
    yield [token, nested[nested.length - 1]!];
  }
}

function star(stream: Token[]): boolean {
  const select = stream.findIndex((token) => isWord(token, "SELECT") || isMark(token, "{"));
  if (select < 0 || isMark(stream[select], "{")) return false;
  const after = stream.slice(select + 1, select + 3).filter((token) => !isWord(token, "DISTINCT", "REDUCED"));
  return isMark(after[0], "*");
}
