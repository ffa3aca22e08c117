"""Nanopublications in TriG: each claim of each page with its provenance and its licence, named by the hash of its content.

A denied, open or borrowed claim is asserted as such, never as a plain edge. What a curator accepted or edited is attributed to
them in the provenance, with the decision; what they rejected is not published.
"""

from collections.abc import Iterable, Iterator
from typing import BinaryIO, cast

from pyoxigraph import Literal, NamedNode, Quad

from pohgraph.claims.reader import read_claims
from pohgraph.claims.slots import iri_of, named_node
from pohgraph.claims.sorting import sort_lines
from pohgraph.claims.view import GraphView
from pohgraph.export.header import source_comments
from pohgraph.export.rdf.described import DESCRIPTION_PREFIXES, Value, name, triples_of
from pohgraph.export.rdf.trusty import PLACEHOLDER, artifact_code
from pohgraph.export.rdf.turtle_writer import INDENT, TurtleWriter, write_document
from pohgraph.model import Claim
from pohgraph.schema.prefixes import iri_root
from pohgraph.schema.relations import CURATED
from pohgraph.store.source import Node
from pohgraph.version import __version__

_BASE = f"{iri_root('poh')}np/"
_PREFIXES = {prefix: iri_root(prefix) for prefix in ("np", "npx")}
_SOFTWARE = NamedNode(iri_root("poh"))
_THIS = NamedNode(_BASE + PLACEHOLDER)
_HEAD, _ASSERTION, _PROVENANCE, _INFO = (
    NamedNode(f"{_THIS.value}#{part}") for part in ("Head", "assertion", "provenance", "pubinfo")
)
# What an association says of its own origin; in a nanopublication the assertion graph says it, in the provenance.
_ORIGIN = frozenset(
    iri_of(slot)
    for slot in (
        "biolink:supporting_text",
        "biolink:has_evidence",
        "biolink:publications",
        "biolink:primary_knowledge_source",
        "biolink:aggregator_knowledge_source",
        "dcterms:identifier",
        "biolink:knowledge_level",
        "biolink:agent_type",
        "prov:hadPrimarySource",
        "prov:wasDerivedFrom",
        *CURATED,
    )
)
_OF_THE_PAGE = frozenset(
    iri_of(slot)
    for slot in (
        "rdf:type",
        "rdfs:label",
        "dcterms:title",
        "dcterms:publisher",
        "dcterms:license",
        "dcterms:rights",
        "dcterms:source",
        "dcterms:modified",
        "pohgraph:sha256",
    )
)
_Triple = tuple[NamedNode, NamedNode, Node]


def write_nanopubs(view: GraphView, out: BinaryIO) -> None:
    """Write one nanopublication for each association; of those that curators accepted alone, where the view asks for it."""
    writer = TurtleWriter({**_PREFIXES, **view.prefixes})
    blocks = (block for claim in _published(view) for block in _blocks(_nanopub(view, claim), writer))
    write_document(out, source_comments(view), writer, blocks)


def _published(view: GraphView) -> Iterator[Claim]:
    for claim in read_claims(view):
        if claim.curators or not view.accepted:
            yield claim
        else:
            view.report.leave_out("claim(s) that no curator accepted")


def _nanopub(view: GraphView, claim: Claim) -> list[Quad]:
    """The four graphs with a placeholder instead of their hash."""
    slots = list(view.statements(NamedNode(claim.id.iri)))
    graphs = (
        (_HEAD, _head()),
        (_ASSERTION, _assertion(claim, slots)),
        (_PROVENANCE, _provenance(view, claim, slots)),
        (_INFO, _information(view, claim)),
    )
    return [
        Quad(named_node(_written(view, subject)), predicate, _written(view, value), graph)
        for graph, part in graphs
        for subject, predicate, value in part
    ]


def _written(view: GraphView, node: Node) -> Node:
    return NamedNode(view.written_iri(node.value)) if isinstance(node, NamedNode) else node


def _blocks(quads: list[Quad], writer: TurtleWriter) -> Iterator[str]:
    code = artifact_code(quads)
    yield f"\n# {_BASE}{code}\n"
    for graph in (_HEAD, _ASSERTION, _PROVENANCE, _INFO):
        lines = (str(quad.triple).replace(_THIS.value, _BASE + code) for quad in quads if quad.graph_name == graph)
        yield f"<{graph.value.replace(PLACEHOLDER, code)}> {{\n"
        yield from writer.blocks(sort_lines(lines), indent=INDENT)
        yield "}\n"


