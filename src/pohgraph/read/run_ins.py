"""Headings within a paragraph: "Epidemiology. In most …", "Background: … Conclusions: …". Only those that a table knows."""

from collections.abc import Iterator, Sequence

from pohgraph.compiled import compiled
from pohgraph.language.lines import item_text
from pohgraph.model import Span
from pohgraph.read.headings import RUN_IN, Heading
from pohgraph.read.lexical import find_section_name
from pohgraph.read.outline import OF_OTHERS

INNER_RUN_IN = RUN_IN + 1

_WORDS = r"(?P<words>[^\W\d_][^.:;?!\n*_=]{1,60}?)"
_MARKS = r"(?:\*{1,3}|__|'{2,5})?"
_OPENING_RUN_IN = compiled(
    rf"(?P<all>{_MARKS}{_WORDS}{_MARKS}(?P<mark>[.:]|[ \t][–—-](?=[ \t])){_MARKS})"  # noqa: RUF001
    r"\s+(?=(?P<capital>[\"'“‘(*\[]{0,3}[^\W_a-z])|\S)"  # noqa: RUF001
)
# In running text a line may end within such a label, or behind it.
_INNER_WORDS = r"(?P<words>[^\W\d_](?:[^.:;?!\n*_=]|(?<=\w)\n(?=[a-z])){1,60}?)"
_INNER_RUN_IN = compiled(rf"[.?!)\]][ \t]+(?P<all>{_INNER_WORDS}:)(?:[ \t]+|[ \t]*\n)(?=[^\W_])")

# A page that was made one line has its headings in capitals between the sentences.
_CAPITALS = compiled(
    r"(?<=[\w.?!)\]\"]) +(?P<words>[A-Z]{4,}(?: (?:AND |OF |& )?[A-Z]{3,}){0,4})(?= +(?:[A-Z][a-z]|An? |In |\d))"
)
_LONG = 400  # code points of a paragraph in which such words may be a heading


def run_ins(text: str, blocks: Sequence[Span], wholes: Sequence[Span]) -> Iterator[Heading]:
    """Known headings within paragraphs: "Epidemiology. In most …", "Background: … Conclusions: …", "**Signs.** …".

    `wholes` are the paragraphs that the blocks are parts of: what such a heading stands over ends with its paragraph.
    """
    for block, whole in zip(blocks, wholes, strict=True):
        item = item_text(text, block)
        start, by_stop = (item or block).start, False
        while match := _OPENING_RUN_IN.match(text, start, block.end):
            name = find_section_name(match["words"])
            if name is None or (match["mark"] != ":" and match["capital"] is None):
                break
            stops = match["mark"] == "."
            if stops and item and name in OF_OTHERS:
                break  # "- Other conditions. It can also include …" goes on with the list around it
            level = INNER_RUN_IN if by_stop else RUN_IN
            ends = None if stops else whole.end
            yield Heading(Span(match.start(), match.end("all")), Span(*match.span("words")), level, name, ends=ends)
            by_stop, start = stops or by_stop, match.end()
        for match in _INNER_RUN_IN.finditer(text, start, block.end):
            name = find_section_name(" ".join(match["words"].split()))
            if name:
                words = Span(*match.span("words"))
                level = INNER_RUN_IN if by_stop else RUN_IN
                yield Heading(Span(words.start, match.end("all")), words, level, name, ends=whole.end)
        for match in _CAPITALS.finditer(text, start, block.end) if block.end - start > _LONG else ():
            words = Span(*match.span("words"))
            if name := find_section_name(match["words"]):
                yield Heading(words, words, RUN_IN, name, ends=whole.end)
