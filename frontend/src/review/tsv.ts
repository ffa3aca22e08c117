// Decisions as the tab-separated file that the program writes and reads, byte for byte: src/pohgraph/review/table.py.
// Nothing is quoted, so that a line of the file is a decision; tabs, line ends and other control characters become blanks.

import type { Decision } from "../answers";

export const COLUMNS = ["claim", "decision", "changes", "comment", "curator", "date", "evidence", "statement"] as const;
/** Characters of a comment that the program stores. */
export const LONGEST = 2000;
const EDITABLE = ["subject", "predicate", "object", "state", "frequency", "onset"];
const WORDS = ["accept", "reject", "edit", "undo"];
const HEADER = "# Decisions of curators about claims: accept, reject, edit or undo. The last line of a claim counts.\n"
  + "# `changes` is JSON: what an edit changes of subject, predicate, object, state, frequency and onset.\n";

export function toTsv(decisions: readonly Decision[]): string {
  const rows = decisions.map((decision) => COLUMNS.map((column) => (column === "changes" ? changes(decision.changes) : cell(decision[column]))));
  return HEADER + [COLUMNS as readonly string[], ...rows].map((row) => row.join("\t") + "\n").join("");
}

/**
 * The decisions of a file, the last one of each claim. Columns may stand in any order, others are passed over, and a spreadsheet
 * may have put the changes in quotation marks.
 *
 * Throws an Error with one line that names the line and what is wrong.
 */
export function fromTsv(text: string): Decision[] {
  const found = new Map<string, Decision>();
  let header: string[] | null = null;
  text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/).forEach((line, index) => {
    if (!line.trim() || line.startsWith("#")) return;
    const cells = line.split("\t");
    if (!header) {
      header = cells.map((name) => name.trim());
      const missing = ["claim", "decision"].find((column) => !header!.includes(column));
      if (missing) throw new Error(`This is not a file of decisions: its first row has no column “${missing}”.`);
      return;
    }
    const decision = read((column) => cells[header!.indexOf(column)]?.trim() ?? "", index + 1);
    found.delete(decision.claim);
    if (decision.decision !== "undo") found.set(decision.claim, decision);
  });
  if (!header) throw new Error("This is not a file of decisions: it is empty.");
  return [...found.values()];
}

/** What a curator typed, as the file can hold it. */
export function cell(text: string): string {
  return text.replace(/[\p{Z}\p{C}]+/gu, " ").trim();
}

function read(get: (column: string) => string, number: number): Decision {
  const decision = get("decision");
  if (!get("claim")) throw new Error(`Line ${number} names no claim.`);
  if (!WORDS.includes(decision)) throw new Error(`Line ${number} says “${decision}”; a decision is accept, reject, edit or undo.`);
  const changed = parsed(get("changes"), number);
  if ((decision === "edit") !== Object.keys(changed).length > 0) throw new Error(`Line ${number}: an edit needs changes, and other decisions have none.`);
  return { claim: get("claim"), decision, changes: changed, comment: get("comment"), curator: get("curator"), date: get("date"), evidence: get("evidence"), statement: get("statement") };
}

/** As Python's json.dumps writes it, and nothing where nothing is changed. */
function changes(given: Record<string, string>): string {
  const named = EDITABLE.filter((name) => given[name] !== undefined);
  if (!named.length) return "";
  return `{${named.map((name) => `${JSON.stringify(name)}: ${JSON.stringify(cell(given[name]!))}`).join(", ")}}`;
}

function parsed(text: string, number: number): Record<string, string> {
  const plain = /^"\{.*\}"$/.test(text) ? text.slice(1, -1).replaceAll('""', '"') : text;
  let value: unknown;
  try {
    value = JSON.parse(plain || "{}");
  } catch {
    throw new Error(`Line ${number}: its changes are not JSON.`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value) || !Object.values(value).every((one) => typeof one === "string")) {
    throw new Error(`Line ${number}: its changes are not a JSON object with texts as values.`);
  }
  const unknown = Object.keys(value).find((name) => !EDITABLE.includes(name));
  if (unknown) throw new Error(`Line ${number} changes “${unknown}”; an edit changes ${EDITABLE.join(", ")}.`);
  return value as Record<string, string>;
}
