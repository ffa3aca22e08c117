"""The title of an article that stands as a sentence over its abstract; it says what the article finds, and names no page."""

import re
from collections.abc import Sequence
from itertools import pairwise

from pohgraph.compiled import compiled
from pohgraph.language.lines import Line
from pohgraph.read.titles import is_banner

_HEAD = 30  # lines within which an article has its title
_LONGEST = 240  # code points of a title
_CLAUSE = compiled(r"\b(?:is|are|was|were|has|have|had|can|may|this|these|we|it|they)\b", re.IGNORECASE)
_PARAGRAPH = 300  # code points of an abstract that stands on one line


def find_headline(text: str, lines: Sequence[Line]) -> int | None:
    """The place of an article's title, which ends as a sentence does, over its one long paragraph; None where there is none."""
    for place, (line, below) in enumerate(pairwise(lines[:_HEAD])):
        if is_banner(text, line.span):
            continue
        said, size = text[slice(*line.span)], line.span.end - line.span.start
        is_title = size <= _LONGEST and said[-1] in ".?" and not _CLAUSE.search(said)
        return place if is_title and below.span.end - below.span.start >= max(2 * size, _PARAGRAPH) else None
    return None
