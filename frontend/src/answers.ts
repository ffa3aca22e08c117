// What the server answers, and what `pohgraph export site` writes as files: the same JSON in both.
// The Python side is src/pohgraph/answers/. Every start and end counts Unicode code points of a page's text, half-open.

export type State = "stated" | "denied" | "open" | "borrowed";

/** Something with an identifier. `id` is a CURIE; `label` is never empty; `category` is Biolink's without prefix, or "". */
export interface Term {
  id: string;
  iri: string;
  label: string;
  category: string;
}

export interface Source {
  id: string;
  title: string;
  label: string;
  publisher: string;
  license: string;
  /** Where the page stands on the web, or "". */
  address: string;
  modified: string;
  sha256: string;
}

export interface Mark {
  role: "subject" | "object" | "cue" | "qualifier";
  /** What kind of qualifier: "negation", "hedge", "frequency", "onset", "condition", "relative" or "detail"; "" for other roles. */
  kind: string;
  start: number;
  end: number;
}

export interface Passage {
  id: string;
  document: string;
  start: number;
  end: number;
  quote: string;
  before: string;
  after: string;
  section: string;
  /** The extractor that read it, with its version. */
  extractor: string;
  marks: Mark[];
}

/** One association: what one page says. `object` is null where the claim ends in text, which `value` then is. */
export interface Claim {
  id: string;
  /** A CURIE, such as "biolink:has_phenotype". */
  predicate: string;
  subject: Term;
  object: Term | null;
  value: string;
  state: State;
  negated: boolean;
  hedged: boolean;
  borrowed: boolean;
  frequency: Term | null;
  frequency_texts: string[];
  onset: Term | null;
  /** How often, in words. */
  often: string;
  /** At what age, in whom and where it holds, in words; "" where nothing limits it. */
  qualifier: string;
  publications: string[];
  document: string;
  quotes: string[];
  /** What tells these quotes from those that the claim may have after its page has changed. */
  evidence: string;
  /** Whether curators took it back: they rejected or edited it. */
  rejected: boolean;
  /** Who accepted it, or made it by an edit. */
  curators: string[];
  /** The claims that it was made of by an edit. */
  revises: string[];
  passages: Passage[];
}

/** Claims of several pages that say the same in the same way, with the other end of each. */
export interface Row {
  /** In words, read from the entity's end: "has phenotype", "caused by". The claims have the predicate. */
  relation: string;
  incoming: boolean;
  other: Term | null;
  value: string;
  state: State;
  often: string;
  qualifier: string;
  claims: Claim[];
  /** Whether another page disagrees: the number of the conflict in `conflicts`. */
  conflicts: number[];
  /** "not independent" where several sources say it, be it of other frequencies, and all repeat the same data or source, else "". */
  note: string;
}

export interface Section {
  /** A body system within phenotypes, else "". A phenotype of several systems has its row in each. */
  title: string;
  rows: Row[];
}

export interface Group {
  /**
   * "phenotypes", "genes", "inheritance", "course", "prevalence", "diagnosis", "management", "prognosis", "related", "about",
   * "resources", "synonyms", "identifiers"; "other" for relations of other graphs.
   */
  name: string;
  /** As the entity sees it: of a finding, "phenotypes" are "Diseases with this finding". */
  title: string;
  sections: Section[];
}

/** What a vocabulary or a publisher says against a claim; `source` has the vocabulary's release. */
export interface Statement {
  source: string;
  says: string;
}

export interface Conflict {
  /** The name of the rule that found it, a row of `conflict_rules.tsv`, and what that row says of it. */
  rule: string;
  /** "contradiction", "tension" or "note". */
  severity: string;
  sentence: string;
  /** "polarity", "frequency", "inheritance", "parent of origin", "onset", "cause", "name", "identifier" or "source". */
  kind: string;
  about: Term;
  first: Claim;
  /** Null where `statement` is the other side. */
  second: Claim | null;
  statement: Statement | null;
  /** "not independent" where both repeat the same data, "same source" where one page says both, else "". */
  note: string;
}

export interface Entity extends Term {
  /** `strength` in words, such as "exact match"; `label` may be "". */
  identifiers: { strength: string; id: string; iri: string; label: string }[];
  synonyms: { scope: string; name: string }[];
  groups: Group[];
  conflicts: Conflict[];
  sources: Source[];
  /** The terms directly above it. */
  parents: Term[];
}

