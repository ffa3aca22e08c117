"""Which stages of life tell no onset: those that are a part of a name, and those of forms that nothing names."""

from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.stages import Stage
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "onset_names_patterns.tsv")


def is_of_a_form(page: Page, sentence: Span, verb: Span) -> bool:
    """Whether a form is the subject: one that nothing names ("the later types"), or one that a word before the disease's name tells.

    Such a name may stand in the sentence, or over its section ("Sporadic D").
    """
    section = page.doc.section_at(sentence.start)
    if section and section.heading and _names_form(page, section.heading, section.heading.end):
        return True
    if page.prose.match(_PATTERNS, "of_graded", (sentence.start, verb.start)):
        return True
    return _names_form(page, sentence, verb.start)


def _names_form(page: Page, sentence: Span, end: int) -> bool:
    for mention in page.mentions_in("disease", Span(sentence.start, end)):
        kind = page.prose.search(_PATTERNS, "kind_before", (sentence.start, mention.span.start))
        if kind and page.names_topic(mention) and kind["kind"].lower() not in page.title.lower():
            return True
    return False


def is_in_a_name(page: Page, sentence: Span, stage: Stage) -> bool:
    """Whether a stage is a part of a name ("congenital hydrocephalus" is one finding, however it begins), or names a form."""
    if _PATTERNS["of_a_kind"].match(page.doc.text, stage.span.end, sentence.end):
        return True
    return page.prose.fullmatch(_PATTERNS, "adjective", stage.span) is not None and any(
        mention.span.contains(stage.span)
        for category in ("disease", "phenotype")
        for mention in page.mentions_in(category, sentence)
    )
