"""A text with stretches of it highlighted, as HTML without scripts or style sheets, so that it survives sanitising."""

from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from pohgraph.draw.palette import MENTION_CATEGORIES, category_colour

_TINT = "38"  # hexadecimal opacity of the background, so that text stays legible on a light and on a dark page
_SIGN = 'style="line-height:0;font-size:70%"'  # so that a sign does not push lines apart


class Highlight(NamedTuple):
    """Code points `start` to `end` (excluded); `title` is shown when the pointer rests there, `flags` are words."""

    start: int
    end: int
    category: str
    title: str
    flags: str = ""


def highlighted(text: str, highlights: Iterable[Highlight]) -> str:
    """The text as HTML. Where highlights overlap, the first and longest is shown.

    >>> print(highlighted("a <pain>", [Highlight(3, 7, "phenotype", "HP:1 Pain")]))
    <div style="white-space:pre-wrap;line-height:1.7">a &lt;<mark title="HP:1 Pain" \
style="background:#009E7338;color:inherit;border-bottom:2px solid #009E73">pain</mark>&gt;</div>
    """
    pieces: list[str] = []
    at = 0
    for mark in sorted(highlights, key=lambda h: (h.start, -h.end)):
        if mark.start < at:
            continue
        pieces += [escape(text[at : mark.start], quote=False), _mark(text, mark)]
        at = mark.end
    pieces.append(escape(text[at:], quote=False))
    return f'<div style="white-space:pre-wrap;line-height:1.7">{"".join(pieces)}</div>'


def legend(categories: Iterable[str]) -> str:
    """What the colours of these categories mean."""
    named = set(categories)
    found = [category for category in MENTION_CATEGORIES if category in named]
    marks = (_mark(category, Highlight(0, len(category), category, category)) for category in found)
    signs = "dashed with “not”: denied; dotted with “?”: open"
    return f"<p><small>{' '.join(marks)} · {signs}</small></p>" if found else ""


def _mark(text: str, mark: Highlight) -> str:
    colour = category_colour(MENTION_CATEGORIES.get(mark.category, ""))
    line, sign = "solid", ""
    if "negated" in mark.flags:
        line, sign = "dashed", f"<sup {_SIGN}>not</sup>"
    elif "hedged" in mark.flags:
        line, sign = "dotted", f"<sup {_SIGN}>?</sup>"
    title = f"{mark.title} ({mark.flags})" if mark.flags else mark.title
    style = f"background:{colour}{_TINT};color:inherit;border-bottom:2px {line} {colour}"
    words = escape(text[mark.start : mark.end], quote=False)
    return f'<mark title="{escape(title)}" style="{style}">{words}{sign}</mark>'
