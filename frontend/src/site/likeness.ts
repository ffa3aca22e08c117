// How alike two texts are: the measure of Python's difflib, so that an exported site ranks misspelt words as the command line does.

/** From 0 to below 1; 1 where they are the same. */
export function alike(one: string, other: string): number {
  if (one === other) return 1;
  const both = [...one].length + [...other].length;
  return both ? Math.min((2 * matching([...one], [...other])) / both, 0.99) : 0;
}

/** Letters in common: those of the longest common piece, and of the rest on either side of it. */
function matching(one: string[], other: string[]): number {
  let total = 0;
  const waiting: [number, number, number, number][] = [[0, one.length, 0, other.length]];
  while (waiting.length) {
    const [from, to, start, end] = waiting.pop()!;
    const [at, place, size] = longest(one, other, from, to, start, end);
    if (!size) continue;
    total += size;
    waiting.push([from, at, start, place], [at + size, to, place + size, end]);
  }
  return total;
}

/** The longest common piece; of several, the first in the one, then in the other. */
function longest(one: string[], other: string[], from: number, to: number, start: number, end: number): [number, number, number] {
  let [at, place, size] = [from, start, 0];
  let lengths = new Uint16Array(end - start + 1);
  for (let i = from; i < to; i++) {
    const now = new Uint16Array(end - start + 1);
    for (let j = start; j < end; j++) {
      if (one[i] !== other[j]) continue;
      const length = (now[j - start + 1] = lengths[j - start]! + 1);
      if (length > size) [at, place, size] = [i - length + 1, j - length + 1, length];
    }
    lengths = now;
  }
  return [at, place, size];
}
