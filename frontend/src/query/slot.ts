// What may stand at a place of a query: it decides what is offered first.

import { FORMS, isMark, isWord, type Token } from "./tokens";

export type Slot = "start" | "subject" | "predicate" | "object" | "class" | "expression" | "prefix";

interface Level {
  bracket: string;
  /** How many terms of the triple stand already. */
  position: number;
  predicate: string;
}

const TERMS = new Set(["iri", "string", "variable", "blank", "name", "number"]);
const CLASSES_OF = new Set(["a", "rdf:type", "biolink:category", "rdfs:subClassOf"]);

/** `before` are the tokens up to the place, without the word that is being typed. */
export function slotAfter(before: Token[]): Slot {
  const levels: Level[] = [];
  let level: Level = { bracket: "", position: 0, predicate: "" };
  for (const [index, token] of before.entries()) {
    if (isMark(token, "{", "(", "[")) {
      if (token.text === "[") level.position++;
      levels.push(level);
      // Round brackets in the place of a predicate are a path; elsewhere an expression or a list.
      const path = token.text === "(" && level.bracket !== "(" && level.position === 1 && level.bracket !== "";
      level = { bracket: path ? "path" : token.text, position: token.text === "[" || path ? 1 : 0, predicate: "" };
    } else if (isMark(token, "}", ")", "]")) {
      const closed = level.bracket;
      level = levels.pop() ?? level;
      if (closed === "{") level.position = 0;
      if (closed === "path") level.position = 2;
    } else if (level.bracket === "(" || level.bracket === "path") continue;
    else if (isMark(token, ".")) level.position = 0;
    else if (isMark(token, ";")) level.position = 1;
    else if (isMark(token, ",")) level.position = 2;
    else if (isMark(token, "/", "|", "^") && level.position <= 2) level.position = 1;
    else if (isWord(token, "A") && level.position === 1) {
      level.position = 2;
      level.predicate = "a";
    } else if (token.kind === "word") level.position = 0;
    else if (TERMS.has(token.kind) && !isMark(before[index - 1], "^^")) {
      if (level.position === 1) level.predicate = token.text;
      level.position = Math.min(level.position + 1, 3);
    }
  }
  const last = before[before.length - 1];
  if (isWord(last, "PREFIX")) return "prefix";
  if (level.bracket === "path") return "predicate";
  if (level.bracket === "(") return "expression";
  if (level.bracket === "") return before.some((token) => isWord(token, ...FORMS)) ? "expression" : "start";
  if (level.position === 1) return "predicate";
  if (level.position === 2) return CLASSES_OF.has(level.predicate) ? "class" : "object";
  return "subject";
}
