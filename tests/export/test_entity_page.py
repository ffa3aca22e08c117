"""One entity as RDF, and as the HTML that its page starts with."""

import json
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse
from tests.store import sample_graph

from pohgraph.answers.context import Context
from pohgraph.claims.slots import iri_of
from pohgraph.errors import NotInGraphError
from pohgraph.export.entity_page import entity_pieces, with_pieces
from pohgraph.export.rdf.entity import MEDIA_TYPES, write_entity
from pohgraph.schema.prefixes import prefix_map
from pohgraph.store.graph import GraphStore, open_store
from pohgraph.store.quads import quads
from pohgraph.store.writer import write_store

_POH = iri_of("MONDO:0008153")
_SHELL = '<!DOCTYPE html><html><head><title>pohgraph</title></head><body><div id="app"></div></body></html>'
_EVIL = "</script><script>alert(1)</script>\"'&<img src=x onerror=alert(2)>"


class _Tags(HTMLParser):
    """What tags a page has, and what text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def _written(store: GraphStore, iri: str, format_: str) -> bytes:
    out = BytesIO()
    assert write_entity(store, iri, format_, out)
    return out.getvalue()


def test_an_entity_comes_with_its_claims_and_their_evidence(sample_store: GraphStore) -> None:
    """Its own triples, all claims about it, the places they were read at, and what the other ends are called."""
    asked = f"""
        SELECT ?quote ?name {{ ?claim rdf:subject|rdf:object <{_POH}> ; prov:wasDerivedFrom ?place ;
          rdf:object|rdf:subject ?other . ?place oa:hasSelector ?selector . ?selector oa:exact ?quote .
          ?other rdfs:label ?name }}"""
    graph = Store()
    graph.load(_written(sample_store, _POH, "ttl"), format=RdfFormat.TURTLE)
    rows = {(str(row[0].value), str(row[1].value)) for row in graph.query(asked, prefixes=prefix_map())}  # type: ignore[union-attr]
    assert ("GNAS mutations cause it", "GNAS") not in rows  # of another disease
    assert ("Mutations in the GNAS gene cause it", "GNAS") in rows
    assert ("Short stature is absent", "Short stature") in rows


def test_only_what_is_stated_is_a_plain_edge(sample_store: GraphStore) -> None:
    """Seen from a finding, too, a denied claim is no edge."""
    stated = _written(sample_store, iri_of("HP:0010766"), "nt").decode()
    denied = _written(sample_store, iri_of("HP:0004322"), "nt").decode()
    edge = f"<{_POH}> <{iri_of('biolink:has_phenotype')}>"
    assert f"{edge} <{iri_of('HP:0010766')}>" in stated
    assert edge not in denied


def test_formats_say_the_same(sample_store: GraphStore) -> None:
    """Turtle, JSON-LD and N-Triples hold the same triples."""
    formats = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "jsonld": RdfFormat.JSON_LD}
    found = {
        frozenset(quad.triple for quad in parse(_written(sample_store, _POH, format_), format=syntax))
        for format_, syntax in formats.items()
    }
    assert len(found) == 1
    assert MEDIA_TYPES.keys() == formats.keys()


def test_licences_of_its_pages_head_the_file(sample_store: GraphStore) -> None:
    """Of the pages that speak of it, and no others."""
    head = _written(sample_store, iri_of("HP:0002829"), "ttl").decode().partition("@prefix")[0]
    assert "# Source: Test press, 2 documents: https://creativecommons.org/publicdomain/zero/1.0/" in head
    assert "HPO licence" in head


def test_what_is_not_there_is_not_written(sample_store: GraphStore) -> None:
    """No empty file."""
    out = BytesIO()
    assert not write_entity(sample_store, iri_of("HP:9999999"), "ttl", out)
    assert out.getvalue() == b""


def test_a_page_is_readable_without_scripts(sample_store: GraphStore) -> None:
    """Names, claims with their words, and what is denied, open or borrowed says so first."""
    page = with_pieces(_SHELL, entity_pieces(Context(sample_store), "MONDO:0008153"))
    assert "<title>progressive osseous heteroplasia (MONDO:0008153) · pohgraph</title>" in page
    assert '<div id="app"><main><h1>progressive osseous heteroplasia</h1>' in page
    assert '<strong>denied:</strong> has phenotype <a href="/entity/HP:0004322">Short stature</a>' in page
    assert "<strong>open:</strong>" in page
    assert "<strong>borrowed:</strong>" in page
    assert "<q>Mutations in the GNAS gene cause it</q>" in page


def test_a_page_has_structured_data_of_what_is_stated(sample_store: GraphStore) -> None:
    """schema.org's terms for a disease; a gene has none."""
    head = entity_pieces(Context(sample_store), "MONDO:0008153")["head"]
    data = json.loads(head.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    assert (data["@context"], data["@type"]) == ("https://schema.org/", "MedicalCondition")
    assert [sign["name"] for sign in data["signOrSymptom"]] == ["Ectopic calcification"]
    assert "<script" not in entity_pieces(Context(sample_store), "NCBIGene:2778")["head"]


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    """Whatever a page, label or address holds, no tag of it reaches the HTML, and it cannot end the data's script."""
    hostile = [
        Quad(NamedNode(_POH), NamedNode(iri_of("oboInOwl:hasExactSynonym")), Literal(_EVIL)),
        Quad(NamedNode(iri_of("NCBIGene:2778")), NamedNode(iri_of("rdfs:label")), Literal("!" + _EVIL)),
        Quad(NamedNode(iri_of("pohdoc:first")), NamedNode(iri_of("dcterms:source")), NamedNode("javascript:alert(3)")),
        Quad(NamedNode(_POH), NamedNode(iri_of("rdfs:label")), Literal("!" + _EVIL)),
    ]
    write_store(tmp_path / "db", [*quads(sample_graph.sample_content()), *hostile], sample_graph.SOURCES, "{}")
    with open_store(tmp_path / "db") as store:
        page = with_pieces(_SHELL, entity_pieces(Context(store), "MONDO:0008153"))
    tags = _Tags()
    tags.feed(page)
    assert tags.tags.count("script") == 1
    assert "img" not in tags.tags
    assert 'href="javascript' not in page
    data = page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert _EVIL in json.loads(data)["alternateName"]


def test_an_unknown_entity_has_no_page(sample_store: GraphStore) -> None:
    """The server answers 404 then."""
    with pytest.raises(NotInGraphError):
        entity_pieces(Context(sample_store), "HP:9999999")
