"""The JSON-LD context: complete, unambiguous, and lossless with two independent processors."""

import json
from collections import defaultdict
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize
from rdflib import OWL, RDF, RDFS, Graph

from pohgraph.resources import bundled
from pohgraph.schema.prefixes import prefix_map

XSD = "http://www.w3.org/2001/XMLSchema#"
KEYWORDS = {"id": "@id", "type": "@type", "graph": "@graph"}
CONTEXT: dict[str, Any] = json.loads(bundled("ontology/context.jsonld").read_text(encoding="utf-8"))["@context"]


def iri_of(name: str) -> str:
    """The IRI a prefix or term of the context stands for."""
    definition = CONTEXT[name]
    text: str = definition["@id"] if isinstance(definition, dict) else definition
    prefix, _, local = text.partition(":")
    return text if local.startswith("//") else iri_of(prefix) + local


def terms() -> list[str]:
    """The names of properties: neither prefixes nor keywords."""
    return [name for name in CONTEXT if name not in prefix_map() and name not in KEYWORDS and name != "@version"]


def coercion(name: str) -> str | None:
    """What a term says of its values: "@id", a datatype's IRI, or nothing."""
    definition = CONTEXT[name]
    kind: str | None = definition.get("@type") if isinstance(definition, dict) else None
    return kind if kind in {None, "@id"} else XSD + str(kind).removeprefix("xsd:")


def compact_iri(iri: str) -> str:
    """An IRI by its longest prefix."""
    prefix = max((p for p in prefix_map() if iri.startswith(iri_of(p))), key=lambda p: len(iri_of(p)), default=None)
    return iri if prefix is None else f"{prefix}:{iri.removeprefix(iri_of(prefix))}"


def compact(predicate: str, value: object) -> tuple[str, object]:
    """The key and the JSON value that a statement becomes: the term that fits its value best."""
    names = {coercion(name): name for name in terms() if iri_of(name) == predicate}
    assert names, predicate
    if isinstance(value, NamedNode):
        if "@id" in names:
            return names["@id"], compact_iri(value.value)
        return names[None], {"@id": compact_iri(value.value)}
    assert isinstance(value, Literal)
    datatype = value.datatype.value
    if datatype == XSD + "string" and None in names:
        return names[None], value.value
    if datatype in names:
        native = datatype in {XSD + "integer", XSD + "boolean"}
        return names[datatype], json.loads(value.value) if native else value.value
    return next(iter(names.values())), {"@value": value.value, "@type": compact_iri(datatype)}


