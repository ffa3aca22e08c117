// Offsets of the graph count Unicode code points; JavaScript strings count UTF-16 units. Texts with characters beyond
// U+FFFF (𝛼, emoji) need one to be turned into the other.

const SURROGATE = /[\ud800-\udfff]/;

export class CodePoints {
  readonly text: string;
  /** How many code points the text has. */
  readonly length: number;
  /** The code point offsets of the characters that take two units, in order. */
  readonly #wide: number[] = [];

  constructor(text: string) {
    this.text = text;
    if (SURROGATE.test(text)) {
      let offset = 0;
      for (const character of text) {
        if (character.length === 2) this.#wide.push(offset);
        offset += 1;
      }
    }
    this.length = text.length - this.#wide.length;
  }

  /** The UTF-16 index of a code point offset. Offsets outside the text are moved to its ends. */
  index(offset: number): number {
    const within = Math.min(Math.max(offset, 0), this.length);
    return within + before(this.#wide, within);
  }

  /** The code point offset of a UTF-16 index; the middle of a character counts as its start. */
  offset(index: number): number {
    const within = Math.min(Math.max(index, 0), this.text.length);
    let low = 0;
    let high = this.#wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#wide[middle]! + middle + 1 <= within) low = middle + 1;
      else high = middle;
    }
    const started = low < this.#wide.length && this.#wide[low]! + low === within ? 0 : low;
    return within - (started || low);
  }

  slice(start: number, end: number): string {
    return this.text.slice(this.index(start), this.index(end));
  }
}

/** How many of the sorted numbers are less than the given one. */
function before(sorted: number[], number: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
