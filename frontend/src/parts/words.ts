// What the data's words are called on the page.

import type { Mark, Passage, Source, State } from "../answers";

export const STATES: readonly State[] = ["stated", "denied", "open", "borrowed"];

export const STATE_WORDS: Record<State, { name: string; meaning: string }> = {
  stated: { name: "Stated", meaning: "The page says so." },
  denied: { name: "Denied", meaning: "The page says that it is not so." },
  open: { name: "Open", meaning: "The page leaves open whether it is so." },
  borrowed: { name: "Borrowed", meaning: "A page on another disease says so in passing, or says it of a relative." },
};

const CATEGORIES: Record<string, { one: string; many: string; look: string }> = {
  Disease: { one: "disease", many: "diseases", look: "disease" },
  DiseaseOrPhenotypicFeature: { one: "disease or phenotype", many: "diseases or phenotypes", look: "disease" },
  Gene: { one: "gene", many: "genes", look: "gene" },
  PhenotypicFeature: { one: "phenotype", many: "phenotypes", look: "phenotype" },
  GeneticInheritance: { one: "mode of inheritance", many: "modes of inheritance", look: "inheritance" },
  Document: { one: "page", many: "pages", look: "other" },
  Publication: { one: "publication", many: "publications", look: "other" },
  ChemicalEntity: { one: "substance", many: "substances", look: "other" },
};

/** "disease" for "Disease"; an unknown category as words, "clinical course" for "ClinicalCourse". */
export function categoryWord(category: string, count = 1): string {
  const known = CATEGORIES[category];
  if (known) return count === 1 ? known.one : known.many;
  return category.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}

/** The look of a kind: disease, gene, phenotype, inheritance or other. */
export function categoryLook(category: string): string {
  return CATEGORIES[category]?.look ?? "other";
}

// A finding may be said in two places, as in "abnormalities" of the "toes": one is the object, the other its entity.
const QUALIFIERS: Record<string, string> = { entity: "rest of the finding", hedge: "uncertainty", onset: "age of onset", relative: "relatives", variant: "variant effect" };

/** What a mark stands for, in a word that fits what the claim is about. */
export function markWord(mark: Pick<Mark, "role" | "kind">, category = ""): string {
  if (mark.role === "qualifier") return QUALIFIERS[mark.kind] ?? (mark.kind.replaceAll("_", " ") || "detail");
  if (mark.role !== "object") return mark.role;
  return { Gene: "gene", Disease: "disorder", GeneticInheritance: "inheritance" }[category] ?? "finding";
}

// Names whose words alone do not say it. As in src/pohgraph/answers/relations.py; a test compares them.
export const RELATIONS: Record<string, string> = {
  narrowMatch: "narrower match",
  broadMatch: "broader match",
  hasDbXref: "cross-reference",
  hasExactSynonym: "exact synonym",
  hasBroadSynonym: "broad synonym",
  hasNarrowSynonym: "narrow synonym",
  hasRelatedSynonym: "related synonym",
};

/** A predicate in words, read from its subject: "has phenotype" for biolink:has_phenotype, "see also" for rdfs:seeAlso. */
export function relationWords(predicate: string): string {
  const name = predicate.slice(predicate.indexOf(":") + 1);
  return RELATIONS[name] ?? name.replace(/(?<=[a-z])(?=[A-Z])/g, " ").replaceAll("_", " ").toLowerCase();
}

/** Where in its page a passage stands and what read it: "Section “HPO table” · read by phenotype_table 0.1.0". */
export function passageWords(passage: Pick<Passage, "section" | "extractor">): string {
  const section = passage.section.replaceAll("_", " ").replace(/\bhpo\b/, "HPO");
  return [section && `Section “${section}”`, `read by ${passage.extractor || "a rule"}`].filter(Boolean).join(" · ");
}

/** What a page is called everywhere: with whom it is from, since several pages have the title of one disease. */
export function pageName(page: Pick<Source, "id" | "label" | "title">): string {
  return page.label || page.title || page.id;
}

export function count(number: number, one: string, many = one + "s"): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}
