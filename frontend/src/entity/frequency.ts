// How often, as numbers for a small bar. Only what is given in figures or in HPO's frequency terms has numbers;
// a page's own word such as "usually" stays a word. Pure.

import type { Claim, Row } from "../answers";

export interface Range {
  low: number;
  high: number;
}

const TERMS: Record<string, Range> = {
  "HP:0040280": { low: 100, high: 100 },
  "HP:0040281": { low: 80, high: 99 },
  "HP:0040282": { low: 30, high: 79 },
  "HP:0040283": { low: 5, high: 29 },
  "HP:0040284": { low: 1, high: 4 },
  "HP:0040285": { low: 0, high: 0 },
};

/** The range of a row in percent: what the page gives in figures, else what its frequency term means; null without either. */
export function rangeOf(row: Pick<Row, "often" | "claims">): Range | null {
  const claim: Claim | undefined = row.claims[0];
  for (const text of [...(claim?.frequency_texts ?? []), row.often]) {
    const found = figures(text);
    if (found) return found;
  }
  return (claim?.frequency && TERMS[claim.frequency.id]) ?? null;
}

/** "about 90%", "30-79%", "12 of 30", "3/4" as a range in percent. */
export function figures(text: string): Range | null {
  const percent = /(\d+(?:\.\d+)?)\s*%?\s*(?:(?:-|–|to|and)\s*(\d+(?:\.\d+)?)\s*)?(?:%|per ?cent)/i.exec(text);
  if (percent) return valid(Number(percent[1]), Number(percent[2] ?? percent[1]));
  const share = /(?<![\d/])(\d+)\s*(?:\/|of|out of)\s*(\d+)(?![\d/])/i.exec(text);
  if (share && Number(share[2]) > 0) {
    const part = (100 * Number(share[1])) / Number(share[2]);
    return valid(part, part);
  }
  return null;
}

function valid(low: number, high: number): Range | null {
  return low <= high && high <= 100 ? { low, high } : null;
}
