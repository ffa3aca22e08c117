"""What a text without a title begins with: the name of a disease that no vocabulary knows, or its abbreviation."""

import re
from collections import Counter

from pohgraph.extractors.topic.opening import is_given_for, leads_opening, opening_sentences
from pohgraph.extractors.topic.title_names import is_defined_disease, unknown_name
from pohgraph.language.patterns import Patterns
from pohgraph.model import Document, Mention, Span

_PATTERNS = Patterns("extractors/topic", "leading_names_patterns.tsv")
_DEFINING = 5  # sentences that may define a disease which no vocabulary knows
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


def is_subject(doc: Document, name: Span, sentence: Span) -> bool:
    """Whether a verb follows a name in its sentence, perhaps behind brackets or words between commas."""
    return _PATTERNS["goes_on"].match(doc.text, name.end, sentence.end) is not None


def unknown_definition(doc: Document) -> Span | None:
    """The name with a word for a disease that one of the first sentences defines."""
    return next((span for s in doc.sentences[:_DEFINING] if (span := unknown_name(doc, s))), None)


def own_opening(doc: Document, mentions: tuple[Mention, ...]) -> Span | None:
    """The name that the first sentences define, which no vocabulary knows and the page says more often than any it knows."""
    name = unknown_definition(doc) or leading_name(doc, mentions)
    known = {"disease", "phenotype"}
    if name is None or any(mention.span.overlaps(name) for mention in mentions if mention.category in known):
        return None
    diseases = [mention for mention in mentions if mention.category == "disease"]
    said = doc.text.lower().count(doc.quote(name).lower())
    most = max(Counter(mention.reference for mention in diseases).values(), default=0)
    return name if said > max(most, 1) else None


def leading_disease(doc: Document, mentions: tuple[Mention, ...]) -> Span | None:
    """The disease, of whatever vocabulary, that the text begins with and names again, or defines."""
    diseases = [mention for mention in mentions if mention.category == "disease"]
    times = Counter(mention.reference for mention in diseases)
    for mention in diseases:
        sentence = doc.sentence_at(mention.span.start)
        defined = sentence is not None and is_defined_disease(doc, sentence, mention.span)
        if (times[mention.reference] > 1 or defined) and leads_opening(doc, [mention.span]):
            return mention.span
    return None


def is_named_most(name: Span, mentions: tuple[Mention, ...]) -> bool:
    """Whether a name is that of the disease which the text names again and again, and at least twice as often as any other."""
    diseases = [mention for mention in mentions if mention.category == "disease"]
    own = {mention.reference for mention in diseases if mention.span == name}
    times = Counter(mention.reference for mention in diseases)
    most = max((times[reference] for reference in own), default=0)
    return most > _AGAIN and all(times[other] * 2 <= most for other in times.keys() - own)


def _times(doc: Document, name: Span) -> int:
    words = r"\s+".join(map(re.escape, doc.quote(name).split()))
    return len(re.findall(rf"(?<![\w-]){words}(?![\w-])", doc.text, re.IGNORECASE))
