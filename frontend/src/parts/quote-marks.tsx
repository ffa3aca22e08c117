import { useMemo } from "preact/hooks";
import type { Passage } from "../answers";
import { CodePoints } from "./code-points";
import { MarkedText } from "./marked-text";

/** A quote with the words marked that the claim was read from. */
export function QuoteMarks({ passage }: { passage: Passage }) {
  const text = useMemo(() => new CodePoints(passage.quote), [passage.quote]);
  const marks = passage.marks.map((mark) => ({ start: mark.start - passage.start, end: mark.end - passage.start, look: mark.role }));
  return <q><MarkedText text={text} end={text.length} marks={marks} /></q>;
}
