"""What a line by itself shows of being a heading: marks of Markdown and wikis, bold print, brackets, a number, a bullet."""

from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.language.lines import item_text
from pohgraph.model import Span

PLAIN = 3  # the level of a heading that no mark tells
LONGEST = 100  # code points of a heading

_MARKDOWN = compiled(r"(?P<marks>#{1,6})[ \t]+(?P<words>[^\s#](?:.*[^\s#])?)[ \t]*#*")
# Without marks behind it, as in AsciiDoc, it begins with a capital letter.
_WIKI = compiled(
    r"(?P<marks>={1,6})(?:[ \t]*(?P<words>[^\s=](?:.*[^\s=])?)[ \t]*(?P=marks)|[ \t]+(?P<open>[A-Z][^=|]*[^\s=|.,;:]))"
)
_BOLD = compiled(r"(?P<marks>\*\*|__|''')(?P<words>[^*_\s](?:[^*_]*[^*_\s])?)(?P=marks):?")
_BRACKETS = compiled(r"\[(?P<words>[A-Z][A-Za-z ,&/-]{1,40})\]")
_NUMBERED = compiled(r"(?P<marks>\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[IVX]{1,5}\.|[A-H]\.)[ \t]+(?P<words>[^\W\d_].*)")


class Signs(NamedTuple):
    """What a line by itself shows."""

    style: str
    words: Span
    level: int

    @classmethod
    def of(cls, text: str, line: Span) -> "Signs":
        """The signs of a line; none of one that is far too long for a heading."""
        if line.end - line.start > 2 * LONGEST:
            return cls("", line, 0)
        for style, pattern in (("markdown", _MARKDOWN), ("wiki", _WIKI), ("bold", _BOLD), ("brackets", _BRACKETS)):
            if match := pattern.fullmatch(text, *line):
                level = {"bold": PLAIN, "brackets": PLAIN + 1}.get(style) or len(match["marks"])
                return cls(style, Span(*match.span("words" if match["words"] else "open")), level)
        if match := _NUMBERED.fullmatch(text, *line):
            return cls("numbered", Span(*match.span("words")), 2 + match["marks"].rstrip(".)").count("."))
        return cls("item" if item_text(text, line) else "", line, 0)
