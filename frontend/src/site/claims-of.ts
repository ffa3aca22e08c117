// Filters the claims of an exported site as the server's table does.

import type { ClaimTable, Term } from "../answers";
import type { ClaimFilter } from "../source";
import { fold } from "./names";

const SHOWN = 50;

export function claimsOf(everything: ClaimTable, filter: ClaimFilter): ClaimTable {
  // An export has no decisions: those of its readers are in their browsers, and come with the question.
  const kept = new Map(Object.entries(filter.kept ?? {}));
  const words = fold(filter.words ?? "").split(" ").filter(Boolean);
  const fitting = everything.claims.filter((claim) => {
    if (filter.predicate && claim.predicate !== filter.predicate) return false;
    if (filter.state && (claim.rejected ? "rejected" : claim.state) !== filter.state) return false;
    if (filter.document && claim.document !== filter.document) return false;
    if (!words.length) return true;
    const text = fold([named(claim.subject), named(claim.object), claim.value, ...claim.quotes].join(" "));
    return words.every((word) => text.includes(word));
  });
  const found = fitting.filter(({ id }) => isDecided(kept.get(id), filter.decision));
  const progress = { decided: fitting.filter(({ id }) => kept.has(id)).length, of: fitting.length };
  const offset = filter.offset ?? 0;
  const shown = found.slice(offset, offset + (filter.limit ?? SHOWN)).map((claim) => ({ ...claim, decision: null, others: [] }));
  return { ...everything, total: found.length, progress, offset, claims: shown };
}

function isDecided(decision: string | undefined, wanted: string | undefined): boolean {
  return !wanted || wanted === (decision ?? "none") || (wanted === "any" && decision !== undefined);
}

function named(term: Term | null): string {
  return term ? `${term.id} ${term.label}` : "";
}
