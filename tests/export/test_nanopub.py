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

from pohgraph.claims.reader import read_claims
from pohgraph.claims.view import GraphView
from pohgraph.errors import ExportError
from pohgraph.export import export_graph
from pohgraph.export.rdf.trusty import artifact_code
from pohgraph.model import Claim
from pohgraph.pipeline.graph import build
from pohgraph.review.decision import decision_from
from pohgraph.review.table import add_decision
from pohgraph.schema.prefixes import iri_root, prefix_map
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
    return parsed(out.getvalue())


def parsed(data: bytes) -> dict[str, rdflib.ConjunctiveGraph]:
    """Each nanopublication of a file alone, by its IRI."""
    dataset = rdflib.Dataset()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rdflib, "NORMALIZE_LITERALS", False)
        dataset.parse(data=data, format="trig")
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


ADA, BOB = "0000-0002-1825-0097", "Bob"
PROV = rdflib.PROV


@pytest.fixture(scope="module")
def curated(sample_path: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Claim]]:
    """A graph in which one claim was accepted by its curator's ORCID, one rejected and one edited; and these, as they were."""
    folder = tmp_path_factory.mktemp("curated")
    with open_store(sample_path) as store:
        claims = [
            claim
            for claim in read_claims(GraphView(store))
            if claim.predicate == "biolink:has_phenotype" and claim.state == "stated" and not claim.source.is_dataset
        ]
    chosen = dict(zip(("accept", "reject", "edit"), claims, strict=False))
    for verdict, claim in chosen.items():
        given = {"claim": str(claim.id), "decision": verdict, "curator": BOB if verdict == "edit" else ADA}
        changes = {"frequency": "HP:0040283"} if verdict == "edit" else {}
        add_decision(folder / "d.tsv", decision_from({**given, "changes": changes, "comment": f"{verdict}: see page"}))
    report = build(graphs=[sample_path], store=folder / "a.db", decisions=[folder / "d.tsv"])
    assert dict(report.decisions) == {"accepted": 1, "rejected": 1, "edited": 1}
    return folder / "a.db", chosen


def published(store: Path, *, accepted: bool = False) -> tuple[dict[str, rdflib.ConjunctiveGraph], list[str]]:
    """The nanopublications of a graph by the claim that each asserts, and the lines of the report."""
    out = io.BytesIO()
    with open_store(store) as graph:
        view = export_graph(graph, "nanopub", out, accepted=accepted)
    found = parsed(out.getvalue())
    by_claim = {
        str(part(np, "hasAssertion").value(predicate=RDF.type, object=BIOLINK.Association)): np for np in found.values()
    }
    return by_claim, list(view.report.lines())


def test_an_accepted_claim_names_its_curator(curated: tuple[Path, dict[str, Claim]]) -> None:
    """In the provenance, with the decision; the publication is still made by the program."""
    store, chosen = curated
    claim = chosen["accept"]
    nanopub = published(store)[0][claim.id.iri]
    provenance, information = part(nanopub, "hasProvenance"), part(nanopub, "hasPublicationInfo")
    (assertion,) = nanopub.objects(predicate=NP.hasAssertion)
    ada = rdflib.URIRef(f"https://orcid.org/{ADA}")
    assert set(provenance.objects(assertion, PROV.wasAttributedTo)) == {ada}
    assert list(provenance.objects(assertion, DCTERMS.dateAccepted))
    assert str(provenance.value(assertion, BIOLINK.agent_type)) == "manual_validation_of_automated_agent"
    assert PROV.Agent in set(provenance.objects(ada, RDF.type))
    (decision,) = provenance.subjects(POHGRAPH.decides, rdflib.URIRef(claim.id.iri))
    assert str(provenance.value(decision, POHGRAPH.verdict)) == "accept"
    assert str(provenance.value(decision, rdflib.RDFS.comment)) == "accept: see page"
    assert provenance.value(decision, PROV.wasAssociatedWith) == ada
    assert set(information.objects(predicate=DCTERMS.creator)) == {rdflib.URIRef(iri_root("poh"))}
    assert not list(part(nanopub, "hasAssertion").triples((None, PROV.wasAttributedTo, None)))


def test_an_edited_claim_says_what_it_revises(curated: tuple[Path, dict[str, Claim]]) -> None:
    """The provenance has the old claim, the edit and who made it; the old claim is not published, nor is a rejected one."""
    store, chosen = curated
    found = published(store)[0]
    old = rdflib.URIRef(chosen["edit"].id.iri)
    assert str(old) not in found
    assert chosen["reject"].id.iri not in found
    (nanopub,) = [np for np in found.values() if old in set(np.objects(predicate=PROV.wasRevisionOf))]
    provenance = part(nanopub, "hasProvenance")
    (assertion,) = nanopub.objects(predicate=NP.hasAssertion)
    assert provenance.value(assertion, PROV.wasRevisionOf) == old
    (curator,) = provenance.objects(assertion, PROV.wasAttributedTo)
    assert str(provenance.value(curator, rdflib.RDFS.label)) == BOB
    (decision,) = provenance.subjects(POHGRAPH.decides, old)
    assert str(provenance.value(decision, POHGRAPH.changes)) == '{"frequency": "HP:0040283"}'
    assert list(part(nanopub, "hasAssertion").objects(predicate=BIOLINK.frequency_qualifier))


def test_only_what_curators_accepted(curated: tuple[Path, dict[str, Claim]]) -> None:
    """The claim that was accepted, and the one that an edit made; the report counts the others."""
    store, chosen = curated
    whole, _ = published(store)
    found, lines = published(store, accepted=True)
    assert len(found) == 2
    assert chosen["accept"].id.iri in found
    assert any(f"{len(whole) - 2} claims that no curator accepted" in line for line in lines)


def test_other_formats_are_not_narrowed(sample_store: GraphStore) -> None:
    """They would not say that claims are missing."""
    with pytest.raises(ExportError, match="cannot be narrowed to the claims that curators accepted"):
        export_graph(sample_store, "ttl", io.BytesIO(), accepted=True)


def test_curated_nanopublications_are_well_formed(
    curated: tuple[Path, dict[str, Claim]], caplog: pytest.LogCaptureFixture
) -> None:
    """By the criteria of the guidelines, and for the reference library."""
    caplog.set_level(logging.CRITICAL, logger="rdflib.term")
    for nanopub in published(curated[0])[0].values():
        found = Nanopub(rdf=nanopub)
        assert found.is_valid
        assert found.has_valid_trusty
        this = nanopub.value(predicate=RDF.type, object=NP.Nanopublication)
        slots = (RDF.type, NP.hasAssertion, NP.hasProvenance, NP.hasPublicationInfo)
        (head,) = [graph for graph in nanopub.contexts() if (this, RDF.type, NP.Nanopublication) in graph]
        assert sorted(str(predicate) for _, predicate, _ in head) == sorted(map(str, slots))
        parts = [nanopub.value(this, slot) for slot in slots[1:]]
        names = [head.identifier, *parts]
        assert {graph.identifier for graph in nanopub.contexts()} == set(names)
        assert len(set(names)) == 4
        assert any(parts[0] in triple for triple in part(nanopub, "hasProvenance"))
        assert any(this in triple for triple in part(nanopub, "hasPublicationInfo"))
