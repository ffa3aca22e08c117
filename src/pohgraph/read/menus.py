"""The name of a page that was copied from a browser, below the menus of its site."""

import re
from collections.abc import Sequence

from pohgraph.compiled import compiled
from pohgraph.language.lines import Line
from pohgraph.read.lexical import find_section_name

_FEWEST = 3  # lines of a menu
_MOST = 150  # lines in which the name and the first sentence stand
_LONGEST = 100  # code points of a name
_SHORTEST = 4
_LONG = 120  # code points of a text, and no line on authors or dates
_PROSE = 40  # code points of a line that is text
_ENDS = compiled(r"[.?!:;,](?:\s?\[[^\[\]]{1,20}\])*$")  # with the numbers of its notes
_OF_SITE = compiled(
    r"\b(?:cookies?|(?:this|our|the) (?:web ?)?site|your (?:device|browser)|javascript|privacy|log ?in|subscribe|official websites?)\b",
    re.IGNORECASE,
)  # a site speaks of itself
_SAID_OF = compiled(r"(?:\s(?:is|are|was|were|has|refers)\b|\s\(|,\s)")


def name_below_menu(text: str, lines: Sequence[Line]) -> int | None:
    """The place of the line whose words the first text of a page begins with: "D", above "D is a rare disorder …".

    None where fewer than three short lines stand above it, or where a text does.
    """
    places: dict[str, int] = {}
    for place, line in enumerate(lines[:_MOST]):
        start, end = line.span
        ends = _ENDS.search(text, max(start, end - _LONGEST), end)
        if end - start <= _LONGEST and ends is None:
            places[text[start:end].casefold()] = place
            continue
        if end - start < _PROSE or ends is None or _OF_SITE.search(text, start, end):
            continue
        is_long = end - start >= _LONG
        said = text[start : start + 2 * _LONGEST].casefold()
        named = max((name for name in places if _begins(said, name)), key=len, default=None)
        if named or is_long:
            return places[named] if named and places[named] >= _FEWEST else None
    return None


def _begins(said: str, name: str) -> bool:
    for article in ("", "the ", "an ", "a "):
        if said.startswith(article + name) and _SAID_OF.match(said, len(article + name)):
            return len(name) >= _SHORTEST and find_section_name(name) is None
    return False
