"""The claims of a graph in the order of the table, with the values that filters need: built in one pass, held in memory."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from pyoxigraph import NamedNode

from pohgraph.answers import shapes
from pohgraph.answers.relations import place_of, relation_words
from pohgraph.claims.view import GraphView
from pohgraph.model import state_of
from pohgraph.review.decision import EDIT
from pohgraph.schema.relations import FLAGS, REJECTED, REVISION_OF
from pohgraph.search.identifiers import iri_of
from pohgraph.store.source import Node

UNDECIDED, DECIDED = "none", "any"
TAKEN_BACK = "rejected"  # stands for the state of a claim that curators rejected or edited


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """Which claims; "" for all. `words` must all stand in a claim's names, identifiers or quotes, in any case.

    `state` is that of the page's words, which a claim that curators took back has no more: then it is "rejected". `decision` is what a curator decided, "none" where nobody did, "any" where somebody did.
    """

    words: str = ""
    predicate: str = ""
    state: str = ""
    document: str = ""
    decision: str = ""


class _Entry(NamedTuple):
    """What is known of a claim before it is read; sorts as the table does."""

    subject: str
    place: int
    predicate: str
    object: str
    document: str
    iri: str
    state: str
    made: bool
    text: str


class ClaimIndex:
    """The claims of one graph in the order of the table: by subject, relation, object and page."""

    def __init__(self, view: GraphView) -> None:
        self._entries = sorted(_entries(view))

    def __len__(self) -> int:
        return len(self._entries)

    def chosen(self, wanted: ClaimFilter, decisions: Mapping[str, shapes.Decision]) -> "Chosen":
        """The claims that a filter lets through."""
        words = _plain(wanted.words).split()
        fitting = [entry.iri for entry in self._entries if _fits(entry, wanted, words)]
        decided = dict.fromkeys((entry.iri for entry in self._entries if entry.made), EDIT)
        decided |= {_iri(claim): decision["decision"] for claim, decision in decisions.items()}
        return Chosen(
            iris=[iri for iri in fitting if _is_decided(decided.get(iri, ""), wanted.decision)],
            progress={"decided": sum(iri in decided for iri in fitting), "of": len(fitting)},
        )

    def of(self, states: Collection[str], predicates: Collection[str]) -> list[str]:
        """The IRIs of the claims in one of these states and with one of these predicates; of none given, with any."""
        return [
            entry.iri
            for entry in self._entries
            if (not states or entry.state in states) and (not predicates or entry.predicate in predicates)
        ]

    @cached_property
    def predicates(self) -> list[shapes.Used]:
        """The predicates of the claims, in the order of the table of relations."""
        counts = Counter(entry.predicate for entry in self._entries)
        return [
            {"id": predicate, "label": relation_words(predicate), "count": counts[predicate]}
            for predicate in sorted(counts, key=lambda predicate: (place_of(predicate), predicate))
        ]


class Chosen(NamedTuple):
    """The IRIs of claims in their order; `progress` leaves aside what a filter says of decisions."""

    iris: list[str]
    progress: shapes.Progress


def _fits(entry: _Entry, wanted: ClaimFilter, words: Collection[str]) -> bool:
    return (
        wanted.state in {"", entry.state}
        and wanted.predicate in {"", entry.predicate}
        and wanted.document in {"", entry.document}
        and all(word in entry.text for word in words)
    )


def _iri(claim: str) -> str:
    """The IRI of a claim that a user named; an invalid identifier matches no claim."""
    try:
        return iri_of(claim)
    except ValueError:
        return ""


def _is_decided(decision: str, wanted: str) -> bool:
    """Whether a decision fits a filter; "" means no decision."""
    return wanted in {"", decision or UNDECIDED} or (wanted == DECIDED and decision != "")


def _entries(view: GraphView) -> Iterator[_Entry]:
    """Every claim, from one pass over each slot: reading whole claims would take ten times as long."""
    subjects = _values(view, "rdf:subject")
    predicates = _values(view, "rdf:predicate")
    objects = _values(view, "rdf:object")
    documents = _values(view, "prov:hadPrimarySource")
    quotes: defaultdict[str, list[str]] = defaultdict(list)
    for claim, quote in view.triples("biolink:supporting_text"):
        quotes[claim.value].append(quote.value)
    flags = flagged(view)
    rejected = {claim.value for claim, _ in view.triples(REJECTED)}
    made = {claim.value for claim, _ in view.triples(REVISION_OF)}
    view.learn_labels(end for ends in (subjects, objects) for end in ends.values() if isinstance(end, NamedNode))
    text, names = cache(view.text), cache(lambda end: _names(view, end))
    for iri, subject in subjects.items():
        if iri in predicates and iri in objects and iri in documents:
            predicate, named, target = text(predicates[iri]), names(subject), names(objects[iri])
            yield _Entry(
                subject=named[0].lower(),
                place=place_of(predicate),
                predicate=predicate,
                object=target[0].lower(),
                document=text(documents[iri]),
                iri=iri,
                state=TAKEN_BACK
                if iri in rejected
                else state_of(**{flag: iri in claims for flag, claims in flags.items()}),
                made=iri in made,
                text=_plain(" ".join((*named, *target, *quotes.get(iri, ())))),
            )


def flagged(view: GraphView) -> dict[str, set[str]]:
    """The IRIs of the claims that have each flag."""
    return {
        flag: {claim.value for claim, value in view.triples(slot) if value.value == "true"}
        for flag, slot in FLAGS.items()
    }


def _values(view: GraphView, slot: str) -> dict[str, Node]:
    """The value of a slot of each subject; of several, the first."""
    found: dict[str, Node] = {}
    for subject, value in view.triples(slot):
        known = found.get(subject.value)
        if known is None or value.value < known.value:
            found[subject.value] = value
    return found


def _names(view: GraphView, end: Node) -> tuple[str, ...]:
    """What the end of a claim is called, and its CURIE; text as it is."""
    return (view.label(end) or view.curie(end), view.curie(end)) if isinstance(end, NamedNode) else (end.value,)


def _plain(text: str) -> str:
    """A text without case and accents, which filters compare; unlike a search, they see punctuation.

    >>> _plain("Sjögren's  GNAS")
    "sjogren's  gnas"
    """
    if text.isascii():
        return text.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(c))
