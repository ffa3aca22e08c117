"""Which claim of one graph is which of another: what a claim became of, though its identifier is a hash of all it says.

A claim is the same as one of the other graph that has its identifier; else as the edit that a curator made of it; else as one of
the same page, subject, relation and object; else as one that was read off the same words of the same page.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

from pohgraph.model import Claim

Pair = tuple[Claim | None, Claim | None]
Keys = Callable[[Claim], Iterable[Hashable]]
Likeness = Callable[[Claim, Claim], int]


def matched(
    before: Iterable[Claim], after: Iterable[Claim], *, likeness: Likeness, renamed: Mapping[str, str] | None = None
) -> Iterator[Pair]:
    """Each claim of both graphs once, with the one that it was or became, or None.

    Args:
        before: claims of one graph, those that curators rejected among them. Their passages tell more than their quotes.
        after: those of the other.
        likeness: how much of two claims is equal; of several that a claim could be, it is the one most like it.
        renamed: leads from a page's key in the first graph to that in the second, where it is another.
    """
    old, new = _by_page(before, renamed or {}), _by_page(after, {})
    for page in sorted(old.keys() | new.keys()):
        yield from _of_one_page(old.get(page, []), new.get(page, []), likeness)


def matched_anywhere(old: list[Claim], new: list[Claim], *, likeness: Likeness) -> Iterator[Pair]:
    """The same for claims of whatever page: by subject, relation and object alone."""
    pairs, old, new = _paired(old, new, _triples, likeness)
    yield from pairs
    yield from ((claim, None) for claim in old)
    yield from ((None, claim) for claim in new)


def _by_page(claims: Iterable[Claim], renamed: Mapping[str, str]) -> dict[str, list[Claim]]:
    pages: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        pages[renamed.get(claim.source.key, claim.source.key)].append(claim)
    return pages


def _of_one_page(old: list[Claim], new: list[Claim], likeness: Likeness) -> Iterator[Pair]:
    pairs = list(_edited(old, new))
    replaced = {id(claim) for pair in pairs for claim in pair}
    # What an edit took back stays on record beside what it made: it is told with that.
    kept = {str(claim.id) for pair in pairs for claim in pair} - {""}
    old = [claim for claim in old if id(claim) not in replaced and not (claim.rejected and str(claim.id) in kept)]
    new = [claim for claim in new if id(claim) not in replaced and not (claim.rejected and str(claim.id) in kept)]
    for keys in (_names, _revised, _triples, _words, _places):
        found, old, new = _paired(old, new, keys, likeness)
        pairs += found
    yield from pairs
    yield from ((claim, None) for claim in old)
    yield from ((None, claim) for claim in new)


def _edited(old: Sequence[Claim], new: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Claims with the edits that one graph alone has of them."""
    known = [{claim.id.iri for claim in side} for side in (old, new)]
    there = [{claim.id.iri: claim for claim in side if not claim.rejected} for side in (old, new)]
    for edit in new:
        if edit.revision_of and edit.id.iri not in known[0]:
            yield from ((there[0].pop(iri), edit) for iri in edit.revision_of[:1] if iri in there[0])
    for edit in old:
        if edit.revision_of and edit.id.iri not in known[1]:
            yield from ((edit, there[1].pop(iri)) for iri in edit.revision_of[:1] if iri in there[1])


def _paired(
    old: list[Claim], new: list[Claim], keys: Keys, likeness: Likeness
) -> tuple[list[tuple[Claim, Claim]], list[Claim], list[Claim]]:
    """The claims that share a key, most alike first; and those of both sides that are left."""
    by_key: defaultdict[Hashable, list[int]] = defaultdict(list)
    for number, claim in enumerate(new):
        for key in dict.fromkeys(keys(claim)):
            by_key[key].append(number)
    candidates = {
        (first, second) for first, claim in enumerate(old) for key in keys(claim) for second in by_key.get(key, ())
    }
    ranked = sorted(
        (-likeness(old[first], new[second]), _order(old[first], new[second]), first, second)
        for first, second in candidates
    )
    pairs: list[tuple[Claim, Claim]] = []
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, _, first, second in ranked:
        if first not in taken[0] and second not in taken[1]:
            taken[0].add(first)
            taken[1].add(second)
            pairs.append((old[first], new[second]))
    left = [
        [claim for n, claim in enumerate(side) if n not in used] for side, used in zip((old, new), taken, strict=True)
    ]
    return pairs, left[0], left[1]


def _order(*claims: Claim) -> tuple[str, ...]:
    """An order that depends on the claims alone."""
    return tuple(
        repr((c.subject, c.predicate, c.object, c.state, c.frequency, c.onset, c.narrowed, c.id)) for c in claims
    )


def _names(claim: Claim) -> Iterable[Hashable]:
    return (str(claim.id),) if claim.id else ()


def _revised(claim: Claim) -> Iterable[Hashable]:
    return claim.revision_of


def _triples(claim: Claim) -> Iterable[Hashable]:
    of_its_page = claim.subject.iri and claim.subject.iri == claim.source.iri
    return (("" if of_its_page else str(claim.subject), str(claim.predicate), str(claim.object)),)


def _words(claim: Claim) -> Iterator[Hashable]:
    """The quotes with the words for subject and object in them: with the same relation, or with the same two ends."""
    for passage in claim.passages:
        quote = " ".join(passage.exact.split())
        parts = tuple(
            " ".join(passage.exact[mark.start - passage.start : mark.end - passage.start].split())
            for part in ("subject", "object")
            for mark in passage.marks
            if mark.part == part and passage.start <= mark.start
        )
        yield "relation", str(claim.predicate), quote, parts
        yield "ends", str(claim.subject), str(claim.object), quote
    if not claim.passages:
        yield from (("quote", str(claim.predicate), " ".join(quote.split())) for quote in claim.quotes)


def _places(claim: Claim) -> Iterator[Hashable]:
    """Where the words for the object stand in these bytes of the page: a rule may quote more or less around them."""
    for passage in claim.passages:
        for mark in passage.marks:
            if mark.part == "object" and claim.source.sha256:
                yield str(claim.predicate), claim.source.sha256, mark.start, mark.end
