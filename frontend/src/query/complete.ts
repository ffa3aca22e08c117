// What the editor offers to complete: words, variables, prefixes, classes and properties. Entities by their names come from search.

import type { Hit, Vocabulary } from "../answers";
import { isEntity, type Prefixes, written } from "./iris";
import { slotAfter, type Slot } from "./slot";
import { tokens, variables } from "./tokens";
import { CLAUSES, FUNCTIONS } from "./words";

export interface Offer {
  /** What it is called in the list, what is written when it is picked, and a word or two about it. */
  label: string;
  insert: string;
  detail: string;
  kind: "keyword" | "function" | "variable" | "prefix" | "class" | "property" | "entity";
  score: number;
}

/** What is being typed before the cursor, where it starts, and what may stand there. */
export interface Typing {
  from: number;
  word: string;
  /** "variable", "string" (an open quote: names of entities), "name" (with a colon) or "word". */
  kind: "variable" | "string" | "name" | "word";
  slot: Slot;
}

/** Null within a comment, an IRI or a number. */
export function typing(text: string, at: number): Typing | null {
  const before = text.slice(0, at);
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const last = tokens(line);
  const open = last.findIndex((token) => token.kind === "mark" && token.text === '"');
  const comment = commentIn(line);
  if (comment >= 0 && (open < 0 || last[open]!.start > comment)) return null;
  const within = (length: number, kind: Typing["kind"]): Typing => {
    const from = at - length;
    return { from, word: text.slice(from, at), kind, slot: slotAfter(tokens(text.slice(0, from))) };
  };
  if (open >= 0) return within(line.length - last[open]!.start, "string");
  if (/<[^\s<>]*$/.test(line)) return null;
  const variable = /[?$][\p{L}\p{N}_]*$/u.exec(line);
  if (variable) return within(variable[0].length, "variable");
  const name = /\p{L}[\p{L}\p{N}_.-]*:[\p{L}\p{N}_.-]*$/u.exec(line);
  if (name) return within(name[0].length, "name");
  const word = /(?<![\p{N}:])[\p{L}_][\p{L}\p{N}_-]*$/u.exec(line);
  if (word) return within(word[0].length, "word");
  return /\p{N}$/u.test(line) ? null : within(0, "word");
}

