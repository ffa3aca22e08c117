"""Pages that were cut out of a book: they begin within another part, and the name of their own subject stands over the next one."""

import re
from collections.abc import Sequence

from pohgraph.compiled import compiled
from pohgraph.language.lines import Line
from pohgraph.model import Span
from pohgraph.read.title_names import Title

_LONGEST = 70  # code points of a heading
_LINES = 60  # that belong to the part before
_CHAPTER = compiled(r"(?:chapter|part|section)[ \t]+\d{1,3}\b[^\n]{0,100}", re.IGNORECASE)
DISEASE = (  # what the name of a disease ends in
    r"(?:syndrome|disease|disorder|deficiency|dystrophy|dysplasia|\w{3,30}(?:itis|osis|[an]emia|[iu]ria|pathy|trophy|plasia))"
)
_NAMED = compiled(
    r"(?P<name>(?-i:[A-Z])[\w'\u2019-]*(?:,? (?!(?:of|the|in|and|or|with|for|to)\b)[\w'\u2019-]+){0,6}?,? "
    rf"{DISEASE}(?: type [IVX\d]{{1,4}}[a-h]?)?)(?:[ \t]?\[\d{{1,3}}(?:[,\u2013-][ ]?\d{{1,3}}){{0,9}}\])?",
    re.IGNORECASE,
)
# The rest of a sentence: it begins small, not as "von Hippel-Lindau" and "beta-thalassemia" do, and neither names a disease nor says what one is.
_REST = compiled(
    r"(?!(?:v[ao]n|de[nrl]?|d[aiu]|l[ae]|te[nr]?|alpha|beta|gamma)\b)[a-z](?!(?:[\w'\u2019-]{1,40},? ){1,6}?(?:is|are) an?\b)"
    rf"(?!(?:[\w'\u2019-]{{1,40}} ){{0,4}}?{DISEASE}\b)[^\n]*[.!?]"
)


def title_below(text: str, lines: Sequence[Line]) -> Title | None:
    """The first heading that is the name of a disease, which the text below takes up and the text above does not have.

    None on a page that does not begin within a sentence.
    """
    begins = 1 if lines and _CHAPTER.fullmatch(text, *lines[0].span) else 0
    if len(lines) < begins + 2 or not _REST.fullmatch(text, *lines[begins].span):
        return None
    for place in range(begins + 1, min(len(lines) - 1, _LINES)):
        span, above, below = lines[place].span, lines[place - 1].span, lines[place + 1].span
        if span.end - span.start > _LONGEST or text[above.end - 1] not in ".!?)" or not text[below.start].isupper():
            continue
        if match := _NAMED.fullmatch(text, *span):
            name = match["name"].lower()
            if name in text[span.end :].lower() and name not in text[: span.start].lower():
                return Title(place, Span(*match.span("name")))
    return None
