"""One entity as a person wants to see it: what it is called, its identifiers, and every claim with its words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from pyoxigraph import NamedNode

from pohgraph.answers.alike import said_alike
from pohgraph.claims.reader import read_claims_on
from pohgraph.claims.slots import iri_of
from pohgraph.claims.view import GraphView
from pohgraph.errors import QueryError
from pohgraph.model import Claim, Named
from pohgraph.query.resolve import find_term
from pohgraph.schema.relations import MAPPING_PREDICATES, PREDICATES, REVISION_OF
from pohgraph.store.source import OpenGraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Claims of any page that say the same in the same way, with the words of each.

    `incoming`: the entity is their object, and `other` their subject. `quotes` are (words, page's name); the words are
    empty where a page gives none. `decision` is "accepted" or "edited" where curators did that to one of the claims, else "".
    """

    claim: Claim
    other: Named | str
    incoming: bool
    quotes: tuple[tuple[str, str], ...]
    decision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a graph has on one entity. `identifiers` are (strength, CURIE); `claims` are in the order of their predicates.

    `rejected` counts the claims that curators took back, and `replaced` those that they replaced by an edit: neither are in `claims`.
    """

    entity: Named
    category: str
    identifiers: tuple[tuple[str, str], ...]
    claims: tuple[Shown, ...]
    rejected: int = 0
    replaced: int = 0

    def as_json(self) -> dict[str, object]:
        """Plain values for JSON."""
        return {
            "curie": self.entity,
            "iri": self.entity.iri,
            "label": self.entity.label,
            "category": self.category,
            "identifiers": [{"strength": strength, "curie": curie} for strength, curie in self.identifiers],
            "claims": list(map(_as_json, self.claims)),
            "rejected": self.rejected,
            "replaced": self.replaced,
        }


def entry_of(store: OpenGraph, name: str) -> Entry:
    """What the graph has on an entity, given by CURIE, IRI or name.

    Raises:
        QueryError: nothing, or several things, are called so; or the graph has nothing on it.
    """
    node = cast("NamedNode", find_term(store, name, "entity"))
    view = GraphView(store)
    entity, slots = view.named(node), view.slots(node)
    found = read_claims_on(view, [node.value], rejected=True)
    claims = tuple(_shown((claim for claim in found if not claim.rejected), entity))
    gone = [claim for claim in found if claim.rejected]
    replaced = sum(any(True for _ in view.subjects(REVISION_OF, NamedNode(claim.id.iri))) for claim in gone)
    category = view.first(slots, "biolink:category") or view.first(slots, "rdf:type")
    identifiers = tuple(
        (predicate, view.text(value))
        for predicate in sorted(MAPPING_PREDICATES, key=iri_of)
        for value in sorted(slots.get(iri_of(predicate), ()), key=lambda value: value.value)
    )
    if not (found or category or identifiers or entity.label):
        raise QueryError(f"{entity} is not in this graph", hint="`pohgraph query documents` lists its pages")
    return Entry(
        entity=entity,
        category=category.rpartition(":")[2],
        identifiers=identifiers,
        claims=claims,
        rejected=len(gone) - replaced,
        replaced=replaced,
    )


def _shown(claims: Iterable[Claim], entity: Named) -> list[Shown]:
    shown = [
        Shown(claim=same[0], other=other, incoming=incoming, quotes=_quotes(same), decision=_decision(same))
        for same in said_alike(sorted(claims, key=_place))
        for incoming, other in [
            (True, same[0].subject) if same[0].subject != entity else (False, same[0].object),
        ]
    ]
    return sorted(shown, key=_rank)


def _decision(same: Sequence[Claim]) -> str:
    if any(claim.revision_of for claim in same):
        return "edited"
    return "accepted" if any(claim.curators for claim in same) else ""


def _quotes(same: Iterable[Claim]) -> tuple[tuple[str, str], ...]:
    """The words of each page, each once, by the page's name."""
    return tuple(
        sorted({(quote, claim.source.name) for claim in same for quote in claim.quotes or ("",)}, key=_by_page)
    )


def _by_page(quote: tuple[str, str]) -> tuple[str, str]:
    words, page = quote
    return page, words


def _place(claim: Claim) -> tuple[str, ...]:
    target = claim.object.label or claim.object.iri if isinstance(claim.object, Named) else claim.object
    return claim.predicate.iri, target.lower(), claim.source.name, *claim.quotes[:1], *claim.frequency_texts


def _rank(shown: Shown) -> tuple[int, str, bool, bool]:
    predicate = shown.claim.predicate
    place = PREDICATES.index(predicate) if predicate in PREDICATES else len(PREDICATES)
    return place, predicate, shown.incoming, shown.claim.state != "stated"


def _as_json(shown: Shown) -> dict[str, object]:
    claim = shown.claim
    return {
        "predicate": claim.predicate,
        "other": shown.other,
        "other_label": shown.other.label if isinstance(shown.other, Named) else "",
        "incoming": shown.incoming,
        "state": claim.state,
        "decision": shown.decision,
        "negated": claim.negated,
        "hedged": claim.hedged,
        "borrowed": claim.borrowed,
        "frequency": claim.often,
        "qualifier": claim.qualifier,
        "quotes": [{"text": text, "source": source} for text, source in shown.quotes],
    }
