"""Tags within the words of a text: JATS in an abstract that was copied with them, and HTML's for slanted and heavy print.

They would hide the words and the sentences that they stand in, so the text is written without them. Only white space and tags
change: what JATS has as a paragraph is one, whatever its lines are.
"""

import re
from collections.abc import Iterator

from pohgraph.compiled import compiled

_JATS = compiled(r"<(?P<closes>/?)jats:(?P<name>[a-z][a-z-]{0,30})(?:\s[^<>]{0,400})?/?>")
_PRINT = compiled(r"<(?P<tag>i|em|b|strong)>(?P<words>[^<>\r\n]{1,300})</(?P=tag)>", re.IGNORECASE)
# What a wiki prints beside a heading, as text and as Markdown.
_EDIT = compiled(
    r"[ \t]*\[{1,2}[ \t]*edit(?:[ \t]*\|[ \t]*edit source)?[ \t]*\](?:\([^()\n]{0,300}(?:\([^()\n]{0,100}\)[^()\n]{0,200})?\)\]?|\])?[ \t]*$",
    re.MULTILINE,
)
_SPACE = compiled(r"\s+")
_LINES = frozenset({"p", "title", "label"})  # whose text is one line
_BLOCKS = _LINES | {"abstract", "sec", "list", "list-item", "disp-formula", "trans-abstract"}
_RAISED = frozenset({"sup", "sub"})


def without_inline_tags(text: str) -> str:
    r"""A text without the tags within its words.

    >>> without_inline_tags("<jats:p>It is caused\n by <jats:italic>GAA</jats:italic>.</jats:p>").strip()
    'It is caused by GAA.'
    >>> without_inline_tags("variants of <i>GAA</i>, p<0.05")
    'variants of GAA, p<0.05'
    """
    if "edit]" in text:
        text = _EDIT.sub("", text)
    if "<jats:" in text:
        text = "".join(_pieces(text))
    return _PRINT.sub(r"\g<words>", text) if "<" in text else text


def _pieces(text: str) -> Iterator[str]:
    tags = list(_JATS.finditer(text))
    lines = [tag for tag in tags if tag["name"] in _LINES]
    paired = sum(1 if tag["closes"] else -1 for tag in lines) == 0  # else what is cut off would take all that follows
    at = within = 0
    for tag in tags:
        words = text[at : tag.start()]
        yield _SPACE.sub(" ", words) if within > 0 and paired else words
        yield _instead(tag["name"], closes=bool(tag["closes"]))
        if tag["name"] in _LINES:
            within += -1 if tag["closes"] else 1
        at = tag.end()
    yield text[at:]


def _instead(name: str, *, closes: bool) -> str:
    """What stands for a tag: a new line for a block; numbers above and below the line are told by HTML's tags."""
    if name == "list-item" and not closes:
        return "\n- "
    if name in _BLOCKS:
        return "\n\n"
    return f"<{'/' if closes else ''}{name}>" if name in _RAISED else ""
