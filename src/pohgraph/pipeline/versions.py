"""Several graphs of ours as one: a page that stands in more than one of them comes whole from one of them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, cast

from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolutions

from pohgraph.counting import counted
from pohgraph.model import Remark
from pohgraph.schema.prefixes import compress
from pohgraph.schema.relations import FLAG_PATH
from pohgraph.store.graph import GraphStore
from pohgraph.store.rdf import DEFAULT, term
from pohgraph.store.regraph import once_each
from pohgraph.store.rows import select
from pohgraph.store.writer import GraphWriter

_SHORT = 12  # hexadecimal digits of a hash in a message
_DOCUMENTS = """
SELECT ?document ?sha256 ?modified WHERE {
  { ?document a pohgraph:Document .
    GRAPH ?document { ?document pohgraph:sha256 ?sha256 . OPTIONAL { ?document dcterms:modified ?modified } } }
  UNION { ?document a pohgraph:Dataset ; pohgraph:sha256 ?sha256 . OPTIONAL { ?document dcterms:modified ?modified } }
} ORDER BY ?document ?sha256 ?modified"""
_VOCABULARIES = (
    "SELECT ?node ?sha256 WHERE { ?node a prov:Entity ; dcterms:hasVersion ?release ; pohgraph:sha256 ?sha256 }"
)
_CLAIMS = """
SELECT ?claim ?evidence WHERE {{
  ?claim prov:hadPrimarySource <{document}> . OPTIONAL {{ ?claim prov:wasDerivedFrom ?evidence }} }}"""
_NAMED_TWICE = """
SELECT ?node WHERE { ?node rdfs:label ?label } GROUP BY ?node HAVING(COUNT(DISTINCT ?label) > 1) ORDER BY ?node"""
_STANDS = """
SELECT ?by WHERE {{
  {{ ?by rdf:subject {s} ; rdf:predicate {p} ; rdf:object {o} .
     FILTER NOT EXISTS {{ ?by {flags} true }} }}
  UNION {{ ?by sssom:subject_id {s} ; sssom:predicate_id {p} ; sssom:object_id {o} .
     FILTER NOT EXISTS {{ ?by a biolink:Association }} }}
}} LIMIT 1"""
_PARTS = ("rdf:subject", "rdf:predicate", "rdf:object")
_LABEL = term("rdfs:label")


class Version(NamedTuple):
    """One page as one graph has it; `modified` is the page's own date, empty where it gives none."""

    graph: int
    sha256: str
    modified: str


@dataclass(slots=True)
class LeftOut:
    """What is not taken from one graph because a later one, or one with a newer page, has it: IRIs."""

    documents: set[str] = field(default_factory=set)
    claims: set[str] = field(default_factory=set)
    vocabularies: set[str] = field(default_factory=set)


def choose(graphs: Sequence[GraphStore], names: Sequence[str]) -> tuple[list[LeftOut], list[Remark]]:
    """What to leave out of each graph, and a remark for each page whose versions differ.

    Of two versions the one with the later date of its own counts; where not both give one, that of the graph named last.
    """
    left = [LeftOut() for _ in graphs]
    remarks: list[Remark] = []
    versions: defaultdict[str, list[Version]] = defaultdict(list)
    for number, graph in enumerate(graphs):
        for document, sha256, modified in select(graph, _DOCUMENTS):
            versions[document].append(Version(number, sha256, modified))
    for document, found in sorted(versions.items()):
        best = _best(found)
        kept = _claims(graphs[best.graph], document) if len(found) > 1 else set()
        for version in found:
            if version is best:
                continue
            claims = _claims(graphs[version.graph], document)
            left[version.graph].documents.add(document)
            left[version.graph].claims.update(claim for claim, _ in claims)
            if version.sha256 != best.sha256 or claims != kept:
                remarks.append(_remark(document, version, best, names, len({c for c, _ in claims - kept})))
    remarks += _vocabularies(graphs, names, left)
    return left, remarks


