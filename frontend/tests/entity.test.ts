import assert from "node:assert/strict";
import { test } from "node:test";
import type { Claim, Group, Row, Source, State } from "../src/answers";
import { citation } from "../src/entity/citation";
import { figures, rangeOf } from "../src/entity/frequency";
import { blocks } from "../src/entity/page-blocks";
import { agreements, apart, countFindings, countRows, documentsOf, filterOf, findings, isNarrow, narrowed, sorted, stateCounts, statusOf, table } from "../src/entity/rows";
import { CodePoints } from "../src/parts/code-points";

let number = 0;

function claim(document: string, changes: Partial<Claim> = {}): Claim {
  const subject = { id: "MONDO:1", iri: "", label: "a disease", category: "Disease" };
  return {
    id: `c${++number}`, predicate: "biolink:has_phenotype", subject, object: null, value: "", state: "stated", negated: false, hedged: false, borrowed: false,
    frequency: null, frequency_texts: [], onset: null, often: "", qualifier: "", publications: [], document, quotes: [`what ${document} says`], evidence: "", rejected: false, curators: [], revises: [], passages: [], ...changes,
  };
}

function row(label: string, documents: string[], changes: Partial<Row> = {}): Row {
  const other = { id: `HP:${label}`, iri: "", label, category: "PhenotypicFeature" };
  return { relation: "has phenotype", incoming: false, other, value: "", state: "stated", often: "", qualifier: "", claims: documents.map((one) => claim(one)), conflicts: [], note: "", ...changes };
}

function group(name: string, sections: Record<string, Row[]>): Group {
  return { name, title: name, sections: Object.entries(sections).map(([title, rows]) => ({ title, rows })) };
}

const sources = (...ids: string[]): Source[] =>
  ids.map((id) => ({ id, title: id, label: id, publisher: "", license: "", address: "", modified: "", sha256: id }));

const labels = (groups: Group[]) => groups.flatMap((one) => one.sections.flatMap((section) => section.rows.map((found) => found.other?.label)));

test("the address gives the filter, and unknown states are ignored", () => {
  assert.deepEqual(filterOf(new URLSearchParams("words=bone&source=d&states=open,denied,nonsense")), { words: "bone", source: "d", states: ["denied", "open"] });
  assert.equal(isNarrow(filterOf(new URLSearchParams("words=+"))), false);
});

test("a row fits when every word stands in it or in its quotes, in any case and without accents", () => {
  const groups = [group("phenotypes", { Skin: [row("Rash", ["d1"]), row("Ménière spots", ["d2"])] })];
  const fitting = (words: string) => labels(narrowed(groups, { words, source: "", states: [] }));
  assert.deepEqual(fitting("RASH"), ["Rash"]);
  assert.deepEqual(fitting("meniere d2"), ["Ménière spots"]);
  assert.deepEqual(fitting("skin says"), ["Rash", "Ménière spots"]);
  assert.deepEqual(fitting("rash d2"), []);
});

test("a filter by page keeps the claims of that page only, and empty groups go", () => {
  const groups = [group("phenotypes", { "": [row("Rash", ["d1", "d2"]), row("Pain", ["d2"])] }), group("genes", { "": [row("G", ["d2"])] })];
  const found = narrowed(groups, { words: "", source: "d1", states: [] });
  assert.deepEqual(labels(found), ["Rash"]);
  assert.deepEqual(found[0]!.sections[0]!.rows[0]!.claims.map((one) => one.document), ["d1"]);
});

test("what is not stated stands apart", () => {
  const { stated, others } = apart(group("phenotypes", { "": [row("Rash", ["d1"]), row("Pain", ["d1"], { state: "denied" }), row("Itch", ["d1"], { state: "open" })] }));
  assert.deepEqual(labels([stated!]), ["Rash"]);
  assert.deepEqual(labels([others!]), ["Pain", "Itch"]);
  assert.equal(apart(group("x", { "": [row("Rash", ["d1"])] })).others, null);
});

test("rows that differ in how often only are one finding; another state is another finding", () => {
  const rows = [row("Rash", ["d1"]), row("Rash", ["d2"], { often: "usually", conflicts: [1] }), row("Rash", ["d1"], { state: "denied" as State })];
  const found = findings(rows);
  assert.deepEqual(found.map((one) => [one.first.state, one.documents, one.conflicts]), [["stated", ["d1", "d2"], [1]], ["denied", ["d1"], []]]);
});

test("a finding of two body systems counts once", () => {
  const twice = row("Rash", ["d1"]);
  const both = group("phenotypes", { Skin: [twice], Limbs: [twice] });
  assert.equal(countFindings(both), 1);
  assert.equal(stateCounts([both]).stated, 1);
});

test("two pages agree where both state it; denials, and two copies of one page, do not count", () => {
  const groups = [group("phenotypes", {
    "": [row("Rash", ["d1"]), row("Rash", ["d2"], { often: "usually" }), row("Pain", ["d1"]), row("Pain", ["d2"], { state: "denied" }), row("Itch", ["d1", "copy"])],
  })];
  const all = [...sources("d1", "d2"), { ...sources("copy")[0]!, sha256: "d1" }];
  assert.deepEqual(agreements(groups, all).map((one) => [one.row.other!.label, one.documents]), [["Rash", ["d1", "d2"]]]);
});

