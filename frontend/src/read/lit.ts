// What an answer lights up in the text: mentions with their polarity, and one claim with its quote and marks.

import type { Claim, ReadMention, Term } from "../answers";
import { CodePoints } from "../parts/code-points";
import { categoryLook, categoryWord, markWord } from "../parts/words";
import type { Lit } from "./editor";

export type Polarity = "said" | "denied" | "open";

export const POLARITIES: Record<Polarity, string> = { said: "said", denied: "denied", open: "open" };

/**
 * A mention that is denied and hedged ("probably not") is left open. What the text is about is what things are denied of: in
 * "Seizures are not a feature of Noonan syndrome" nobody denies the syndrome.
 */
export function polarity(mention: ReadMention, about: Term | null): Polarity {
  if (about && mention.term?.id === about.id) return "said";
  return mention.hedged ? "open" : mention.negated ? "denied" : "said";
}

export function mentionsLit(text: CodePoints, mentions: readonly ReadMention[], about: Term | null): Lit[] {
  return mentions.map((mention) => ({
    start: text.index(mention.start),
    end: text.index(mention.end),
    look: `mention ${kindLook(mention.category)} ${polarity(mention, about)}`,
    says: mentionWords(mention, polarity(mention, about)),
  }));
}

const LOOKS = ["disease", "gene", "phenotype", "inheritance"];

/** Mentions have kinds of their own, such as "disease"; terms have Biolink's categories. */
export function kindLook(category: string): string {
  return LOOKS.includes(category) ? category : categoryLook(category);
}

function mentionWords(mention: ReadMention, meant: Polarity): string {
  const kind = categoryWord(mention.category);
  const what = mention.term ? `${mention.term.label} (${mention.term.id})` : `“${mention.text}”`;
  return [what, kind, meant === "said" ? "" : POLARITIES[meant]].filter(Boolean).join(" · ");
}

/** A claim's quotes and the marks in them. */
export function claimLit(text: CodePoints, claim: Claim): { quotes: Lit[]; marks: Lit[] } {
  const category = claim.object?.category ?? "";
  const placed = (start: number, end: number, look: string, says: string) => ({ start: text.index(start), end: text.index(end), look, says });
  return {
    quotes: claim.passages.map(({ start, end }) => placed(start, end, "mark quote", "")),
    marks: claim.passages.flatMap(({ marks }) => marks.map((mark) => placed(mark.start, mark.end, `mark first last ${mark.role}`, markWord(mark, category)))),
  };
}
