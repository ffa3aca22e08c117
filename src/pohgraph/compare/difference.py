"""Graph against graph: which claims came, went or changed, source by source."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from pohgraph.model import Claim

# What a difference is told of -> where a claim has it; the words come last.
_FIELDS: dict[str, Callable[[Claim], object]] = {
    "negated": attrgetter("negated"),
    "hedged": attrgetter("hedged"),
    "borrowed": attrgetter("borrowed"),
    "frequency": attrgetter("frequency"),
    "quotient": attrgetter("quotient"),
    "onset": attrgetter("onset"),
    "details": attrgetter("narrowed"),
    "quotes": attrgetter("quotes"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """`change` is added, removed or changed; `fields` are those that changed."""

    change: str
    before: Claim | None
    after: Claim | None
    fields: tuple[str, ...] = ()

    @property
    def claim(self) -> Claim:
        """The claim as it is now, or was before it went."""
        found = self.after or self.before
        assert found is not None
        return found

    def values(self, field: str) -> tuple[object, object]:
        """What a field was and is; None on the side that has no such claim."""
        before, after = (_FIELDS[field](claim) if claim else None for claim in (self.before, self.after))
        return before, after


def differences(before: Iterable[Claim], after: Iterable[Claim], *, any_source: bool = False) -> list[Difference]:
    """Every difference, sorted by claim.

    Args:
        before: the claims of one graph.
        after: those of the other.
        any_source: hold what is claimed against each other whoever says it; quotes are then left aside.
    """
    old, new = _grouped(before, any_source=any_source), _grouped(after, any_source=any_source)
    return [
        difference for key in sorted({*old, *new}) for difference in _of_one(old[key], new[key], any_source=any_source)
    ]


def _grouped(claims: Iterable[Claim], *, any_source: bool) -> defaultdict[tuple[str, ...], list[Claim]]:
    groups: defaultdict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        key = (claim.subject, claim.predicate, claim.object)
        groups[key if any_source else (*key, claim.source.key)].append(claim)
    return groups


def _of_one(old: list[Claim], new: list[Claim], *, any_source: bool) -> Iterator[Difference]:
    """One thing claimed may stand several times, with other qualifiers: equal ones go together first."""
    fields = [name for name in _FIELDS if name != "quotes" or not any_source]
    known = {_values(claim, fields) for claim in new}
    left = sorted((c for c in old if _values(c, fields) not in known), key=lambda c: repr(_values(c, fields)))
    known = {_values(claim, fields) for claim in old}
    came = sorted((c for c in new if _values(c, fields) not in known), key=lambda c: repr(_values(c, fields)))
    for before, after in zip(left, came, strict=False):
        changed = tuple(name for name in fields if _FIELDS[name](before) != _FIELDS[name](after))
        yield Difference(change="changed", before=before, after=after, fields=changed)
    for claim in left[len(came) :]:
        yield Difference(change="removed", before=claim, after=None)
    for claim in came[len(left) :]:
        yield Difference(change="added", before=None, after=claim)


def _values(claim: Claim, fields: Sequence[str]) -> tuple[object, ...]:
    return tuple(_FIELDS[name](claim) for name in fields)
