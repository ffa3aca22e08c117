"""Validates a graph against `ontology/shapes.ttl` with pyshacl.

pyshacl reads some thousand quads a second, so a sieve goes first: it lets through what surely conforms, and pyshacl gets
the others. One page is looked at after the other, each with its claims, its evidence and what these point to. That is
complete for shapes whose paths are single predicates, and the file holds no others.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache, partial
from itertools import islice
from typing import TYPE_CHECKING, cast

from pyoxigraph import NamedNode, Quad, QueryTriples, RdfFormat, Triple, parse

from pohgraph.check.parts import TYPE, DocumentPart, Slots, description, document_part, documents, other_nodes
from pohgraph.check.result import CheckResult, Fault, excerpt
from pohgraph.check.sieve import Sieve
from pohgraph.counting import counted
from pohgraph.resources import bundled
from pohgraph.schema.prefixes import compress, prefix_map

if TYPE_CHECKING:
    from rdflib import Graph

    from pohgraph.store.graph import GraphStore

PART = "shapes"
_SHAPES = "ontology/shapes.ttl"
_NODES_AT_ONCE = 1000
_CACHED = 1 << 15  # nodes beside the pages of which is remembered whether they are sound: a few megabytes
_SUBCLASS = f"{prefix_map()['rdfs']}subClassOf"
_ASSOCIATION = f"{prefix_map()['biolink']}Association"
_CLAIMS = """
CONSTRUCT {{ ?claim ?p ?o }} WHERE {{ ?claim prov:hadPrimarySource <{document}> ; ?p ?o }}"""
_EVIDENCE = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{document}> {{ ?s ?p ?o }} }}"
_DESCRIBED = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?s {{ {nodes} }} ?s ?p ?o }}"


class ShapeCheck:
    """Validates page by page. A fault of a node that many pages point to is told once."""

    def __init__(self, store: "GraphStore") -> None:
        self._store = store
        self._sieve = Sieve(cast("Iterable[Triple]", parse(path=bundled(_SHAPES), format=RdfFormat.TURTLE)))
        self._faults: dict[Fault, None] = {}
        self._focus = 0
        self._pointed_to: set[str] = set()  # focus nodes that belong to no page and to no class that has a shape
        self._suspects: dict[str, None] = {}
        self._types_of = lru_cache(maxsize=_CACHED)(lambda iri: _types(description(store, iri)))
        self._is_subclass = lru_cache(maxsize=_CACHED)(lambda iri: _SUBCLASS in description(store, iri))
        self._is_sound = lru_cache(maxsize=_CACHED)(lambda iri: self._looks_sound(iri, description(store, iri)))

    def look_at(self, part: DocumentPart) -> None:
        """Validate one page with its claims and evidence, and what these point to."""
        nodes = part.nodes()
        self._focus += sum(map(self._sieve.is_focus, nodes.values()))
        if not self._all_sound(nodes):
            quads = [*_triples(self._store, _CLAIMS, document=part.document)]
            quads += _triples(self._store, _EVIDENCE, document=part.document)
            quads += _triples(self._store, _DESCRIBED, nodes=_values([part.document]))
            self._validate(quads)
        for iri in _objects(nodes.values()) - nodes.keys():
            if not self._is_sound(iri):
                self._suspects[iri] = None

    def look_beside(self, iri: str, slots: Slots) -> None:
        """Validate a node that belongs to no page, given what the default graph says of it."""
        types = _types(slots)
        if self._sieve.classes & types and _ASSOCIATION not in types:
            self._focus += 1
            if not self._looks_sound(iri, slots):
                self._suspects[iri] = None

    def result(self, looked_at: int, of: int) -> CheckResult:
        """What was found in so many of so many pages."""
        for batch in _chunks(self._suspects, _NODES_AT_ONCE):
            self._validate(list(_triples(self._store, _DESCRIBED, nodes=_values(batch))))
        focus = self._focus + len(self._pointed_to)
        some = counted(of, "document")
        some = f"{looked_at:,} of {some}" if looked_at < of else some
        line = f"{PART}: {counted(self._sieve.targets, 'shape')} over {counted(focus, 'node')} in {some}"
        faults = set(self._faults)
        if not focus:
            faults.add(Fault(part=PART, kind="nothing was checked", node="", message="no shape applies to any node"))
        return CheckResult(lines=(line,), faults=tuple(sorted(faults)))

    def _all_sound(self, nodes: Mapping[str, Slots]) -> bool:
        own: dict[str, frozenset[str]] = {}

        def _types_of(iri: str) -> frozenset[str]:
            if iri not in nodes:
                return self._types_of(iri)
            if iri not in own:
                own[iri] = _types(nodes[iri])
            return own[iri]

        def _described(iri: str) -> Slots:
            return nodes[iri] if iri in nodes else description(self._store, iri)

        classes = frozenset().union(*map(_types, nodes.values()))
        if any(map(self._is_subclass, classes)):
            return False  # its instances are those of another class as well, which the sieve does not follow
        return all(self._sieve.lets_through(iri, slots, _types_of, _described) for iri, slots in nodes.items())

    def _looks_sound(self, iri: str, slots: Slots) -> bool:
        if not self._sieve.is_focus(slots):
            return not any(map(self._is_subclass, _types(slots)))
        types = _types(slots)
        if not types & self._sieve.classes:
            self._pointed_to.add(iri)
        if any(map(self._is_subclass, types)):
            return False
        return self._sieve.lets_through(iri, slots, self._types_of, partial(description, self._store))

    def _validate(self, quads: list[Quad]) -> None:
        self._faults.update(dict.fromkeys(_faults(_with_neighbours(self._store, quads))))


def check_shapes(store: "GraphStore", *, limit: int | None = None) -> CheckResult:
    """Validate every page, or the first `limit`, with its claims and evidence, and all nodes beside the pages."""
    check = ShapeCheck(store)
    listed = documents(store)
    chosen = listed[:limit]
    for document in chosen:
        check.look_at(document_part(store, document))
    for node, slots in other_nodes(store):
        check.look_beside(node, slots)
    return check.result(len(chosen), len(listed))


def _with_neighbours(store: "GraphStore", quads: list[Quad]) -> "Graph":
    """The quads with the description of every node they point to, so that classes of values can be checked."""
    from pohgraph.store.convert import rdflib_dataset  # noqa: PLC0415 - a sound graph needs no rdflib

    subjects = {quad.subject for quad in quads}
    objects = sorted({quad.object.value for quad in quads if isinstance(quad.object, NamedNode)} - _iris(subjects))
    for batch in _chunks(objects, _NODES_AT_ONCE):
        quads.extend(_triples(store, _DESCRIBED, nodes=_values(batch)))
    graph: Graph = rdflib_dataset(quads).default_graph
    return graph


def _iris(nodes: Iterable[object]) -> set[str]:
    return {node.value for node in nodes if isinstance(node, NamedNode)}


def _objects(nodes: Iterable[Slots]) -> set[str]:
    return _iris(value for slots in nodes for values in slots.values() for value in values)


def _types(slots: Slots) -> frozenset[str]:
    return frozenset(_iris(slots.get(TYPE, ())))


def _triples(store: "GraphStore", query: str, **values: str) -> Iterator[Quad]:
    for triple in cast("QueryTriples", store.query(query.format(**values))):
        yield Quad(triple.subject, triple.predicate, triple.object)


def _values(iris: Iterable[str]) -> str:
    return " ".join(f"<{iri}>" for iri in iris)


def _chunks(items: Iterable[str], size: int) -> Iterator[list[str]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk


def _faults(graph: "Graph") -> Iterator[Fault]:
    from pyshacl import validate  # noqa: PLC0415 - takes half a second to import, and a sound graph needs none
    from rdflib import RDF, SH  # noqa: PLC0415

    conforms, results, _ = validate(graph, shacl_graph=_shapes(), inplace=True)
    if conforms:
        return
    for result in results.subjects(RDF.type, SH.ValidationResult):
        value = results.value(result, SH.value)
        shape = str(results.value(result, SH.sourceShape)).rpartition("#")[2]
        message = str(results.value(result, SH.resultMessage))
        yield Fault(
            part=PART,
            kind=shape,
            node=compress(str(results.value(result, SH.focusNode))),
            message=message if value is None else f"{message} It has {excerpt(compress(str(value)))}.",
        )


@cache
def _shapes() -> "Graph":
    from rdflib import Graph  # noqa: PLC0415

    return Graph().parse(bundled(_SHAPES))
