"""Sentences that say who gets the page's disease, and what brings it on: what these people had before is none of its findings."""

from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Mention, Span

_PATTERNS = Patterns("extractors/shared", "who_gets_it_patterns.tsv")


def had_before(page: Page, sentence: Span, mention: Mention) -> bool:
    """Whether a finding is what people have who get the disease: "it occurs in individuals with cancer, such as lymphoma"."""
    said = page.kept(_subject_end, sentence)
    if said is None or mention.span.start <= said:
        return False
    return page.prose.fullmatch(_PATTERNS, "befalls", (said, mention.span.start)) is not None


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
    leads = page.prose.match(_PATTERNS, "leads_there_itself", (at, sentence.end)) is not None
    leads = leads or any(_leads_to(page, disease.span, at) for disease in named)
    if leads and (_PATTERNS["of_it"].match(page.doc.text, at, sentence.end) or _is_subject(page, sentence, mention)):
        return True
    return any(_comes_of(page, disease.span, mention.span.start) for disease in named)


def _is_subject(page: Page, sentence: Span, mention: Mention) -> bool:
    """Whether nothing stands before a finding in its clause that keeps it from being the subject."""
    joints = list(_PATTERNS["joint"].finditer(page.doc.text, sentence.start, mention.span.start))
    clause = joints[-1].end() if joints else sentence.start
    return page.prose.fullmatch(_PATTERNS, "subject", (clause, mention.span.start)) is not None


def _leads_to(page: Page, disease: Span, at: int) -> bool:
    """Whether words from an offset to the disease say that it is brought on by what stands before them."""
    return (
        at < disease.start
        and page.prose.fullmatch(_PATTERNS, "leads_there", (at, disease.start)) is not None
        and _PATTERNS["not_it"].match(page.doc.text, disease.end) is None
    )


def _comes_of(page: Page, disease: Span, at: int) -> bool:
    """Whether words from the disease to an offset say that it is brought on by what stands behind them."""
    return disease.end < at and page.prose.fullmatch(_PATTERNS, "sequel", (disease.end, at)) is not None
