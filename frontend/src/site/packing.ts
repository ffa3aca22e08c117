// What one file carries: the claims, each once, and every answer with the numbers of its claims.

const NUMBER = "#"; // src/pohgraph/export/site/packing.py writes it

export interface Packed {
  claims: unknown[];
  files: Record<string, unknown>;
}

/** An answer with its claims in their places. They are shared: nobody may change one. */
export function unpacked(value: unknown, claims: unknown[]): unknown {
  if (Array.isArray(value)) return value.map((one) => unpacked(one, claims));
  if (typeof value !== "object" || value === null) return value;
  if (NUMBER in value) return claims[(value as Record<string, number>)[NUMBER]!];
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, unpacked(one, claims)]));
}