def compact_document(quads: tuple[Quad, ...]) -> str:
    """Compact JSON-LD of the triples, in one graph."""
    nodes: defaultdict[str, defaultdict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        assert isinstance(quad.subject, NamedNode)
        node = nodes[compact_iri(quad.subject.value)]
        if quad.predicate.value == str(RDF.type):
            assert isinstance(quad.object, NamedNode)
            node["type"].append(compact_iri(quad.object.value))
        else:
            key, value = compact(quad.predicate.value, quad.object)
            node[key].append(value)
    graph = [{"id": name, **statements} for name, statements in nodes.items()]
    return json.dumps({"@context": CONTEXT, "graph": graph})


@pytest.fixture(scope="module")
def document(good: tuple[Quad, ...]) -> str:
    """The small good graph as compact JSON-LD."""
    return compact_document(good)


def test_prefixes_are_the_projects() -> None:
    """The context declares every prefix of the project's map, with the same IRI."""
    assert {prefix: iri_of(prefix) for prefix in prefix_map()} == prefix_map()


def test_prefixes_expand_in_json_ld() -> None:
    """JSON-LD 1.1 uses a term as a prefix only if its IRI ends in a delimiter or it says `@prefix`."""
    for prefix in prefix_map():
        definition = CONTEXT[prefix]
        assert definition["@prefix"] is True if isinstance(definition, dict) else definition[-1] in ":/?#[]@", prefix


def test_keywords_have_plain_names() -> None:
    """`id`, `type` and `graph` stand for the keywords, so that records read like those of Biolink."""
    assert {name: CONTEXT[name] for name in KEYWORDS} == KEYWORDS


def test_no_term_changes_the_meaning_of_another() -> None:
    """No two terms share both their IRI and their kind of value, and no key is written twice."""
    kinds = [(iri_of(name), coercion(name)) for name in terms()]
    assert len(kinds) == len(set(kinds))
    pairs: list[tuple[str, object]] = json.loads(
        bundled("ontology/context.jsonld").read_text(encoding="utf-8"),
        object_pairs_hook=lambda found: found if len(found) > 10 else dict(found),
    )["@context"]
    assert len(pairs) == len(CONTEXT)


def test_every_own_property_has_a_term(vocabulary: Graph) -> None:
    """Each property of the vocabulary has a term named like it, typed as its range says; no term is made up."""
    own = iri_of("pohgraph")
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property)
    properties = {str(term) for kind in kinds for term in vocabulary.subjects(RDF.type, kind)}
    named = {iri_of(name): name for name in terms() if iri_of(name).startswith(own)}
    assert set(named) == properties
    for kind in kinds:
        for term in vocabulary.subjects(RDF.type, kind):
            name = named[str(term)]
            assert str(term) == own + name
            ranges = {str(found) for found in vocabulary.objects(term, RDFS.range)} - {XSD + "string"}
            assert coercion(name) == ("@id" if kind == OWL.ObjectProperty else next(iter(ranges), None)), name


def test_biolink_terms_exist(biolink_terms: frozenset[str]) -> None:
    """Every Biolink slot of the context is one of the installed model, under its own name."""
    biolink = iri_of("biolink")
    slots = {name: iri_of(name).removeprefix(biolink) for name in terms() if iri_of(name).startswith(biolink)}
    assert slots
    assert all(name == slot for name, slot in slots.items())
    assert set(slots) <= biolink_terms


def test_the_compact_form_reads_well(document: str) -> None:
    """A claim is short names and CURIEs; text as object has its own name."""
    nodes = {node["id"]: node for node in json.loads(document)["graph"]}
    claim = nodes["pohassoc:a1"]
    assert claim["subject"] == ["MONDO:0008153"]
    assert claim["predicate"] == ["biolink:has_phenotype"]
    assert claim["has_count"] == [9]
    assert nodes["pohassoc:a2"]["hedged"] == [True]
    assert nodes["pohassoc:a4"]["object_text"] == ["approximately 40 patients"]
    assert nodes["pohassoc:a4"]["as_of"] == ["2002"]


def test_pyoxigraph_reads_the_same_triples_back(document: str, good: tuple[Quad, ...]) -> None:
    """Compact and expand again with Oxigraph's processor: nothing is lost, added or changed."""
    read = {quad.triple for quad in parse(document, format=RdfFormat.JSON_LD)}
    assert read == {quad.triple for quad in good}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own parser uses it
def test_rdflib_reads_the_same_triples_back(document: str, good: tuple[Quad, ...]) -> None:
    """Compact and expand again with rdflib's processor: nothing is lost, added or changed."""
    triples = serialize((quad.triple for quad in good), format=RdfFormat.N_TRIPLES)
    assert set(Graph().parse(data=document, format="json-ld")) == set(Graph().parse(data=triples, format="nt"))


def test_a_named_graph_keeps_its_name() -> None:
    """A node with `graph` is a named graph, as each document's evidence is."""
    document = {
        "@context": CONTEXT,
        "id": "pohdoc:page",
        "graph": [{"id": "pohevidence:e1", "has_source": "pohdoc:page", "generated_by": "pohextraction:x/0.1.0"}],
    }
    quads = list(parse(json.dumps(document), format=RdfFormat.JSON_LD))
    assert {quad.graph_name for quad in quads} == {NamedNode("https://w3id.org/pohgraph/document/page")}
    assert len(quads) == 2
