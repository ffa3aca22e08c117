"""Validates a graph against `ontology/shapes.ttl` with pyshacl.

pyshacl is slow (about 6,000 quads a second), so documents are given to it in batches, each in a graph of its own:
memory stays bounded, and beyond a limit the result says how many documents were left out. A batch is complete for
shapes whose paths are single predicates, and the file holds no others.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, cast

from pyoxigraph import NamedNode, Quad, QueryTriples
from pyshacl import validate
from rdflib import RDF, SH, Graph

from pohgraph.check.result import CheckResult, Fault, excerpt
from pohgraph.counting import counted
from pohgraph.resources import bundled
from pohgraph.schema.prefixes import compress
from pohgraph.store.convert import rdflib_dataset
from pohgraph.store.rows import select

if TYPE_CHECKING:
    from rdflib.term import Node

    from pohgraph.store.graph import GraphStore

PART = "shapes"
LIMIT = 200  # documents that are validated unless told otherwise: about a minute
_BATCH = 10  # documents that pyshacl sees at once
_NODES_AT_ONCE = 1000
_TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)
_DOCUMENTS = "SELECT ?document WHERE { ?document a pohgraph:Document } ORDER BY ?document"
_CLAIMS = """
CONSTRUCT {{ ?claim ?p ?o }} WHERE {{ VALUES ?document {{ {documents} }} ?claim prov:hadPrimarySource ?document ; ?p ?o }}"""
_PAGES = "CONSTRUCT {{ ?document ?p ?o }} WHERE {{ VALUES ?document {{ {documents} }} ?document ?p ?o }}"
_EVIDENCE = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?document {{ {documents} }} GRAPH ?document {{ ?s ?p ?o }} }}"
_DESCRIBED = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?s {{ {nodes} }} ?s ?p ?o }}"
_ELSEWHERE = """
SELECT DISTINCT ?node WHERE {{
  VALUES ?class {{ {classes} }} ?node a ?class .
  MINUS {{ ?node a biolink:Association }} MINUS {{ ?node a pohgraph:Document }} FILTER(isIRI(?node)) }} ORDER BY ?node"""


def check_shapes(store: "GraphStore", *, limit: int = LIMIT) -> CheckResult:
    """Validate the first `limit` documents with their claims and evidence, and all nodes beside them."""
    shapes = Graph().parse(bundled("ontology/shapes.ttl"))
    documents = [document for (document,) in select(store, _DOCUMENTS)]
    chosen = documents[:limit]
    targets = {shape for target in _TARGETS for shape in shapes.subjects(target)}
    focus: set[Node] = set()
    faults: dict[Fault, None] = {}
    for batch in _batches(store, chosen, shapes):
        focus.update(_focus_nodes(batch, shapes))
        faults.update(dict.fromkeys(_faults(batch, shapes)))
    some = counted(len(documents), "document")
    some = f"{len(chosen):,} of {some}" if limit < len(documents) else some
    line = f"{PART}: {counted(len(targets), 'shape')} over {counted(len(focus), 'node')} in {some}"
    if not focus:
        faults[Fault(part=PART, kind="nothing was checked", node="", message="no shape applies to any node")] = None
    return CheckResult(lines=(line,), faults=tuple(sorted(faults)))


def _batches(store: "GraphStore", documents: Sequence[str], shapes: Graph) -> Iterator[Graph]:
    for batch in _chunks(documents, _BATCH):
        names = {"documents": _values(batch)}
        parts = (_triples(store, query, **names) for query in (_CLAIMS, _PAGES, _EVIDENCE))
        yield _with_neighbours(store, list(chain.from_iterable(parts)))
    classes = _values(str(target) for target in set(shapes.objects(None, SH.targetClass)))
    elsewhere = (node for (node,) in select(store, _ELSEWHERE.format(classes=classes)))
    for batch in _chunks(elsewhere, _NODES_AT_ONCE):
        yield _with_neighbours(store, list(_triples(store, _DESCRIBED, nodes=_values(batch))))


def _with_neighbours(store: "GraphStore", quads: list[Quad]) -> Graph:
    """The quads with the description of every node they point to, so that classes of values can be checked."""
    subjects = {quad.subject for quad in quads}
    objects = sorted({quad.object.value for quad in quads if isinstance(quad.object, NamedNode)} - _iris(subjects))
    for batch in _chunks(objects, _NODES_AT_ONCE):
        quads.extend(_triples(store, _DESCRIBED, nodes=_values(batch)))
    graph: Graph = rdflib_dataset(quads).default_graph
    return graph


def _iris(nodes: Iterable[object]) -> set[str]:
    return {node.value for node in nodes if isinstance(node, NamedNode)}


def _triples(store: "GraphStore", query: str, **values: str) -> Iterator[Quad]:
    for triple in cast("QueryTriples", store.query(query.format(**values))):
        yield Quad(triple.subject, triple.predicate, triple.object)


def _values(iris: Iterable[str]) -> str:
    return " ".join(f"<{iri}>" for iri in iris)


def _chunks(items: Iterable[str], size: int) -> Iterator[list[str]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk


def _focus_nodes(graph: Graph, shapes: Graph) -> Iterator["Node"]:
    for target in set(shapes.objects(None, SH.targetClass)):
        yield from graph.subjects(RDF.type, target)
    for predicate in set(shapes.objects(None, SH.targetSubjectsOf)):
        yield from graph.subjects(predicate, unique=True)


def _faults(graph: Graph, shapes: Graph) -> Iterator[Fault]:
    conforms, results, _ = validate(graph, shacl_graph=shapes, inplace=True)
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
