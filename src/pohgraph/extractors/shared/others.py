"""Sections and sentences about others than the page's patients: other diseases, animals, relatives, and nobody at all."""

from pohgraph.extractors.shared.own_names import names_own
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.topic.subject import Subject
from pohgraph.language.patterns import Patterns
from pohgraph.model import Mention, Section, Span

_PATTERNS = Patterns("extractors/shared", "others_patterns.tsv")

RELATED, ANIMALS = "related_disorders", "animal_models"
OF_OTHERS = frozenset({RELATED, ANIMALS})
_LEADS = {
    "guessed": "it is what somebody guessed",
    "named_after": "it is said of whom the disease is named after",
}


def subject_of_others(page: Page, section: Section, sentence: Span) -> Subject:
    """Who a sentence in a section on other disorders is about: the one that such a sentence last began with.

    The page's own disease is so only in a sentence that begins with it, and in those behind it that go on with "it" or
    "they". Where the section has named no other, a sentence is still no claim of the page's disease: the topic, but borrowed.
    """
    goes_on = True
    if page.prose.match(_PATTERNS, "set_against", sentence):
        return _set_beside(page, sentence)
    if section.name == RELATED:
        start = section.heading.end if section.heading else section.span.start
        sentences = [span for span in page.doc.sentences if start <= span.start <= sentence.start]
        for earlier in reversed(sentences):
            if mention := _opening_disease(page, earlier):
                if not page.names_topic(mention):
                    return Subject(reference=mention.reference, label=mention.label, span=mention.span, borrowed=True)
                if goes_on:
                    return Subject(
                        reference=page.topic.reference, label=page.topic.label, span=mention.span, borrowed=False
                    )
                break
            goes_on = goes_on and page.prose.match(_PATTERNS, "goes_on", earlier) is not None
    return Subject(reference=page.topic.reference, label=page.topic.label, span=None, borrowed=True)


def _set_beside(page: Page, sentence: Span) -> Subject:
    """Who a sentence is about that begins with a comparison: the next disease that it names, "unlike in D, X is not seen in E"."""
    findings = {mention.span for mention in page.mentions_in("phenotype", sentence)}
    named = [mention for mention in page.mentions_in("disease", sentence) if mention.span not in findings]
    subject = named[1] if len(named) > 1 else None
    if subject and not page.names_topic(subject):
        return Subject(reference=subject.reference, label=subject.label, span=subject.span, borrowed=True)
    span = subject.span if subject else None
    return Subject(reference=page.topic.reference, label=page.topic.label, span=span, borrowed=subject is None)


def not_of_patients(page: Page, sentence: Span, mention: Mention) -> str:
    """Why what a sentence says of a finding is not said of the page's patients, or ""."""
    section = page.doc.section_at(sentence.start)
    if section is not None and section.name == ANIMALS:
        return "the section is about animals"
    if page.prose.search(_PATTERNS, "animal", sentence) or (
        page.prose.search(_PATTERNS, "in_animals", sentence)
        and not page.prose.search(_PATTERNS, "of_patients", sentence)
    ):
        return "the sentence is about animals or cells"
    before, after = Span(sentence.start, mention.span.start), Span(mention.span.end, sentence.end)
    if _of_the_well(page, sentence, before, after) or _of_the_well_too(page, mention, after):
        return "it is said of people without the disease"
    if page.prose.search(_PATTERNS, "anyone", before):
        return "it is said of any disease"
    if reason := _by_its_lead(page, before, after):
        return reason
    if not (mention.context.negated or mention.context.hedged) and page.prose.search(_PATTERNS, "sought", before):
        return "it is looked for, asked about or ruled out"
    if page.prose.match(_PATTERNS, "left_out", after):
        return "it is said of those whom a study left out"
    if page.prose.match(_PATTERNS, "organisation", after):
        return "it is part of the name of an organisation"
    if _in_short(page, after):
        return "it is said of another disease, by its abbreviation"
    return ""


def _by_its_lead(page: Page, before: Span, after: Span) -> str:
    """Why what leads to a finding sets it aside, or "": a guess does not that was right."""
    leads = (said for name, said in _LEADS.items() if page.prose.search(_PATTERNS, name, before))
    reason = next(leads, "")
    return "" if reason and page.prose.match(_PATTERNS, "borne_out", after) else reason


def _of_the_well(page: Page, sentence: Span, before: Span, after: Span) -> bool:
    """Whether a sentence tells of people without the disease, before a finding, behind it, or from its start on."""
    return bool(
        page.prose.search(_PATTERNS, "unaffected", before)
        or page.prose.match(_PATTERNS, "normally", sentence)
        or page.prose.match(_PATTERNS, "of_controls", after)
    )


def _of_the_well_too(page: Page, mention: Mention, after: Span) -> bool:
    """Whether relatives without the disease have the finding as well: "caries, although healthy sisters also had caries"."""
    told = page.prose.match(_PATTERNS, "well_too", after)
    if told is None:
        return False
    again = page.mentions_in("phenotype", Span(told.end(), after.end))
    return not told[0][-1:].isspace() or any(
        other.reference == mention.reference and not other.context.negated for other in again
    )


def _in_short(page: Page, after: Span) -> bool:
    """Whether an abbreviation behind a finding stands for another disease, as the page says: "(MKK)", "… in MKK syndrome"."""
    found = page.prose.match(_PATTERNS, "in_short", after)
    if found is None:
        return False
    spelt = f"({found['short']}"
    return any(
        page.doc.text[mention.span.end : mention.span.end + len(spelt) + 1].strip().startswith(spelt)
        and not names_own(page, mention)
        for mention in page.mentions_of("disease")
    )


def disease_behind(page: Page, sentence: Span, mention: Mention) -> Subject | None:
    """Another disease that a finding is said of behind it: "optic atrophy in Canavan disease"."""
    for disease in page.kept(_others_in, sentence):
        if disease.span.start >= mention.span.end and _PATTERNS["of_disease"].fullmatch(
            page.doc.text, mention.span.end, disease.span.start
        ):
            return Subject(reference=disease.reference, label=disease.label, span=disease.span, borrowed=True)
    return None


def _others_in(page: Page, sentence: Span) -> list[Mention]:
    """The other diseases of a sentence that are no findings."""
    return [
        mention
        for mention in page.mentions_in("disease", sentence)
        if not names_own(page, mention) and mention.span not in page.finding_spans
    ]


def _opening_disease(page: Page, sentence: Span) -> Mention | None:
    """The disease that a sentence or an item begins with, after an article or marks."""
    for mention in page.mentions_in("disease", sentence):
        return mention if _PATTERNS["opening"].fullmatch(page.doc.text, sentence.start, mention.span.start) else None
    return None
