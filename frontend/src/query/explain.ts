// Says what is wrong with a query while it is typed, where a reader would look for it. The server says it again, with more advice.

import { declaredPrefixes, isMark, isWord, type Token, tokens } from "./tokens";
import { CLAUSES, FUNCTIONS, KNOWN } from "./words";

/** `from` and `to` are offsets of the text, half-open. */
export interface Fault {
  from: number;
  to: number;
  message: string;
  hint: string;
}

const CLOSING: Record<string, string> = { "{": "}", "(": ")", "[": "]" };

/**
 * `broken` is where the grammar's parser stumbled, or null where it did not; `prefixes` are those that need no declaration.
 * A fault that we can name comes before the parser's place, which is often only where the damage shows.
 */
export function explain(text: string, broken: { from: number; to: number } | null, prefixes: Iterable<string>): Fault | null {
  const stream = tokens(text);
  if (!stream.length) return null;
  const unknown = unknownPrefix(stream, new Set(prefixes));
  if (unknown) return unknown;
  // The engine knows more than SPARQL 1.1: it is asked instead of the grammar.
  if (!broken || stream.some((token) => isWord(token, "LATERAL", "ADJUST")) || text.includes("<<")) return null;
  const named = unclosedString(stream) ?? unbalanced(stream) ?? unknownWord(stream);
  if (named) return named;
  const token = stream.find((one) => one.end > broken.from);
  if (!token) return fault(stream[stream.length - 1]!, "The query ends too early.", "");
  return fault(token, `Not expected here: ${token.text.length > 30 ? token.text.slice(0, 30) + "…" : token.text}`, "");
}

function fault(token: Token, message: string, hint: string): Fault {
  return { from: token.start, to: token.end, message, hint };
}

function unknownPrefix(stream: Token[], known: Set<string>): Fault | null {
  const declared = declaredPrefixes(stream);
  for (const [index, token] of stream.entries()) {
    if (token.kind !== "name" || isWord(stream[index - 1], "PREFIX")) continue;
    const prefix = token.text.slice(0, token.text.indexOf(":"));
    if (prefix in declared || known.has(prefix)) continue;
    const same = [...known].find((other) => other.toLowerCase() === prefix.toLowerCase());
    return fault(token, `Unknown prefix ${prefix}:`, same ? `Did you mean ${same}: ?` : `Declare it: PREFIX ${prefix}: <…>`);
  }
  return null;
}

function unclosedString(stream: Token[]): Fault | null {
  const token = stream.find((one) => isMark(one, '"', "'"));
  return token ? fault(token, `A string starts with ${token.text} and does not end.`, "") : null;
}

function unbalanced(stream: Token[]): Fault | null {
  const opened: Token[] = [];
  for (const token of stream) {
    if (isMark(token, ...Object.keys(CLOSING))) opened.push(token);
    else if (isMark(token, ...Object.values(CLOSING))) {
      const start = opened.pop();
      if (!start) return fault(token, `${token.text} closes nothing.`, "Remove it, or add the opening one.");
      if (CLOSING[start.text] !== token.text) {
        return fault(token, `Found ${token.text} where ${CLOSING[start.text]} is expected.`, `${start.text} is still open.`);
      }
    }
  }
  const open = opened[opened.length - 1];
  return open ? fault(open, `${open.text} is never closed.`, `Add ${CLOSING[open.text]}`) : null;
}

function unknownWord(stream: Token[]): Fault | null {
  const token = stream.find((one) => one.kind === "word" && !KNOWN.has(one.text.toUpperCase()));
  if (!token) return null;
  const close = [...CLAUSES, ...FUNCTIONS].find((word) => isNear(token.text.toUpperCase(), word));
  return fault(token, `Unknown word ${token.text}`, close ? `Did you mean ${close}?` : "A name needs a prefix, as in biolink:causes. A variable needs a question mark, as in ?gene.");
}

/** One letter more, less, other, or two swapped. */
export function isNear(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a.length < 3) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const [restA, restB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  return Math.max(restA.length, restB.length) <= 1 || (restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0]);
}

/** The offset of a server's line and column, which count code points from 1. */
export function offsetOf(text: string, line: number, column: number): number {
  const lines = text.split("\n");
  if (line > lines.length) return text.length;
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  return before + [...lines[line - 1]!].slice(0, column - 1).join("").length;
}
