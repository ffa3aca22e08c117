"""Findings that a sentence only names as what is looked for: what is to be ruled out, and the signs of another finding."""

from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Mention, Span

_PATTERNS = Patterns("extractors/shared", "looked_for_patterns.tsv")


def only_looked_for(page: Page, sentence: Span, mention: Mention) -> str:
    """Why such a finding is none of the page's patients, in words; "" where it is more than that."""
    if _is_ruled_out(page, sentence, mention):
        return "it is what is to be ruled out"
    return "it is a sign of another finding" if _is_sign_of_another(page, sentence, mention) else ""


def _is_ruled_out(page: Page, sentence: Span, mention: Mention) -> bool:
    """Whether it is to be shown that patients do not have a finding: "stroke has to be ruled out"."""
    before = Span(sentence.start, mention.span.start)
    if page.prose.search(_PATTERNS, "to_rule_out", before):
        return True
    found = page.prose.match(_PATTERNS, "to_be_ruled_out", (mention.span.end, sentence.end))
    if found is None or page.prose.match(_PATTERNS, "next_clause", found.span()) is None:
        return found is not None
    # "Patients have myopia, and cataract has to be excluded": a clause of its own ends behind myopia.
    return page.prose.search(_PATTERNS, "verb", _clause(page, before)) is None


def _is_sign_of_another(page: Page, sentence: Span, mention: Mention) -> bool:
    """Whether a finding only tells when another one is to be suspected: "suspect apnea if snoring occurs"."""
    for said in page.prose.finditer(_PATTERNS, "suspect", (sentence.start, mention.span.start)):
        what = Span(*said.span("what")) if said["what"] else _clause(page, Span(sentence.start, said.start()))
        on_topic = any(what.contains(disease.span) for disease in page.diseases_on_topic(sentence))
        named = [other for other in page.mentions_in("phenotype", what) if other.reference not in page.own_findings]
        if named and not on_topic:
            return True
    return False


def _clause(page: Page, head: Span) -> Span:
    """The last part of what stands before a verb, where its subject is."""
    marks = list(_PATTERNS["mark"].finditer(page.doc.text, *head))
    return Span(marks[-1].end() if marks else head.start, head.end)
