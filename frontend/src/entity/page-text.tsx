import { useMemo } from "preact/hooks";
import type { Claim, Page } from "../answers";
import { CodePoints } from "../parts/code-points";
import { MarkedText, type TextMark } from "../parts/marked-text";
import { Legend } from "../parts/passage";
import { blocks } from "./page-blocks";

/** The text in blocks, with the passage, the claim's marks, and a faint line below all else that was read. */
export function PageText({ page, claim, start, end }: { page: Page; claim: Claim | undefined; start: number | null; end: number | null }) {
  const text = useMemo(() => new CodePoints(page.text), [page.text]);
  const parts = useMemo(() => blocks(text, page.sections), [text, page.sections]);
  const marks = useMemo(() => marksOf(page, claim, start, end), [page, claim, start, end]);
  const passage = claim?.passages.find((one) => one.start === start && one.end === end) ?? claim?.passages[0];
  return (
    <section class="page-text" aria-label="Text of the page">
      {claim && passage && (
        <div class="panel raised page-legend">
          <p class="small">Marked for: <strong>{claim.subject.label}</strong> · {claim.object?.label ?? claim.value}</p>
          <Legend passage={passage} claim={claim} text={text} />
        </div>
      )}
      {parts.map((part) => {
        const words = <MarkedText text={text} start={part.start} end={part.end} marks={marks} />;
        if (part.heading) return <h2 key={part.start}>{words}</h2>;
        return <p key={part.start}>{words}</p>;
      })}
    </section>
  );
}

function marksOf(page: Page, claim: Claim | undefined, start: number | null, end: number | null): TextMark[] {
  const read = new Map(page.claims.flatMap((one) => one.passages.map((passage) => [`${passage.start} ${passage.end}`, passage] as const)));
  const marks: TextMark[] = [...read.values()].map((passage) => ({ start: passage.start, end: passage.end, look: "was-read", ground: true }));
  const active = claim?.passages ?? [];
  const [from, to] = start !== null && end !== null && end > start ? [start, end] : [active[0]?.start ?? 0, active[0]?.end ?? 0];
  for (const passage of active) {
    if (passage.start !== from || passage.end !== to) marks.push({ start: passage.start, end: passage.end, look: "quote", ground: true });
    for (const mark of passage.marks) marks.push({ start: mark.start, end: mark.end, look: mark.role });
  }
  if (to > from) marks.push({ start: from, end: to, look: "quote", ground: true, anchor: "passage" });
  return marks;
}
