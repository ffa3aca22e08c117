// The filters of the table stand in the address, so that a colleague who opens it sees the same claims.

import type { State } from "../answers";
import type { ClaimFilter } from "../source";

/** "rejected" is what curators took back, whatever the page says. */
export const STATES: (State | "rejected")[] = ["stated", "denied", "open", "borrowed", "rejected"];
export const DECISIONS: { id: string; label: string }[] = [
  { id: "none", label: "Not decided" },
  { id: "accept", label: "Accepted" },
  { id: "reject", label: "Rejected" },
  { id: "edit", label: "Edited" },
];
/** Claims on one page of the table. */
export const ROWS = 25;

export interface Filters {
  words: string;
  predicate: string;
  state: string;
  document: string;
  decision: string;
  /** From 1. */
  page: number;
}

export const NO_FILTERS: Filters = { words: "", predicate: "", state: "", document: "", decision: "", page: 1 };

/** What the address asks for; what it cannot ask for is as if it were not there. */
export function fromAddress(query: URLSearchParams): Filters {
  const among = (name: string, known: readonly string[]) => {
    const given = query.get(name) ?? "";
    return known.includes(given) ? given : "";
  };
  const page = Number(query.get("page") ?? "1");
  return {
    words: (query.get("words") ?? "").trim(),
    predicate: query.get("predicate") ?? "",
    state: among("state", STATES),
    document: query.get("document") ?? "",
    decision: among("decision", DECISIONS.map(({ id }) => id)),
    page: Number.isSafeInteger(page) && page >= 1 ? page : 1,
  };
}

export function toAddress(filters: Filters): Record<string, string | undefined> {
  const { words, predicate, state, document, decision, page } = filters;
  return { words, predicate, state, document, decision, page: page > 1 ? String(page) : undefined };
}

export function toQuestion(filters: Filters): ClaimFilter {
  const { page, ...rest } = filters;
  const named = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== ""));
  return { ...named, offset: (page - 1) * ROWS, limit: ROWS };
}

/** Whether anything is filtered; the page of the table does not count. */
export function filtered(filters: Filters): boolean {
  return Object.entries(toAddress({ ...filters, page: 1 })).some(([, value]) => value);
}

export function pagesOf(total: number): number {
  return Math.max(1, Math.ceil(total / ROWS));
}
