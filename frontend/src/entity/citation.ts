// A claim's words as one cites them: who says it, where, under which licence, and where it can be read again. Pure.

import type { Claim, Source } from "../answers";
import { isOwn } from "../parts/badges";
import { pageName } from "../parts/words";

/** The quotes in full, then the page, each part closed with a stop; what is not known is left out. */
export function citation(claim: Pick<Claim, "quotes" | "publications">, source: Source, licence: { name: string; iri: string }, link: string): string {
  const licensed = licence.iri && licence.iri !== licence.name ? `${licence.name}, ${licence.iri}` : licence.name;
  const works = claim.publications.filter((id) => !isOwn(id));
  const parts = [
    claim.quotes.map((quote) => `“${quote.replace(/\s+/g, " ").trim()}”`).join(" … "),
    pageName(source),
    source.publisher,
    source.modified && source.modified.slice(0, 10),
    source.address,
    licensed && `Licence: ${licensed}`,
    works.length > 0 && `Cited there: ${works.join(", ")}`,
    link && `Read in ${link}`,
  ];
  return parts.filter((part): part is string => Boolean(part)).map((part) => (/[.!?]”?$/.test(part) ? part : `${part}.`)).join(" ");
}
