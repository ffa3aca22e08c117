// Reads the Turtle that an answer comes in, so that triples can be shown as a table and as a graph. Of the syntax it knows what
// writers use: prefixes, base, lists of objects and properties, blank nodes, literals; no collections. It returns null where it cannot read.

import type { SparqlTerm } from "../answers";
import { declaredPrefixes, isMark, isWord, type Token, tokens, unquote } from "./tokens";

const RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const XSD = "http://www.w3.org/2001/XMLSchema#";

export type Triple = [SparqlTerm, SparqlTerm, SparqlTerm];

export function readTurtle(text: string): Triple[] | null {
  const reader = new Reader(tokens(text));
  try {
    return reader.document();
  } catch {
    return null;
  }
}

class Reader {
  readonly #triples: Triple[] = [];
  readonly #prefixes: Record<string, string> = {};
  #at = 0;
  #blank = 0;

  constructor(readonly stream: Token[]) {}

  document(): Triple[] {
    while (this.#at < this.stream.length) {
      if (this.#isDirective()) this.#directive();
      else {
        this.#properties(this.#term());
        this.#expect(".");
      }
    }
    return this.#triples;
  }

  #isDirective(): boolean {
    const token = this.stream[this.#at];
    return isWord(token, "PREFIX", "BASE") || token?.text === "@prefix" || token?.text === "@base";
  }

  #directive(): void {
    const [keyword, name, iri] = [this.stream[this.#at]!, this.stream[this.#at + 1], this.stream[this.#at + 2]];
    if (keyword.text.toUpperCase().endsWith("PREFIX")) {
      const word: Token = { ...keyword, kind: "word", text: "PREFIX" };
      Object.assign(this.#prefixes, declaredPrefixes([word, name!, iri!]));
      this.#at += 3;
    } else this.#at += 2;
    if (isMark(this.stream[this.#at], ".")) this.#at++;
  }

  #properties(subject: SparqlTerm): void {
    if (isMark(this.stream[this.#at], ".", "]")) return; // a blank node that has said all within its brackets
    for (;;) {
      const predicate = this.#term();
      do this.#triples.push([subject, predicate, this.#term()]);
      while (this.#skip(","));
      if (!this.#skip(";")) return;
      while (this.#skip(";"));
      if (isMark(this.stream[this.#at], ".", "]")) return;
    }
  }

  #term(): SparqlTerm {
    const token = this.stream[this.#at++];
    if (!token) throw new Error("unexpected end");
    if (token.kind === "iri") return { type: "uri", value: token.text.slice(1, -1) };
    if (token.kind === "name") {
      const colon = token.text.indexOf(":");
      const root = this.#prefixes[token.text.slice(0, colon)];
      if (root === undefined) throw new Error("unknown prefix");
      return { type: "uri", value: root + token.text.slice(colon + 1).replace(/\\(.)/g, "$1") };
    }
    if (token.kind === "blank") return { type: "bnode", value: token.text.slice(2) };
    if (token.kind === "string") return this.#literal(unquote(token.text));
    if (token.text === "a") return { type: "uri", value: RDF_TYPE };
    if (isWord(token, "TRUE", "FALSE")) return { type: "literal", value: token.text, datatype: `${XSD}boolean` };
    if (token.kind === "number" || isMark(token, "+", "-")) return this.#number(token);
    if (isMark(token, "[")) {
      const node: SparqlTerm = { type: "bnode", value: `n${++this.#blank}` };
      this.#properties(node);
      this.#expect("]");
      return node;
    }
    throw new Error(`cannot read ${token.text}`);
  }

  #literal(value: string): SparqlTerm {
    const next = this.stream[this.#at];
    if (next?.kind === "language") {
      this.#at++;
      return { type: "literal", value, "xml:lang": next.text.slice(1) };
    }
    if (!this.#skip("^^")) return { type: "literal", value };
    return { type: "literal", value, datatype: this.#term().value };
  }

  #number(token: Token): SparqlTerm {
    const digits = token.kind === "number" ? token.text : token.text + this.stream[this.#at++]!.text;
    const datatype = /e/i.test(digits) ? "double" : digits.includes(".") ? "decimal" : "integer";
    return { type: "literal", value: digits, datatype: XSD + datatype };
  }

  #skip(mark: string): boolean {
    const found = isMark(this.stream[this.#at], mark);
    if (found) this.#at++;
    return found;
  }

  #expect(mark: string): void {
    if (!this.#skip(mark)) throw new Error(`expected ${mark}`);
  }
}
