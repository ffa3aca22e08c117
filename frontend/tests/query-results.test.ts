import assert from "node:assert/strict";
import { test } from "node:test";
import type { SparqlTerm } from "../src/answers";
import { chartOf } from "../src/query/chart";
import { jsonld, xml } from "../src/query/formats";
import { QueryHistory } from "../src/query/history";
import { compact, kindOfLiteral, target, written } from "../src/query/iris";
import { networkOf } from "../src/query/pairs";
import { fromAddress, pack, toAddress, unpack } from "../src/query/share";
import { csv, filtered, ntriples, reader, sorted, type Table, tableOf, tsv } from "../src/query/table";
import { readTurtle } from "../src/query/turtle";

const PREFIXES = {
  MONDO: "http://purl.obolibrary.org/obo/MONDO_", HP: "http://purl.obolibrary.org/obo/HP_", biolink: "https://w3id.org/biolink/vocab/",
  pohdoc: "https://w3id.org/pohgraph/document/", medquad: "https://w3id.org/pohgraph/document/medquad/", pohassoc: "https://w3id.org/pohgraph/association/",
};
const INTEGER = "http://www.w3.org/2001/XMLSchema#integer";
const iri = (curie: string): SparqlTerm => ({ type: "uri", value: PREFIXES[curie.split(":")[0] as keyof typeof PREFIXES] + curie.split(":")[1] });
const text = (value: string): SparqlTerm => ({ type: "literal", value });
const number = (value: number): SparqlTerm => ({ type: "literal", value: String(value), datatype: INTEGER });
const read = reader(PREFIXES, (value) => (value.endsWith("HP_1") ? "Fièvre" : ""));

test("an IRI becomes its shortest CURIE, or stays", () => {
  assert.equal(compact("https://w3id.org/pohgraph/document/medquad/1", PREFIXES), "medquad:1");
  assert.equal(compact("https://example.org/x", PREFIXES), "https://example.org/x");
  assert.equal(compact("http://purl.obolibrary.org/obo/MONDO_", PREFIXES), "http://purl.obolibrary.org/obo/MONDO_");
});

test("an identifier that a CURIE cannot hold is written as its IRI", () => {
  assert.equal(written("HP:1", PREFIXES), "HP:1");
  assert.equal(written("pohdoc:a/b", PREFIXES), "<https://w3id.org/pohgraph/document/a/b>");
  assert.equal(written("x:1", PREFIXES), "");
});

test("things have pages, vocabulary and bookkeeping have none", () => {
  assert.deepEqual(target(iri("MONDO:1").value, PREFIXES), ["entity", "MONDO:1"]);
  assert.deepEqual(target(iri("medquad:1").value, PREFIXES), ["page", "medquad:1"]);
  for (const curie of ["biolink:Disease", "pohassoc:1"]) assert.equal(target(iri(curie).value, PREFIXES), null);
});

test("a datatype is told only where it says more", () => {
  assert.equal(kindOfLiteral(number(1), PREFIXES), "");
  assert.equal(kindOfLiteral({ type: "literal", value: "a", "xml:lang": "en" }, PREFIXES), "en");
  assert.equal(kindOfLiteral({ type: "literal", value: "true", datatype: "http://www.w3.org/2001/XMLSchema#boolean" }, PREFIXES), "boolean");
});

test("numbers sort by size, names by the alphabet, nothing comes last", () => {
  const column = (...cells: (SparqlTerm | undefined)[]) => cells.map((cell) => [cell]);
  const values = (rows: (SparqlTerm | undefined)[][]) => rows.map(([cell]) => cell?.value);
  assert.deepEqual(values(sorted(column(number(10), undefined, number(9)), { column: 0, descending: false }, read)), ["9", "10", undefined]);
  assert.deepEqual(values(sorted(column(number(9), undefined, number(10)), { column: 0, descending: true }, read)), ["10", "9", undefined]);
  assert.deepEqual(values(sorted(column(text("b"), text("A")), { column: 0, descending: false }, read)), ["A", "b"]);
});

test("a filter finds labels and identifiers, without accents", () => {
  const rows = [[iri("HP:1"), text("one")], [iri("HP:2"), text("two")]];
  assert.equal(filtered(rows, "fievre ONE", read).length, 1);
  assert.equal(filtered(rows, "HP:2", read).length, 1);
  assert.equal(filtered(rows, "fievre two", read).length, 0);
});

const MIXED: Table = { columns: ["a", "b"], rows: [[iri("HP:1"), text('x,"y"\n')], [undefined, { type: "literal", value: "z", "xml:lang": "en" }], [number(3), { type: "bnode", value: "n" }]] };

