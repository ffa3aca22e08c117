// A page's text in blocks: headings and paragraphs, cut at line ends and at section headings. Pure.

import type { PageSection } from "../answers";
import type { CodePoints } from "../parts/code-points";

export interface Block {
  start: number;
  end: number;
  heading: boolean;
}

const SIGNS = /^#{1,6}[ \t]+(?=\S)/; // of a heading in Markdown, as which HTML is read, too

/** Blocks in order; they hold all of the text but empty lines and the signs of headings. Offsets are code points. */
export function blocks(text: CodePoints, sections: readonly PageSection[]): Block[] {
  const headings = headingsOf(text, sections);
  const found: Block[] = [];
  let offset = 0;
  let next = 0;
  for (const line of text.text.split("\n")) {
    const length = [...line].length;
    const end = offset + length;
    const signs = SIGNS.exec(line)?.[0].length ?? 0;
    let from = offset + signs;
    if (signs) {
      push(found, text, from, end, true);
      while (next < headings.length && headings[next]!.start < end) next++;
      from = end;
    }
    while (next < headings.length && headings[next]!.start < end) {
      const heading = headings[next++]!;
      if (heading.start < from) continue;
      // A heading that is alone in its line, but for signs such as == or a colon, is the line.
      const rest = text.slice(from, heading.start) + text.slice(heading.end, end);
      if (!/[\p{L}\p{N}]/u.test(rest)) {
        push(found, text, from, end, true);
        from = end;
        break;
      }
      push(found, text, from, heading.start, false);
      const colon = text.slice(heading.end, heading.end + 1) === ":" ? 1 : 0;
      from = Math.min(heading.end + colon, end);
      push(found, text, heading.start, from, true);
    }
    push(found, text, from, end, false);
    offset = end + 1;
  }
  return found;
}

/** Where the headings stand: at the beginning of their sections, behind the signs of a list or a heading. */
function headingsOf(text: CodePoints, sections: readonly PageSection[]): { start: number; end: number }[] {
  const found = sections.flatMap(({ heading, start, end }) => {
    const length = [...heading].length;
    if (!length || length > 200) return [];
    const at = text.slice(start, Math.min(end, start + length + 20)).indexOf(heading);
    if (at < 0) return [];
    const begin = start + [...text.slice(start, end).slice(0, at)].length;
    return [{ start: begin, end: begin + length }];
  });
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

function push(found: Block[], text: CodePoints, start: number, end: number, heading: boolean): void {
  if (end > start && text.slice(start, end).trim()) found.push({ start, end, heading });
}
