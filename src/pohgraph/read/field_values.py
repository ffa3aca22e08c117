"""Cuts the value of a field into its values: names, items of a list, codes, ticked boxes."""

import re
from collections.abc import Iterator

from pohgraph.compiled import compiled
from pohgraph.language.lines import trimmed
from pohgraph.model import Span

_STRONG = compiled(r"[;|\u2022]|<br ?/?>|\s/\s", re.IGNORECASE)
_WEAK = compiled(r",\s(?:(?:and|or)\s)?|\s(?:and|or)\s(?=\S+\Z)")
_COMMA = compiled(r",\s")
_NAME_TAIL = compiled(
    r"(?:(?:type|form|subtype|group|stage|grade|variant)\b|(?:with|without|due|of|and|or|in|to|non)\b|[ivx]+\Z|\d|"
    r"(?:autosomal|x-linked|familial|hereditary|congenital|infantile|juvenile|adult|neonatal|late|early|acute|chronic|"
    r"isolated|primary|secondary|severe|mild|classic|classical|progressive|recessive|dominant|inherited|idiopathic|"
    r"benign|malignant|multiple|atypical|partial|complete|sporadic|generalized|localized|hypertrophic|essential)"
    r"(?:[ -](?:onset|type|form|linked|dominant|recessive|infantile|juvenile))*\Z)",
    re.IGNORECASE,
)
_BUTTON = compiled(r"\s(?:see|show|view|read) (?:more|less|all)\s*\Z", re.IGNORECASE)
# Marks of notes: "[3]", and raised numbers that lost their place, "Donath-Landsteiner syndrome.1,3".
_NOTES = compiled(
    r"(?:(?:\s?\[\d{1,3}\])+|(?<=[a-z]{4})(?:\.|(?=\d{1,2}[,\u2013-]))\d{1,2}(?:[,\u2013-]\d{1,2}){0,9})\s*\Z"
)
_ASIDE = compiled(r"\([^()]*\)\Z")
_CODE = compiled(r"[A-Za-z]{0,8}[:_]?[A-Za-z]?\d[\w.]*\w|\d")
_BOX = compiled(
    r"(?P<box>\[[ \t]{0,3}(?P<in>[^\s\[\]]?)[ \t]{0,3}\]|\([ \t]{0,3}(?P<inner>[xX\u2713\u2714]?)[ \t]{0,3}\)|[\u2610-\u2612\u2713\u2714\u25a0\u25a1])[ \t]{0,3}(?P<label>[A-Za-z][A-Za-z]*(?:[ -][A-Za-z]+){0,3})"
)
_TICKED = frozenset("\u2611\u2612\u2713\u2714\u25a0")
_EMPTY = compiled(r"(?:-+|\u2013|\u2014|n/?a|none|unknown|not (?:applicable|available|known))\.?", re.IGNORECASE)
_MARKUP = "*_'[]\"\u201c\u201d \t"


def names(text: str, span: Span) -> Iterator[Span]:
    """Other names; a comma sets names apart only where nothing stronger does and what follows is no end of a name."""
    if button := _BUTTON.search(text, *span):
        span = Span(span.start, button.start())
    pieces = list(_pieces(text, span, _STRONG))
    if len(pieces) == 1:
        pieces = list(_by_comma(text, pieces[0]))
    for piece in pieces:
        aside = _ASIDE.search(text, *piece)
        name = _unmarked(text, Span(piece.start, aside.start() if aside and aside.start() > piece.start else piece.end))
        if name.start < name.end and not _EMPTY.fullmatch(text, *name):
            yield name


def items(text: str, span: Span) -> Iterator[Span]:
    """The items of a list: set apart by semicolons, or by commas where it has none."""
    pieces = list(_pieces(text, span, _STRONG))
    for piece in pieces if len(pieces) > 1 else _pieces(text, span, _WEAK):
        item = _unmarked(text, piece)
        if item.start < item.end and not _EMPTY.fullmatch(text, *item):
            yield item


def codes(text: str, span: Span) -> Iterator[Span]:
    """The codes of a field; what stands in parentheses is said of one of them."""
    at = span.start
    for match in _CODE.finditer(text, *span):
        if text.count("(", at, match.start()) == text.count(")", at, match.start()):
            yield Span(*match.span())


def boxes(text: str, span: Span) -> list[tuple[Span, bool]]:
    """Boxes to tick: where the label of each stands, and whether it is ticked."""
    found: list[tuple[Span, bool]] = []
    for match in _BOX.finditer(text, *span):
        box = match["box"]
        found.append((Span(*match.span("label")), bool(match["in"] or match["inner"]) or box in _TICKED))
    return found


def _unmarked(text: str, span: Span) -> Span:
    """`span` without marks of bold type, links and quotation at its ends, and without a closing full stop."""
    words = _NOTES.sub("", text[span.start : span.end])
    start = span.start + len(words) - len(words.lstrip(_MARKUP))
    return trimmed(text, Span(start, max(start, span.start + len(words.rstrip(_MARKUP + ".,;")))))


def _by_comma(text: str, span: Span) -> Iterator[Span]:
    kept: Span | None = None
    for piece in _pieces(text, span, _COMMA):
        if kept and _NAME_TAIL.match(text, *piece):
            kept = kept.cover(piece)
        else:
            if kept:
                yield kept
            kept = piece
    if kept:
        yield kept


def _pieces(text: str, span: Span, separator: re.Pattern[str]) -> Iterator[Span]:
    """Stretches between separators that stand in no parentheses."""
    start = at = span.start
    depth = 0
    for match in separator.finditer(text, *span):
        depth += text.count("(", at, match.start()) - text.count(")", at, match.start())
        at = match.start()
        if depth <= 0:
            if piece := _solid(text, start, match.start()):
                yield piece
            start = at = match.end()
            depth = 0
    if piece := _solid(text, start, span.end):
        yield piece


def _solid(text: str, start: int, end: int) -> Span | None:
    span = trimmed(text, Span(start, end))
    return span if span.start < span.end else None
