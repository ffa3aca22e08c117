"""Where a field begins: a label, known or not, and its value, on a line of its own or behind another one."""

import re
from functools import cache
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.language.lines import item_text, trimmed
from pohgraph.language.statuses import status_at
from pohgraph.language.verbs import verb_classes
from pohgraph.model import Span
from pohgraph.tables import package_table

_LABELLED = compiled(
    r"(?P<open>(?:\*\*|__|'''|''|\*|_|\|[ \t]*)?)(?P<label>[A-Za-z][^:=\t\r\n|*]{0,58}?)"
    r"(?P<shut>(?:\*\*|__|'''|''|\*|_)?)[ \t]*(?P<sep>:|\uff1a|\t|=|\|)(?!//)(?:\*\*|__|'''|''|\*|_)?[ \t]*"
)
_OF_BOX = frozenset("=|")  # behind the label of a box of a wiki, and of a row of such a box in Markdown
_TAGGED = compiled(r"(?P<label>[A-Z]{2,6})[ ]{2,}(?=\S)(?!.*\S[ ]{2,}\S)")  # of one value: more are a row of a table
_NEXT_PIECE = compiled(r"(?:(?<![ \t])(?:[ \t]{2,}+|\t)|\s\|\s)(?=[A-Za-z][^:|\t]{0,40}:\s?\S)")
_DASHED = compiled(r"(?P<label>[^:\r\n]{2,70}?)\s(?:-|\u2013|\u2014)\s(?=\S)")
_BRACKETED = compiled(r"(?P<label>[^:()\r\n]{2,70}?)\s\((?P<often>[^()\r\n]{2,40})\)")
_SENTENCES = compiled(r"[.!?]\)?\s+[A-Z]")
_REMARK = compiled(r"[,;]\s(?:but|though|although|however|can|may|or)\b|[:(]")
LONGEST_VALUE = 300  # code points; what is longer is running text
_WORDS_OF_SENTENCE = 6
_FINDING_WORDS = 9
_SAYING = ("state", "possession", "auxiliary", "chance", "future", "duty")  # kinds of verbs.tsv
_LONGEST_DASHED = 60  # code points of a line that is no item


class Label(NamedTuple):
    """A row of `fields.tsv`: the section, how the values are set apart, and what values it may have."""

    section: str
    values: str
    running: bool
    below: bool


class Opening(NamedTuple):
    """A line, or a piece of one, that begins as a field does; `known` is None for a label that no table knows."""

    span: Span
    label: Span
    value: Span
    known: Label | None


def openings_of(text: str, line: Span) -> list[Opening]:
    """The field that a line begins with, and those behind it on the same line."""
    if (tag := _TAGGED.match(text, *line)) and (known := known_label(tag["label"])):
        return [_opening(text, Span(*tag.span("label")), Span(tag.end(), line.end), known)]
    body = item_text(text, line) or line
    found: list[Opening] = []
    starts = [body.start, *(match.end() for match in _NEXT_PIECE.finditer(text, *body))]
    for place, start in enumerate(starts):
        end = starts[place + 1] if place + 1 < len(starts) else body.end
        match = _LABELLED.match(text, start, end)
        if match is None or not (_is_boxed_alike(match) or _is_row_of_codes(match)):
            if found:
                break
            return _set_apart(text, line, body)
        label = trimmed(text, Span(*match.span("label")))
        known = known_label(text[slice(*label)])
        if match["sep"] == "\t" and known is None:
            return []
        if found and (known is None or match["sep"] == "\t"):
            continue  # a colon within the value
        found.append(_opening(text, label, Span(match.end(), end), known))
    # What stands between two fields belongs to the first; one that is alone has the whole line.
    ends = [after.label.start for after in found[1:]] or [body.end]
    for place, end in enumerate(ends[: len(found)]):
        piece = found[place]
        found[place] = _opening(text, piece.label, Span(piece.value.start, end), piece.known)
    return found