test("CSV has plain values", () => assert.equal(csv(MIXED), 'a,b\r\nhttp://purl.obolibrary.org/obo/HP_1,"x,""y""\n"\r\n,z\r\n3,_:n\r\n'));

test("TSV has terms", () =>
  assert.equal(tsv(MIXED), `?a\t?b\n<http://purl.obolibrary.org/obo/HP_1>\t"x,\\"y\\"\\n"\n\t"z"@en\n"3"^^<${INTEGER}>\t_:n\n`));

test("results keep the order of their columns", () =>
  assert.deepEqual(tableOf({ head: { vars: ["b", "a"] }, results: { bindings: [{ a: text("1") }] } }), { columns: ["b", "a"], rows: [[undefined, text("1")]] }));

test("Turtle comes back as triples", () => {
  const triples = readTurtle(`@prefix HP: <http://purl.obolibrary.org/obo/HP_> . PREFIX x: <urn:x:>
    # a comment; with marks .
    HP:1 a x:T ; x:p "a \\"b\\"@é\\u0041"@en , 1 , -2.5 , true , <urn:o> ; .
    [] x:q [ x:r "s"^^x:dt ] .
    [ x:r 1e3 ] .`);
  assert.equal(triples?.length, 9);
  assert.deepEqual(triples![1]![2], { type: "literal", value: 'a "b"@éA', "xml:lang": "en" });
  assert.equal(ntriples(triples!.slice(0, 1)), "<http://purl.obolibrary.org/obo/HP_1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:x:T> .\n");
  assert.equal(readTurtle("( 1 2 ) <urn:p> <urn:o> ."), null);
  assert.equal(readTurtle("x:a x:b x:c ."), null);
});

test("a name and a number make a chart", () => {
  const table = (columns: string[], ...rows: SparqlTerm[][]): Table => ({ columns, rows });
  const chart = chartOf(table(["id", "name", "n"], [iri("HP:1"), text("x"), number(3)], [iri("HP:2"), text("y"), number(5)]), read);
  assert.deepEqual(chart?.bars, [{ name: "x", value: 3 }, { name: "y", value: 5 }]);
  assert.equal(chartOf(table(["id", "n"], [iri("HP:1"), number(3)], [iri("HP:2"), number(5)]), read)?.bars[0]?.name, "Fièvre HP:1");
  assert.equal(chartOf(table(["a", "n", "m"], [text("x"), number(3), number(7)], [text("y"), number(5), number(8)]), read, "m")?.measure, "m");
  assert.equal(chartOf(table(["a", "b"], [text("x"), text("y")], [text("x"), text("y")]), read), null);
  assert.equal(chartOf(table(["a", "n"], [text("x"), number(3)]), read), null);
  assert.equal(chartOf(table(["a", "n"], [text("x"), number(-3)], [text("y"), number(1)]), read), null);
  assert.equal(chartOf(table(["a", "b", "c", "n"], [text("x"), text("x"), text("x"), number(3)], [text("x"), text("x"), text("y"), number(1)]), read), null);
});

test("pairs of things make a network, with relation and state where the result has them", () => {
  const rows = [
    [iri("MONDO:1"), iri("biolink:has_phenotype"), iri("HP:1"), text("negated ")],
    [iri("MONDO:1"), iri("biolink:has_phenotype"), iri("HP:2"), text("")],
    [iri("MONDO:1"), iri("biolink:category"), iri("biolink:Disease"), text("")],
  ];
  const network = networkOf({ columns: ["s", "p", "o", "flags"], rows }, PREFIXES, (value) => (value.endsWith("HP_1") ? { label: "Fièvre", category: "PhenotypicFeature" } : undefined));
  assert.deepEqual(network?.nodes.map(({ id, label, weight }) => [id, label, weight]), [["MONDO:1", "MONDO:1", 2], ["HP:1", "Fièvre", 1], ["HP:2", "HP:2", 1]]);
  assert.deepEqual(network?.links.map(({ relation, state }) => [relation, state]), [["biolink:has_phenotype", "denied"], ["biolink:has_phenotype", "stated"]]);
  const page: SparqlTerm = { type: "uri", value: "https://creativecommons.org/licenses/by/4.0/" };
  assert.equal(networkOf({ columns: ["page", "license"], rows: [[iri("medquad:1"), page]] }, PREFIXES, () => undefined), null);
  assert.equal(networkOf({ columns: ["a", "n"], rows: [[iri("HP:1"), number(1)]] }, PREFIXES, () => undefined), null);
});

