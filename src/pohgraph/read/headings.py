"""Headings of any text, told by their form: marks, an underline, capitals, a number, or a short line that stands alone."""

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.language.lines import Line, indent_of, item_text
from pohgraph.model import Span
from pohgraph.read.heading_signs import LONGEST, PLAIN, Signs
from pohgraph.read.lexical import find_section_name, heading_before, heading_role
from pohgraph.read.wrapping import NARROWEST, is_unfinished

RUN_IN, LIST = 7, 9  # levels of headings that stand within a paragraph or over a list
_CAPITALS, _LESSER = 2, 6
_LONGEST_UNKNOWN = 70
_MOST_WORDS = 9
_PROSE = 50  # code points: a line as long as this under another is text, not one more entry of a list
_STOPS = ".!;,"

_UNDERLINE = compiled(r"(?P<mark>[=~*^_-])(?P=mark){2,}")
_NO_HEADING = compiled(
    r"[|{<>\[]|\S(?:[ ]{2,}|\t)\S|\S[:=] |(?:table|fig(?:ure|\.)|box)\s+\d|https?:|www\.|\S@\S", re.IGNORECASE
)
# The beginning of a sentence that the list below it ends: "It does not cause:", "The disease can cause:".
_LEADS = compiled(
    r"\b(?:not|never|unlike|without)\b|n['\u2019]t\b|\b(?:it|they|this|disease|syndrome|disorder|condition|which|can|may|will|also) cause",
    re.IGNORECASE,
)
_FIELD = compiled(r"\S[:=] ")
_CODE = compiled(r"[A-Z0-9-]*\d[A-Z0-9-]*|[A-Z]{1,5}")


class Heading(NamedTuple):
    """A heading: `span` is all that is no prose of it, `words` what it says, `name` the section that it opens, if known.

    A section of lower `level` lies around it. `marked` is one whose level is certain. It ends at `ends` at the latest.
    """

    span: Span
    words: Span
    level: int
    name: str | None
    marked: bool = False
    ends: int | None = None


def find_headings(text: str, lines: Sequence[Line]) -> tuple[Heading, ...]:
    """The lines that are headings, in order; the first line may be one."""
    signs = tuple(Signs.of(text, line.span) for line in lines)
    by_marks = sum(sign.style in {"markdown", "wiki"} for sign in signs) > 1
    found: list[Heading] = []
    for place in range(len(lines)):
        heading = _heading(_Place(text, lines, signs, place, by_marks, found[-1] if found else None))
        if heading:
            found.append(heading)
    return tuple(_beside(text, heading, after) for heading, after in zip_longest(found, found[1:]))


def _beside(text: str, heading: Heading, after: Heading | None) -> Heading:
    """A heading that the next one explains: "History" before "Physical examination" is the patient's."""
    if after is None or heading.name is None:
        return heading
    return heading._replace(name=heading_before(text[slice(*heading.words)], text[slice(*after.words)]) or heading.name)


def is_rule(text: str, line: Span) -> bool:
    """Whether a line is a rule or an underline."""
    return _UNDERLINE.fullmatch(text, *line) is not None


