"""The name within a title: what is left of it without a label, a question's words, codes, abbreviations and the page's own part."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.language.abbreviating import is_made_of
from pohgraph.language.lines import trimmed
from pohgraph.model import Element, Span
from pohgraph.read.lexical import find_section_name

QUESTION = compiled(
    r"(?:q(?:uestion)?[ \t]*\d{0,2}[:.)][ \t]*)?(?:what (?:is \(are\)|is|are|causes)|all about|about|overview of|facts (?:about|on)|(?:information|fact ?sheet|leaflet) (?:on|about|for))"
    r"[ \t]+(?:an?[ \t]+|the[ \t]+)?(?P<words>[^?:]{3,90})\??",
    re.IGNORECASE,
)
_LABELLED = compiled(
    r"(?:[\w ]{0,30}\b(?:fact ?sheet|leaflet|information|summary|review|chapter \d+|guide)|topic|subject)[ \t]*(?::|[–—])[ \t]*(?P<words>\S.*)",  # noqa: RUF001
    re.IGNORECASE,
)
_TAIL = compiled(r"(?::|[ \t][–—|-][ \t])[ \t]*+(?P<tail>\S.*)")  # noqa: RUF001
_ABBREVIATED = compiled(r"\((?P<short>[A-Z][A-Za-z0-9/-]{0,9}[A-Z0-9](?: (?:[IVX]{1,4}|\d{1,2})[A-Z]?)?)\)\Z")
_WRITTEN_OUT = compiled(  # "VHL syndrome (Von Hippel-Lindau disease)"
    r"(?P<known>(?P<short>(?-i:[A-Z][A-Z0-9-]{1,9}))(?:[ \t]+(?:syndrome|disease|disorder))?)[ \t]*\((?P<name>[A-Za-z][^()]{4,80}[ -][^()]{2,60})\)",
    re.IGNORECASE,
)
_CODED = compiled(
    r"[(\[]?(?:ORPHA(?:NET|code)?|OMIM|MIM|MONDO|GARD|UMLS|MeSH|DOID|ICD-?1[01](?:-?CM)?|MedGen|NORD)[ \t]{0,2}[:#_ -]?[ \t]{0,2}"
    r"(?!\d{0,2}[ \t])[A-Z]?\d[\w.]{0,14}[)\]]?(?:[ \t]{1,3}|[ \t]*[:|–—-][ \t]*)(?=[^\W_])",  # noqa: RUF001
    re.IGNORECASE,
)
_SYMBOLS = compiled(r"(?P<symbols>(?:;[ \t]+[A-Z][A-Z0-9-]{1,11}){1,4})\Z")


class Title(NamedTuple):
    """Where a page's title stands: `line` is the place of its line, `words` what it says, `elements` what else it gives.

    `is_line`: the whole line is the title and no prose.
    """

    line: int
    words: Span
    elements: tuple[Element, ...] = ()
    is_line: bool = True


def named(text: str, place: int, span: Span) -> Title:
    """The name within a title: without the site's name, a question's words, and abbreviations, which are other names."""
    coded = _CODED.match(text, *span)  # "ORPHA:358 Gitelman syndrome": the code is read where codes are
    words = _inner(text, Span(coded.end(), span.end) if coded else span)
    elements: tuple[Element, ...] = ()
    if (symbols := _SYMBOLS.search(text, *words)) and symbols.start() > words.start:
        return Title(place, Span(words.start, symbols.start()), tuple(names_behind(text, Span(*symbols.span()))))
    full = _WRITTEN_OUT.fullmatch(text, *words)
    if full and is_made_of(full["short"], full["name"]):
        return Title(place, Span(*full.span("name")), (Element(kind="synonym", span=Span(*full.span("known"))),))
    if short := _ABBREVIATED.search(text[slice(*words)]):
        at = Span(words.start + short.start("short"), words.start + short.end("short"))
        name = trimmed(text, Span(words.start, words.start + short.start()))
        if name.start == name.end:  # "(POH)" on a line of its own: the abbreviation is the name
            return Title(place, at)
        words, elements = name, (Element(kind="synonym", span=at),)
    return Title(place, words, elements)


def _inner(text: str, span: Span) -> Span:
    for pattern in (_LABELLED, QUESTION):
        if match := pattern.fullmatch(text, *span):
            span = Span(*match.span("words"))
    for match in _TAIL.finditer(text, *span):
        tail = match["tail"].strip(" ?")
        told = re.split(r",|\band\b|&", tail)
        if any(find_section_name(word.strip()) for word in told):
            return trimmed(text, Span(span.start, match.start()))
    return trimmed(text, span)


def names_behind(text: str, span: Span) -> Iterator[Element]:
    """The names after the first in "NAME; ABBR"."""
    for match in re.finditer(r"[^;]+", text[slice(*span)]):
        found = trimmed(text, Span(span.start + match.start(), span.start + match.end()))
        if found.start < found.end:
            yield Element(kind="synonym", span=found)
