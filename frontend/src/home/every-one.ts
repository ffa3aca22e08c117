// What a number of the start leads to: all things of that kind, as a query whose rows can be sorted, filtered and downloaded. Pure.

import type { Summary } from "../answers";
import { categoryWord } from "../parts/words";

export function everyOne({ category, title }: Summary["counts"][number]): string {
  const name = `?${categoryWord(category).replace(/[^a-z0-9]+/g, "_") || "thing"}`;
  return `# ${title}, with the most claims first
SELECT ${name} (COUNT(?claim) AS ?claims) WHERE {
  ${name} biolink:category biolink:${category} .
  OPTIONAL { ?claim rdf:subject|rdf:object ${name} }
}
GROUP BY ${name}
ORDER BY DESC(?claims) ${name}
`;
}