/** Where a comment starts in a line, or -1: a # outside of strings and IRIs. */
function commentIn(line: string): number {
  const match = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|<[^\s<>]*>|[^#"'])*#/.exec(line);
  return match ? match[0].length - 1 : -1;
}

/** The offers for what is being typed, best first. `text` is the whole query. */
export function offers(text: string, place: Typing, vocabulary: Vocabulary): Offer[] {
  if (place.kind === "string") return [];
  const found: Offer[] = [];
  const add = (offer: Omit<Offer, "score">, bonus: number, ...names: string[]) => {
    const fit = Math.max(...[offer.label, ...names].map((name) => fits(name, place.word)));
    if (fit > 0) found.push({ ...offer, score: fit + bonus });
  };
  if (place.kind === "variable" || place.kind === "word") {
    const typed = place.kind === "variable" ? place.word.slice(1) : "";
    for (const name of variables(tokens(text.slice(0, place.from) + " " + text.slice(place.from + place.word.length)))) {
      const label = `?${name}`;
      if (place.kind === "variable") {
        const fit = typed ? fits(name, typed) : 1;
        if (fit > 0) found.push({ label, insert: label, detail: "", kind: "variable", score: fit });
      } else add({ label, insert: label, detail: "", kind: "variable" }, 0, name);
    }
    if (place.kind === "variable") return found.sort(order);
  }
  if (place.slot === "prefix") {
    for (const [prefix, iri] of Object.entries(vocabulary.prefixes)) add({ label: `${prefix}:`, insert: `${prefix}: <${iri}>`, detail: iri, kind: "prefix" }, 0);
    return found.sort(order);
  }
  const triple = place.slot === "subject" || place.slot === "predicate" || place.slot === "object" || place.slot === "class";
  if (place.slot !== "start") {
    const most = Math.max(1, ...vocabulary.properties.map(({ count }) => count), ...vocabulary.classes.map(({ count }) => count));
    const often = (count: number) => Math.log1p(count) / Math.log1p(most);
    for (const { id, label, count } of vocabulary.properties) {
      const bonus = place.slot === "predicate" ? 3 : place.slot === "class" ? -1 : 0;
      add({ label: id, insert: id, detail: described(label, id, count), kind: "property" }, bonus + often(count), label, local(id));
    }
    for (const { id, label, count } of vocabulary.classes) {
      const bonus = place.slot === "class" ? 3 : place.slot === "predicate" ? -2 : 0;
      add({ label: id, insert: id, detail: described(label, id, count), kind: "class" }, bonus + often(count), label, local(id));
    }
    if (place.word) {
      for (const [prefix, iri] of Object.entries(vocabulary.prefixes)) {
        if (place.kind === "word") add({ label: `${prefix}:`, insert: `${prefix}:`, detail: iri, kind: "prefix" }, 0);
      }
    }
  }
  if (place.kind === "word") {
    const clause = place.slot === "start" || place.slot === "subject" ? 2 : triple ? -1 : 1;
    for (const word of CLAUSES) add({ label: word, insert: word, detail: "", kind: "keyword" }, clause);
    if (!triple && place.slot !== "start") for (const word of FUNCTIONS) add({ label: word, insert: `${word}(`, detail: "", kind: "function" }, 0.5);
  }
  return found.sort(order).slice(0, 60);
}

/** Words to search entities with, or "" where none can stand; `prefix` where only its identifiers fit, as in `HP:arach`. */
export function entityWords(place: Typing, vocabulary: Vocabulary): { words: string; prefix: string } {
  const none = { words: "", prefix: "" };
  if (place.kind === "string") return { words: place.word.slice(1).trim(), prefix: "" };
  if (place.slot === "start" || place.slot === "prefix" || place.slot === "class") return none;
  if (place.kind === "name") {
    const colon = place.word.indexOf(":");
    const prefix = place.word.slice(0, colon + 1);
    const rest = place.word.slice(colon + 1);
    return !isEntity(place.word) || !(place.word.slice(0, colon) in vocabulary.prefixes) || rest.length < 2 || /^\d+$/.test(rest) ? none : { words: rest, prefix };
  }
  return place.kind === "word" && place.word.length >= 3 && place.slot !== "predicate" ? { words: place.word.replaceAll("_", " "), prefix: "" } : none;
}

/** What search found, in its order. */
export function entityOffers(hits: Hit[], prefix: string, prefixes: Prefixes): Offer[] {
  return hits.flatMap((hit, index) => {
    const insert = written(hit.id, prefixes) || `<${hit.iri}>`;
    if (prefix && !hit.id.startsWith(prefix)) return [];
    const also = hit.matched && hit.matched.toLowerCase() !== hit.label.toLowerCase() ? `“${hit.matched}” · ` : "";
    return [{ label: hit.label, insert, detail: `${also}${hit.id} · ${hit.kind}`, kind: "entity" as const, score: 5 - index / 100 }];
  });
}

/** 3 the beginning, 2 the beginning of a word within, 1 anywhere; 0 not at all. Nothing typed fits everything. */
export function fits(name: string, typed: string): number {
  if (!typed) return 1;
  const [whole, part] = [name.toLowerCase(), typed.toLowerCase()];
  const at = whole.indexOf(part);
  if (at === 0) return whole.length === part.length ? 3.5 : 3;
  if (at > 0) return /[^\p{L}\p{N}]/u.test(whole[at - 1]!) ? 2 : part.length > 2 ? 1 : 0;
  return 0;
}

function described(label: string, id: string, count: number): string {
  const said = label && label.toLowerCase() !== local(id).replaceAll("_", " ").toLowerCase() ? `${label} · ` : "";
  return `${said}${count.toLocaleString("en")}`;
}

function local(id: string): string {
  return id.slice(id.indexOf(":") + 1);
}

function order(a: Offer, b: Offer): number {
  return b.score - a.score || a.label.localeCompare(b.label);
}
