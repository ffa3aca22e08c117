import assert from "node:assert/strict";
import { test } from "node:test";
import { Store } from "oxigraph/node.js";
import { fileName } from "../src/site/file-names";
import { Names, type NameList } from "../src/site/names";
import { ask } from "../src/site/asking";
import { references, type Written } from "../src/site/identifiers";
import { alike } from "../src/site/likeness";
import { within } from "../src/site/network-of";
import { unpacked } from "../src/site/packing";
import { cutTo, prepare, refusal } from "../src/site/sparql-text";

const entity = (id: string, label: string, kind: string, claims: number) => ({ id, iri: `http://e/${id}`, label, category: "", kind, claims });
const WRITTEN: Written = { prefixes: { mondo: "MONDO", omim: "OMIM", hp: "HP", orphanet: "ORPHA", gard: "GARD" }, digits: { HP: 7, MONDO: 7 }, bare: ["MONDO", "OMIM"] };
const LIST: NameList = {
  identifiers: [["OMIM:166350", 0]],
  written: WRITTEN,
  entities: [
    entity("MONDO:0008153", "progressive osseous heteroplasia", "disease", 90),
    entity("HP:0011986", "Ectopic ossification", "phenotype", 4),
    entity("NCBIGene:2778", "GNAS", "gene", 12),
  ],
  names: [["progressive osseous heteroplasia", 0, "label"], ["POH", 0, "exact"], ["Ectopic ossification", 1, "label"], ["GNAS", 2, "label"]],
};

test("file names differ where identifiers do", () => {
  const ids = ["MONDO:0008153", "pohdoc:001_e4", "a:b:c", "a:b_c", "a_b:c", "é:ü"];
  assert.equal(fileName("MONDO:0008153"), "MONDO_0008153");
  assert.equal(new Set(ids.map(fileName)).size, ids.length);
  for (const id of ids) assert.match(fileName(id), /^[\w.~-]+$/);
});

test("names, synonyms, identifiers, parts and misspelt words are found", () => {
  const names = new Names(LIST);
  const first = (words: string) => names.search(words).map((hit) => `${hit.id} ${hit.fit}`)[0];
  assert.equal(first("poh"), "MONDO:0008153 synonym");
  assert.equal(first("mondo 8153"), "MONDO:0008153 identifier");
  assert.equal(first("ossific"), "HP:0011986 word");
  assert.equal(first("progresive oseous heteroplasia"), "MONDO:0008153 spelling");
  assert.equal(first("xylophone"), undefined);
  assert.deepEqual(names.search("o", "gene"), []);
});

test("identifiers are read in any spelling", () => {
  const read = (text: string) => references(text, WRITTEN)[0];
  assert.equal(read("hp 1250"), "HP:0001250");
  assert.equal(read("OMIM166350"), "OMIM:166350");
  assert.equal(read("Orphanet:2762"), "ORPHA:2762");
  assert.equal(read("gard:0000109"), "GARD:109");
  assert.deepEqual(references("8153", WRITTEN), ["MONDO:0008153", "OMIM:8153"]);
  assert.deepEqual(references("osteoma", WRITTEN), []);
  assert.equal(new Names(LIST).search("omim:166350")[0]?.id, "MONDO:0008153");
});

test("likeness is that of Python's difflib", () => {
  assert.equal(alike("abcd", "bcde"), 0.75);
  assert.equal(alike("progresive", "progressive").toFixed(6), "0.952381");
  assert.equal(alike("", ""), 1);
  assert.equal(alike("abc", "xyz"), 0);
});

test("claims come back to their places", () => {
  const claims = [{ id: "a" }, { id: "b" }];
  assert.deepEqual(unpacked({ rows: [{ "#": 1 }, null, "x", 3], first: { "#": 0 } }, claims), { rows: [{ id: "b" }, null, "x", 3], first: { id: "a" } });
});

