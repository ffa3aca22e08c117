"""Patients of another disease: "in contrast to D, E causes X", and "patients with NF1" on a page about something else."""

from pohgraph.extractors.shared.own_names import names_own
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.topic.subject import Subject
from pohgraph.language.disease_words import disease_words
from pohgraph.language.patterns import Patterns
from pohgraph.model import Mention, Span

_PATTERNS = Patterns("extractors/shared", "other_patients_patterns.tsv")

_REACH = 4  # sentences in a row that may speak of the same patients


def set_against(page: Page, sentence: Span, mention: Mention) -> Subject | None:
    """The other disease that a sentence sets against the page's own, where it says a finding of it: "unlike D, E causes X"."""
    other = _contrasted(page, sentence)
    if other is None or other.span.end > mention.span.start:
        return None
    return Subject(reference=other.reference, label=other.label, span=other.span, borrowed=True)


def of_other_patients(page: Page, sentence: Span, mention: Mention) -> str:
    """Why a finding is the name of a disease that the page's is compared with, or one of patients with another, or ""."""
    for disease in page.mentions_in("disease", sentence):
        if disease.span.contains(mention.span) and not names_own(page, disease):
            if page.prose.fullmatch(_PATTERNS, "compared_with", (sentence.start, disease.span.start)):
                return "it is a disease that the page's is compared with"
            other = _contrasted(page, sentence)
            if other is not None and other.span == disease.span:
                return "it is a disease that the page's is compared with"
    if _is_set_against(page, sentence, mention) or _is_of_likened(page, sentence, mention):
        return "it is said of what the page's disease is set against"
    if page.kept(_is_of_class, sentence):
        return "it is said of the patients of a whole class of diseases"
    found = page.prose.match(_PATTERNS, "patients_with", (sentence.start, mention.span.start))
    if found and _is_foreign(page, found["short"]):
        return f"it is said of patients with {found['short']}"
    return ""


def _is_of_class(page: Page, sentence: Span) -> bool:
    """Whether a sentence, or one before that it goes on from, is on what somebody wrote of a class: "Lee reviews children with epilepsies"."""
    if _reviews(page, sentence):
        return True
    goes_on = page.prose.match(_PATTERNS, "those_patients", sentence) is not None
    for _ in range(_REACH if goes_on and not page.diseases_on_topic(sentence) else 0):
        earlier = page.before(sentence)
        if earlier is None or page.doc.section_at(earlier.start) != page.doc.section_at(sentence.start):
            return False
        if "\n\n" in page.doc.text[earlier.end : sentence.start]:
            return False
        if _reviews(page, earlier):
            return True
        if page.diseases_on_topic(earlier):
            return False
        sentence = earlier
    return False


def _reviews(page: Page, sentence: Span) -> bool:
    """Whether a sentence says what somebody wrote of a class of diseases, which is not named as the page's own is."""
    match = page.prose.search(_PATTERNS, "reviewed", sentence)
    return match is not None and not disease_words(match["of"]) & page.own_words


def _is_set_against(page: Page, sentence: Span, mention: Mention) -> bool:
    """Whether a disease that is known as a finding alone is set against the page's: "unlike D, homocystinuria causes X"."""
    text = page.doc.text
    if not page.prose.may_have(_PATTERNS, "compared_with", sentence):
        return False
    diseases = [m for m in page.mentions_in("disease", sentence) if page.names_topic(m)]
    if not diseases:
        return False
    own = diseases[0].span
    if page.prose.fullmatch(_PATTERNS, "compared_with", (sentence.start, mention.span.start)):
        return _PATTERNS["main_clause"].fullmatch(text, mention.span.end, own.start) is not None
    if not page.prose.fullmatch(_PATTERNS, "compared_with", (sentence.start, own.start)):
        return False
    findings = page.mentions_in("phenotype", Span(own.end, mention.span.end))
    first = findings[0].span if findings else mention.span
    return (
        _PATTERNS["main_clause"].fullmatch(text, own.end, first.start) is not None
        and page.prose.match(_PATTERNS, "does", (first.end, sentence.end)) is not None
    )


def _is_of_likened(page: Page, sentence: Span, mention: Mention) -> bool:
    """Whether a finding is what tells another disease apart: "although E looks like D, it also has X"."""
    lead = page.prose.match(_PATTERNS, "although_like", sentence)
    if lead is None or mention.span.start < lead.end():
        return False
    if page.diseases_on_topic(Span(lead.end(), mention.span.start)):
        return False  # "although E is similar, patients with D have X"
    named = page.mentions_in("disease", Span(sentence.start, lead.end()))
    return bool(named) and not names_own(page, named[0]) and named[0].span not in page.finding_spans


def _contrasted(page: Page, sentence: Span) -> Mention | None:
    """The disease that follows a contrast with the page's own at the start of a sentence."""
    lead = page.prose.match(_PATTERNS, "contrast", (sentence.start, sentence.end))
    if lead is None:
        return None
    diseases = page.mentions_in("disease", sentence)
    own = next((m for m in diseases if m.span.start >= lead.end()), None)
    if own is None or own.span.start != lead.end() or not page.names_topic(own):
        return None
    for other in diseases:
        if other.span.start < own.span.end or names_own(page, other) or not page.lexicon.is_registered(other.reference):
            continue
        between = _PATTERNS["main_clause"].fullmatch(page.doc.text, own.span.end, other.span.start)
        if between and _PATTERNS["says"].match(page.doc.text, other.span.end, sentence.end):
            return other
    return None


def _is_foreign(page: Page, short: str) -> bool:
    """Whether an abbreviation is not one that the page tells, nor one of its own names with letters left out."""
    if page.lexicon.gene_symbols.get(short) is None and not _PATTERNS["numbered"].fullmatch(short):
        return False
    if page.doc.text.count(short) > 1:
        return False  # what the page names elsewhere, as a gene or as its own short name
    letters = "".join(c for c in short.lower() if c.isalpha())
    names = [page.title, page.topic.label, *(page.doc.quote(e.span) for e in page.doc.elements_of("synonym"))]
    return not any(_spells(letters, name.lower()) for name in names)


def _spells(letters: str, name: str) -> bool:
    """Whether a name has these letters in this order."""
    rest = iter(name)
    return all(letter in rest for letter in letters)
