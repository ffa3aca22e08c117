// A quote in the words around it, with the parts that the claim was read from marked.

import type { Claim, Passage } from "../answers";
import { CodePoints } from "./code-points";
import { MarkedText, type TextMark } from "./marked-text";
import { markWord } from "./words";
import "./passage.css";

export function PassageQuote({ passage, claim }: { passage: Passage; claim: Claim }) {
  const text = new CodePoints(passage.before + passage.quote + passage.after);
  const origin = passage.start - new CodePoints(passage.before).length;
  const from = passage.start - origin;
  const to = from + new CodePoints(passage.quote).length;
  const marks: TextMark[] = passage.marks.map((mark) => ({ start: mark.start - origin, end: mark.end - origin, look: mark.role }));
  return (
    <>
      <blockquote class="passage">
        {from > 0 && <span class="around">{origin > 0 && "…"}<MarkedText text={text} start={0} end={from} marks={marks} /></span>}
        <span class="said"><MarkedText text={text} start={from} end={to} marks={marks} /></span>
        {to < text.length && <span class="around"><MarkedText text={text} start={to} marks={marks} />…</span>}
      </blockquote>
      <Legend passage={passage} claim={claim} />
    </>
  );
}

/** What each mark is, with its words: for those who do not see the marks too. With the whole text, words far from the quote are known. */
export function Legend({ passage, claim, text: whole }: { passage: Passage; claim: Claim; text?: CodePoints }) {
  const text = whole ?? new CodePoints(passage.before + passage.quote + passage.after);
  const origin = whole ? 0 : passage.start - new CodePoints(passage.before).length;
  const category = claim.object?.category ?? "";
  const entries = new Map<string, { role: string; word: string; words: string; outside: boolean }>();
  for (const mark of passage.marks.toSorted((a, b) => ORDER.indexOf(a.role) - ORDER.indexOf(b.role) || a.start - b.start)) {
    const cut = (mark.start < origin ? "…" : "") + text.slice(mark.start - origin, mark.end - origin) + (mark.end > origin + text.length ? "…" : "");
    const words = cut.replace(/\s+/g, " ").trim();
    const outside = mark.end <= origin || mark.start >= origin + text.length;
    const word = markWord(mark, category);
    entries.set(`${word}\n${words}`, { role: mark.role, word, words, outside });
  }
  if (!entries.size) return null;
  return (
    <ul class="legend" aria-label="Marked words">
      {[...entries.values()].map((entry) => (
        <li key={entry.word + entry.words}>
          <span class={`mark first last ${entry.role}`}>{entry.word}</span> {entry.outside ? <span class="note">elsewhere in the page</span> : `“${entry.words}”`}
        </li>
      ))}
    </ul>
  );
}

const ORDER = ["subject", "object", "cue", "qualifier"];
