"""Lists of treatments: which names stand before the verb that says they are given, behind the words that say so, or in the parts of a value."""

from collections.abc import Iterator

from pohgraph.extractors.shared.intervention_names import (
    BY_ENDING,
    BY_PLACE,
    InterventionName,
    is_whole_name,
    name_at,
    names_substance,
)
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "intervention_lists_patterns.tsv")


def names_before(text: str, sentence: Span, verb: int) -> Iterator[InterventionName]:
    """The names that are the subject of a verb: the last before it, and those of its list where "and" stands before the last."""
    start = clause_begin(text, sentence, verb)
    verb = aside.start() if (aside := _PATTERNS["aside"].search(text, start, verb)) else verb
    if _PATTERNS["of_patients"].match(text, start, verb):
        return
    if apposition := _PATTERNS["apposition"].fullmatch(text, start, verb):
        name = name_at(text, Span(*apposition.span("name")))
        if name is not None:
            yield name
        return
    pieces = [p for p in _pieces(text, start, verb) if text[slice(*p)].strip(" ,") and not _is_insertion(text, p)]
    for place, piece in enumerate(reversed(pieces)):
        name = name_at(text, piece)
        if name is None or _PATTERNS["adjunct"].match(text, *piece) or _PATTERNS["finite_verb"].search(text, *piece):
            return
        if _is_acted_on(text, start, name) or _is_governed(text, pieces[: len(pieces) - place], name):
            continue
        yield name
        if place == 0 and not _PATTERNS["joined"].search(text, start, piece.start):
            return


def names_behind(text: str, start: int, end: int) -> Iterator[InterventionName]:
    """The list of names that begins at an offset; it ends with the first piece that is none.

    Behind an aim, its place tells no name; behind care in general nothing but a sure name is one.
    """
    stop = _PATTERNS["sentence_end"].search(text, start, end)
    aimed = is_vague = False
    for place, piece in enumerate(_pieces(text, start, stop.start() if stop else end)):
        name = None if _PATTERNS["adjunct"].match(text, *piece) else name_at(text, piece)
        if name is None:
            return
        is_vague = is_vague or (place == 0 and is_no_care(text, name.span))
        if _PATTERNS["needing"].match(text, *name.span):
            return  # "they need exams and sometimes need surgery": a verb goes on
        if place and name.strength == BY_PLACE and _PATTERNS["goes_on"].match(text, name.span.end, piece.end):
            return  # "with grafts, and the ears are rebuilt": another clause
        has_aim = _PATTERNS["for_what"].match(text, name.span.end, piece.end) is not None
        if name.strength > (BY_ENDING if is_vague else BY_PLACE if aimed and not has_aim else BY_PLACE - 1):
            yield name
        aimed = aimed or has_aim or _PATTERNS["aim"].search(text, name.span.end, piece.end) is not None


def names_in_parts(text: str, value: Span) -> Iterator[InterventionName]:
    """The names in the value of a label: each part of it begins with some."""
    start = value.start
    for part in [*_PATTERNS["parts"].finditer(text, *value), None]:
        end = part.start() if part else value.end
        yield from names_behind(text, start, end)
        start = part.end() if part else end


def clause_begin(text: str, sentence: Span, end: int) -> int:
    """Where the last clause begins that starts before an offset of a sentence."""
    start = sentence.start
    for match in _PATTERNS["clause_start"].finditer(text, sentence.start, end):
        start = match.end()
    return start


def is_no_care(text: str, named: Span) -> bool:
    """Whether a phrase names care in general, or nothing that is done: its head says so, and no word before tells a kind."""
    if _PATTERNS["acted_on"].fullmatch(text, *named):
        return True
    if _PATTERNS["no_intervention"].search(text, *named) is None:
        return False
    if _PATTERNS["no_name"].search(text[slice(*named)]):
        return True
    if names_substance(text, named):
        return False  # "cholic acid treatment"
    return not (tells_kind_of_care(text, named) or is_whole_name(text, named))


def tells_kind_of_care(text: str, words: Span) -> bool:
    """Whether words name a kind of care, not care in general: "behavioral therapies"."""
    return _PATTERNS["named_care"].search(text, *words) is not None


def _is_acted_on(text: str, start: int, name: InterventionName) -> bool:
    """Whether the words before a name say that it is kept away, or that it is what something is used for."""
    if _PATTERNS["governed"].search(text[start : name.span.start]):
        return True
    return name.strength == BY_PLACE and _PATTERNS["purpose"].search(text, start, name.span.start) is not None


def _is_governed(text: str, pieces: list[Span], name: InterventionName) -> bool:
    """Whether the last of some pieces goes on with what the one before is of: "support from family and friends"."""
    if name.strength != BY_PLACE or not pieces[1:]:
        return False
    before, last = pieces[-2:]
    bare = "," not in text[before.end : last.start] and ";" not in text[before.end : last.start]
    return bare and _PATTERNS["governing"].search(text, *before) is not None


def _is_insertion(text: str, piece: Span) -> bool:
    """Whether a piece between commas only says how much, or when: "750 mg daily"."""
    return _PATTERNS["insertion"].match(text, *piece) is not None


def _pieces(text: str, start: int, end: int) -> list[Span]:
    """What stands between commas and conjunctions."""
    found: list[Span] = []
    for match in [*_PATTERNS["item"].finditer(text, start, end), None]:
        stop = match.start() if match else end
        found.append(Span(start, max(start, stop)))
        start = match.end() if match else stop
    return found
