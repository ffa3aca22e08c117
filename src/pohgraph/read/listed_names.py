"""Names that stand one a line under a heading: "Synonyms", "Alternative titles; symbols"."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence

from pohgraph.compiled import compiled
from pohgraph.language.lines import Line, item_text
from pohgraph.model import Element, Section, Span
from pohgraph.read.field_openings import known_label
from pohgraph.read.field_values import names

_LONGEST = 120
_BETWEEN = compiled(r"[^\s;](?:[^;]*[^\s;])?")  # a line may hold several names, with semicolons between them
_STOPS = ".!?:"
_SHORT = compiled(r"[ \t]*\((?P<short>[A-Z][A-Za-z0-9/ -]{0,10}[A-Z0-9])\)\Z")  # "Acid maltase deficiency (AMD)"
_NOT_NAMES = compiled(r"subdivisions?|.*\bof\b.*\bforms?", re.IGNORECASE)
_ALSO = compiled(
    r"(?P<open>\()?(?:(?:also|formerly|previously|sometimes) (?:known|called|named|referred to)(?: as)?|a\.?k\.?a\.?) +"
    r"(?P<names>[^\s:(][^.:]*?[^\s.:,])(?(open)\))",
    re.IGNORECASE,
)
_NEAR = 2  # lines below the title that may give its other names


def names_below(text: str, lines: Sequence[Line]) -> dict[Span, list[Span]]:
    """Lines right below the title that give its other names, and the names: "(Also called X, Y)"."""
    found = {line: _ALSO.fullmatch(text, *line) for line, _ in lines[:_NEAR] if line.end - line.start <= 2 * _LONGEST}
    return {line: list(names(text, Span(*match.span("names")))) for line, match in found.items() if match}


def listed_names(
    text: str, sections: Sequence[Section], lines: Sequence[Line], apart: Container[Span]
) -> Iterator[Element]:
    """The lines of sections on names whose heading is a line of its own; a paragraph, a field, the label of something else or a code ends the list."""
    starts = [line.span.start for line in lines]
    for section in sections:
        heading = section.heading
        if section.name != "synonyms" or heading is None or _NOT_NAMES.fullmatch(text, *heading):
            continue
        place = bisect_right(starts, heading.start) - 1
        if place < 0 or text[heading.end : lines[place].span.end].strip(":=*_#' \t"):
            continue  # the names stand behind the label
        for line, _ in lines[place + 1 : bisect_left(starts, section.span.end)]:
            if line in apart:
                break
            name = item_text(text, line) or line
            if name.end - name.start > _LONGEST or text[name.end - 1] in _STOPS or "\t" in text[slice(*name)]:
                break
            if known_label(text[slice(*name)]) or not any(map(str.isalpha, text[slice(*name)])):
                break
            for piece in _BETWEEN.finditer(text, *name):
                short = _SHORT.search(text, *piece.span())
                own = short is not None and short.start() > piece.start()
                yield Element(kind="synonym", span=Span(piece.start(), short.start() if short and own else piece.end()))
                if short and own:
                    yield Element(kind="synonym", span=Span(*short.span("short")))
