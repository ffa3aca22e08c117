// Identifiers as people type them, as src/pohgraph/search/identifiers.py reads them: HP:1250, OMIM166350, "hp 0001250", a bare number.

/** Other spellings of prefixes, digits of an identifier, and prefixes that people leave out. */
export interface Written {
  prefixes: Record<string, string>;
  digits: Record<string, number>;
  bare: string[];
}

const WRITTEN = [
  /^([A-Za-z][A-Za-z.]*)[\s:_#-]*(\d[\w.]*)$/,
  // Registries with a number in their name, and those whose identifiers begin with a letter.
  /^([A-Za-z][\w.-]*?)[\s:_#]+([A-Za-z]*\d[\w.]*)$/,
];
const LETTERED = new Set(["UMLS", "MESH"]);

/** The CURIEs that a text may be, the likeliest first; none where it is no identifier. */
export function references(text: string, written: Written): string[] {
  const typed = text.trim();
  if (/^\d{1,7}$/.test(typed)) return written.bare.map((prefix) => curie(prefix, typed, written));
  for (const pattern of WRITTEN) {
    const [, before, local] = pattern.exec(typed) ?? [];
    const prefix = before && written.prefixes[before.toLowerCase().replace(/[\s.-]+/g, "")];
    if (prefix && local) return [curie(prefix, local, written)];
  }
  return [];
}

function curie(prefix: string, local: string, { digits }: Written): string {
  if (!/^\d+$/.test(local)) return `${prefix}:${LETTERED.has(prefix) ? local.toUpperCase() : local}`;
  const bare = prefix === "GARD" ? local.replace(/^0+(?=\d)/, "") : local;
  return `${prefix}:${bare.padStart(digits[prefix] ?? 0, "0")}`;
}
