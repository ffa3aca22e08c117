"""Conflicts as RDF: a node for each, that links its claims. A graph has them in a graph of their own; a file has them alone."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from pyoxigraph import Literal, NamedNode, Quad

from pohgraph.claims.view import GraphView
from pohgraph.compare.rules import Conflict, Statement, rules
from pohgraph.export.rdf.syntaxes import write_nquads, write_turtle
from pohgraph.model import Reference
from pohgraph.schema.prefixes import expand, iri_root
from pohgraph.store.quad_reader import MemoryGraph
from pohgraph.store.rdf import DEFAULT, Description, Graph, Node, digest, term

_WRITERS = {"ttl": write_turtle, "nq": write_nquads}


def write_conflicts(conflicts: Iterable[Conflict], format_: str, out: BinaryIO) -> None:
    """Write Turtle (`ttl`) or N-Quads (`nq`), sorted; the same conflicts give the same bytes.

    Raises:
        KeyError: another format.
    """
    quads = (quad for conflict in conflicts for quad in (*conflict_quads(conflict), *_quotes(conflict)))
    _WRITERS[format_](GraphView(MemoryGraph(quads)), out)


def conflict_quads(conflict: Conflict, graph: Graph = DEFAULT) -> Iterator[Quad]:
    """The quads of one conflict, all in one graph; its IRI is made of its rule and its sides."""
    node = NamedNode(conflict_iri(conflict))
    rule = rules()[conflict.rule]
    said: list[tuple[str, Node]] = [
        ("rdf:type", term("pohgraph:Conflict")),
        ("rdfs:comment", Literal(rule.sentence)),
        ("dcterms:subject", NamedNode(_iri(conflict.about))),
        ("pohgraph:conflict_rule", Literal(conflict.rule)),
        ("pohgraph:conflict_severity", Literal(conflict.severity)),
        *(("pohgraph:conflicting_claim", NamedNode(claim.id.iri)) for claim in conflict.claims),
    ]
    if isinstance(conflict.second, Statement):
        said += [
            ("pohgraph:conflicting_statement", Literal(conflict.second.says)),
            ("pohgraph:conflicting_source", Literal(conflict.second.name)),
            *(("dcterms:relation", NamedNode(_iri(one))) for one in conflict.second.about if one != conflict.about),
        ]
    yield from Description(node, said, graph).quads()


def _quotes(conflict: Conflict) -> Iterator[Quad]:
    """The words of its claims. The graph says this, too: here it makes a file readable by itself."""
    for claim in conflict.claims:
        quotes = [("biolink:supporting_text", Literal(quote)) for quote in claim.quotes]
        yield from Description(NamedNode(claim.id.iri), quotes).quads()


def _iri(curie: str) -> str:
    return expand(Reference.parse(curie))


def conflict_iri(conflict: Conflict) -> str:
    """The IRI of a conflict: the same wherever its claims are the same."""
    second = conflict.second
    other = second.id.iri if not isinstance(second, Statement) else f"{second.name}: {second.says}"
    return f"{iri_root('pohconflict')}{digest(conflict.rule, conflict.first.id.iri, other)}"
