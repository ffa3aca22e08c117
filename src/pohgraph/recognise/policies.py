"""Which of overlapping findings are meant: a choice of whoever asks, made by name.

A report on one patient gives each finding as exactly as it is known: the broader name within is no finding of its own.
A text on a disorder speaks of findings in general, and the broader one is meant as well.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache

from pohgraph.compiled import compiled
from pohgraph.language.substitutions import GROUP, LONE
from pohgraph.model import Span
from pohgraph.recognise.match import COORDINATED
from pohgraph.recognise.overlap import Found, IsA, longest, nested, stripped
from pohgraph.tables import package_table, prose_pattern

Policy = Callable[[Sequence[Found], IsA, str], list[Found]]
_ENOUGH = 2  # words that speak of one person
_ON = compiled(r"\bon\b")  # what lies on a hand is no abnormality of it
_HEADED = compiled(r"^[ \t]*[A-Z][A-Z /&-]{2,30}:", re.MULTILINE)


def is_patient_report(text: str) -> bool:
    """Whether a text reports on one patient: it says "he" or "she", or is a note under headings.

    >>> is_patient_report("He has ptosis. His gait is normal."), is_patient_report("EYES: ptosis")
    (True, True)
    >>> is_patient_report("Ptosis is a sign of myasthenia.")
    False
    """
    if _HEADED.search(text):
        return True
    matches = _person().finditer(text)
    return sum(1 for _ in zip(range(_ENOUGH), matches, strict=False)) == _ENOUGH


def _auto(names: Sequence[Found], is_a: IsA, text: str) -> list[Found]:
    return longest(_single(names, text)) if is_patient_report(text) else nested(_whole(names, text), is_a)


def _single(names: Sequence[Found], text: str) -> list[Found]:
    """The names of single findings: "ocular manifestations" are a group of them, "skin lesions" in one piece are not."""
    return _beside([name for name in names if not _is_group(name)], text)


def _whole(names: Sequence[Found], text: str) -> list[Found]:
    """The names of single findings, those of groups that stand in one piece, and those that a list of parts shares."""
    return _beside([n for n in names if not (n.entity and _is_group(n)) or _is_listed(n, text)], text)


def _beside(names: list[Found], text: str) -> list[Found]:
    """Without lone words for a group that stand apart or on something, or have a word of another finding: "itchy skin lesions"."""
    lone = {place for place, name in enumerate(names) if _is_group(name, LONE)}
    if not lone:
        return names
    others = [name.span for place, name in enumerate(names) if place not in lone]
    return [
        name
        for place, name in enumerate(names)
        if place not in lone
        or _is_listed(name, text)
        or not (name.entity or _ON.search(name.text) or any(_crosses(name.span, other) for other in others))
    ]


def _crosses(span: Span, other: Span) -> bool:
    return span.overlaps(other) and not span.contains(other)


def _is_listed(name: Found, text: str) -> bool:
    """Whether a part shares the word for a group with those listed beside it: "renal, hepatic and cardiac involvement"."""
    if name.entity is None or name.candidates[0].steps[:1] != (COORDINATED,) or not _is_group(name, (GROUP, LONE)):
        return False
    return not _ON.search(text, name.span.end, max(name.span.end, name.entity.start))


def _is_group(name: Found, word: str | tuple[str, ...] = GROUP) -> bool:
    steps = name.candidates[0].steps  # nearly always none
    return bool(steps) and any(step.startswith(word) for step in steps)


POLICIES: dict[str, Policy] = {
    "auto": _auto,
    "longest": lambda names, _is_a, text: longest(_single(names, text)),
    "nested": lambda names, is_a, text: nested(_whole(names, text), is_a),
    "stripped": lambda names, is_a, text: stripped(_single(names, text), is_a),
}


@cache
def _person() -> re.Pattern[str]:
    return prose_pattern("|".join(row["pattern"] for row in package_table("recognise", "patient_report.tsv")))