def taken(graph: GraphStore, left: LeftOut) -> Iterator[Quad]:
    """The quads of a graph without what is left out of it."""
    if not (left.documents or left.vocabularies):
        yield from once_each(graph)
        return
    subjects = left.documents | left.claims | left.vocabularies
    for quad in once_each(graph):
        if isinstance(quad.graph_name, DefaultGraph):
            if cast("NamedNode", quad.subject).value not in subjects:
                yield quad
        elif cast("NamedNode", quad.graph_name).value not in left.documents:
            yield quad


def mend(graph: GraphWriter, graphs: Sequence[GraphStore], left: Sequence[LeftOut]) -> None:
    """Take away edges whose only claims were left out, and names that a later graph replaced."""
    gone: dict[Quad, None] = {}
    for store, out in zip(graphs, left, strict=True):
        for edge in _edges(store, out):
            if edge in graph.store and not stands(graph, edge):
                gone[edge] = None
    for (node,) in select(graph, _NAMED_TWICE):
        labels = list(graph.store.quads_for_pattern(NamedNode(node), _LABEL, None, DEFAULT))
        best = next((label for store in reversed(graphs) for label in _labels(store, node)), None)
        gone.update((quad, None) for quad in labels if best is not None and str(quad.object) != best)
    graph.remove(gone)


def stands(graph: GraphWriter, edge: Quad) -> bool:
    """Whether a claim states a plain edge, or a row of a mapping set."""
    pattern = {"s": str(edge.subject), "p": str(edge.predicate), "o": str(edge.object)}
    return any(select(graph, _STANDS.format(**pattern, flags=FLAG_PATH)))


def _best(versions: Sequence[Version]) -> Version:
    dates = {version.modified for version in versions}
    if "" in dates or len(dates) == 1:
        return versions[-1]
    return max(versions, key=lambda version: (version.modified, version.graph))


def _claims(graph: GraphStore, document: str) -> set[tuple[str, ...]]:
    return set(select(graph, _CLAIMS.format(document=document)))


def _remark(document: str, version: Version, best: Version, names: Sequence[str], lost: int) -> Remark:
    by_date = version.modified and best.modified and version.modified != best.modified
    why = f"newer, {best.modified} after {version.modified}" if by_date else "named later"
    if version.sha256 == best.sha256:
        what, code = "the same page read differently", "other_reading"
    else:
        what, code = f"two versions, {version.sha256[:_SHORT]} and {best.sha256[:_SHORT]}", "two_versions"
    message = f"{what}: taken from {names[best.graph]} ({why}); {counted(lost, 'statement')} of {names[version.graph]} left out"
    return Remark(document=compress(document), code=code, message=message)


def _vocabularies(graphs: Sequence[GraphStore], names: Sequence[str], left: Sequence[LeftOut]) -> Iterator[Remark]:
    """Of two releases of a vocabulary the one of the last graph is described; terms of both stay."""
    found: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for number, graph in enumerate(graphs):
        for node, sha256 in select(graph, _VOCABULARIES):
            found[node][number] = sha256
    for node, hashes in sorted(found.items()):
        last = max(hashes)
        for number, sha256 in hashes.items():
            if sha256 != hashes[last]:
                left[number].vocabularies.add(node)
                message = f"another release in {names[number]}; {names[last]} is the one described"
                yield Remark(document=compress(node), code="two_releases", message=message)


def _edges(graph: GraphStore, out: LeftOut) -> Iterator[Quad]:
    """The plain edges that the claims left out would have had."""
    if not out.claims:
        return
    parts = [{s.value: o for s, o in graph.triples(slot) if s.value in out.claims} for slot in _PARTS]
    for claim in sorted(parts[0]):
        subject, predicate, target = (part.get(claim) for part in parts)
        if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode) and target is not None:
            yield Quad(subject, predicate, target, DEFAULT)


def _labels(graph: GraphStore, node: str) -> list[str]:
    answer = graph.query(f"SELECT ?label WHERE {{ <{node}> rdfs:label ?label }}")
    return sorted(str(row["label"]) for row in cast("QuerySolutions", answer))
