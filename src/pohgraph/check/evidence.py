"""Reads the evidence of one page back from its named graph."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pohgraph.check.parts import TYPE, Slots, texts
from pohgraph.model import Span
from pohgraph.schema.prefixes import prefix_map

_OA, _OWN = prefix_map()["oa"], prefix_map()["pohgraph"]
_SELECTOR = "_selector"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedEvidence:
    """What a graph says about one place in a page. `parts` are (name, span) of subject, object, cue and qualifiers."""

    iri: str
    quote: Span
    exact: str
    prefix: str
    suffix: str
    parts: tuple[tuple[str, Span], ...]


def recorded_evidence(nodes: Mapping[str, Slots]) -> Iterator[RecordedEvidence | str]:
    """Each evidence of a page in order of its IRI, or the bare IRI where its selectors are not complete.

    `nodes` are those of the page's named graph.
    """
    for iri in sorted(iri for iri, slots in nodes.items() if f"{_OA}SpecificResource" in texts(slots, TYPE)):
        yield _evidence(iri, nodes) or iri


def _evidence(iri: str, nodes: Mapping[str, Slots]) -> RecordedEvidence | None:
    node = nodes[iri]
    selectors = texts(node, f"{_OA}hasSelector")
    spans = [span for selector in selectors if (span := _span(nodes.get(selector)))]
    quotes = [
        nodes[selector]
        for selector in selectors
        if selector in nodes and len(nodes[selector].get(f"{_OA}exact", ())) == 1
    ]
    if len(spans) != 1 or len(quotes) != 1:
        return None
    parts = []
    for predicate in sorted(node):
        if predicate.startswith(_OWN) and predicate.endswith(_SELECTOR):
            name = predicate.removeprefix(_OWN).removesuffix(_SELECTOR)
            for selector in sorted(texts(node, predicate)):
                span = _span(nodes.get(selector))
                if span is None:
                    return None
                parts.append((name, span))
    return RecordedEvidence(
        iri=iri,
        quote=spans[0],
        exact=texts(quotes[0], f"{_OA}exact")[0],
        prefix="".join(texts(quotes[0], f"{_OA}prefix")),
        suffix="".join(texts(quotes[0], f"{_OA}suffix")),
        parts=tuple(parts),
    )


def _span(selector: Slots | None) -> Span | None:
    if selector is None:
        return None
    bounds = [*texts(selector, f"{_OA}start"), *texts(selector, f"{_OA}end")]
    if len(bounds) != len(Span._fields) or not all(bound.isdecimal() for bound in bounds):
        return None
    return Span(int(bounds[0]), int(bounds[1]))