class _Place(NamedTuple):
    """A line among its neighbours."""

    text: str
    lines: Sequence[Line]
    signs: Sequence[Signs]
    place: int
    by_marks: bool
    last: Heading | None

    @property
    def line(self) -> Span:
        return self.lines[self.place].span

    @property
    def sign(self) -> Signs:
        return self.signs[self.place]

    @property
    def after_blank(self) -> bool:
        return self.place == 0 or self.lines[self.place].after_blank

    def neighbour(self, step: int) -> Span | None:
        place = self.place + step
        return self.lines[place].span if 0 <= place < len(self.lines) else None

    @property
    def underlined(self) -> Span | None:
        """The underline, where the next line is one."""
        below = self.neighbour(1)
        if below is None or self.lines[self.place + 1].after_blank or self.line.end - self.line.start > LONGEST:
            return None
        item = item_text(self.text, self.line) if self.sign.style == "item" else None
        if item and find_section_name(self.text[slice(*item)]) is None:
            return None  # a rule below a list
        field = _FIELD.search(self.text, *self.line)
        return below if field is None and is_rule(self.text, below) else None

    @property
    def under_heading(self) -> bool:
        above = self.neighbour(-1)
        return above is not None and self.last is not None and self.last.span.end == above.end

    @property
    def is_joined(self) -> bool:
        """Whether the next line follows without a blank one."""
        return self.place + 1 < len(self.lines) and not self.lines[self.place + 1].after_blank

    @property
    def goes_on(self) -> bool:
        """Whether a line begins small right below one that has no stop."""
        above = self.neighbour(-1)
        if above is None or self.after_blank or self.under_heading:
            return False
        return self.text[self.line.start].islower() and self.text[above.end - 1] not in ".?!:;"

    @property
    def opens(self) -> bool:
        """Whether a line may begin something new here: the one above is no unfinished sentence and no list of words."""
        above = self.neighbour(-1)
        if above is None:
            return True
        if self.under_heading:
            return self.after_blank
        entry = self.signs[self.place - 1].style == "item" or _FIELD.search(self.text, *above) is not None
        if not self.after_blank and not self.is_joined:
            return False  # it clings to what stands above it
        if self.text[above.end - 1] in ".!?:" or entry:
            return True
        alone = self.place == 1 or self.lines[self.place - 1].after_blank
        return self.after_blank and (not alone or above.end - above.start >= _PROSE)

    @property
    def leads(self) -> bool:
        """Whether text follows, or a list with bullets."""
        below = self.neighbour(1)
        if below is None:
            return False
        prose = below.end - below.start >= _PROSE or self.text[below.end - 1] in ".?!:"
        return prose or bool(self.signs[self.place + 1].style) or self.holds_groups

    @property
    def holds_groups(self) -> bool:
        """Whether a line in capitals stands right over another short line, and that one right over a list: "NEUROLOGIC"."""
        over = self.text[slice(*self.line)].isupper() and self.is_joined and not self.signs[self.place + 1].style
        return over and self._replace(place=self.place + 1).names_group

    @property
    def names_group(self) -> bool:
        """Whether a short line without a stop stands right below another and right over a list: "Face", below "HEAD"."""
        words = self.text[slice(*self.line)]
        short = len(words) <= _LONGEST_UNKNOWN and words[0].isupper() and words[-1] not in f"{_STOPS}:"
        return short and not self.after_blank and self.is_joined and self.signs[self.place + 1].style == "item"


def _heading(at: _Place) -> Heading | None:
    text, line, sign = at.text, at.line, at.sign
    if under := at.underlined:
        level = 1 if text[under.start] == "=" else _CAPITALS
        return _made(
            at, line.cover(under), (sign.style == "item" and item_text(text, line)) or sign.words, level, marked=True
        )
    if sign.style in {"markdown", "wiki", "bold", "brackets"}:
        level = max(sign.level, _LESSER) if at.by_marks and sign.style in {"bold", "brackets"} else sign.level
        return _made(at, line, sign.words, level, marked=sign.style in {"markdown", "wiki"})
    if line.end - line.start > LONGEST:
        return None
    if sign.style == "item":
        return _over_inner_list(at)
    if sign.style == "numbered":
        return _numbered(at)
    return _unmarked(at)


def _made(at: _Place, span: Span, words: Span, level: int, *, marked: bool = False) -> Heading:
    return Heading(span, words, level, heading_role(at.text[slice(*words)]), marked)


def _numbered(at: _Place) -> Heading | None:
    """A number and a name: a heading where it is a known one, all capitals, or alone over a text; else an item."""
    words = at.text[slice(*at.sign.words)]
    alone = at.after_blank and not _is_counted(at) and at.leads and words[-1] not in _STOPS
    if find_section_name(words) or (words.isupper() and at.opens) or (alone and len(words) <= _LONGEST_UNKNOWN):
        return _made(at, at.line, at.sign.words, at.sign.level, marked=True)
    return None


