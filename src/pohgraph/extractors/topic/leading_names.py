"""What a text without a title begins with: the name of a disease that no vocabulary knows, or its abbreviation."""

import re

from pohgraph.extractors.topic.opening import is_given_for, opening_sentences
from pohgraph.language.patterns import Patterns
from pohgraph.model import Document, Mention, Span

_PATTERNS = Patterns("extractors/topic", "leading_names_patterns.tsv")
_AGAIN = 2  # times that a text says its subject


def leading_name(doc: Document, mentions: tuple[Mention, ...]) -> Span | None:
    """The subject of the first sentences that has the form of a disease's name and comes again, or that they define.

    An abbreviation is one where the text calls something a disorder: "JMML accounts for … The disorder …"; a gene's symbol is none.
    """
    opening = opening_sentences(doc)
    for sentence in opening:
        match = _PATTERNS["leads"].match(doc.text, *sentence)
        if match is None:
            continue
        name = Span(*match.span("name"))
        is_said = _times(doc, name) >= _AGAIN or _PATTERNS["is_a"].match(doc.text, match.end(), sentence.end)
        if _PATTERNS["ends"].search(doc.text, *name) and is_said and not is_given_for(doc, [name]):
            return name
    if _PATTERNS["spoken_of"].search(doc.text) is None:
        return None
    shorts = (match for sentence in opening if (match := _PATTERNS["short_leads"].match(doc.text, *sentence)))
    names = (Span(*match.span("name")) for match in shorts)
    genes = {mention.text for mention in mentions if mention.category == "gene"}
    said = (name for name in names if _times(doc, name) >= _AGAIN and doc.quote(name) not in genes)
    return next((name for name in said if not is_given_for(doc, [name])), None)


def _times(doc: Document, name: Span) -> int:
    words = r"\s+".join(map(re.escape, doc.quote(name).split()))
    return len(re.findall(rf"(?<![\w-]){words}(?![\w-])", doc.text, re.IGNORECASE))
