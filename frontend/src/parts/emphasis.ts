// Which letters of a name were asked for. Pure.

export interface Part {
  text: string;
  asked: boolean;
}

/** The name in parts; a part that fits a word of the question is marked as asked for. Case and accents do not count. */
export function emphasis(name: string, question: string): Part[] {
  const words = fold(question).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const folded = [...name].map(fold);
  const asked = new Array<boolean>(folded.length).fill(false);
  const letters = [...name];
  for (const word of words) {
    for (let start = 0; start < folded.length; start++) {
      if (start > 0 && word.length < 3 && /[\p{L}\p{N}]/u.test(letters[start - 1]!)) continue; // "a" only begins words
      const end = fits(folded, start, word);
      if (end > start) asked.fill(true, start, end);
    }
  }
  const parts: Part[] = [];
  letters.forEach((letter, at) => {
    const last = parts.at(-1);
    if (last && last.asked === asked[at]) last.text += letter;
    else parts.push({ text: letter, asked: asked[at]! });
  });
  return parts;
}

/** Where the word ends in the letters if it begins at `start`, else -1. */
function fits(letters: string[], start: number, word: string): number {
  let at = 0;
  let end = start;
  while (at < word.length && end < letters.length) {
    const letter = letters[end]!;
    if (!word.startsWith(letter, at)) return -1;
    at += letter.length;
    end += 1;
  }
  return at === word.length ? end : -1;
}

function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
