// Searches the names of an exported graph as `pohgraph search` does: src/pohgraph/search/match.py and find.py have the same order.

import type { Hit, Term } from "../answers";
import { references, type Written } from "./identifiers";
import { alike } from "./likeness";

/** `names` are [name, number of the entity, scope], `identifiers` others of an entity with its number, the best first. */
export interface NameList {
  entities: (Term & { kind: string; claims: number })[];
  names: [string, number, string][];
  identifiers: [string, number][];
  written: Written;
}

const FITS = ["identifier", "name", "synonym", "beginning", "word", "part", "spelling"];
const CLOSE = FITS.length - 1;
const SCOPES = ["label", "exact", "narrow", "broad", "related"];
const SMALL = new Set(["a", "an", "and", "by", "for", "in", "of", "on", "or", "the", "to", "with"]);
const SELDOM_MEANT = new Set(["page", "publication"]); // their titles hold the names of everything else
const LEAST_PART = 3; // letters of a part of a word
const SAME_WORD = 0.65; // share of common letters from which two words may be one, misspelt
const NEAREST = 6; // words that a misspelt word is taken for
const BY_WORDS = 0.9; // a misspelt part of a name is less sure than a whole one
const LESS_CLOSE = 0.2; // likeness that a close spelling may lack to the closest
const SHORT = 7; // letters of a word whose changed places leave it no three letters in common

interface Match {
  fit: number;
  /** Minus the likeness, to two digits, of close spellings. */
  unlike: number;
  scope: number;
  likeness: number;
  matched: string;
}

export class Names {
  readonly #folded: string[];
  readonly #words: string[];
  readonly #numbers = new Map<string, number>();
  readonly #mapped = new Map<string, number[]>();

