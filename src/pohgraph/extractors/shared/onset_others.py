"""What begins that is not the disease: a complication, a single finding, or another disease of the same patients."""

from pohgraph.extractors.shared.onset_subject import signs_of_finding
from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "onset_others_patterns.tsv")
_STEM = 5  # letters that "polyps" and "polyposis" share


def is_of_another(page: Page, sentence: Span, verb: Span, behind: Span) -> bool:
    """Whether patients develop what comes late in many diseases, or another disease that the sentence names."""
    if _comes_in_time(page, sentence, verb):
        return True
    if page.prose.search(_PATTERNS, "to_develop_it", behind) or page.prose.match(_PATTERNS, "else_or_some", behind):
        return True
    whose = _PATTERNS["onset_for"].match(page.doc.text, behind.start, behind.end)
    if whose and (
        any(m.span.start == whose.end() for m in page.mentions_in("phenotype", behind)) or is_complication(page, behind)
    ):
        return True  # "the median age of onset for malignancy is 53 years"
    signs = page.prose.search(_PATTERNS, "signs_told", behind)
    if signs and signs_of_finding(page, Span(signs.start(), behind.end)):
        return True
    if not _PATTERNS["has_developed"].match(page.doc.text, *verb) or _PATTERNS["an_age"].search(page.doc.text, *behind):
        return False
    return is_complication(page, behind)


def _comes_in_time(page: Page, sentence: Span, verb: Span) -> bool:
    """Whether a participle tells when something begins that comes late: "they may develop cancer, often beginning in their thirties"."""
    if not _PATTERNS["participle"].fullmatch(page.doc.text, *verb):
        return False
    had = page.prose.search(_PATTERNS, "they_have", (sentence.start, verb.start))
    what = Span(had.end(), verb.start) if had else None
    return what is not None and (is_complication(page, what) or bool(page.prose.search(_PATTERNS, "in_time", what)))


def is_of_group(page: Page, sentence: Span, verb: Span, stage: Span) -> bool:
    """Whether an age only picks out patients ("those with onset after 60 worsen faster"), or a stage belongs to children of other people."""
    before = Span(sentence.start, verb.end)
    if page.prose.search(_PATTERNS, "picked", before) or page.prose.match(_PATTERNS, "of_those_who", before):
        return True
    if page.prose.fullmatch(_PATTERNS, "picked_by_age", (sentence.start, verb.start)):
        return True
    whose = _PATTERNS["whose"].match(page.doc.text, stage.end, sentence.end)
    return whose is not None and _PATTERNS["persons"].search(page.doc.text, *stage) is not None


def is_next_finding(page: Page, between: Span) -> bool:
    """Whether a clause on a finding begins between a verb and a stage: "X begins in infancy, and cataract may form after 20"."""
    clause = page.prose.search(_PATTERNS, "next_clause", between)
    return clause is not None and bool(page.mentions_in("phenotype", Span(clause.end(), between.end)))


def is_complication(page: Page, words: Span) -> bool:
    """Whether words name what comes late in many diseases, and the page's disease is not called after it."""
    found = page.prose.search(_PATTERNS, "complication", words)
    if found is None or found[0][:_STEM].casefold() in page.title.casefold():
        return False
    return not (_PATTERNS["tumour"].fullmatch(found[0]) and _PATTERNS["of_tumours"].search(page.title))