def _is_counted(at: _Place) -> bool:
    """Whether a number is one of a list's: an item of the same depth stands next to it."""
    return any(
        0 <= place < len(at.signs)
        and at.signs[place].style == "numbered"
        and at.signs[place].level == at.sign.level
        and not (place < at.place and at.under_heading)
        for place in (at.place - 1, at.place + 1)
    )


def _unmarked(at: _Place) -> Heading | None:
    words = at.text[slice(*at.line)]
    level = _LESSER if at.by_marks else _CAPITALS if words.isupper() else PLAIN
    if words.endswith(":"):
        return _over_list(at, level)
    if words.endswith(".") and at.is_joined and not at.goes_on and find_section_name(words[:-1]):
        return _made(at, at.line, Span(at.line.start, at.line.end - 1), RUN_IN)
    if _FIELD.search(words) or words[-1] in _STOPS:
        return None
    if find_section_name(words):
        return (
            _made(at, at.line, at.line, level) if at.after_blank or at.under_heading or at.opens or at.leads else None
        )
    if at.by_marks or not _stands_alone(at, words):
        return None
    return _made(at, at.line, at.line, level)


def _stands_alone(at: _Place, words: str) -> bool:
    """Whether a short line is a heading by where it stands and how it is written."""
    short = len(words) <= _LONGEST_UNKNOWN and len(words.split()) <= _MOST_WORDS
    if (
        not short
        or words[-1] in _STOPS
        or not words[0].isupper()
        or _NO_HEADING.search(words)
        or (_CODE.fullmatch(words) and not at.holds_groups)
    ):
        return False
    below = at.neighbour(1)
    if below and at.is_joined:
        long, small = len(words) >= NARROWEST, at.text[below.start].islower()
        if (long and small) or (is_unfinished(at.text, at.line) and (long or small)):
            return False  # a sentence begins here
    inner = at.under_heading and at.names_group and at.last is not None and at.text[slice(*at.last.words)].isupper()
    return (at.opens or inner) and (
        at.leads or (at.after_blank and at.neighbour(1) is not None and heading_role(words) is not None)
    )


def _over_list(at: _Place, level: int) -> Heading | None:
    """A known heading with a colon: "signs:"; where a list follows, it ends with the list."""
    words = Span(at.line.start, at.line.end - 1)
    said = at.text[slice(*words)]
    listed = at.place + 1 < len(at.lines) and at.signs[at.place + 1].style in {"item", "numbered"}
    sentence = _LEADS.search(said) or at.goes_on
    name = find_section_name(said) or (heading_role(said) if listed and not sentence else None)
    if name is None:
        return None
    if not listed:
        return Heading(at.line, words, level, name)
    end = at.place + 1
    while end + 1 < len(at.lines) and (
        at.signs[end + 1].style in {"item", "numbered"} or _is_continued(at.text, at.lines, end + 1)
    ):
        end += 1
    return Heading(at.line, words, LIST, name, ends=at.lines[end].span.end)


def _over_inner_list(at: _Place) -> Heading | None:
    """An item that is a known heading, with items below that are set in: "- Treatment"."""
    text, place = at.text, at.place + 1
    item = item_text(text, at.line)
    indent = indent_of(text, at.line)
    if item is None or place == len(at.lines) or indent_of(text, at.lines[place].span) <= indent:
        return None
    words = Span(item.start, item.end - (text[item.end - 1] == ":"))
    name = find_section_name(text[slice(*words)])
    if name is None:
        return None
    while place + 1 < len(at.lines) and indent_of(text, at.lines[place + 1].span) > indent:
        place += 1
    return Heading(at.line, words, LIST + indent, name, ends=at.lines[place].span.end)


def _is_continued(text: str, lines: Sequence[Line], place: int) -> bool:
    """Whether a line goes on with the list item above it: no blank line between, and it is set in or begins small."""
    line = lines[place]
    start = line.span.start
    return not line.after_blank and (text[start].islower() and text[start - 1] in " \t")
