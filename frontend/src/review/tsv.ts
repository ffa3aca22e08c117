// Decisions as the tab-separated file that the program writes and reads, byte for byte: src/pohgraph/review/table.py.
// Nothing is quoted, so that a line of the file is a decision; tabs, line ends and other control characters become blanks.

import type { Decision } from "../answers";
import { oneForm } from "./curator";
import { bare, rows } from "./dialect";

export const COLUMNS = ["claim", "decision", "changes", "comment", "curator", "date", "evidence", "statement"] as const;
/** Characters of a comment that the program stores. */
export const LONGEST = 2000;
const EDITABLE = ["subject", "predicate", "object", "state", "frequency", "onset"];
const NEEDED = ["claim", "decision"];
const WORDS = ["accept", "reject", "edit", "undo"];
const HEADER = "# Decisions of curators about claims: accept, reject, edit or undo. The last line of each curator about a claim counts.\n"
  + "# `changes` is JSON: what an edit changes of subject, predicate, object, state, frequency and onset.\n";

export function toTsv(decisions: readonly Decision[]): string {
  const lines = decisions.map((decision) => COLUMNS.map((column) => (column === "changes" ? changes(decision.changes) : bare(cell(decision[column])))));
  return HEADER + [COLUMNS as readonly string[], ...lines].map((row) => row.join("\t") + "\n").join("");
}

/**
 * The decisions of a file, the last one of each claim and curator; an undo that names nobody takes back all that the file has of
 * its claim. Columns may stand in any order, others are passed over, and a spreadsheet may have saved it.
 *
 * Throws an Error with one line that names the line, the column and what is wrong.
 */
export function fromTsv(text: string): Decision[] {
  const found = new Map<string, Decision>();
  const keys = new Map<string, Set<string>>(); // of what the file has of each claim
  let header: string[] | null = null;
  for (const { line, cells } of rows(text, NEEDED)) {
    if (!header) {
      header = cells.map((name) => name.trim());
      const missing = NEEDED.find((column) => !header!.includes(column));
      if (missing) throw new Error(`This is not a file of decisions: its first row has no column “${missing}”.`);
      continue;
    }
    const names: string[] = header;
    const wrong = (column: string, what: string) => new Error(`Line ${line}${names.includes(column) ? `, column ${names.indexOf(column) + 1}` : ""}: ${what}`);
    if (cells.slice(names.length).some((value) => value.trim())) throw new Error(`Line ${line}, column ${names.length + 1}: a value too many.`);
    const decision = read((column) => cells[names.indexOf(column)]?.trim() ?? "", wrong);
    const isUndo = decision.decision === "undo";
    const who = oneForm(decision.curator);
    const of = keys.get(decision.claim) ?? new Set<string>();
    keys.set(decision.claim, of);
    const key = `${decision.claim}\t${who}`;
    for (const one of isUndo && !who ? of : [key]) found.delete(one);
    if (!isUndo) found.set(key, decision);
    of.add(key);
  }
  if (!header) throw new Error("This is not a file of decisions: it is empty.");
  return [...found.values()];
}

/** What a curator typed, as the file can hold it. */
export function cell(text: string): string {
  return text.replace(/[\p{Z}\p{C}]+/gu, " ").trim();
}

type Wrong = (column: string, what: string) => Error;

function read(get: (column: string) => string, wrong: Wrong): Decision {
  const decision = get("decision");
  if (!get("claim")) throw wrong("claim", "it names no claim.");
  if (!WORDS.includes(decision)) throw wrong("decision", `it says “${decision}”; a decision is accept, reject, edit or undo.`);
  const changed = parsed(get("changes"), wrong);
  if ((decision === "edit") !== Object.keys(changed).length > 0) throw wrong("changes", "an edit needs changes, and other decisions have none.");
  for (const column of COLUMNS) {
    if (/[\p{Cc}\u2028\u2029]/u.test(get(column))) throw wrong(column, "a line break or another control character.");
  }
  return { claim: get("claim"), decision, changes: changed, comment: get("comment"), curator: get("curator"), date: get("date"), evidence: get("evidence"), statement: get("statement") };
}

/** As Python's json.dumps writes it, and nothing where nothing is changed. */
function changes(given: Record<string, string>): string {
  const named = EDITABLE.filter((name) => given[name] !== undefined);
  if (!named.length) return "";
  return `{${named.map((name) => `${JSON.stringify(name)}: ${JSON.stringify(cell(given[name]!))}`).join(", ")}}`;
}

function parsed(text: string, wrong: Wrong): Record<string, string> {
  let value: unknown;
  try {
    value = JSON.parse(text || "{}");
  } catch {
    throw wrong("changes", "its changes are not JSON.");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value) || !Object.values(value).every((one) => typeof one === "string")) {
    throw wrong("changes", "its changes are not a JSON object with texts as values.");
  }
  const unknown = Object.keys(value).find((name) => !EDITABLE.includes(name));
  if (unknown) throw wrong("changes", `it changes “${unknown}”; an edit changes ${EDITABLE.join(", ")}.`);
  return value as Record<string, string>;
}
