"""Labels that stand alone, with their value on the lines below: boxes to tick, symbols of genes, one short value."""

from collections.abc import Sequence

from pohgraph.compiled import compiled
from pohgraph.language.lines import Line, item_text
from pohgraph.model import Span
from pohgraph.read.apart import Apart
from pohgraph.read.field_openings import LONGEST_VALUE, Opening, is_sentence, known_label, runs_on
from pohgraph.read.field_parts import add, put
from pohgraph.read.field_values import boxes
from pohgraph.read.lexical import find_section_name

_LONGEST_NAME = 90
_SYMBOL = compiled(r"(?:[-*\u2022][ \t]{1,3})?[A-Z][A-Z0-9-]{1,11}(?:orf\d+)?(?:,? ?[A-Z][A-Z0-9-]{1,11}){0,8}")


def read_below(text: str, lines: Sequence[Line], openings: list[list[Opening]], at: int, found: Apart) -> int:
    """A label that stands alone with its value on the lines below: names, ages, one short value."""
    line = lines[at].span
    words = text[line.start : min(line.end, line.start + 80)].strip("#*_: \t=")
    if at + 1 >= len(lines) or not (openings[at] or line.end - line.start <= len(words) + 12):
        return at + 1
    known = known_label(words) if words[:1].isalpha() else None
    if known is None:
        return at + 1
    opened = Opening(line, line, Span(line.end, line.end), known)
    below = lines[at + 1].span
    if known.values == "ages" and boxes(text, below):
        end = at + 1
        spans: list[Span] = []
        while end < len(lines) and (found_here := boxes(text, lines[end].span)):
            spans += [label for label, is_ticked in found_here if is_ticked]
            end += 1
        if spans:
            put(text, found, known.section, line.cover(lines[end - 1].span), line, spans)
        found.taken.update(other.span for other in lines[at:end])
        return end
    if known.section == "genes":
        return _symbols_below(text, lines, at, opened, found)
    follows = at + 2 >= len(lines) or lines[at + 2].after_blank or known.values in {"items", "ages"}
    short = below.end - below.start <= _LONGEST_NAME and not runs_on(text, below)
    said = is_sentence(text, below) and (lines[at + 1].after_blank or known.section != "frequency")
    labelled = bool(openings[at + 1]) and openings[at + 1][0].known is not None
    if (
        known.below
        and follows
        and not labelled
        and not said
        and (known.section == "frequency" or short)
        and not item_text(text, below)
    ):
        if known.section == "frequency" and (
            below.end - below.start > LONGEST_VALUE or not any(map(str.isdigit, text[slice(*below)]))
        ):
            return at + 1
        if known.section != "frequency" and find_section_name(text[slice(*below)]):
            return at + 1
        add(text, found, opened._replace(span=line.cover(below), value=below), known, None)
        found.taken.add(below)
        return at + 2
    return at + 1


def _symbols_below(text: str, lines: Sequence[Line], at: int, opened: Opening, found: Apart) -> int:
    """Symbols of genes, one a line or several."""
    line = lines[at].span
    end = at + 1
    while end < len(lines) and (end == at + 1 or not lines[end].after_blank):
        if not _SYMBOL.fullmatch(text, *lines[end].span):
            break
        end += 1
    if end > at + 1 and opened.known:
        symbols = lines[at + 1 : end]
        add(
            text, found, opened._replace(span=line.cover(symbols[-1].span)), opened.known, [row.span for row in symbols]
        )
        found.taken.update(row.span for row in symbols)
    return end
