import assert from "node:assert/strict";
import { test } from "node:test";
import { SparqlLanguage } from "codemirror-lang-sparql";
import type { Hit, Vocabulary } from "../src/answers";
import { entityOffers, entityWords, offers, typing } from "../src/query/complete";
import { explain, isNear, offsetOf } from "../src/query/explain";
import { broken } from "../src/query/grammar";
import { slotAfter } from "../src/query/slot";
import { tokens } from "../src/query/tokens";

const VOCABULARY: Vocabulary = {
  prefixes: { biolink: "https://w3id.org/biolink/vocab/", HP: "http://purl.obolibrary.org/obo/HP_", rdfs: "http://www.w3.org/2000/01/rdf-schema#" },
  classes: [{ id: "biolink:Disease", label: "disease", count: 40 }, { id: "biolink:Gene", label: "gene", count: 9 }],
  properties: [
    { id: "biolink:has_phenotype", label: "has phenotype", count: 31 },
    { id: "biolink:frequency_qualifier", label: "frequency", count: 12 },
    { id: "rdfs:label", label: "label", count: 170 },
  ],
};

/** What is offered where the bar stands. */
function offered(marked: string): string[] {
  const at = marked.indexOf("│");
  const text = marked.replace("│", "");
  const place = typing(text, at);
  return place ? offers(text, place, VOCABULARY).map(({ insert }) => insert) : [];
}

function slot(marked: string): string {
  return slotAfter(tokens(marked));
}

test("the place in a triple decides what is meant", () => {
  assert.equal(slot(""), "start");
  assert.equal(slot("SELECT * {"), "subject");
  assert.equal(slot("SELECT * { ?s"), "predicate");
  assert.equal(slot("SELECT * { ?s a"), "class");
  assert.equal(slot("SELECT * { ?s biolink:category"), "class");
  assert.equal(slot("SELECT * { ?s rdfs:label"), "object");
  assert.equal(slot("SELECT * { ?s rdfs:label ?l ;"), "predicate");
  assert.equal(slot("SELECT * { ?s rdfs:label ?l ,"), "object");
  assert.equal(slot("SELECT * { ?s rdfs:label ?l ."), "subject");
  assert.equal(slot("SELECT * { ?s prov:x/"), "predicate");
  assert.equal(slot("SELECT * { ?s (rdfs:label|"), "predicate");
  assert.equal(slot("SELECT * { ?s (rdfs:label|rdfs:x)"), "object");
  assert.equal(slot("SELECT * { ?s ?p [ "), "predicate");
  assert.equal(slot("SELECT * { ?s ?p ?o FILTER("), "expression");
  assert.equal(slot("SELECT * { OPTIONAL { ?s ?p ?o }"), "subject");
  assert.equal(slot("PREFIX"), "prefix");
});

test("properties come first after a subject, and classes after a", () => {
  assert.equal(offered("SELECT * { ?s │ }")[0], "rdfs:label");
  assert.equal(offered("SELECT * { ?s a │ }")[0], "biolink:Disease");
  assert.equal(offered("SELECT * { ?s biolink:h│ }")[0], "biolink:has_phenotype");
});

test("a property is found by its label and by its name without prefix", () => {
  assert.equal(offered("SELECT * { ?s freq│ }")[0], "biolink:frequency_qualifier");
  assert.equal(offered("SELECT * { ?s phenot│ }")[0], "biolink:has_phenotype");
});

test("variables of the query are offered, the one being typed is not", () => {
  assert.deepEqual(offered("SELECT ?disease { ?disease ?p ?d│ }"), ["?disease"]);
  assert.ok(offered("SELECT ?disease { ?disease ?p │ }").includes("?disease"));
});

test("words are offered where they fit", () => {
  assert.equal(offered("SEL│")[0], "SELECT");
  assert.equal(offered("SELECT * { ?s ?p ?o . OPT│ }")[0], "OPTIONAL");
  assert.equal(offered("SELECT * { ?s ?p ?o FILTER(conta│) }")[0], "CONTAINS(");
});

test("a prefix to declare comes with its IRI", () => assert.deepEqual(offered("PREFIX HP│"), ["HP: <http://purl.obolibrary.org/obo/HP_>"]));

