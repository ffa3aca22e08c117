"""What is done for patients, as phrases: the names that stand where a sentence or an item of a list says that something is given.

There is no list of medicines. A name counts by its head ("diet", "-ectomy"), by the ending of a medicine's name, or by its place alone
where the words leave no doubt: "X is given", "treated with X", an item in a section on treatment.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns, pattern_rows
from pohgraph.model import Span
from pohgraph.tables import package_table

_PATTERNS = Patterns("extractors/shared", "interventions_patterns.tsv")
_BY_PLACE, _BY_ENDING, _BY_HEAD = (
    0,
    1,
    2,
)  # how surely a name is told: by where it stands, by a weak ending, by its head or a stem
_LONGEST = 6  # words of a name
_LONGEST_ITEM = 14  # words of an item of a list that is no sentence
_GENERAL, _DRUG = "supportive_care", "drug_therapy"
_SHORTEST_DRUG = 6  # letters of a name that is told by a weak ending
# Each frame, whether names stand before it, and how surely they must be names in a section on treatment and elsewhere; None: not read.
_FRAMES: tuple[tuple[str, bool, int, int | None], ...] = (
    ("chosen_behind", True, _BY_PLACE, _BY_HEAD),
    ("works_behind", True, _BY_ENDING, None),
    ("treated_before", False, _BY_PLACE, _BY_ENDING),
    ("patients_before", False, _BY_PLACE, None),
)


class Intervention(NamedTuple):
    """A phrase that names what is done, and the project's type of it."""

    kind: str
    span: Span


class _Name(NamedTuple):
    """A phrase, its type, and how surely it names something that is done."""

    kind: str
    span: Span
    strength: int


def interventions(page: Page, sentence: Span, *, in_treatment: bool) -> list[Intervention]:
    """What a sentence names as done for patients, in order; outside a section on treatment only what is surely a name of it."""
    text = page.doc.text
    if any(page.prose.search(_PATTERNS, name, sentence) for name in ("on_trial", "side_effects", "past_harm")):
        return []
    found: dict[Span, _Name] = {}
    for name, least in _named(page, sentence, in_treatment=in_treatment):
        if name.strength >= least and not _is_no_intervention(page, name) and not _is_denied(text, sentence, name):
            found.setdefault(name.span, name)
    kept: list[_Name] = []
    for name in sorted(found.values(), key=lambda n: (n.span.start - n.span.end, n.span.start)):
        if not any(name.span.overlaps(other.span) for other in kept):
            kept.append(name)
    return [Intervention(name.kind, name.span) for name in sorted(kept, key=lambda n: n.span)]


def type_of(text: str, value: Span) -> str:
    """The type of what a value names as done, by its head or as a medicine; "" where neither tells.

    >>> type_of("cochlear implants", Span(0, 17)), type_of("aftercare plan", Span(0, 14))
    ('assistive_device', '')
    """
    name = _name_at(text, value)
    return name.kind if name and name.strength else ""


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


def choices(page: Page, sentence: Span) -> list[Span]:
    """The words of a sentence that say that something is done, or may be: "may be added"."""
    return [Span(*match.span()) for match in page.prose.finditer(_PATTERNS, "chosen_behind", sentence)]


def _named(page: Page, sentence: Span, *, in_treatment: bool) -> Iterator[tuple[_Name, int]]:
    """Each name in a place that says that it is done, with the strength that the place asks for."""
    text = page.doc.text
    for frame, is_before, within, elsewhere in _FRAMES:
        least = within if in_treatment else elsewhere
        if least is None:
            continue
        for match in page.prose.finditer(_PATTERNS, frame, sentence):
            names = _before(text, sentence, match.start()) if is_before else _behind(text, match.end(), sentence.end)
            for name in names:
                yield name, least
    value = _value(page, sentence)
    if value:
        yield from ((name, _BY_ENDING) for name in _items(text, value))
    elif in_treatment and _is_item(page, sentence):
        yield from ((name, _BY_PLACE) for name in _behind(text, *sentence))


def _value(page: Page, sentence: Span) -> Span | None:
    """What stands behind a label for treatment: in its sentence, or right before it as the heading of its section."""
    text = page.doc.text
    if label := _PATTERNS["label_before"].search(text, *sentence):
        return Span(label.end(), sentence.end)
    section = page.doc.section_at(sentence.start)
    if section is None or section.heading is None or section.name != "treatment":
        return None
    return sentence if text[section.heading.end : sentence.start].strip(" *_'") == ":" else None


def _before(text: str, sentence: Span, verb: int) -> Iterator[_Name]:
    """The names that are the subject of a verb: the last before it, and those of its list where "and" stands before the last."""
    start = sentence.start
    for match in _PATTERNS["clause_start"].finditer(text, sentence.start, verb):
        start = match.end()
    pieces = [p for p in _pieces(text, start, verb) if text[slice(*p)].strip(" ,") and not _is_insertion(text, p)]
    for place, piece in enumerate(reversed(pieces)):
        name = _name_at(text, piece)
        if name is None or _PATTERNS["adjunct"].match(text, *piece) or _PATTERNS["finite_verb"].search(text, *piece):
            return
        yield name
        if place == 0 and not _PATTERNS["joined"].search(text, start, piece.start):
            return


def _is_insertion(text: str, piece: Span) -> bool:
    """Whether a piece between commas only says how much, or when: "750 mg daily"."""
    return _PATTERNS["insertion"].match(text, *piece) is not None


