"""Synonyms that are names of other diseases."""

from collections.abc import Iterator, Sequence

from pohgraph.compare.mechanisms.sides import conflict, grouped, place
from pohgraph.compare.rules import Conflict, Known, Statement
from pohgraph.language.words import phrase_key
from pohgraph.model import Claim

NAMES_ALSO = "pohgraph:names_also"  # the detail by which a reader of pages says whose name a synonym is


def name_of_another(claims: Sequence[Claim], known: Known) -> Iterator[Conflict]:
    """OMIM lists both diseases, each under a number of its own, and neither's name is a form of the other's."""
    named = [claim for claim in claims if claim.state == "stated" and claim.detail(NAMES_ALSO)]
    for same in grouped(named, lambda claim: f"{claim.source.key} {claim.detail(NAMES_ALSO)[0]}").values():
        claim = min(same, key=place)
        other = claim.detail(NAMES_ALSO)[0]
        if _listed_apart(claim.subject, other, known) and not _wider(claim, other, known):
            yield conflict("name-of-another", claim, _owner(claim, other, known))


def _listed_apart(disease: str, other: str, known: Known) -> bool:
    own, others = known.entries(disease), known.entries(other)
    return bool(own and others) and own.isdisjoint(others)


def _wider(claim: Claim, other: str, known: Known) -> bool:
    """Whether one label has all words of the other, as that of a subtype has, or more words than the name."""
    labels = claim.subject.label or known.label(claim.subject), known.label(other)
    name, own, others = map(_words, (claim.object, *labels))
    return own <= others or others <= own or name < others


def _owner(claim: Claim, other: str, known: Known) -> Statement:
    title, release = known.release_of_mappings()
    says = f"{claim.object}: a name of {known.label(other)} ({', '.join(dict.fromkeys((other, *sorted(known.entries(other)))))})"
    return Statement(source=title, release=release, says=says, about=(other,))


def _words(text: str) -> frozenset[str]:
    return frozenset(phrase_key(text).split())