test("nothing is offered in comments, IRIs and numbers", () => {
  for (const text of ["# SEL│", "SELECT * { ?s ?p ?o } # bio│", "SELECT * { <http://bio│", "SELECT * { ?s ?p 12│"]) assert.deepEqual(offered(text), [], text);
  assert.notDeepEqual(offered('SELECT * { ?s ?p "#" ; rdfs:│ }'), []);
});

test("names of entities are searched for in quotes, after three letters, and within a prefix", () => {
  const words = (marked: string) => {
    const place = typing(marked, marked.length);
    return place ? entityWords(place, VOCABULARY) : null;
  };
  assert.deepEqual(words('SELECT * { ?s ?p "progressive oss'), { words: "progressive oss", prefix: "" });
  assert.deepEqual(words("SELECT * { ?s ?p fibro"), { words: "fibro", prefix: "" });
  assert.deepEqual(words("SELECT * { fi"), { words: "", prefix: "" });
  assert.deepEqual(words("SELECT * { ?s fibro"), { words: "", prefix: "" });
  assert.deepEqual(words("SELECT * { ?s ?p HP:arach"), { words: "arach", prefix: "HP:" });
  assert.deepEqual(words("SELECT * { ?s ?p HP:0001"), { words: "", prefix: "" });
  assert.deepEqual(words("SELECT * { ?s biolink:has"), { words: "", prefix: "" });
});

test("an entity is written by its identifier and named by its label", () => {
  const hit: Hit = { id: "HP:1", iri: "http://purl.obolibrary.org/obo/HP_1", label: "Arachnodactyly", category: "", kind: "phenotype", matched: "Long fingers", fit: "synonym", claims: 3 };
  const [offer] = entityOffers([hit, { ...hit, id: "MONDO:2" }], "HP:", VOCABULARY.prefixes);
  assert.equal(offer?.insert, "HP:1");
  assert.equal(offer?.label, "Arachnodactyly");
  assert.match(offer!.detail, /Long fingers.*HP:1/);
  assert.equal(entityOffers([hit, { ...hit, id: "MONDO:2" }], "HP:", VOCABULARY.prefixes).length, 1);
});

function fault(text: string) {
  const found = explain(text, broken(SparqlLanguage.parser.parse(text)), Object.keys(VOCABULARY.prefixes));
  return found && { at: text.slice(found.from, found.to), says: `${found.message} ${found.hint}` };
}

test("faults are found where a reader looks for them", () => {
  assert.deepEqual(fault("SELECT * { ?s mondo:x ?o }"), { at: "mondo:x", says: "Unknown prefix mondo: Declare it: PREFIX mondo: <…>" });
  assert.match(fault("SELECT * { ?s hp:x ?o }")!.says, /Did you mean HP:/);
  assert.equal(fault("SELECT * WHERE { ?s ?p ?o")!.at, "{");
  assert.match(fault("SELECT * { ?s ?p ?o FILTR(?o > 1) }")!.says, /FILTER/);
  assert.match(fault('SELECT * { ?s ?p "a }')!.says, /does not end/);
  assert.match(fault("SELECT * { ?s ?p ?o ) }")!.says, /\) where } is expected/);
  assert.equal(fault("SELECT * { ?s ?p . }")!.at, ".");
});

test("what is right has no fault", () => {
  for (const text of ["", "# nothing yet", "SELECT * { ?s ?p ?o }", "PREFIX x: <urn:x> ASK { x:a a x:b }", "SELECT * { ?s ?p ?o LATERAL { ?s ?q ?r } }"]) assert.equal(fault(text), null, text);
});

test("words are near by one letter", () => {
  assert.ok(isNear("FILTR", "FILTER") && isNear("SELCET", "SELECT") && isNear("UNIOM", "UNION"));
  assert.ok(!isNear("FOO", "FILTER") && !isNear("IN", "AS"));
});

test("a server's column counts code points", () => {
  assert.equal(offsetOf("ab\n𝒳y z", 2, 3), 6);
  assert.equal(offsetOf("ab", 9, 1), 2);
});
