// The statements of a text in the order and the selection that the reader chose. Pure.

import type { Claim, ReadText, State } from "../answers";
import { relationWords, STATES } from "../parts/words";

export type Column = "place" | "state" | "statement" | "often";
export interface Order {
  column: Column;
  down: boolean;
}

export function said(claim: Claim): string {
  return claim.object?.label ?? claim.value;
}

/** How often, when and in whom, in words. */
export function limits(claim: Claim): string {
  return [claim.often, claim.qualifier].filter(Boolean).join("; ");
}

/** The claim in one line, as the program writes it for people who read its file of decisions. */
export function inWords(claim: Claim): string {
  const relation = claim.predicate.split(":").pop()!.replaceAll("_", " ");
  const limited = [claim.often, claim.qualifier].filter(Boolean).join(" ");
  return `${claim.subject.label} · ${relation} · ${said(claim)}${limited && ` (${limited})`}${claim.state === "stated" ? "" : ` [${claim.state}]`}`;
}

const KEYS: Record<Column, (claim: Claim) => [number, string]> = {
  place: (claim) => [place(claim), ""],
  state: (claim) => [STATES.indexOf(claim.state), ""],
  statement: (claim) => [0, [claim.subject.label, relationWords(claim.predicate), said(claim)].join(" ").toLowerCase()],
  often: (claim) => [limits(claim) ? 0 : 1, limits(claim).toLowerCase()],
};

/** Where the text says it: at the words for the object, else at the quote; what is not printed comes last. */
function place(claim: Claim): number {
  const first = claim.passages[0];
  return first ? (first.marks.find(({ role }) => role === "object")?.start ?? first.start) : Infinity;
}

/** Equal ones stay in the order of the text. */
export function ordered(claims: readonly Claim[], { column, down }: Order): Claim[] {
  const keyed = claims.map((claim) => ({ claim, key: KEYS[column](claim), place: KEYS.place(claim)[0] }));
  const sign = down ? -1 : 1;
  const compare = (a: number, b: number) => (a === b ? 0 : a - b); // Infinity minus itself is no number
  keyed.sort((a, b) => sign * (compare(a.key[0], b.key[0]) || a.key[1].localeCompare(b.key[1], "en")) || compare(a.place, b.place));
  return keyed.map(({ claim }) => claim);
}

/** What the view says above the table of its own: what the text is about, as a statement of the text's own document. */
export function apart(answer: ReadText): { claims: Claim[]; remarks: ReadText["remarks"] } {
  return {
    claims: answer.claims.filter(({ subject, object }) => subject.category !== "Document" || object?.id !== answer.about?.id),
    remarks: answer.remarks.filter(({ code }) => code !== "unknown_family"), // a text that was typed is of no family of pages
  };
}

export function byState(claims: readonly Claim[]): Record<State, number> {
  const counts: Record<State, number> = { stated: 0, denied: 0, open: 0, borrowed: 0 };
  for (const claim of claims) counts[claim.state] += 1;
  return counts;
}
