// Mentions of the same thing, meant the same way, gathered in one row. Pure.

import type { ReadMention, Term } from "../answers";
import { type Polarity, polarity } from "./lit";

export interface Gathered {
  key: string;
  first: ReadMention;
  polarity: Polarity;
  all: ReadMention[];
}

/** In the order in which they first stand in the text. */
export function gathered(mentions: readonly ReadMention[], about: Term | null): Gathered[] {
  const rows = new Map<string, Gathered>();
  for (const mention of [...mentions].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const meant = polarity(mention, about);
    const key = `${mention.term?.id ?? mention.text.toLowerCase()} ${meant}`;
    const row = rows.get(key);
    if (row) row.all.push(mention);
    else rows.set(key, { key, first: mention, polarity: meant, all: [mention] });
  }
  return [...rows.values()];
}
