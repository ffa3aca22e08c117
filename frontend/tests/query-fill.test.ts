import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { SparqlLanguage } from "codemirror-lang-sparql";
import { explain } from "../src/query/explain";
import { bare, fill, meaning } from "../src/query/fill";
import { tokens, variables } from "../src/query/tokens";
import { broken } from "../src/query/grammar";

const QUERIES = "../queries";
const PREFIXES = { MONDO: "http://purl.obolibrary.org/obo/MONDO_", DOI: "https://doi.org/", biolink: "https://w3id.org/biolink/vocab/" };
const USUAL = readFileSync("../src/pohgraph/schema/prefixes.tsv", "utf8").split("\n").map((line) => line.split("\t")[0]!);

function catalogue() {
  return readdirSync(QUERIES).filter((name) => name.endsWith(".rq")).map((file) => {
    const sparql = readFileSync(join(QUERIES, file), "utf8");
    const params = [...sparql.matchAll(/^# param (\w+) \((\w+)\):.*?(?:\(default ([^()]+)\))?$/gm)];
    return { file, sparql, terms: Object.fromEntries(params.map(([, name, , value]) => [name!, value!])) };
  });
}

test("every catalogue query, filled in, is without a fault as the editor sees it", () => {
  const found = catalogue();
  assert.ok(found.length >= 29);
  for (const { file, sparql, terms } of found) {
    for (const text of [sparql, fill(sparql, terms)]) assert.equal(explain(text, broken(SparqlLanguage.parser.parse(text)), USUAL), null, file);
  }
});

test("a filled query has its parameters only where they are shown", () => {
  for (const { file, sparql, terms } of catalogue()) {
    const text = fill(sparql, terms);
    for (const name of variables(tokens(text)).filter((variable) => variable in terms)) assert.match(text, new RegExp(`VALUES \\([^)]*\\?${name}\\b`), file);
  }
});

test("a variable becomes its term in patterns, in sub-selects too", () => {
  const text = fill("SELECT ?x { ?x a $k { SELECT ?x { ?x ?p ?k } } FILTER(?x != ?k) }", { k: "MONDO:1" });
  assert.equal(text, "SELECT ?x { ?x a MONDO:1 { SELECT ?x { ?x ?p MONDO:1 } } FILTER(?x != MONDO:1) }");
});

test("a selected or grouped variable keeps its column by VALUES", () => {
  assert.equal(fill("SELECT ?k ?x { ?x a ?k } ORDER BY ?k", { k: "MONDO:1" }), "SELECT ?k ?x { ?x a MONDO:1 } ORDER BY ?k\nVALUES (?k) { (MONDO:1) }\n");
  assert.equal(fill("SELECT DISTINCT * { ?x a ?k }", { k: '"a"' }), 'SELECT DISTINCT * { ?x a "a" }\nVALUES (?k) { ("a") }\n');
});

test("strings, comments and IRIs are left alone", () => {
  const text = 'ASK { ?s ?p "?k" . <urn:?k> ?p ?s } # ?k';
  assert.equal(fill(text, { k: "MONDO:1" }), text);
});

test("DESCRIBE takes the term at once", () => assert.equal(fill("DESCRIBE ?k", { k: "MONDO:1" }), "DESCRIBE MONDO:1"));

test("values mean what their kind says", () => {
  assert.deepEqual(meaning("number", "12", PREFIXES), { term: "12" });
  assert.ok("wrong" in meaning("number", "many", PREFIXES));
  assert.ok("wrong" in meaning("disease", "  ", PREFIXES));
  assert.deepEqual(meaning("text", 'a "b"\\', PREFIXES), { term: '"a \\"b\\"\\\\"' });
  assert.deepEqual(meaning("disease", "MONDO:0008153", PREFIXES), { term: "MONDO:0008153" });
  assert.deepEqual(meaning("disease", "http://purl.obolibrary.org/obo/MONDO_1", PREFIXES), { term: "MONDO:1" });
  assert.deepEqual(meaning("entity", "DOI:10.1/a(b)", PREFIXES), { term: "<https://doi.org/10.1/a(b)>" });
  assert.deepEqual(meaning("disease", "progressive osseous heteroplasia", PREFIXES), { words: "progressive osseous heteroplasia" });
  assert.deepEqual(meaning("gene", "XYZ:1", PREFIXES), { words: "XYZ:1" });
});

test("a value cannot break out of its place", () => {
  for (const value of ["MONDO:1} DROP", "http://a/>", "MONDO:1;x", "<http://a> <http://b>"]) {
    const meant = meaning("disease", value, PREFIXES);
    assert.ok(!("term" in meant) || /^<[^<>\s]*>$/.test(meant.term), value);
  }
});

test("the header gives way to the title", () => {
  const sparql = "# title: T\n# description: d\n#   more\n# param a (text): x\n\nSELECT ?a { ?a ?b ?c } # kept\n";
  assert.equal(bare({ name: "t", title: "T", description: "d", sparql, params: [] }), "# T\nSELECT ?a { ?a ?b ?c } # kept\n");
});