test("a query comes back from its address", async () => {
  const asking = { sparql: "SELECT * { ?s ?p 'ä' }", example: "", values: {}, view: "graph", run: true };
  assert.deepEqual(await fromAddress(new URLSearchParams(await toAddress(asking))), asking);
});

test("a long query is packed, and comes back", async () => {
  const asking = { sparql: "SELECT * { ?s ?p 'ä' } # ".repeat(100), example: "", values: {}, view: "", run: false };
  const address = await toAddress(asking);
  assert.ok(!("query" in address) && address["packed"]!.length < 300);
  assert.deepEqual(await fromAddress(new URLSearchParams(address)), asking);
  assert.equal(await unpack((await pack("abc")).slice(2)), "");
});

test("an example is named in the address, with its parameters", async () => {
  const address = await toAddress({ sparql: "…", example: "gene-disorders", values: { gene: "NCBIGene:2778" }, view: "", run: true });
  assert.deepEqual(address, { example: "gene-disorders", gene: "NCBIGene:2778", view: "", run: "1" });
  assert.deepEqual((await fromAddress(new URLSearchParams(address)))?.values, { gene: "NCBIGene:2778" });
});

test("an address without a query is none", async () => assert.equal(await fromAddress(new URLSearchParams("view=graph")), null));

function store(initial = "") {
  const values = new Map(initial ? [["pohgraph.queries", initial]] : []);
  return { getItem: (key: string) => values.get(key) ?? null, setItem: (key: string, value: string) => void values.set(key, value), removeItem: (key: string) => void values.delete(key) };
}
const past = (sparql: string, at = 0) => ({ sparql, example: "", values: {}, at, outcome: "" });

test("history keeps the last fifty, each text once, newest first", () => {
  const kept = store();
  const history = new QueryHistory(kept);
  for (let n = 0; n < 60; n++) history.add(past(`q${n}`, n));
  history.add(past(" q59\n", 99));
  assert.equal(history.past.length, 50);
  assert.deepEqual(new QueryHistory(kept).past.slice(0, 2).map(({ sparql }) => sparql), [" q59\n", "q58"]);
  history.clear();
  assert.equal(new QueryHistory(kept).past.length, 0);
});

test("history lives without a store, with a refused one, and with a damaged one", () => {
  const refusing = { getItem: () => { throw new Error("refused"); }, setItem: () => { throw new Error("full"); }, removeItem: () => { throw new Error("refused"); } };
  for (const kept of [null, refusing, store("{"), store('[1, null, {"sparql": 3}]')]) {
    const history = new QueryHistory(kept);
    history.add(past("q"));
    assert.deepEqual(history.past.map(({ sparql }) => sparql), ["q"]);
  }
});

test("rows are written as XML, with what XML cannot hold replaced", () => {
  const table: Table = {
    columns: ["s", "o"],
    rows: [[iri("HP:1"), { type: "literal", value: 'a < b & "c"\n\u0001', "xml:lang": "en" }], [{ type: "bnode", value: "b0" }, undefined], [undefined, number(7)]],
  };
  assert.equal(xml(table), `<?xml version="1.0" encoding="UTF-8"?>
<sparql xmlns="http://www.w3.org/2005/sparql-results#">
<head><variable name="s"/><variable name="o"/></head>
<results>
<result><binding name="s"><uri>http://purl.obolibrary.org/obo/HP_1</uri></binding><binding name="o"><literal xml:lang="en">a &lt; b &amp; &quot;c&quot;&#10;\ufffd</literal></binding></result>
<result><binding name="s"><bnode>b0</bnode></binding></result>
<result><binding name="o"><literal datatype="${INTEGER}">7</literal></binding></result>
</results>
</sparql>
`);
});

test("triples are written as JSON-LD, each subject once", () => {
  const type = { type: "uri", value: "http://www.w3.org/1999/02/22-rdf-syntax-ns#type" } as const;
  const p = { type: "uri", value: "urn:x:p" } as const;
  const written = jsonld([[iri("HP:1"), type, p], [iri("HP:1"), p, number(7)], [{ type: "bnode", value: "b" }, p, iri("HP:1")], [iri("HP:1"), p, { ...text("ja"), "xml:lang": "de" }]]);
  assert.deepEqual(JSON.parse(written), [
    { "@id": iri("HP:1").value, "@type": ["urn:x:p"], "urn:x:p": [{ "@value": "7", "@type": INTEGER }, { "@value": "ja", "@language": "de" }] },
    { "@id": "_:b", "urn:x:p": [{ "@id": iri("HP:1").value }] },
  ]);
});
