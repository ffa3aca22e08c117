"""The sieve before the SHACL processor: what it lets through conforms, and it lets a sound graph through."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse
from pyshacl import validate
from rdflib import RDF, SH, Graph
from tests.ontology.test_shapes import BAD, PREFIXES, rdflib_graph

from pohgraph.check.parts import TYPE, Slots, Value
from pohgraph.check.sieve import Sieve
from pohgraph.resources import bundled

GOOD = tuple(parse(path=Path(__file__).parents[1] / "ontology" / "good.trig", format=RdfFormat.TRIG))
SHAPES = bundled("ontology/shapes.ttl")
ODD: tuple[Value, ...] = (Literal("odd"), Literal(-1), NamedNode("https://example.org/odd"))


def sieve(shapes: str = "") -> Sieve:
    """The sieve of the bundled shapes, and of others beside them."""
    triples = [*parse(path=SHAPES, format=RdfFormat.TURTLE)]
    triples += parse(f"PREFIX sh: <http://www.w3.org/ns/shacl#>\n{shapes}", format=RdfFormat.TURTLE)
    return Sieve(quad.triple for quad in triples)


def held_back(quads: Iterable[Quad], through: Sieve) -> set[str]:
    """The nodes that are not let through."""
    nodes: dict[str, Slots] = {}
    for triple in {quad.triple for quad in quads}:
        assert not isinstance(triple.object, Triple)
        nodes.setdefault(name(triple.subject), {}).setdefault(triple.predicate.value, []).append(triple.object)

    def _types(iri: str) -> frozenset[str]:
        return frozenset(value.value for value in nodes.get(iri, {}).get(TYPE, ()) if isinstance(value, NamedNode))

    return {
        iri
        for iri, slots in nodes.items()
        if not through.lets_through(iri, slots, _types, lambda iri: nodes.get(iri, {}))
    }


def mutants() -> Iterator[tuple[Quad, ...]]:
    """The good graph without one triple, with another value in its place, and with one more value, for each predicate."""
    firsts = {quad.predicate: quad for quad in reversed(GOOD)}
    for quad in firsts.values():
        others = tuple(other for other in GOOD if other != quad)
        yield others
        for odd in ODD:
            put = Quad(quad.subject, quad.predicate, odd, quad.graph_name)
            yield (*others, put)
            yield (*GOOD, put)


def test_every_constraint_of_the_file_is_known() -> None:
    """The sieve knows what the bundled shapes say, so that pyshacl is left what is at fault."""
    assert sieve().is_complete


def test_sound_graph_is_let_through() -> None:
    """No node of a sound graph is held back, and shapes apply to some."""
    assert held_back(GOOD, sieve()) == set()
    assert sieve().classes


@pytest.mark.parametrize(("shape", "taken", "put"), BAD)
def test_node_that_breaks_a_shape_is_held_back(shape: str, taken: str, put: str) -> None:
    """Whatever breaks a shape stays in the sieve."""
    store = Store()
    store.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in GOOD)
    store.update(f"{PREFIXES} DELETE DATA {{ {taken} }} ; INSERT DATA {{ {put} }}")
    assert held_back(store, sieve()), shape


@pytest.mark.parametrize(
    "shape",
    [
        "sh:targetClass <urn:c> ; sh:path <urn:p> ; sh:uniqueLang true",
        "sh:targetClass <urn:c> ; sh:path [ sh:inversePath <urn:p> ] ; sh:minCount 1",
        "sh:targetNode <urn:n> ; sh:path <urn:p> ; sh:minCount 1",
        "sh:targetClass <urn:c> ; sh:not [ sh:datatype <http://www.w3.org/2001/XMLSchema#string> ]",
    ],
)
def test_unknown_constraint_holds_everything_back(shape: str) -> None:
    """With a constraint that the sieve does not know, pyshacl sees every node that has a shape."""
    through = sieve(f"<urn:shape> a sh:NodeShape ; {shape} .")
    assert not through.is_complete
    assert held_back(GOOD, through)


def at_fault(graph: Graph, shapes: Graph) -> set[str]:
    """The nodes that pyshacl finds at fault."""
    _, report, _ = validate(graph, shacl_graph=shapes, inference="none")
    assert isinstance(report, Graph)
    return {str(report.value(result, SH.focusNode)) for result in report.subjects(RDF.type, SH.ValidationResult)}


def name(term: object) -> str:
    """An IRI or a literal's text, or any other term as it is written."""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def test_nodes_at_fault_stay_in_the_sieve() -> None:
    """Every node in which pyshacl finds a fault is held back, in every mutant of the good graph."""
    shapes, through, broken = Graph().parse(SHAPES), sieve(), 0
    for mutant in mutants():
        stays = held_back(mutant, through)
        # A shape may look at a node because others point to it: then these stay.
        near = stays | {name(quad.object) for quad in mutant if name(quad.subject) in stays}
        wrong = at_fault(rdflib_graph(mutant), shapes)
        broken += bool(wrong)
        assert wrong <= near
    assert broken > 100
