import assert from "node:assert/strict";
import { test } from "node:test";
import type { Claim, ReadMention } from "../src/answers";
import { CodePoints } from "../src/parts/code-points";
import { decode, LARGEST, refused } from "../src/read/file";
import { claimLit, mentionsLit, polarity } from "../src/read/lit";
import { gathered } from "../src/read/mentions";
import { wellFormed } from "../src/read/reading";
import { relationWords } from "../src/parts/words";
import { byState, limits, ordered } from "../src/read/statements";

const bytes = (...given: number[]) => new Uint8Array(given);

test("files that are no pages are refused with what to do", () => {
  assert.equal(refused("page.HTML", 10), "");
  assert.equal(refused("page", 10), "");
  assert.match(refused("page.pdf", 10), /drop a text, Markdown, HTML or MedQuAD XML file/);
  assert.match(refused("page.txt", LARGEST + 1), /at most 512 KiB/);
  assert.match(refused("page.txt", 0), /is empty/);
});

test("bytes become text by their mark, as UTF-8, and else as Windows-1252", () => {
  assert.deepEqual(decode(new TextEncoder().encode("Ménière"), "a.txt"), { text: "Ménière", note: "" });
  assert.deepEqual(decode(bytes(0xef, 0xbb, 0xbf, 0x61), "a.txt"), { text: "a", note: "" });
  assert.deepEqual(decode(bytes(0xff, 0xfe, 0x61, 0x00), "a.txt"), { text: "a", note: "" });
  assert.deepEqual(decode(bytes(0x4d, 0xe9, 0x6e), "a.txt"), { text: "Mén", note: "a.txt is not in UTF-8 and was read as Windows-1252." });
});

test("what is no text is told by its first bytes, whatever its name says", () => {
  assert.match((decode(new TextEncoder().encode("%PDF-1.7"), "a.txt") as { error: string }).error, /a\.txt is a PDF/);
  assert.match((decode(bytes(0x61, 0, 0x62), "a.txt") as { error: string }).error, /holds no text/);
  assert.match((decode(bytes(0x20, 0x0a), "a.txt") as { error: string }).error, /nothing but blanks/);
});

test("half a character becomes the sign for it, so that places stay", () => assert.equal(wellFormed("a\ud83db\ud83d\ude00"), "a\ufffdb\ud83d\ude00"));

const mention = (given: Partial<ReadMention>): ReadMention => ({
  start: 0, end: 1, text: "x", term: null, category: "phenotype", negated: false, hedged: false, ...given,
});

test("a mention is denied, or left open, or said; what is denied in doubt is left open", () => {
  assert.deepEqual([{}, { negated: true }, { hedged: true }, { negated: true, hedged: true }].map((given) => polarity(mention(given), null)), ["said", "denied", "open", "open"]);
  const about = { id: "MONDO:1", iri: "", label: "", category: "Disease" };
  assert.equal(polarity(mention({ negated: true, term: about }), about), "said", "what the text is about is not what is denied");
});

test("places count code points and light up units", () => {
  const [lit] = mentionsLit(new CodePoints("😀 tall"), [mention({ start: 2, end: 6, negated: true })], null);
  assert.deepEqual([lit!.start, lit!.end, lit!.look], [3, 7, "mention phenotype denied"]);
});

test("the same thing meant in the same way stands in one row, in the order of the text", () => {
  const rows = gathered([mention({ start: 9, text: "b" }), mention({ start: 3, text: "A" }), mention({ start: 5, text: "a" }), mention({ start: 7, text: "a", negated: true })], null);
  assert.deepEqual(rows.map((row) => [row.first.text, row.polarity, row.all.length]), [["A", "said", 2], ["a", "denied", 1], ["b", "said", 1]]);
});

const term = (label: string) => ({ id: `X:${label}`, iri: "", label, category: "PhenotypicFeature" });
function claim(given: Partial<Claim>, start = 0): Claim {
  const passage = {
    id: "", document: "", start, end: start + 4, quote: "", before: "", after: "", section: "", extractor: "",
    marks: [{ role: "object" as const, kind: "", start: start + 1, end: start + 2 }],
  };
  return {
    id: `${start}`, predicate: "biolink:has_phenotype", subject: term("s"), object: term("o"), value: "", state: "stated", negated: false, hedged: false,
    borrowed: false, frequency: null, frequency_texts: [], onset: null, often: "", qualifier: "", publications: [], document: "", quotes: [], evidence: "", rejected: false, curators: [], revises: [],
    passages: [passage], ...given,
  };
}

test("a claim lights up its quotes and, within them, its marks", () => {
  const lit = claimLit(new CodePoints("😀abcdef"), claim({}, 1));
  assert.deepEqual(lit.quotes.map(({ start, end }) => [start, end]), [[2, 6]]);
  assert.deepEqual(lit.marks.map(({ start, end, look, says }) => [start, end, look, says]), [[3, 4, "mark first last object", "finding"]]);
});

test("statements stand in the order of the text unless a column is chosen; equal ones keep it", () => {
  const claims = [claim({ state: "open" }, 20), claim({ state: "stated", often: "rare" }, 30), claim({ state: "stated" }, 10)];
  const ids = (column: "place" | "state" | "often", down = false) => ordered(claims, { column, down }).map(({ id }) => id);
  assert.deepEqual(ids("place"), ["10", "20", "30"]);
  assert.deepEqual(ids("state"), ["10", "30", "20"]);
  assert.deepEqual(ids("state", true), ["20", "10", "30"]);
  assert.deepEqual(ids("often"), ["30", "10", "20"]);
});

test("words of predicates, limits and counts", () => {
  assert.equal(relationWords("biolink:has_phenotype"), "has phenotype");
  assert.equal(relationWords("rdfs:seeAlso"), "see also");
  assert.equal(relationWords("oboInOwl:hasDbXref"), "cross-reference");
  assert.equal(limits(claim({ often: "Frequent (50%)", qualifier: "in adults" })), "Frequent (50%); in adults");
  assert.deepEqual(byState([claim({}), claim({ state: "denied" }), claim({})]), { stated: 2, denied: 1, open: 0, borrowed: 0 });
});
