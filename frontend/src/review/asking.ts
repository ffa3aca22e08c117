// Claims for one page of the table. Where only the browser knows what is decided, the source is told when a filter asks for it.

import type { ClaimTable } from "../answers";
import type { Source } from "../source";
import { type Filters, toQuestion } from "./filters";
import type { Ledger } from "./ledger";

export async function claims(source: Source, filters: Filters, ledger: Pick<Ledger, "of" | "others" | "words"> | null): Promise<ClaimTable> {
  if (!ledger) return source.claims(toQuestion(filters));
  const table = await source.claims({ ...toQuestion(filters), ...(filters.decision && { kept: ledger.words() }) });
  const complete = (await source.complete?.(table.claims)) ?? table.claims;
  return { ...table, claims: complete.map((claim) => ({ ...claim, decision: ledger.of(claim.id), others: ledger.others(claim.id) })) };
}
