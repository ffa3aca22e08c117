"""The claims of a graph as flat records, for what compares them; read predicate by predicate, faster than by query."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Protocol

from pyoxigraph import Literal, NamedNode

from pohgraph.model import Claim
from pohgraph.schema.prefixes import compress, iri_root
from pohgraph.schema.relations import FLAGS

_DETAILS = (
    "pohgraph:frequency_text",
    "pohgraph:silent_copy",
    "pohgraph:relation_kind",
    "pohgraph:region",
    "pohgraph:as_of",
    "pohgraph:names_also",
    "pohgraph:criterion_type",
    "pohgraph:management_type",
    "pohgraph:prognosis_aspect",
    "biolink:has_count",
    "biolink:has_total",
)
_HUNDRED = 100


class Triples(Protocol):
    """What gives the triples of one predicate: a `GraphStore`."""

    def triples(self, predicate: str) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
        """Subject and object of each."""


def claims(store: Triples) -> list[Claim]:
    """Every association of the default graph, sorted by subject, predicate, object and source."""
    labels = {node.value: label.value for node, label in store.triples("rdfs:label")}
    dataset = f"{iri_root('pohgraph')}Dataset"
    files = {node.value for node, kind in store.triples("rdf:type") if kind.value == dataset}
    parts = {name: _values(store, f"rdf:{name}") for name in ("subject", "predicate", "object")}
    sources = _values(store, "prov:hadPrimarySource")
    flags = {name: _true(store, slot) for name, slot in FLAGS.items()}
    shares = _shares(store)
    single = {name: _values(store, f"biolink:{name}_qualifier") for name in ("frequency", "onset")}
    quotes = _several(store, "biolink:supporting_text")
    details = _details(store)
    found: list[Claim] = []
    for this, source in sources.items():
        subject, predicate, target = (parts[name].get(this) for name in ("subject", "predicate", "object"))
        if subject is None or predicate is None or target is None:
            continue
        source_label = labels.get(source.value, "")
        found.append(
            Claim(
                subject=_text(subject),
                predicate=_text(predicate),
                object=_text(target),
                subject_label=labels.get(subject.value, ""),
                object_label=labels.get(target.value, "") if isinstance(target, NamedNode) else "",
                negated=this in flags["negated"],
                hedged=this in flags["hedged"],
                borrowed=this in flags["borrowed"],
                frequency=_text(single["frequency"].get(this)),
                quotient=shares.get(this),
                onset=_text(single["onset"].get(this)),
                details=tuple(sorted(details.get(this, ()))),
                source=source_label if source.value in files else _text(source),
                source_label=source_label,
                quotes=tuple(sorted(quotes.get(this, ()))),
            )
        )
    return sorted(found, key=lambda c: (c.subject, c.predicate, c.object, c.source, c.flags, c.quotes, repr(c)))


def _values(store: Triples, slot: str) -> dict[str, NamedNode | Literal]:
    return {node.value: value for node, value in store.triples(slot)}


def _several(store: Triples, slot: str) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for node, value in store.triples(slot):
        found[node.value].append(_text(value))
    return found


def _true(store: Triples, slot: str) -> set[str]:
    return {node.value for node, value in store.triples(slot) if value.value == "true"}


def _shares(store: Triples) -> dict[str, float]:
    quotients = {node.value: float(value.value) for node, value in store.triples("biolink:has_quotient")}
    percentages = store.triples("biolink:has_percentage")
    return {node.value: float(value.value) / _HUNDRED for node, value in percentages} | quotients


def _details(store: Triples) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for slot in _DETAILS:
        for node, value in store.triples(slot):
            found[node.value].append(f"{slot}={_text(value)}")
    return found


def _text(value: NamedNode | Literal | None) -> str:
    if value is None:
        return ""
    return compress(value.value) if isinstance(value, NamedNode) else value.value
