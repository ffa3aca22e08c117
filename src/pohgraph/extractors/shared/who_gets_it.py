"""Sentences that say who gets the page's disease, and what brings it on: what these people had before is none of its findings."""

from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Mention, Span

_PATTERNS = Patterns("extractors/shared", "who_gets_it_patterns.tsv")
# What brings the disease on, and what raises its chance.
_LEADS = ("leads_there", "raises_there")
_LEADS_ITSELF = ("leads_there_itself", "raises_there_itself")


def had_before(page: Page, sentence: Span, mention: Mention) -> bool:
    """Whether a finding is what people have who get the disease: "it occurs in individuals with cancer, such as lymphoma"."""
    if _makes_prone(page, sentence, mention):
        return True
    said = page.kept(_subject_end, sentence)
    if said is None or mention.span.start <= said:
        return False
    return page.prose.fullmatch(_PATTERNS, "befalls", (said, mention.span.start)) is not None


def _makes_prone(page: Page, sentence: Span, mention: Mention) -> bool:
    """Whether those who have a finding are said to get the disease more easily: "people with gout are more prone to D"."""
    at = mention.span.end
    return page.prose.match(_PATTERNS, "more_prone_itself", (at, sentence.end)) is not None or any(
        at < disease.span.start and page.prose.fullmatch(_PATTERNS, "more_prone", (at, disease.span.start)) is not None
        for disease in page.diseases_on_topic(sentence)
    )


def _subject_end(page: Page, sentence: Span) -> int | None:
    """Where the words for the page's disease end with which a sentence begins; None where it begins otherwise."""
    if said := page.prose.match(_PATTERNS, "disease_first", sentence):
        return said.end()
    for mention in page.mentions_in("disease", sentence)[:1]:
        if page.names_topic(mention) and _PATTERNS["opens"].fullmatch(
            page.doc.text, sentence.start, mention.span.start
        ):
            return mention.span.end
    return None


def brings_it_on(page: Page, sentence: Span, mention: Mention) -> bool:
    """Whether a finding is said to make the page's disease come about: "chronic hepatitis can cause D", "D may be a consequence of lymphoma"."""
    at, named = mention.span.end, page.diseases_on_topic(sentence)
    leads = any(page.prose.match(_PATTERNS, name, (at, sentence.end)) for name in _LEADS_ITSELF)
    leads = leads or any(_leads_to(page, disease.span, at) for disease in named)
    if leads and (_PATTERNS["of_it"].match(page.doc.text, at, sentence.end) or is_subject(page, sentence, mention)):
        return True
    if page.prose.search(_PATTERNS, "cause_itself", (sentence.start, mention.span.start)):
        return True
    return any(_comes_of(page, sentence, disease.span, mention.span.start) for disease in named)


def is_subject(page: Page, sentence: Span, mention: Mention) -> bool:
    """Whether nothing stands before a finding in its clause that keeps it from being the subject."""
    joints = list(_PATTERNS["joint"].finditer(page.doc.text, sentence.start, mention.span.start))
    clause = joints[-1].end() if joints else sentence.start
    return page.prose.fullmatch(_PATTERNS, "subject", (clause, mention.span.start)) is not None


def _leads_to(page: Page, disease: Span, at: int) -> bool:
    """Whether words from an offset to the disease say that it is brought on by what stands before them."""
    return (
        at < disease.start
        and any(page.prose.fullmatch(_PATTERNS, name, (at, disease.start)) for name in _LEADS)
        and _PATTERNS["not_it"].match(page.doc.text, disease.end) is None
    )


def _comes_of(page: Page, sentence: Span, disease: Span, at: int) -> bool:
    """Whether words around the disease say that it is brought on by what stands at an offset behind it."""
    if disease.end >= at:
        return False
    if page.prose.search(_PATTERNS, "cause_of", (sentence.start, disease.start)):
        return page.prose.fullmatch(_PATTERNS, "cause_is", (disease.end, at)) is not None
    return page.prose.fullmatch(_PATTERNS, "sequel", (disease.end, at)) is not None
