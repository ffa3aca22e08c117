// Cuts SPARQL (and Turtle, whose tokens are the same) into tokens, as pohgraph.store.sparql does. It judges no grammar.

export type TokenKind = "iri" | "string" | "variable" | "blank" | "name" | "language" | "number" | "word" | "mark";

/** `start` and `end` are offsets of the text, half-open. */
export interface Token {
  kind: TokenKind;
  text: string;
  start: number;
  end: number;
}

const LETTER = String.raw`[\p{L}\p{N}_]`;
const PART = String.raw`(?:[\p{L}\p{N}_:]|%[0-9A-Fa-f]{2}|\\.)`;
const MIDDLE = String.raw`(?:[\p{L}\p{N}_:.\-]|%[0-9A-Fa-f]{2}|\\.)`;
const LAST = String.raw`(?:[\p{L}\p{N}_:\-]|%[0-9A-Fa-f]{2}|\\.)`;
const KINDS: [TokenKind | "space" | "comment", string][] = [
  ["space", String.raw`\s+`],
  ["comment", String.raw`#[^\n]*`],
  ["iri", String.raw`<[^\s<>"{}|^\x60\\]*>`],
  ["string", String.raw`"""(?:[^\\]|\\.)*?"""|'''(?:[^\\]|\\.)*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'`],
  ["variable", String.raw`[?$]${LETTER}+`],
  ["blank", String.raw`_:(?:[\p{L}\p{N}_.\-]*${LETTER})`],
  ["name", String.raw`(?:\p{L}(?:[\p{L}\p{N}_.\-]*[\p{L}\p{N}_\-])?)?:(?:${PART}(?:${MIDDLE}*${LAST})?)?`],
  ["language", String.raw`@[A-Za-z]+(?:-[A-Za-z0-9]+)*`],
  ["number", String.raw`\d+(?:\.\d+)?(?:[eE][+-]?\d+)?`],
  ["word", String.raw`[\p{L}_]${LETTER}*`],
  ["mark", String.raw`\^\^|&&|\|\||!=|<=|>=|.`],
];
const TOKEN = new RegExp(KINDS.map(([kind, pattern]) => `(?<${kind}>${pattern})`).join("|"), "gsu");

export const FORMS = ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"];

export function tokens(text: string): Token[] {
  const found: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const kind = Object.keys(match.groups!).find((name) => match.groups![name] !== undefined) as TokenKind | "space" | "comment";
    if (kind === "space" || kind === "comment") continue;
    found.push({ kind, text: match[0], start: match.index, end: match.index + match[0].length });
  }
  return found;
}

export function isWord(token: Token | undefined, ...words: string[]): boolean {
  return token?.kind === "word" && words.includes(token.text.toUpperCase());
}

export function isMark(token: Token | undefined, ...marks: string[]): boolean {
  return token?.kind === "mark" && marks.includes(token.text);
}

/** SELECT, ASK, CONSTRUCT or DESCRIBE; empty where the query has none. */
export function queryForm(stream: Token[]): string {
  return stream.find((token) => isWord(token, ...FORMS))?.text.toUpperCase() ?? "";
}

/** The prefixes that a query declares itself, with their IRIs. */
export function declaredPrefixes(stream: Token[]): Record<string, string> {
  const found: Record<string, string> = {};
  stream.forEach((token, index) => {
    const [name, iri] = [stream[index + 1], stream[index + 2]];
    if (isWord(token, "PREFIX") && name?.kind === "name" && iri?.kind === "iri") found[name.text.slice(0, -1)] = iri.text.slice(1, -1);
  });
  return found;
}

/** The variables of a query without their marks, in the order in which they are written. */
export function variables(stream: Token[]): string[] {
  return [...new Set(stream.filter((token) => token.kind === "variable").map((token) => token.text.slice(1)))];
}

/** What a quoted string says, its escapes undone. */
export function unquote(text: string): string {
  const quotes = text.startsWith('"""') || text.startsWith("'''") ? 3 : 1;
  return text.slice(quotes, -quotes).replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/gs, (_, four, eight, one) =>
    one === undefined ? String.fromCodePoint(parseInt(four ?? eight, 16)) : (ESCAPES[one] ?? one));
}

const ESCAPES: Record<string, string> = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f" };

/** Text as a quoted string of SPARQL or Turtle. */
export function quote(text: string): string {
  const escaped = text.replace(/[\\"\n\r\t]/g, (c) => ({ "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" })[c]!);
  return `"${escaped}"`;
}
