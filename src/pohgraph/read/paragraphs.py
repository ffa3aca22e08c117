"""Lines to stretches of prose: what was wrapped is joined, headings and other marks of the page are left out."""

from collections.abc import Iterable, Iterator, Sequence

from pohgraph.compiled import compiled
from pohgraph.language.lines import Line, indent_of, item_text, trimmed
from pohgraph.model import Span
from pohgraph.read.wrapping import NARROWEST, WIDEST, Column, columns_of, is_unfinished

_WRAPPED = 50  # code points: a line as long as this may go on in the next one
_NARROW = 25  # code points: a shorter line is no wrapped one, whatever comes next
_RAGGED = 0.7  # of the width: a line may end as early where the text was wrapped carelessly
_STOPS = ".?!:;"
_ENTRY = compiled(r"[|{]|[^\s.:;][^.:;\t\n]{0,40}:[ \t]|[^\t\n]{1,80}\t")  # a field, or a row of a table
_NOTES = compiled(r"(?<=[.?!])(?:[ ]?<ref[^<>]{0,200}/>|[ ]?<ref[^<>]{0,200}>[^<]{0,2000}</ref>)+")
_WORD = compiled(r"\S{1,40}")


def paragraphs(text: str, lines: Sequence[Line], left_out: frozenset[int]) -> Iterator[Span]:
    """Paragraphs: lines are joined where the text was wrapped in the middle of a sentence.

    A line that starts in `left_out` is no prose.
    """
    width = _width(lines)
    local = columns_of(text, lines, left_out)
    block: Span | None = None
    previous: Line | None = None
    listed = 0  # how far the lines of a list without bullets are set in
    for place, line in enumerate(lines):
        indent = indent_of(text, line.span)
        if previous and text[previous.span.end - 1] == ":" and indent > indent_of(text, previous.span):
            listed = indent
        elif indent < listed:
            listed = 0
        if line.span.start in left_out:
            if block:
                yield block
            block = None
        elif (
            block
            and previous
            and not line.after_blank
            and indent != (listed or -1)
            and (
                _goes_on(text, previous.span, line.span, width)
                or _goes_on_in_column(text, previous.span, line.span, local[place - 1])
            )
        ):
            block = block.cover(line.span)
        else:
            if block:
                yield block
            block = line.span
        previous = line
    if block:
        yield block


def whole_paragraphs(text: str, lines: Sequence[Line], blocks: Sequence[Span]) -> Iterator[Span]:
    """For each block where its paragraph ends: a full line that ends a sentence may go on in the next one, too."""
    width = _width(lines)
    ends: list[int] = []
    end, following = 0, None
    for block in reversed(blocks):
        end = end if following and _may_go_on(text, block, following, width) else block.end
        ends.append(end)
        following = block
    yield from (Span(block.start, end) for block, end in zip(blocks, reversed(ends), strict=True))


def _may_go_on(text: str, block: Span, following: Span, width: int) -> bool:
    """Whether a block stands right above another, and the first word of that had no place any more in its last line."""
    if text[block.end : following.start].strip(" \t\r") != "\n" or item_text(text, following):
        return False
    size = block.end - text.rfind("\n", 0, block.end) - 1
    word = _WORD.match(text, *following)
    return word is not None and _WRAPPED <= size <= WIDEST and size + 1 + word.end() - word.start() > width


def notes(text: str, lines: Iterable[Line]) -> Iterator[Span]:
    """Notes of wikitext behind the end of a sentence; one within a sentence stays, so that it is not cut in two."""
    if "<ref" in text:
        for line in lines:
            yield from (Span(*match.span()) for match in _NOTES.finditer(text, *line.span))


def without(text: str, blocks: Iterable[Span], taken: Iterable[Span]) -> Iterator[Span]:
    """The blocks cut where something within them is no prose; both in order."""
    pending = list(taken)[::-1]
    for block in blocks:
        start = block.start
        while pending and pending[-1].start < block.end:
            cut = pending.pop()
            if start < cut.start:
                yield trimmed(text, Span(start, cut.start))
            start = max(start, cut.end)
        if start < block.end:
            yield trimmed(text, Span(start, block.end))


def _width(lines: Sequence[Line]) -> int:
    """How wide the lines of a wrapped text are; one of ten may be wider."""
    lengths = sorted(size for size in (line.span.end - line.span.start for line in lines) if _WRAPPED <= size <= WIDEST)
    return lengths[len(lengths) * 9 // 10] if lengths else WIDEST


def _goes_on(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether a line break stands within a sentence: the next line begins small, or its first word had no place any more."""
    size = line.end - line.start
    word = _WORD.match(text, *following)
    needed = size + 1 + word.end() - word.start() if word else size
    full = size >= _WRAPPED and needed > width and text[following.start].islower()
    # A semicolon may stand at the end of a line that was wrapped; any other stop ends the sentence.
    stopped = text[line.end - 1] in _STOPS and not (full and text[line.end - 1] == ";")
    if stopped or item_text(text, following) or (_ENTRY.match(text, *following) and not full):
        return False
    if text[following.start].islower():
        return size >= _NARROW and needed > _RAGGED * width
    return _WRAPPED <= size <= WIDEST and needed > width and _ENTRY.match(text, *line) is None


def _goes_on_in_column(text: str, line: Span, following: Span, column: Column | None) -> bool:
    """Whether a line break stands within a sentence, by the lines around it or by a word that never ends one."""
    if text[line.end - 1] in _STOPS or item_text(text, following) or _ENTRY.match(text, *line):
        return False
    small = text[following.start].islower()
    if is_unfinished(text, line) and (small or (text[line.end - 1] != "," and line.end - line.start >= NARROWEST)):
        return True
    if column is None or _ENTRY.match(text, *following):
        return False
    size = line.end - line.start
    word = _WORD.match(text, *following)
    needed = size + 1 + word.end() - word.start() if word else size
    if small:
        return size >= (_NARROW if column.is_full else NARROWEST) and needed > _RAGGED * column.width
    return column.is_full and size >= NARROWEST and needed > column.width
