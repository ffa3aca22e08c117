"""Other disorders by the number that the page prints behind their names: "Jeune dystrophy (MIM 208500)"."""

from collections.abc import Iterator
from dataclasses import replace

from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Candidate, Mention, Reference, Span

_PATTERNS = Patterns("extractors/shared", "numbered_names_patterns.tsv")


def by_number(page: Page, mention: Mention) -> Mention:
    """The mention of a disease, grounded by the number of OMIM that stands right behind its name, where that is a disease's.

    A number of the page's own disease says nothing new.
    """
    match = _PATTERNS["number"].match(page.doc.text, mention.span.end)
    if match is None:
        return mention
    reference = disease_numbered(page, match["number"])
    if reference is None or reference in {mention.reference, page.topic.reference}:
        return mention
    return replace(
        mention, candidates=(Candidate(reference=reference, label=page.lexicon.label(reference) or mention.text),)
    )


def numbered_names(page: Page, sentence: Span) -> Iterator[Mention]:
    """The names that only their number tells to be those of other diseases."""
    text = page.doc.text
    for match in _PATTERNS["numbered"].finditer(text, *sentence):
        span = Span(*match.span("name"))
        reference = disease_numbered(page, match["number"])
        if reference is None or reference == page.topic.reference or page.mentions_in("disease", span):
            continue
        yield Mention(
            span=span,
            text=page.doc.quote(span),
            category="disease",
            candidates=(Candidate(reference=reference, label=page.lexicon.label(reference) or match["name"]),),
        )


def disease_numbered(page: Page, number: str) -> Reference | None:
    """The disease of a number of OMIM, where the mapping sets know it as one; a gene's number is none."""
    printed = Reference("OMIM", number)
    reference = page.lexicon.canonical(printed)
    return None if reference == printed else reference
