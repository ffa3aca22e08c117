"""Modes of inheritance and parents of origin that exclude each other: `exclusions.tsv` says which, and why."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

from pohgraph.compare.mechanisms.sides import (
    MODE,
    Side,
    between_sources,
    conflict,
    grouped,
    one_per_source,
    place,
    stated,
    within_sources,
)
from pohgraph.compare.rules import Conflict, Known
from pohgraph.model import Claim
from pohgraph.schema.branches import MENDELIAN_INHERITANCE
from pohgraph.schema.relations import HAS_PARENT_OF_ORIGIN, HAS_VARIANT_ORIGIN
from pohgraph.tables import package_table

_MENDELIAN = MENDELIAN_INHERITANCE.curie
_PARENT, _ORIGIN = HAS_PARENT_OF_ORIGIN.curie, HAS_VARIANT_ORIGIN.curie
_DE_NOVO, _INHERITED = "pohgraph:de_novo", "pohgraph:inherited"
_SPORADIC = "HP:0003745"


def modes_exclude(claims: Sequence[Claim], known: Known) -> Iterator[Conflict]:
    """Two sources have no mode in common, and their modes exclude each other."""
    for first, second in _excluding(claims, known):
        if not _of_a_group(first, second, known):
            yield conflict("modes-exclude", first[0], second[0])


def modes_of_a_group(claims: Sequence[Claim], known: Known) -> Iterator[Conflict]:
    """The same, of a disease with several genes, or of which a source gives several modes."""
    for first, second in _excluding(claims, known):
        if _of_a_group(first, second, known):
            yield conflict("modes-of-a-group", first[0], second[0])


def not_inherited_beside_mode(claims: Sequence[Claim], known: Known) -> Iterator[Conflict]:
    """A source that gives no mode says that the disease is not inherited, another gives one and nothing about new variants."""
    by_source = grouped(claims, lambda claim: claim.source.key)
    denials = {source: _not_inherited(group) for source, group in by_source.items()}
    for source, group in sorted(by_source.items()):
        modes = [claim for claim in _modes(group, known) if not claim.frequency_texts]
        if modes and denials[source] is None and not _on_origin(group):
            for other, denial in sorted(denials.items()):
                if denial and other != source and not _modes(by_source[other], known):
                    yield conflict("not-inherited-beside-mode", denial, min(modes, key=place))


def parents_differ(claims: Sequence[Claim], _known: Known) -> Iterator[Conflict]:
    """Two sources name each another parent, and neither says that it is so in some patients only."""
    parents = [claim for claim in stated(claims, _PARENT) if not claim.frequency_texts]
    for first, second in between_sources(parents):
        if all(_excludes("parents", {one.object}, {other.object}) for one in first for other in second):
            yield conflict("parents-differ", first[0], second[0])


def parent_against_imprinting(claims: Sequence[Claim], known: Known) -> Iterator[Conflict]:
    """The parent whose copy counts is the one whose copy is silent."""
    modes = stated(claims, MODE)
    for first in one_per_source(stated(claims, _PARENT)):
        for second in one_per_source(m for m in modes if _silences(m, first, known)):
            yield conflict("parent-against-imprinting", first, second)


def _silences(mode: Claim, parent: Claim, known: Known) -> bool:
    return _excludes("imprinting", {parent.object}, known.ancestors(mode.object))


def _excluding(claims: Sequence[Claim], known: Known) -> Iterator[tuple[Side, Side]]:
    """Both sides state modes; what they leave open must be excluded as well."""
    spoken = [c for c in claims if c.predicate == MODE and c.state in {"stated", "open"}]
    mendelian = [claim for claim in spoken if _MENDELIAN in known.ancestors(claim.object)]
    for sides in chain(between_sources(mendelian), within_sources(mendelian)):
        above = [[known.ancestors(claim.object) for claim in side] for side in sides]
        first, second = (stated(side, MODE) for side in sides)
        if first and second and all(_excludes("modes", one, other) for one in above[0] for other in above[1]):
            yield first, second


def _modes(claims: Sequence[Claim], known: Known) -> Side:
    return [claim for claim in stated(claims, MODE) if _MENDELIAN in known.ancestors(claim.object)]


def _of_a_group(first: Side, second: Side, known: Known) -> bool:
    several = any(len({claim.object for claim in side}) > 1 for side in (first, second))
    return several or len(known.genes(first[0].subject)) > 1


def _not_inherited(claims: Sequence[Claim]) -> Claim | None:
    """What a source says against inheritance: a plain denial, "sporadic", or a new variant that is usual."""
    origins = [claim for claim in claims if claim.predicate == _ORIGIN]
    if any(claim.object == _INHERITED and claim.state == "stated" for claim in origins):
        return None
    denied = [claim for claim in origins if claim.object == _INHERITED and claim.denies]
    sporadic = [claim for claim in stated(claims, MODE) if claim.object == _SPORADIC]
    left_open = {quote for claim in origins if claim.object == _INHERITED for quote in claim.quotes}
    usual = [c for c in stated(origins, _ORIGIN) if c.object == _DE_NOVO and not left_open.isdisjoint(c.quotes)]
    return next((min(found, key=place) for found in (denied, sporadic, usual) if found), None)


def _on_origin(claims: Sequence[Claim]) -> bool:
    return any(claim.predicate == _ORIGIN or claim.object == _SPORADIC for claim in claims)


def _excludes(rule: str, first: frozenset[str] | set[str], second: frozenset[str] | set[str]) -> bool:
    """Whether a row excludes one of the first from one of the second, which are values or terms with all above them."""
    return any((a in first and b in second) or (b in first and a in second) for a, b in _exclusions(rule))


@cache
def _exclusions(rule: str) -> tuple[tuple[str, str], ...]:
    rows = package_table("compare", "exclusions.tsv")
    return tuple((row["first"], row["second"]) for row in rows if row["rule"] == rule)
