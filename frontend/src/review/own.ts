// Whose decisions are on a row: the curator's own one, which can be taken back, and those of others. Pure.

import type { ClaimTable, Decision } from "../answers";
import { oneForm } from "./curator";

type Row = Pick<ClaimTable["claims"][number], "decision" | "others">;

/** The decision of a curator, by the name that decisions have. */
export function ownOf(row: Row, name: string): Decision | null {
  return all(row).find(({ curator }) => oneForm(curator) === oneForm(name)) ?? null;
}

/** Those of other curators, the last one first. */
export function othersOf(row: Row, name: string): Decision[] {
  return all(row).filter(({ curator }) => oneForm(curator) !== oneForm(name));
}

function all({ decision, others }: Row): Decision[] {
  return decision ? [decision, ...[...others].reverse()] : [];
}
