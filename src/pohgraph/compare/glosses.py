"""Two terms that a page gives for one thing, one of them in brackets: "weakness of the eye muscles (ophthalmoplegia)"."""

import re
from collections.abc import Iterable, Iterator

from pohgraph.model import Claim, Passage

_OBJECT = "object"
# What may stand between the words for the two: the rest of a phrase and an opening bracket, or a bracket and the start of a phrase.
# A word that begins another phrase ends it; so do "and" and "or", unless few words follow: "loss of balance and coordination (ataxia)".
_NAMED = re.compile(
    r"(?:(?!\b(?:and|or|including|such|that|which|who|may|can|with|without|due|caused|except)\b)[^.;,:()]){0,60}"
    r"(?:\b(?:and|or)(?:\s+[\w-]+){1,3}\s*)?"
    r"\(\s*(?:(?:also|sometimes|often)\s+)?(?:(?:called|known as|termed|or)\s+)?",
    re.IGNORECASE,
)
_EXPLAINED = re.compile(r"\s*\((?:(?!\b(?:including|such|due|caused|except)\b)[^.;,:()]){0,40}", re.IGNORECASE)


def glossed(claim: Claim, beside: Iterable[Claim]) -> frozenset[str]:
    """The objects of other claims that stand for the same thing as a claim's object, in a passage that both were read in.

    All claims must have their passages.
    """
    own = {(passage.start, passage.end): passage for passage in claim.passages}
    return frozenset(
        str(other.object)
        for other in beside
        if other.source.key == claim.source.key and other.object != claim.object
        for passage in other.passages
        if (found := own.get((passage.start, passage.end))) and _are_one_thing(found, passage)
    )


def _are_one_thing(one: Passage, other: Passage) -> bool:
    return any(
        pattern.fullmatch(one.exact[first_end - one.start : second_start - one.start])
        for pattern in (_NAMED, _EXPLAINED)
        for first, second in ((one, other), (other, one))
        for _, first_end in _places(first)
        for second_start, _ in _places(second)
        if one.start <= first_end <= second_start <= one.end
    )


def _places(passage: Passage) -> Iterator[tuple[int, int]]:
    return ((mark.start, mark.end) for mark in passage.marks if mark.part == _OBJECT)
