"""Nanopublications carry their claim, its provenance and its licence, under a name that their content proves."""

import io
import logging
from base64 import urlsafe_b64encode
from collections import defaultdict
from hashlib import sha256
from pathlib import Path

import pytest
import rdflib
from nanopub.nanopub import Nanopub
from pyoxigraph import Literal, NamedNode, Quad
from rdflib.namespace import DCTERMS, RDF, XSD

from pohgraph.export import export_graph
from pohgraph.export.rdf.trusty import artifact_code
from pohgraph.schema.prefixes import prefix_map
from pohgraph.store.graph import GraphStore, open_store

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib and nanopub use rdflib's old names
NP = rdflib.Namespace("http://www.nanopub.org/nschema#")
BIOLINK, POHGRAPH, OA = (rdflib.Namespace(prefix_map()[prefix]) for prefix in ("biolink", "pohgraph", "oa"))
HELD_BACK = (BIOLINK.negated, POHGRAPH.hedged, POHGRAPH.borrowed)


@pytest.fixture(scope="module")
def nanopubs(sample_path: Path) -> dict[str, rdflib.ConjunctiveGraph]:
    """Each nanopublication alone, by its IRI, as rdflib reads it."""
    out = io.BytesIO()
    export_graph(open_store(sample_path), "nanopub", out)
    dataset = rdflib.Dataset()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rdflib, "NORMALIZE_LITERALS", False)
        dataset.parse(data=out.getvalue(), format="trig")
    found: defaultdict[str, rdflib.ConjunctiveGraph] = defaultdict(rdflib.ConjunctiveGraph)
    for subject, predicate, value, graph in dataset.quads((None, None, None, None)):
        found[str(graph).partition("#")[0]].get_context(rdflib.URIRef(str(graph))).add((subject, predicate, value))
    return found


def part(nanopub: rdflib.ConjunctiveGraph, name: str) -> rdflib.Graph:
    """One of the four graphs of a nanopublication."""
    (graph,) = nanopub.objects(predicate=NP[name])
    return nanopub.get_context(rdflib.URIRef(str(graph)))


def test_each_association_is_one_nanopublication(
    nanopubs: dict[str, rdflib.ConjunctiveGraph], sample_store: GraphStore
) -> None:
    """None is left out, and none comes twice."""
    claims = {association.value for association, _ in sample_store.triples("rdf:subject")}
    told = [str(node) for np in nanopubs.values() for node in part(np, "hasAssertion").subjects(RDF.subject)]
    assert sorted(told) == sorted(claims)


def test_names_are_trusty(nanopubs: dict[str, rdflib.ConjunctiveGraph], caplog: pytest.LogCaptureFixture) -> None:
    """The reference library finds each valid, and its content to have the hash in its name."""
    caplog.set_level(logging.CRITICAL, logger="rdflib.term")  # it normalises IRIs to some with spaces, and is warned
    for iri, graph in nanopubs.items():
        found = Nanopub(rdf=graph)
        assert str(found.source_uri) == iri
        assert found.is_valid
        assert found.has_valid_trusty


def test_another_word_is_another_name(nanopubs: dict[str, rdflib.ConjunctiveGraph]) -> None:
    """A nanopublication that was changed is found out."""
    iri, graph = next(iter(nanopubs.items()))
    code = iri.rpartition("/")[2]
    quads = [
        Quad(NamedNode(str(s)), NamedNode(str(p)), node(o), NamedNode(str(g.identifier)))
        for s, p, o, g in graph.quads((None, None, None, None))
        if g is not None
    ]
    changed = Quad(quads[0].subject, quads[0].predicate, Literal("another word"), quads[0].graph_name)
    assert artifact_code(quads, own=code) == code
    assert artifact_code([*quads[1:], changed], own=code) != code


def node(value: rdflib.term.Node) -> NamedNode | Literal:
    """A term of rdflib as one of pyoxigraph."""
    if isinstance(value, rdflib.Literal):
        datatype = NamedNode(str(value.datatype)) if value.datatype else None
        return Literal(str(value), datatype=datatype, language=value.language)
    return NamedNode(str(value))


def test_order_of_literals_follows_the_specification() -> None:
    """IRIs stand before literals, and of one text the one with a language comes first."""
    graph, subject, slot = (NamedNode(f"http://example.org/{letter}") for letter in "gsp")
    values = (Literal("a\\b\n"), Literal("a\\b\n", language="EN"), Literal(1), NamedNode("http://example.org/x"))
    quads = [Quad(subject, slot, value, graph) for value in values]
    statement = "http://example.org/g\nhttp://example.org/s\nhttp://example.org/p\n"
    objects = ("http://example.org/x", f"^{XSD.integer} 1", r"@en a\\b\n", rf"^{XSD.string} a\\b\n")
    digest = sha256("".join(f"{statement}{value}\n" for value in objects).encode()).digest()
    code = f"RA{urlsafe_b64encode(digest).decode()[:43]}"
    assert artifact_code(quads) == artifact_code(reversed(quads)) == code


def test_only_stated_claims_are_plain_edges(nanopubs: dict[str, rdflib.ConjunctiveGraph]) -> None:
    """The plain triple stands in the assertion exactly where the claim is stated, and its flags are there too."""
    flags = set()
    for nanopub in nanopubs.values():
        assertion = part(nanopub, "hasAssertion")
        (claim,) = assertion.subjects(RDF.subject)
        subject, predicate, target = (assertion.value(claim, RDF[end]) for end in ("subject", "predicate", "object"))
        plain = list(assertion.triples((subject, predicate, target)))
        held = [slot for slot in HELD_BACK if assertion.value(claim, slot)]
        flags.update(held)
        assert bool(plain) is not bool(held)
    assert flags == set(HELD_BACK)


def test_provenance_has_quote_and_licence(nanopubs: dict[str, rdflib.ConjunctiveGraph]) -> None:
    """The provenance tells the page's words and terms; the publication info repeats the licence."""
    for nanopub in nanopubs.values():
        provenance, information = part(nanopub, "hasProvenance"), part(nanopub, "hasPublicationInfo")
        (assertion,) = nanopub.objects(predicate=NP.hasAssertion)
        quotes = set(provenance.objects(assertion, BIOLINK.supporting_text))
        assert quotes == set(provenance.objects(predicate=OA.exact))
        licence = set(provenance.objects(predicate=DCTERMS.license))
        assert licence
        assert licence == set(information.objects(predicate=DCTERMS.license))


def test_there_are_no_blank_nodes(nanopubs: dict[str, rdflib.ConjunctiveGraph]) -> None:
    """Every node has an IRI."""
    nodes = {term for nanopub in nanopubs.values() for term in nanopub.all_nodes()}
    assert not [term for term in nodes if isinstance(term, rdflib.BNode)]
