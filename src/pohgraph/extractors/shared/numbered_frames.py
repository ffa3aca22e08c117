"""Diseases that a frame and the number of OMIM behind their names tell, whatever their names are made of.

"Another allelic disorder is dry skin with deafness (123456)": neither is a finding of anybody here. "A form of D (E; 123456) is caused by
…" is said of E. Entries of OMIM set their neighbours beside them so, and so do texts that follow them.
"""

from typing import NamedTuple

from pohgraph.extractors.shared.numbered_names import disease_numbered
from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Candidate, Mention, Span

_PATTERNS = Patterns("extractors/shared", "numbered_frames_patterns.tsv")
# Each frame of another disease, with the kind of relation that it tells.
_BESIDE = (("allelic_is", "same_gene"), ("also_caused", "same_gene"), ("see_also", "related_disorder"))


class Numbered(NamedTuple):
    """A disease with its number, the words that hold its whole name, and those of the frame."""

    mention: Mention
    name: Span
    kind: str
    cue: Span


def numbered_beside(page: Page, sentence: Span) -> list[Numbered]:
    """The diseases that a sentence sets beside the page's own so."""
    return page.kept(_beside, sentence)


def told_form(page: Page, sentence: Span) -> Numbered | None:
    """The form, of whatever disease, that a sentence begins with and is about."""
    return page.kept(_form, sentence)


def in_numbered_name(page: Page, sentence: Span, finding: Span) -> bool:
    """Whether a finding is a part of such a name."""
    form = told_form(page, sentence)
    named = [*numbered_beside(page, sentence), *([form] if form else [])]
    return any(found.name.contains(finding) for found in named)


def _beside(page: Page, sentence: Span) -> list[Numbered]:
    found: list[Numbered] = []
    for frame, kind in _BESIDE:
        for match in page.prose.finditer(_PATTERNS, frame, sentence):
            name = Span(*match.span("name"))
            mention = _mention(page, name, match["number"])
            own = any(page.names_topic(m) for m in page.mentions_in("disease", name))
            if mention and not own and mention.reference != page.topic.reference:
                found.append(Numbered(mention, name, kind, Span(*match.span("cue"))))
    return found


def _form(page: Page, sentence: Span) -> Numbered | None:
    match = page.prose.match(_PATTERNS, "form_told", sentence)
    if match is None:
        return None
    called = "name" if match["name"] else "short" if match["short"] else "of"
    mention = _mention(page, Span(*match.span(called)), match["number"] or match["number2"])
    if mention is None or mention.reference == page.topic.reference:
        return None
    return Numbered(mention, Span(match.start("of"), match.end()), "", Span(*match.span("cue")))


def _mention(page: Page, name: Span, number: str) -> Mention | None:
    """The disease of a number, named by some words."""
    reference = disease_numbered(page, number)
    if reference is None:
        return None
    words = page.doc.quote(name)
    label = page.lexicon.label(reference) or " ".join(words.split())
    return Mention(span=name, text=words, category="disease", candidates=(Candidate(reference=reference, label=label),))