export interface PageSection {
  name: string;
  heading: string;
  start: number;
  end: number;
}

/** A page's own text with what was read from it. */
export interface Page extends Source {
  text: string;
  /** Why there is no text, else "". */
  missing: string;
  sections: PageSection[];
  /** In the order of the text. */
  claims: Claim[];
}

export interface Hit extends Term {
  kind: string;
  /** The name that fits the words. */
  matched: string;
  /** How it fits: "identifier", "name", "synonym", "beginning", "word", "part", "spelling". */
  fit: string;
  claims: number;
}

export interface Summary {
  title: string;
  version: string;
  /** Changes whenever the graph is rebuilt. */
  graph: string;
  built: string;
  quads: number;
  claims: number;
  counts: { category: string; title: string; count: number }[];
  states: Record<State, number>;
  pages: Source[];
  prefixes: Record<string, string>;
  licenses: { name: string; iri: string; pages: number }[];
  /** Diseases with the most claims. */
  examples: Term[];
  features: { read: boolean; review: boolean; writable: boolean };
}

export interface CatalogueQuery {
  name: string;
  title: string;
  description: string;
  sparql: string;
  params: { name: string; kind: string; description: string; default: string }[];
}

/** What the editor completes. Entities come from search. */
export interface Vocabulary {
  prefixes: Record<string, string>;
  classes: { id: string; label: string; count: number }[];
  properties: { id: string; label: string; count: number }[];
}

export interface NetworkNode extends Term {
  /** How many claims there are about it in the whole graph. */
  weight: number;
}

/** What is said of two nodes in one way: two nodes have a link for each way. */
export interface NetworkLink {
  source: string;
  target: string;
  /** In words, read from the source: "has phenotype". */
  relation: string;
  state: State;
  often: string;
  qualifier: string;
  /** Documents that say so. */
  documents: string[];
  quotes: string[];
}

export interface Network {
  title: string;
  nodes: NetworkNode[];
  links: NetworkLink[];
  /** How many nodes the limit left out. */
  omitted: number;
  sources: Source[];
}

export interface ReadMention {
  start: number;
  end: number;
  text: string;
  term: Term | null;
  category: string;
  negated: boolean;
  hedged: boolean;
}

export interface ReadText {
  text: string;
  about: Term | null;
  mentions: ReadMention[];
  claims: Claim[];
  turtle: string;
  remarks: { code: string; message: string }[];
}

/** What a curator thinks of a claim. Of each curator the last one about a claim counts. */
export interface Decision {
  /** The claim's `id`. */
  claim: string;
  /** "accept", "reject" or "edit"; in what is sent also "undo", after which the claim is not decided. */
  decision: string;
  /**
   * The changed fields of an edit, else {}: `predicate` and `object` (CURIEs; text of a claim that ends in text), `state`, `frequency`
   * and `onset` (a CURIE, or "" where there is none).
   * What is not named stays as it is.
   */
  changes: Record<string, string>;
  comment: string;
  /** A name or an ORCID. */
  curator: string;
  /** ISO 8601 in UTC, to the second. */
  date: string;
  /** The claim's `evidence` when it was decided on, or "". */
  evidence: string;
  /** The claim in words, for people who read the file. */
  statement: string;
}

export interface ClaimTable {
  /** Of the claims that fit the filter. */
  total: number;
  /** How many are decided of the claims that fit the filter, its `decision` left aside. */
  progress: { decided: number; of: number };
  offset: number;
  /** The predicates that a filter can name, as the graph uses them. */
  predicates: { id: string; label: string; count: number }[];
  claims: (Claim & { decision: Decision | null; others: Decision[] })[];
  sources: Source[];
}

/** SPARQL results, and what went wrong. */
export interface SparqlTerm {
  type: "uri" | "literal" | "bnode";
  value: string;
  datatype?: string;
  "xml:lang"?: string;
}
export interface SparqlResults {
  head: { vars?: string[]; link?: string[] };
  boolean?: boolean;
  results?: { bindings: Record<string, SparqlTerm>[] };
}
export interface Problem {
  error: string;
  /** From 1; 0 where the place is not known. */
  line: number;
  column: number;
  hint: string;
}
