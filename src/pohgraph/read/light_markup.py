r"""Headings of light markup other than Markdown's, written as Markdown's: Textile and Jira ("h2. Signs"), XWiki, DokuWiki.

Only marks at the beginning and the end of a line change. DokuWiki's highest heading has the most signs, so its levels are turned.
"""

import re

from pohgraph.compiled import compiled

_LETTERED = compiled(r"^h(?P<level>[1-6])(?:\([^()\n]{0,200}\))?\. +(?:\{anchor:[^{}\n]{0,200}\})?", re.MULTILINE)
_ANCHOR = compiled(r"\{\{id name=\"[^\"\n]{0,200}\" ?/\}\}")
_DOKU = compiled(r"^(?P<marks>={2,6}) +(?P<words>[^=\n][^\n]*?) +(?P=marks)[ \t]*$", re.MULTILINE)
_HIGHEST = "======"


def without_light_markup(text: str) -> str:
    r"""A text with such headings as Markdown's; any other text as it is.

    >>> without_light_markup("h1(#x). Gout\n\nh2. {anchor:signs}Signs\n")
    '# Gout\n\n## Signs\n'
    >>> without_light_markup("====== Gout ======\n===== Signs =====\n")
    '# Gout\n## Signs\n'
    """
    if "\nh" in text or text.startswith("h"):
        text = _LETTERED.sub(lambda match: "#" * int(match["level"]) + " ", text)
    if "{{id" in text:
        text = _ANCHOR.sub("", text)
    first = _DOKU.search(text)
    if first and first["marks"] in {_HIGHEST, _HIGHEST[1:], _HIGHEST[2:]}:  # a wiki begins with two
        text = _DOKU.sub(lambda match: f"{'#' * (len(_HIGHEST) + 1 - len(match['marks']))} {match['words']}", text)
    return text
