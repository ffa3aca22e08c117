"""What a phrase names that is done for patients: its type, told by its head, and how surely it is such a name.

There is no list of medicines: the ending of a word tells one, and a head ("diet", "-ectomy") other treatments.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pohgraph.language.patterns import Patterns, pattern_rows
from pohgraph.model import Span
from pohgraph.tables import package_table

_PATTERNS = Patterns("extractors/shared", "intervention_names_patterns.tsv")
# How surely a name is told: by where it stands, by a weak ending, by its head or a stem.
BY_PLACE, BY_ENDING, BY_HEAD = 0, 1, 2
_LONGEST = 6  # words of a name
_GENERAL, _DRUG, _SURGERY = "supportive_care", "drug_therapy", "surgery"
_SHORTEST_DRUG = 6  # letters of a name that is told by a weak ending


class InterventionName(NamedTuple):
    """A phrase, its type, and how surely it names something that is done."""

    kind: str
    span: Span
    strength: int


def type_of(text: str, value: Span) -> str:
    """The type of what a value names as done, by its head or as a medicine; "" where neither tells.

    >>> type_of("cochlear implants", Span(0, 17)), type_of("aftercare plan", Span(0, 14))
    ('assistive_device', '')
    """
    name = name_at(text, value)
    return name.kind if name and name.strength else ""


def names_substance(text: str, named: Span) -> bool:
    """Whether a treatment is named by the substance that is given: "cholic acid treatment", not "medical therapy".

    >>> names_substance("cholic acid therapy", Span(0, 19)), names_substance("common therapy", Span(0, 14))
    (True, False)
    """
    given = _PATTERNS["by_substance"].search(text, *named)
    return given is not None and _kind(text[named.start : given.start()])[0] == _DRUG


def is_generic(words: str) -> bool:
    """Whether words name no more than that something is done.

    >>> is_generic("other medications"), is_generic("pain medications")
    (True, False)
    """
    return _PATTERNS["generic"].fullmatch(words) is not None


def is_medicine(word: str) -> bool:
    """Whether a word is a medicine's name by its stem, and not one that the body makes as well.

    >>> is_medicine("losartan"), is_medicine("aldosterone"), is_medicine("glycine")
    (True, False, False)
    """
    word = word.lower()
    return (
        word not in _ordinary()
        and _endings()[0].search(word) is not None
        and _PATTERNS["of_the_body"].search(word) is None
    )


def is_whole_name(text: str, named: Span) -> bool:
    """Whether a phrase is a name of care that no word may be cut off."""
    return _PATTERNS["whole"].fullmatch(text, *named) is not None


def name_at(text: str, piece: Span) -> InterventionName | None:
    """The name that a piece begins with, behind an article and what measures it out."""
    start, end = piece
    if marks := _PATTERNS["marks"].match(text, start, end):
        start = marks.end()
    if whole := _PATTERNS["whole"].match(text, start, end):
        return InterventionName(_GENERAL, Span(*whole.span("whole")), BY_HEAD)
    for pattern in (_PATTERNS[name] for name in ("article", "measure", "article")):
        match = pattern.match(text, start, end)
        start = match.end() if match else start
    place, words = start, 0
    while words < _LONGEST:
        gap = _PATTERNS["name_gap"].match(text, place, end) if words else None
        at = gap.end() if gap else place
        if words and (not gap or _ends_item(text, start, place)):
            break
        word = _PATTERNS["name_word"].match(text, at, end)
        if word is None:
            break
        place, words = word.end(), words + 1
    if not words:
        return None
    if words == 1 and text[start:place].endswith("ing") and _kind(text[start:place])[1] == BY_PLACE:
        return None  # what is done to something: "keeping the airway open"
    tail = _PATTERNS["kept_tail"].match(text, place, end)
    named = Span(start, place)
    kind, strength = _kind(text[slice(*named)])
    if tail and _PATTERNS["operated"].search(text, *named):
        kind, strength = _SURGERY, BY_HEAD  # "correction of refractive errors"
    return InterventionName(kind, Span(start, tail.end()) if tail else named, strength)


def _ends_item(text: str, start: int, place: int) -> bool:
    """Whether a whole name ends at an offset, and a capital begins the next item of a list that is printed without marks."""
    words = text[start:place]
    if _PATTERNS["next_item"].match(text, place) is None or not words.rsplit(" ", 1)[-1][0].islower():
        return False
    return _kind(words)[1] == BY_HEAD


def with_what_of(text: str, name: InterventionName, end: int) -> InterventionName:
    """A name that only its place tells, with what it is of, which may tell its type: "insertion of a pacemaker"."""
    tail = _PATTERNS["of_what"].match(text, name.span.end, end) if name.strength == BY_PLACE else None
    if tail is None:
        return name
    kind, strength = _kind(tail[0])
    by_what = strength == BY_HEAD and _PATTERNS["action"].search(text, *name.span) is not None
    return InterventionName(
        kind if strength == BY_HEAD else name.kind, Span(name.span.start, tail.end()), BY_HEAD if by_what else BY_PLACE
    )


def widened(text: str, sentence: Span, head: Span) -> Span:
    """A head with the words of its phrase that tell its kind: "bone marrow transplantation", "immunosuppressive drugs".

    >>> text = "It needs a bone marrow transplantation of donor cells."
    >>> span = widened(text, Span(0, len(text)), Span(23, 38))
    >>> text[span.start : span.end]
    'bone marrow transplantation of donor cells'
    """
    before = _PATTERNS["kinds_before"].search(text[sentence.start : head.start])
    start = sentence.start + before.start() if before else head.start
    organs = _PATTERNS["organs_before"].search(text, start, head.start)
    if organs and not _PATTERNS["on_organ"].search(text, *head):
        start = organs.start("own")
    for name in ("head_behind", "kept_tail"):
        behind = _PATTERNS[name].match(text, head.end, sentence.end)
        head = Span(start, behind.end() if behind else head.end)
    return head


def _kind(words: str) -> tuple[str, int]:
    """The type of a name by its head, and how sure it is."""
    plain = _PATTERNS["rich_in"].sub("", " ".join(words.casefold().split()))
    for kind, pattern in _heads():
        if pattern.search(plain):
            return kind, BY_HEAD
    if (given := _PATTERNS["by_substance"].sub("", plain)) != plain:
        return _kind(given)  # "cholic acid treatment"
    for kind, pattern in _certain():
        if any(match.end() == len(plain) for match in pattern.finditer(plain)):
            return kind, BY_HEAD
    last = " ".join(plain.split()[-2 if plain.endswith("ic acid") else -1 :])
    strong, weak = _endings()
    if strong.search(plain):
        return _DRUG, BY_HEAD
    if len(last) >= _SHORTEST_DRUG and weak.fullmatch(last) and last not in _ordinary():
        return _DRUG, BY_ENDING
    return _GENERAL, BY_PLACE


def certain_at(text: str, start: int, end: int) -> Iterator[tuple[str, Span]]:
    """The words between two offsets that by themselves tell a treatment, in order, each with its type."""
    found = [(kind, Span(*m.span())) for kind, pattern in _certain() for m in pattern.finditer(text, start, end)]
    found += [
        (_DRUG, Span(*m.span()))
        for m in _PATTERNS["long_word"].finditer(text, start, end)
        if is_medicine(m[0]) and not _PATTERNS["of_many_uses"].search(m[0])
    ]
    last = start
    for kind, span in sorted(found, key=lambda pair: (pair[1].start, -pair[1].end)):
        if span.start >= last:
            yield kind, span
            last = span.end


@cache
def _certain() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = pattern_rows("extractors/shared", "certain_care.tsv")
    return tuple((row.cells["type"], re.compile(rf"(?<![\w-])(?:{row.pattern})(?!\w)", re.IGNORECASE)) for row in rows)


@cache
def _heads() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = pattern_rows("extractors/shared", "intervention_heads.tsv")
    return tuple((row.cells["type"], re.compile(rf"(?:^|[\s-])(?:{row.pattern})$")) for row in rows)


@cache
def _endings() -> tuple[re.Pattern[str], re.Pattern[str]]:
    rows = package_table("extractors/shared", "drug_stems.tsv")
    strong, weak = ("|".join(r["ending"] for r in rows if r["strength"] == s) for s in ("strong", "weak"))
    return re.compile(rf"(?:^|[\s-])\w*(?:{strong})$"), re.compile(rf"[\w ]+(?:{weak})")


@cache
def _ordinary() -> frozenset[str]:
    rows = package_table("extractors/shared", "ordinary_endings.tsv")
    return frozenset(word for row in rows for word in row["words"].split("|"))
