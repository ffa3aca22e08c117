// A dropped file as text, or one line that says why it is none and what to do.

/** What to do with a text that is too long, or takes too long. */
export const INSTEAD = "Read part of the text here, or all of it with “pohgraph extract”.";
/** Bytes; the program has the same limit, `LARGEST_TEXT` in src/pohgraph/web/asking.py. */
export const LARGEST = 512 * 1024;
const KINDS = [".txt", ".md", ".markdown", ".html", ".htm", ".xml"];
/** For the dialog that picks a file. */
export const ACCEPTED = KINDS.join(",");

const MARKS: [number[], string][] = [
  [[0xef, 0xbb, 0xbf], "utf-8"],
  [[0xff, 0xfe], "utf-16le"],
  [[0xfe, 0xff], "utf-16be"],
];
/** How the text of files starts that other programs must turn into text first. */
const OTHERS: [number[], string][] = [
  [[0x25, 0x50, 0x44, 0x46], "a PDF"],
  [[0x50, 0x4b, 0x03, 0x04], "a ZIP archive or an office document"],
  [[0xd0, 0xcf, 0x11, 0xe0], "an old office document"],
  [[0x1f, 0x8b], "a compressed file"],
];

export type Dropped = { text: string; note: string } | { error: string };

/** Why a file of this name and size is not read, or "". */
export function refused(name: string, size: number): string {
  if (size > LARGEST) {
    return `${name} has ${Math.ceil(size / 1024).toLocaleString("en")} KiB; at most 512 KiB are read here. ${INSTEAD}`;
  }
  if (!size) return `${name} is empty.`;
  const dot = name.lastIndexOf(".");
  const kind = dot < 0 ? "" : name.slice(dot).toLowerCase();
  if (kind && !KINDS.includes(kind)) {
    return `${name} is not a page: drop a text, Markdown, HTML or MedQuAD XML file (.txt, .md, .html, .xml), or copy its text and paste it.`;
  }
  return "";
}

/** Text as UTF-8, as UTF-16 where a mark says so, and else as Windows-1252, which older pages are in. */
export function decode(bytes: Uint8Array, name: string): Dropped {
  const other = OTHERS.find(([start]) => start.every((byte, at) => bytes[at] === byte));
  if (other) return { error: `${name} is ${other[1]}, whatever its name says. Save it as text, or copy its text and paste it.` };
  const mark = MARKS.find(([start]) => start.every((byte, at) => bytes[at] === byte));
  const text = decoded(bytes, mark?.[1] ?? "utf-8");
  if (text === null && mark) return { error: `${name} is damaged: it says that it is ${mark[1].toUpperCase()}, and is not.` };
  const found = text ?? decoded(bytes, "windows-1252") ?? "";
  if (found.includes("\0")) return { error: `${name} holds no text. Save it as text, or copy its text and paste it.` };
  if (!found.trim()) return { error: `${name} has nothing but blanks.` };
  return { text: found, note: text === null ? `${name} is not in UTF-8 and was read as Windows-1252.` : "" };
}

function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