def _behind(text: str, start: int, end: int) -> Iterator[_Name]:
    """The list of names that begins at an offset; it ends with the first piece that is none."""
    stop = _PATTERNS["sentence_end"].search(text, start, end)
    for place, piece in enumerate(_pieces(text, start, stop.start() if stop else end)):
        name = None if _PATTERNS["adjunct"].match(text, *piece) else _name_at(text, piece)
        if name is None or (place == 0 and _PATTERNS["no_intervention"].search(text, *name.span)):
            return
        yield name


def _items(text: str, value: Span) -> Iterator[_Name]:
    """The names in the value of a label: each part of it begins with some."""
    start = value.start
    for part in [*_PATTERNS["parts"].finditer(text, *value), None]:
        end = part.start() if part else value.end
        yield from _behind(text, start, end)
        start = part.end() if part else end


def _pieces(text: str, start: int, end: int) -> list[Span]:
    """What stands between commas and conjunctions."""
    found: list[Span] = []
    for match in [*_PATTERNS["item"].finditer(text, start, end), None]:
        stop = match.start() if match else end
        found.append(Span(start, max(start, stop)))
        start = match.end() if match else stop
    return found


def _name_at(text: str, piece: Span) -> _Name | None:
    """The name that a piece begins with, behind an article and what measures it out."""
    start, end = piece
    for pattern in (_PATTERNS[name] for name in ("marks", "article", "measure", "article")):
        match = pattern.match(text, start, end)
        start = match.end() if match else start
    place, words = start, 0
    while words < _LONGEST:
        gap = _PATTERNS["name_gap"].match(text, place, end) if words else None
        at = gap.end() if gap else place
        if words and not gap:
            break
        word = _PATTERNS["name_word"].match(text, at, end)
        if word is None:
            break
        place, words = word.end(), words + 1
    if not words:
        return None
    if words == 1 and text[start:place].endswith("ing") and _kind(text[start:place])[1] == _BY_PLACE:
        return None  # what is done to something: "keeping the airway open"
    tail = _PATTERNS["kept_tail"].match(text, place, end)
    named = Span(start, place)
    kind, strength = _kind(text[slice(*named)])
    return _Name(kind, Span(start, tail.end()) if tail else named, strength)


def _kind(words: str) -> tuple[str, int]:
    """The type of a name by its head, and how sure it is."""
    plain = " ".join(words.casefold().split())
    for kind, pattern in _heads():
        if pattern.search(plain):
            return kind, _BY_HEAD
    last = plain.rsplit(" ", 1)[-1]
    strong, weak = _endings()
    if strong.search(plain):
        return _DRUG, _BY_HEAD
    if len(last) >= _SHORTEST_DRUG and weak.fullmatch(last) and last not in _ordinary():
        return _DRUG, _BY_ENDING
    return _GENERAL, _BY_PLACE


def _is_no_intervention(page: Page, name: _Name) -> bool:
    """Whether a phrase names people, a test, a finding, a disease, or treatment in general."""
    if _PATTERNS["no_intervention"].search(page.doc.text, *name.span):
        return True
    if name.strength == _BY_HEAD:
        return False  # "eye drops" are no drooping eyelid
    kinds = ("phenotype", "disease", "gene")
    return any(m.span.end == name.span.end for kind in kinds for m in page.mentions_in(kind, name.span))


def _is_denied(text: str, sentence: Span, name: _Name) -> bool:
    """Whether a clause denies or warns of what it names, or says what harm it does."""
    start = sentence.start
    for match in _PATTERNS["clause_start"].finditer(text, sentence.start, name.span.start):
        start = match.end()
    return (
        _PATTERNS["denied"].search(text, start, name.span.end) is not None
        or _PATTERNS["denied_behind"].match(text, name.span.end, sentence.end) is not None
        or _PATTERNS["harm"].match(text, name.span.end, sentence.end) is not None
    )


def _is_item(page: Page, sentence: Span) -> bool:
    """Whether a sentence is an item of a list: it stands on its own line, is short, and has no finite verb of its own."""
    text = page.doc.text
    before = text[: sentence.start].rstrip(" \t*-\u2022\u00b7")
    if before and before[-1] != "\n":
        return False
    words = text[slice(*sentence)]
    if len(words.split()) > _LONGEST_ITEM or words.rstrip().endswith((":", "?")):
        return False
    return text[sentence.start - 1 : sentence.start] != "\n" or _PATTERNS["bullet"].match(text, *sentence) is not None


@cache
def _heads() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = pattern_rows("extractors/shared", "intervention_heads.tsv")
    return tuple((row.cells["type"], re.compile(rf"(?:^|[\s-])(?:{row.pattern})$")) for row in rows)


@cache
def _endings() -> tuple[re.Pattern[str], re.Pattern[str]]:
    rows = package_table("extractors/shared", "drug_stems.tsv")
    strong, weak = ("|".join(r["ending"] for r in rows if r["strength"] == s) for s in ("strong", "weak"))
    return re.compile(rf"(?:^|[\s-])\w*(?:{strong})$"), re.compile(rf"\w+(?:{weak})")


@cache
def _ordinary() -> frozenset[str]:
    rows = package_table("extractors/shared", "ordinary_endings.tsv")
    return frozenset(word for row in rows for word in row["words"].split("|"))