test("the network of the whole graph keeps to a limit, and its diseases with what is said of them", () => {
  const node = (id: string, category: string, weight: number) => ({ id, iri: id, label: id, category, weight });
  const link = (source: string, target: string, document: string) => ({
    source, target, relation: "has phenotype", state: "stated" as const, often: "", qualifier: "", documents: [document], quotes: ["q"],
  });
  const nodes = [node("D:1", "Disease", 9), node("D:2", "Disease", 5), node("F:1", "PhenotypicFeature", 2), node("F:2", "PhenotypicFeature", 8)];
  const pages = ["p:1", "p:2"].map((id) => ({ id, title: id, label: id, publisher: "", license: "", address: "", modified: "", sha256: "" }));
  const whole = { title: "", nodes, links: [link("D:1", "F:1", "p:1"), link("D:2", "F:2", "p:2")], omitted: 3, sources: pages };
  const part = within(whole, 2);
  assert.deepEqual(part.nodes.map(({ id }) => id), ["D:1", "F:1"]);
  assert.deepEqual([part.links.length, part.omitted, part.sources.map(({ id }) => id).join()], [1, 5, "p:1"]);
  assert.equal(within(whole, 4), whole);
});

test("the usual prefixes are put before a query that uses them, but not over its own", () => {
  const prefixes = { rdfs: "http://r/", HP: "http://h/" };
  assert.deepEqual(prepare("ASK { ?s rdfs:label 1 }", prefixes), { text: "PREFIX rdfs: <http://r/> ASK { ?s rdfs:label 1 }", added: 25 });
  assert.equal(prepare("PREFIX HP: <http://x/> ASK { HP:1 a HP:2 }", prefixes).added, 0);
  assert.equal(prepare('ASK { ?s ?p "rdfs:label" } # HP:1', prefixes).added, 0);
});

test("a SELECT without a limit gets one", () => {
  const limited = (query: string) => prepare(query, {}).text.includes("LIMIT 100001");
  assert.ok(limited("SELECT * { { SELECT ?s { ?s ?p ?o } LIMIT 3 } } # all"));
  assert.ok(!limited("SELECT * { ?s ?p ?o } LIMIT 5"));
  assert.ok(!limited("SELECT * { ?s ?p ?o } VALUES ?s { <urn:x> }"));
  assert.ok(!limited("CONSTRUCT WHERE { ?s ?p ?o }"));
  const results = { head: { vars: ["s"] }, results: { bindings: [{}, {}, {}] } };
  assert.ok(cutTo(results, 2));
  assert.equal(results.results.bindings.length, 2);
  assert.ok(!cutTo(results, 2));
});

test("an error has the place that it has in the query as it was written", () => {
  const prefixes = { rdfs: "http://r/" };
  const problem = (query: string) => ask(new Store(), query, prefixes).problem!;
  assert.deepEqual(problem("SELECT ?s { ?s rdfs:label }"), { error: "Not expected here: }", line: 1, column: 27, hint: "" });
  assert.deepEqual(problem("SELECT ?s {\n ?s rdfs:label }"), { error: "Not expected here: }", line: 2, column: 16, hint: "" });
  assert.deepEqual(problem("SELECT ?s {\n ?s rdf:label ?o }"), { error: "Unknown prefix rdf:", line: 2, column: 5, hint: "Declare it: PREFIX rdf: <…>" });
  assert.equal(problem("SELECT ?s { ?s rdfs:label ?o").error, "{ is never closed.");
  assert.equal(problem("SELEKT ?s { ?s rdfs:label ?o }").hint, "Did you mean SELECT?");
  assert.match(problem("SELECT ?s (COUNT(?o) AS ?n) { ?s rdfs:label ?o }").hint, /GROUP BY/);
  assert.equal(problem("SELECT ?s ?s { ?s ?p ?o").error, "{ is never closed.");
});

test("what would leave the machine, change data or end the engine is refused where it stands", () => {
  assert.equal(refusal("SELECT * { ?s ?p ?o }"), null);
  assert.equal(refusal('ASK { ?SERVICE <urn:SERVICE> "SERVICE" }'), null);
  const service = refusal("SELECT * {\n  SERVICE <https://example.org/> { ?s ?p ?o } }")!;
  assert.deepEqual([service.line, service.column], [2, 3]);
  assert.match(service.error, /another server/);
  assert.match(refusal("ASK { FILTER(trueSERVICE<urn:x> {}) }")!.error, /another server/);
  assert.match(refusal("INSERT DATA { <urn:a> <urn:b> 1 }")!.error, /only read/);
  assert.match(refusal(`ASK ${"{".repeat(5000)}${"}".repeat(5000)}`)!.error, /brackets/);
  assert.match(refusal(" # nothing")!.error, /empty/);
});