def _is_boxed_alike(match: re.Match[str]) -> bool:
    return (match["sep"] in _OF_BOX) == match["open"].startswith("|")


def _is_row_of_codes(match: re.Match[str]) -> bool:
    """Whether a row without a bar at its beginning gives a code: "MeSH | D003966 |"."""
    known = known_label(match["label"]) if match["sep"] == "|" else None
    return known is not None and known.values == "codes"


def _opening(text: str, label: Span, behind: Span, known: Label | None) -> Opening:
    value = unmarked_end(text, behind)
    return Opening(Span(label.start, value.end), label, value, known)


def unmarked_end(text: str, span: Span) -> Span:
    """A value without white space, bars and marks of bold type at its ends."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip(" \t"))
    return Span(start, max(start, span.start + len(words.rstrip(" \t\r\n|*_'"))))


def _set_apart(text: str, line: Span, body: Span) -> list[Opening]:
    """An item or a short line that sets its status apart by a dash, or how often it is seen in brackets: "- nystagmus -- absent", "- ptosis (rare)"."""
    if body != line and (match := _BRACKETED.fullmatch(text, *body)):
        often = Span(*match.span("often"))
        told = status_at(text, often)
        return (
            [Opening(body, trimmed(text, Span(*match.span("label"))), often, None)]
            if told and told.state == "frequency"
            else []
        )
    match = _DASHED.match(text, *body)
    if (
        match is None
        or (body == line and line.end - line.start > _LONGEST_DASHED)
        or status_at(text, Span(match.end(), body.end)) is None
    ):
        return []
    label = trimmed(text, Span(*match.span("label")))
    return [Opening(body, label, Span(match.end(), body.end), None)]


def status_of(text: str, opened: Opening) -> tuple[Span, Span] | None:
    """The label and value of a line that gives a finding its status; None for any other."""
    words = text[slice(*opened.label)].split()
    if len(words) > _FINDING_WORDS or status_at(text, opened.value) is None or runs_on(text, opened.value):
        return None
    return opened.label, opened.value


def runs_on(text: str, value: Span) -> bool:
    """Whether a value is running text: more than one sentence, or a whole one."""
    words = text[value.start : value.end]
    if len(words) > LONGEST_VALUE or _SENTENCES.search(words):
        return True
    return words.rstrip().endswith((".", "!", "?")) and len(words.split()) >= _WORDS_OF_SENTENCE


def is_sentence(text: str, value: Span) -> bool:
    """Whether a value is a sentence, however short: it ends as one, and its first words have a verb that says something of a thing.

    "Infancy, but can be later." is a value with a remark behind it.
    """
    words = text[slice(*value)].rstrip()
    return words.endswith((".", "!", "?")) and not _said_by().isdisjoint(_REMARK.split(words, 1)[0].lower().split())


@cache
def _said_by() -> frozenset[str]:
    """Finite forms that are never participles too, as "reported" is."""
    verbs = verb_classes()
    return frozenset(form for kind in _SAYING for form in verbs[kind])


def is_label(words: str) -> bool:
    """Whether a field may be printed under these words.

    >>> is_label("Age of onset"), is_label("Ataxia")
    (True, False)
    """
    return known_label(words) is not None


def known_label(label: str) -> Label | None:
    """What is known of a label; None for one that no table knows."""
    words = " ".join(label.split())
    if not words or not _any_label().fullmatch(words):
        return None
    return next((known for pattern, known in _labels() if pattern.fullmatch(words)), None)


@cache
def _labels() -> tuple[tuple[re.Pattern[str], Label], ...]:
    return tuple(
        (
            re.compile(row["label"], re.IGNORECASE),
            Label(row["section"], row["values"], row["running"] == "yes", row["below"] == "yes"),
        )
        for row in package_table("read", "fields.tsv")
    )


@cache
def _any_label() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row['label']})" for row in package_table("read", "fields.tsv")), re.IGNORECASE)
