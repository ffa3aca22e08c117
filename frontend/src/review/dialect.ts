// How a file of decisions is written: as we write it, or as a spreadsheet has saved it. The program's own is src/pohgraph/review/dialect.py.

const LINE_END = /\r\n|\r|\n/;
const QUOTED = /^"(?:[^"\r\n]|"")*""(?:[^"\r\n]|"")*"$/;
const SAVED = /^"#|(?:^|\t)"(?:[^"\r\n]|"")*""(?:[^"\r\n]|"")*"(?=\t|$)/m;
const SEPARATORS = ["\t", ";", ","];

/** The values of a line; `line` counts from 1, and is the first of several. */
export interface Row {
  line: number;
  cells: string[];
}

/** The text of a file: UTF-8, or UTF-16 with a mark of byte order. Throws an Error with one line. */
export function decoded(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes);
  const encoding = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new Error("It is not UTF-8 text: in a spreadsheet, save it as “CSV UTF-8” or “Unicode Text”.");
  }
}

/** The lines of a file, comments and empty lines left out. Throws an Error with one line. */
export function rows(given: string, needed: readonly string[]): Row[] {
  const text = given.replace(/^\uFEFF/, "");
  const lines = text.split(LINE_END);
  const separator = separatorOf(lines, needed);
  const quoted = separator !== "\t" || SAVED.test(lines.join("\n"));
  const found = quoted ? quotedRows(text, separator) : lines.map((line, at) => ({ line: at + 1, cells: line.split(separator) }));
  return found.filter(({ cells }) => cells.some((cell) => cell.trim()) && !cells[0]!.startsWith("#"));
}

/** A value as a line of ours has it: what looks as if a spreadsheet had quoted it gets a blank before it. */
export function bare(cell: string): string {
  return QUOTED.test(cell) ? ` ${cell}` : cell;
}

function separatorOf(lines: string[], needed: readonly string[]): string {
  const header = lines.find((line) => line.trim() && !/^"?#/.test(line)) ?? "";
  const names = (separator: string) => header.split(separator).map((name) => name.trim().replace(/^"+|"+$/g, ""));
  return SEPARATORS.find((separator) => needed.every((name) => names(separator).includes(name))) ?? "\t";
}

function quotedRows(text: string, separator: string): Row[] {
  const found: Row[] = [];
  let line = 1;
  let row: Row = { line, cells: [] };
  let at = 0;
  while (at < text.length) {
    let cell = "";
    if (text[at] === '"') {
      for (at += 1; ; at += 1) {
        if (at >= text.length) throw new Error(`Line ${row.line}: a quotation mark is not closed.`);
        if (text[at] === '"' && text[at + 1] !== '"') break;
        if (text[at] === '"') at += 1;
        if (text[at] === "\n" || (text[at] === "\r" && text[at + 1] !== "\n")) line += 1;
        cell += text[at];
      }
      at += 1;
      if (at < text.length && text[at] !== separator && text[at] !== "\r" && text[at] !== "\n") {
        throw new Error(`Line ${row.line}: a quotation mark is not doubled within a value.`);
      }
    } else {
      while (at < text.length && text[at] !== separator && text[at] !== "\r" && text[at] !== "\n") cell += text[at++];
    }
    row.cells.push(cell);
    if (text[at] === separator) {
      at += 1;
      if (at < text.length && text[at] !== "\r" && text[at] !== "\n") continue;
      row.cells.push("");
    }
    at += text.startsWith("\r\n", at) ? 2 : 1;
    found.push(row);
    row = { line: ++line, cells: [] };
  }
  return found;
}