test("findings are sorted by frequency with what has no figure last, or by pages", () => {
  const found = findings([row("a", ["d1"]), row("b", ["d1", "d2"], { often: "10%" }), row("c", ["d1"], { often: "90%" })]);
  assert.deepEqual(sorted(found, "often").map((one) => one.first.other!.label), ["c", "b", "a"]);
  assert.deepEqual(sorted(found, "pages").map((one) => one.first.other!.label), ["b", "a", "c"]);
  assert.deepEqual(sorted(found, "").map((one) => one.first.other!.label), ["a", "b", "c"]);
});

test("the exported table has a line for each row and as many cells as its header", () => {
  const rash = row("Rash", ["d1", "d2"], { state: "open", often: "Occasional (5%-29%)" });
  const [first] = sources("d1");
  const disease = { id: "MONDO:1", label: "a disease", sources: [{ ...first!, publisher: "GARD", license: "CC0" }] };
  const lines = table(disease, [group("phenotypes", { Skin: [rash], Head: [rash] })]);
  assert.equal(lines.length, 2);
  assert.equal(lines[1]!.length, lines[0]!.length);
  const cells = Object.fromEntries(lines[0]!.map((name, at) => [name, lines[1]![at]]));
  assert.deepEqual([cells["body_system"], cells["label"], cells["state"], cells["pages"]], ["Skin|Head", "Rash", "open", 2]);
  assert.deepEqual([cells["percent_from"], cells["percent_to"], cells["publishers"], cells["licences"]], [5, 29, "GARD", "CC0"]);
});

test("rows are counted as the headings count them, and one of two body systems once", () => {
  const rash = row("Rash", ["d1"]);
  assert.equal(countRows([group("phenotypes", { Skin: [rash, row("Itch", ["d1"])], Head: [rash] }), group("genes", { "": [row("GNAS", ["d1"])] })]), 3);
});

test("a citation names the page, its publisher, date, address and licence", () => {
  const [source] = sources("d1");
  const page = { ...source!, label: "GARD: Rash", publisher: "NIH", modified: "2020-07-01T00:00:00", address: "https://example.org/rash" };
  const licence = { name: "CC-BY-4.0", iri: "https://creativecommons.org/licenses/by/4.0/" };
  assert.equal(
    citation({ quotes: ["It\nitches."], publications: ["PMID:1", "pohpub:abc"] }, page, licence, "http://x/entity/MONDO:1"),
    "“It itches.” GARD: Rash. NIH. 2020-07-01. https://example.org/rash. Licence: CC-BY-4.0, https://creativecommons.org/licenses/by/4.0/. Cited there: PMID:1. Read in http://x/entity/MONDO:1.",
  );
});

test("documents are named once and in order", () => assert.deepEqual(documentsOf([claim("b"), claim("a"), claim("b")]), ["a", "b"]));

test("figures are read as percent, and words are not", () => {
  assert.deepEqual(figures("Very frequent (80%-99%)"), { low: 80, high: 99 });
  assert.deepEqual(figures("30-79 percent"), { low: 30, high: 79 });
  assert.deepEqual(figures("7.5%"), { low: 7.5, high: 7.5 });
  assert.deepEqual(figures("3 of 4"), { low: 75, high: 75 });
  assert.deepEqual(figures("5/12")?.low.toFixed(1), "41.7");
  assert.equal(figures("usually"), null);
  assert.equal(figures("4 of 3"), null);
  assert.equal(figures("since 01/02/2003"), null);
});

test("without figures the frequency term gives the range, else there is none", () => {
  const term = { id: "HP:0040283", iri: "", label: "Occasional", category: "" };
  assert.deepEqual(rangeOf({ often: "Occasional", claims: [claim("d", { frequency: term })] }), { low: 5, high: 29 });
  assert.equal(rangeOf({ often: "usually", claims: [claim("d")] }), null);
});

test("what is denied of another disease is no finding beside what is stated of it", () => {
  const said = (negated: boolean) => row("Polydactyly", ["a"], { state: "borrowed", claims: [claim("a", { state: "borrowed", borrowed: true, negated })] });
  assert.deepEqual(findings([said(false), said(true)]).map((one) => statusOf(one.first)), ["borrowed", "borrowed, denied"]);
});

test("a page is cut into headings and paragraphs, and nothing but empty lines and signs of headings is lost", () => {
  const text = new CodePoints("# A disease\n## Signs 😀\n\nPain is common. What causes it? A gene.\n");
  const found = blocks(text, [
    { name: "symptoms", heading: "Signs 😀", start: 12, end: 38 },
    { name: "causes", heading: "What causes it?", start: 40, end: 63 },
  ]);
  assert.deepEqual(found.map((block) => [block.heading, text.slice(block.start, block.end)]), [
    [true, "A disease"], [true, "Signs 😀"], [false, "Pain is common. "], [true, "What causes it?"], [false, " A gene."],
  ]);
});

test("a label at the beginning of a line is a heading with its colon", () => {
  const text = new CodePoints("Reviewed: May 2010");
  const found = blocks(text, [{ name: "other", heading: "Reviewed", start: 0, end: 18 }]);
  assert.deepEqual(found.map((block) => [block.heading, text.slice(block.start, block.end)]), [[true, "Reviewed:"], [false, " May 2010"]]);
});

test("a heading that the text does not have is no block", () =>
  assert.deepEqual(blocks(new CodePoints("Plain."), [{ name: "x", heading: "Other", start: 0, end: 6 }]), [{ start: 0, end: 6, heading: false }]));
