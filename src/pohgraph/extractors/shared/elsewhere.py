"""Findings that a sentence says of somebody or something else: relatives, treatments, triggers, known people, names, other diseases."""

from dataclasses import replace

from pohgraph.extractors.shared.exam_options import is_option
from pohgraph.extractors.shared.intervention_names import is_medicine
from pohgraph.extractors.shared.own_names import names_own
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.topic.subject import Subject
from pohgraph.language.patterns import Patterns
from pohgraph.model import Mention, Span

_PATTERNS = Patterns("extractors/shared", "elsewhere_patterns.tsv")
_REACH = 4  # sentences in a row that may speak of one relative
_BEFORE = {
    "side_effect": "it is an effect of a treatment",
    "imaging": "it is looked for, asked about or ruled out",
    "trigger": "it sets attacks off",
    "person": "it is said of somebody by name, or of whoever speaks",
    "taken_for": "it is what patients are wrongly thought to have",
    "background": "it is the risk of anybody",
}
_REASONS = tuple(_BEFORE)


def of_relatives(page: Page, sentence: Span, mention: Mention) -> Mention:
    """A finding, with the words that say that relatives of the patients have it."""
    context = mention.context
    if context.relative is not None:
        return mention
    before, behind = Span(sentence.start, mention.span.start), Span(mention.span.end, sentence.end)
    found = _search(page, _PATTERNS, "relative", before) or _search(page, _PATTERNS, "of_relatives", behind)
    if found is None and _search(page, _PATTERNS, "relatives_before", before):
        found = _search(page, _PATTERNS, "of_them", behind)
    found = found or _pronoun_of_kin(page, sentence)
    return replace(mention, context=replace(context, relative=found)) if found else mention


def _pronoun_of_kin(page: Page, sentence: Span) -> Span | None:
    """The "he" or "she" that opens a sentence and stands for a relative whom the sentences before it tell of."""
    opened = _search(page, _PATTERNS, "he_or_she", sentence)
    for _ in range(_REACH if opened else 0):
        assert opened
        earlier = page.before(sentence)
        if earlier is None or page.doc.section_at(earlier.start) != page.doc.section_at(sentence.start):
            return None
        told = Span(earlier.start, earlier.end - 1)
        is_she = page.doc.text[opened.start : opened.end].lower().endswith(("she", "her"))
        if _search(page, _PATTERNS, "relative", told):
            return opened if _search(page, _PATTERNS, "she_kin" if is_she else "he_kin", told) else None
        if not _search(page, _PATTERNS, "he_or_she", earlier):
            return None
        sentence = earlier
    return None


def said_elsewhere(page: Page, sentence: Span, mention: Mention) -> str:
    """Why a finding is one of a treatment, a trigger, a known person or a name, or ""."""
    before, behind = Span(sentence.start, mention.span.start), Span(mention.span.end, sentence.end)
    for name in page.prose.possible(_PATTERNS, _REASONS, before):
        if _search(page, _PATTERNS, name, before):
            return _BEFORE[name]
    if is_option(page, sentence):
        return "it is one of several answers to choose from"
    told = page.kept(_another_condition, sentence)
    if told is not None and told.end <= mention.span.start:
        return "it is said of another disease"
    if any(_of_drug(page, name, part) for name, part in (("drug_does", before), ("by_drug", behind))):
        return "it is an effect of a treatment"
    if _search(page, _PATTERNS, "left_out", behind):
        return "the page does not tell of it"
    if not mention.text[:1].isupper():
        return ""
    named = _search(page, _PATTERNS, "place_name", behind) or _search(page, _PATTERNS, "titled", before)
    return "it is part of a name" if named else ""


def _another_condition(page: Page, sentence: Span) -> Span | None:
    """The words by which a sentence sets out to tell of a condition beside the page's, and not of a form of it."""
    match = page.prose.match(_PATTERNS, "another_condition", sentence)
    if match is None or page.diseases_on_topic(sentence):
        return None
    if match["of"] and not _is_disease(page, Span(*match.span("of"))):
        return None  # "another type of seizure" is a finding
    return Span(*match.span())


def _is_disease(page: Page, words: Span) -> bool:
    """Whether words name a disease that is no finding, or a kind of one: "crystal disorder"."""
    named = page.mentions_in("disease", words)
    return page.prose.search(_PATTERNS, "a_disease", words) is not None or any(
        mention.span not in page.finding_spans for mention in named
    )


def _of_drug(page: Page, name: str, span: Span) -> bool:
    """Whether what stands beside a verb of causing is the name of a medicine by its stem: "losartan can cause"."""
    if not page.prose.may_have(_PATTERNS, name, span):
        return False
    return any(is_medicine(found["drug"]) for found in _PATTERNS[name].finditer(page.doc.text[span.start : span.end]))


def pointing_to(page: Page, sentence: Span, mention: Mention) -> Subject | None:
    """Another disease that a finding is a sign of instead: "renal anomalies point to D", "D, which adds epilepsy"."""
    for disease in page.mentions_in("disease", sentence):
        if disease.span in page.finding_spans or names_own(page, disease):
            continue
        if disease.span.start >= mention.span.end:
            said = _search(page, _PATTERNS, "points_to", Span(mention.span.end, disease.span.start))
        else:
            between = Span(disease.span.end, max(disease.span.end, mention.span.start))
            said = _search(page, _PATTERNS, "adds", between)
        if said:
            return Subject(reference=disease.reference, label=disease.label, span=disease.span, borrowed=True)
    return None


def _search(page: Page, patterns: Patterns, name: str, span: Span) -> Span | None:
    """Where a pattern matches within a stretch of text, whose start and end are those that it may speak of."""
    if not page.prose.may_have(patterns, name, span):
        return None
    if page.prose.lacks(patterns[name], span):
        return None
    found = patterns[name].search(page.doc.text[span.start : span.end])
    return Span(span.start + found.start(), span.start + found.end()) if found else None
