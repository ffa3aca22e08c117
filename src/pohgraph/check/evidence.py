"""Reads the evidence of one page back from its named graph."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pohgraph.model import Span
from pohgraph.schema.prefixes import prefix_map
from pohgraph.store.rows import select

if TYPE_CHECKING:
    from pohgraph.store.graph import GraphStore

_OA, _OWN = prefix_map()["oa"], prefix_map()["pohgraph"]
_TYPE = prefix_map()["rdf"] + "type"
_SELECTOR = "_selector"

Node = defaultdict[str, list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedEvidence:
    """What a graph says about one place in a page. `parts` are (name, span) of subject, object, cue and qualifiers."""

    iri: str
    quote: Span
    exact: str
    prefix: str
    suffix: str
    parts: tuple[tuple[str, Span], ...]


def recorded_evidence(store: "GraphStore", document: str) -> Iterator[RecordedEvidence | str]:
    """Each evidence of a page in order of its IRI, or the bare IRI where its selectors are not complete."""
    nodes = _nodes(store, document)
    for iri in sorted(iri for iri, node in nodes.items() if f"{_OA}SpecificResource" in node[_TYPE]):
        yield _evidence(iri, nodes) or iri


def _nodes(store: "GraphStore", document: str) -> dict[str, Node]:
    nodes: defaultdict[str, Node] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in select(store, f"SELECT ?s ?p ?o WHERE {{ GRAPH <{document}> {{ ?s ?p ?o }} }}"):
        nodes[subject][predicate].append(value)
    return dict(nodes)


def _evidence(iri: str, nodes: dict[str, Node]) -> RecordedEvidence | None:
    node = nodes[iri]
    spans = [span for selector in node[f"{_OA}hasSelector"] if (span := _span(nodes.get(selector)))]
    quotes = [
        nodes[selector]
        for selector in node[f"{_OA}hasSelector"]
        if selector in nodes and len(nodes[selector][f"{_OA}exact"]) == 1
    ]
    if len(spans) != 1 or len(quotes) != 1:
        return None
    parts = []
    for predicate, selectors in sorted(node.items()):
        if predicate.startswith(_OWN) and predicate.endswith(_SELECTOR):
            name = predicate.removeprefix(_OWN).removesuffix(_SELECTOR)
            for selector in sorted(selectors):
                span = _span(nodes.get(selector))
                if span is None:
                    return None
                parts.append((name, span))
    return RecordedEvidence(
        iri=iri,
        quote=spans[0],
        exact=quotes[0][f"{_OA}exact"][0],
        prefix="".join(quotes[0][f"{_OA}prefix"]),
        suffix="".join(quotes[0][f"{_OA}suffix"]),
        parts=tuple(parts),
    )


def _span(selector: Node | None) -> Span | None:
    if selector is None:
        return None
    bounds = [*selector[f"{_OA}start"], *selector[f"{_OA}end"]]
    if len(bounds) != len(Span._fields) or not all(bound.isdecimal() for bound in bounds):
        return None
    return Span(int(bounds[0]), int(bounds[1]))