def _head() -> Iterator[_Triple]:
    yield from _triples(
        _THIS,
        [
            ("rdf:type", name("np:Nanopublication", _PREFIXES)),
            ("np:hasAssertion", _ASSERTION),
            ("np:hasProvenance", _PROVENANCE),
            ("np:hasPublicationInfo", _INFO),
        ],
    )


def _assertion(claim: Claim, slots: list[tuple[NamedNode, Node]]) -> Iterator[_Triple]:
    ends = {predicate.value: value for predicate, value in slots}
    subject, predicate, target = (ends[iri_of(f"rdf:{part}")] for part in ("subject", "predicate", "object"))
    if claim.state == "stated":
        yield named_node(subject), named_node(predicate), target
    for slot, value in slots:
        if slot.value not in _ORIGIN:
            yield NamedNode(claim.id.iri), slot, value


def _provenance(view: GraphView, claim: Claim, slots: list[tuple[NamedNode, Node]]) -> Iterator[_Triple]:
    page = NamedNode(claim.source.iri)
    for slot, value in slots:
        if slot.value in _ORIGIN:
            yield _ASSERTION, slot, value
    yield from _decided(view, claim)
    for evidence in map(NamedNode, claim.evidence):
        for slot, value in view.statements(evidence, page):
            yield evidence, slot, value
            if slot.value == iri_of("prov:wasGeneratedBy"):
                yield _ASSERTION, slot, value
                yield from _copied(view, named_node(value))
            elif slot.value == iri_of("oa:hasSelector") or slot.value.endswith("_selector"):
                yield from _copied(view, named_node(value), page)
    for slot, value in view.statements_on_source(page):
        if slot.value in _OF_THE_PAGE:
            yield page, slot, value
            if slot.value == iri_of("dcterms:publisher"):
                yield from _copied(view, named_node(value))


def _decided(view: GraphView, claim: Claim) -> Iterator[_Triple]:
    """The curators of a claim, and their decisions: on itself, and the edits that made it."""
    if not claim.curators:
        return
    for curator in claim.curators:
        yield from _copied(view, NamedNode(curator.iri))
    for about in (claim.id.iri, *claim.revision_of):
        for decision in sorted(view.subjects("pohgraph:decides", NamedNode(about)), key=str):
            if view.first(view.slots(decision), "pohgraph:in_force") == "true":
                yield from _copied(view, decision)


def _copied(view: GraphView, subject: NamedNode, graph: NamedNode | None = None) -> Iterator[_Triple]:
    for slot, value in view.statements(subject, graph):
        yield subject, slot, value


def _information(view: GraphView, claim: Claim) -> Iterator[_Triple]:
    source = claim.source
    statements: list[tuple[str, Value]] = [
        ("rdfs:label", _title(claim)),
        ("dcterms:creator", _SOFTWARE),
        ("dcterms:source", NamedNode(source.iri)),
        ("npx:hasNanopubType", NamedNode(_specific_type(view, claim))),
    ]
    if source.license:
        statements.append(("dcterms:license", NamedNode(source.license)))
    if source.rights or not source.license:
        statements.append(("dcterms:rights", source.rights or "No licence is stated."))
    yield from _triples(_THIS, statements)
    yield from _triples(
        _SOFTWARE, [("rdf:type", name("prov:SoftwareAgent")), ("rdfs:label", f"pohgraph {__version__}")]
    )
    for slot, value in view.statements(NamedNode(claim.id.iri)):
        if slot.value in {iri_of("rdf:subject"), iri_of("rdf:object")} and isinstance(value, NamedNode):
            label = view.label(value)
            if label:
                yield value, name("rdfs:label"), Literal(label)


def _specific_type(view: GraphView, claim: Claim) -> str:
    types = {
        value.value for slot, value in view.statements(NamedNode(claim.id.iri)) if slot.value == iri_of("rdf:type")
    }
    return min(types - {iri_of("biolink:Association")}, default=iri_of("biolink:Association"))


def _title(claim: Claim) -> str:
    state = "" if claim.state == "stated" else f" ({claim.status})"
    relation = claim.predicate.partition(":")[2].replace("_", " ")
    target = claim.object_label or claim.object
    return f"{claim.subject.label or claim.subject} {relation} {target}{state}"


def _triples(subject: NamedNode, statements: Iterable[tuple[str, Value]]) -> Iterator[_Triple]:
    for triple in triples_of(subject, statements, {**DESCRIPTION_PREFIXES, **_PREFIXES}):
        yield subject, triple.predicate, cast("Node", triple.object)
