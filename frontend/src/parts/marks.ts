// Marks that overlap or lie in each other, laid out as pieces that follow each other. Pure: no page, no text.

export interface Stretch {
  start: number;
  end: number;
}

export interface Piece<M extends Stretch> extends Stretch {
  /** The marks over this piece, the longest first: the order in which elements are put into each other. */
  marks: M[];
}

/** The stretch `start..end` cut at every border of a mark. Marks beyond the stretch are clipped, empty ones are left out. */
export function pieces<M extends Stretch>(start: number, end: number, marks: readonly M[]): Piece<M>[] {
  const inside = marks.filter((mark) => mark.start < mark.end && mark.end > start && mark.start < end);
  const borders = new Set([start, end]);
  for (const mark of inside) {
    if (mark.start > start) borders.add(mark.start);
    if (mark.end < end) borders.add(mark.end);
  }
  const cuts = [...borders].sort((a, b) => a - b);
  const opening = inside.toSorted((a, b) => a.start - b.start);
  const found: Piece<M>[] = [];
  let over: M[] = [];
  let next = 0;
  for (let at = 0; at + 1 < cuts.length; at++) {
    const [from, to] = [cuts[at]!, cuts[at + 1]!];
    over = over.filter((mark) => mark.end > from);
    while (next < opening.length && opening[next]!.start <= from) over.push(opening[next++]!);
    found.push({ start: from, end: to, marks: over.toSorted((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start) });
  }
  return found;
}

/** How many lines of marks run below each mark's own line because they lie inside it, so that no line hides another one. */
export function levels<M extends Stretch>(laid: readonly Piece<M>[]): Map<M, number> {
  const found = new Map<M, number>();
  let changed = true;
  while (changed) {
    changed = false;
    for (const { marks } of laid) {
      for (let at = marks.length - 2; at >= 0; at--) {
        const least = (found.get(marks[at + 1]!) ?? 0) + 1;
        if ((found.get(marks[at]!) ?? 0) >= least) continue;
        found.set(marks[at]!, least);
        changed = true;
      }
    }
  }
  return found;
}