  constructor(private readonly list: NameList) {
    this.#folded = list.names.map(([name]) => fold(name));
    this.#words = [...new Set(this.#folded.flatMap((name) => name.split(" ")))];
    list.entities.forEach((entity, number) => this.#numbers.set(entity.id, number));
    for (const [id, number] of list.identifiers) this.#mapped.set(id, [...(this.#mapped.get(id) ?? []), number]);
  }

  search(text: string, kind = "", limit = 20): Hit[] {
    const typed = fold(text);
    if (!typed) return kind ? this.#ofKind(kind, limit) : [];
    const every = [...new Set(typed.split(" "))];
    const some = every.filter((word) => !SMALL.has(word));
    const words = some.length ? some : every;
    const found = new Map<number, Match>();
    const add = (number: number, match: Match) => {
      if (kind && this.list.entities[number]!.kind !== kind) return;
      const known = found.get(number);
      if (!known || before(match, known)) found.set(number, match);
    };
    this.#folded.forEach((name, at) => {
      const [matched, number, scope] = this.list.names[at]!;
      const fit = fitOf(name, typed, words, scope);
      if (fit < CLOSE) add(number, { fit, unlike: 0, scope: scopeOf(scope), likeness: 1, matched });
    });
    if (!found.size) this.#addClose(typed, words, add);
    const identified = this.#identified(text).filter((number) => !kind || this.list.entities[number]!.kind === kind);
    for (const number of identified) found.set(number, { fit: 0, unlike: 0, scope: 0, likeness: 1, matched: text.trim() });
    return this.#ranked(found).slice(0, limit);
  }

  #ofKind(kind: string, limit: number): Hit[] {
    const entities = this.list.entities.filter((entity) => entity.kind === kind);
    entities.sort((a, b) => b.claims - a.claims || order(a.label, b.label) || order(a.id, b.id));
    return entities.slice(0, limit).map((entity) => ({ ...entity, matched: entity.label, fit: "name" }));
  }

  /** What has the words as its identifier, or as one that is mapped to it. */
  #identified(text: string): number[] {
    const known = this.list.entities.findIndex((entity) => entity.iri === text.trim());
    if (known >= 0) return [known];
    return references(text, this.list.written).flatMap((id) => {
      const number = this.#numbers.get(id);
      return number === undefined ? this.#mapped.get(id) ?? [] : [number];
    });
  }

  /** Names with a word that each of the words may be, misspelt; or that all of them may be, written apart. */
  #addClose(typed: string, words: string[], add: (number: number, match: Match) => void): void {
    const near = words.map((word) => this.#near(word));
    const joined = this.#near(words.join(""));
    this.#folded.forEach((name, at) => {
      const there = name.split(" ");
      const fits = near.every((like, which) => there.some((word) => word.startsWith(words[which]!) || like.has(word)));
      if (!fits && !there.some((word) => joined.has(word))) return;
      const [matched, number, scope] = this.list.names[at]!;
      const likeness = Math.max(alike(typed, name), BY_WORDS * byWords(words, there));
      add(number, { fit: CLOSE, unlike: -Math.round(likeness * 100) / 100, scope: scopeOf(scope), likeness, matched });
    });
  }

  /** Words of nearly this spelling. */
  #near(word: string): Set<string> {
    const pieces = Array.from({ length: Math.max(word.length - 2, 0) }, (_, at) => word.slice(at, at + 3));
    const found = this.#words
      .filter((other) => pieces.some((piece) => other.includes(piece))
        || (word.length < SHORT && other[0] === word[0] && Math.abs(other.length - word.length) <= 1))
      .map((other) => [other, alike(word, other)] as const)
      .filter(([, likeness]) => likeness >= SAME_WORD);
    found.sort((a, b) => b[1] - a[1] || order(a[0], b[0]));
    return new Set(found.slice(0, NEAREST).map(([other]) => other));
  }

  #ranked(found: Map<number, Match>): Hit[] {
    const matches = [...found].map(([number, match]) => ({ match, entity: this.list.entities[number]! }));
    const closest = Math.max(...matches.map(({ match }) => match.likeness));
    const close = matches.every(({ match }) => match.fit === CLOSE);
    const wanted = close ? matches.filter(({ match }) => match.likeness >= closest - LESS_CLOSE) : matches;
    wanted.sort((a, b) => a.match.fit - b.match.fit || a.match.unlike - b.match.unlike
      || Number(SELDOM_MEANT.has(a.entity.kind)) - Number(SELDOM_MEANT.has(b.entity.kind))
      || Number(!a.entity.claims) - Number(!b.entity.claims)
      || a.match.scope - b.match.scope || a.match.matched.length - b.match.matched.length
      || b.entity.claims - a.entity.claims || order(a.match.matched, b.match.matched) || order(a.entity.id, b.entity.id));
    return wanted.map(({ match, entity }) => ({ ...entity, matched: match.matched, fit: FITS[match.fit]! }));
  }
}

function before(one: Match, other: Match): boolean {
  return (one.fit - other.fit || one.unlike - other.unlike || one.scope - other.scope) < 0;
}

function fitOf(name: string, typed: string, words: string[], scope: string): number {
  if (name === typed) return scope === "label" ? 1 : 2;
  if (name.startsWith(typed)) return 3;
  const padded = ` ${name}`;
  if (words.every((word) => padded.includes(` ${word}`))) return 4;
  return words.every((word) => padded.includes(` ${word}`) || (word.length >= LEAST_PART && name.includes(word))) ? 5 : CLOSE;
}

/** How alike the words are to those of a name, on average, whatever else the name has. */
function byWords(words: string[], there: string[]): number {
  const best = (word: string) => Math.max(...there.map((other) => (sameSize(word, other) ? alike(word, other) : 0)));
  return words.reduce((sum, word) => sum + best(word), 0) / words.length;
}

function sameSize(one: string, other: string): boolean {
  return Math.abs(one.length - other.length) <= Math.min(one.length, other.length);
}

function scopeOf(scope: string): number {
  return SCOPES.indexOf(scope);
}

function order(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** Lower case without accents, apostrophes and punctuation. */
export function fold(text: string): string {
  return text.replace(/['`\u2019\u02bc]/g, "").normalize("NFKD").toLowerCase().replaceAll("ß", "ss").replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}
