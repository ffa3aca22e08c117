"""Treatments that a sentence only names: in passing, as a cause, for another disease, or without knowing whether they help."""

from pohgraph.extractors.shared.own_names import names_own
from pohgraph.extractors.shared.page import Page
from pohgraph.language.disease_words import disease_words
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "not_done_patterns.tsv")
_REACH = 80  # code points behind "used to treat" where the disease is named


def in_passing(page: Page, sentence: Span, cue: Span, *, whose: Span | None = None) -> bool:
    """Whether a treatment is named without being said to be done for the disease, or for the form named at `whose`."""
    before, text = (sentence.start, cue.start), page.doc.text
    if any(page.prose.search(_PATTERNS, name, before) for name in ("caused_by", "told_elsewhere")):
        return True
    if page.prose.search(_PATTERNS, "time_of", before) and not text.startswith("-", cue.end):
        return True
    if any(_PATTERNS[name].match(text, cue.end, sentence.end) for name in ("bound_to", "affects")):
        return True
    return (
        _is_for_the_curious(page, sentence, cue)
        or _brings_disease_on(page, cue)
        or _is_of_another(page, sentence, cue)
        or in_another(page, sentence, cue, whose=whose)
    )


def in_another(page: Page, sentence: Span, cue: Span, *, whose: Span | None = None) -> bool:
    """Whether a sentence that does not name the page's disease says for whom it holds: "is used in patients with D2"."""
    if page.diseases_on_topic(sentence):
        return False
    for other in page.mentions_in("disease", sentence):
        if other.span == whose or names_own(page, other) or disease_words(other.text) & page.own_words:
            continue
        if other.span.start < cue.end:
            # A finding may have a treatment of its own, but one that is called a syndrome is another disease.
            is_other = other.span not in page.finding_spans or _PATTERNS["called_disease"].search(other.text)
            if is_other and page.prose.fullmatch(_PATTERNS, "for_another", (sentence.start, other.span.start)):
                return True
        elif other.span not in page.finding_spans and page.prose.fullmatch(
            _PATTERNS, "in_another", (cue.end, other.span.start)
        ):
            return True
    return False


def of_finding(page: Page, sentence: Span, cue: Span) -> bool:
    """Whether a treatment in general is one of a finding, and not of the disease: "there is no cure for ichthyosis"."""
    leads = page.prose.match(_PATTERNS, "leads_to_what", (cue.end, sentence.end))
    if leads is None:
        return False
    behind = Span(leads.end(), sentence.end)
    if any(m.span.start == behind.start and names_own(page, m) for m in page.mentions_in("disease", behind)):
        return False
    named = (m for m in page.mentions_in("phenotype", behind) if m.span.start == behind.start)
    names = list(map(disease_words, page.synonyms))
    return any(not (words & page.own_words or words in names) for words in (disease_words(m.text) for m in named))


def is_doubted(page: Page, sentence: Span, cue: Span) -> bool:
    """Whether a treatment is asked about, supposed or paid for, and no more: "it is unclear whether X, Y or Z helps"."""
    if any(page.prose.match(_PATTERNS, name, (cue.end, sentence.end)) for name in ("unproven", "supposed")):
        return True
    if page.prose.match(_PATTERNS, "asked_first", sentence) or page.kept(_is_studied, sentence):
        return True
    if page.prose.search(_PATTERNS, "paid_for", (sentence.start, cue.start)):
        return True
    for question in page.prose.finditer(_PATTERNS, "question", (sentence.start, cue.end)):
        verb = page.prose.search(_PATTERNS, "question_verb", (question.end(), sentence.end))
        comma = page.doc.text.find(",", verb.end(), sentence.end) if verb else -1
        if comma < 0 or cue.start < comma:
            return True
    return False


def _is_studied(page: Page, sentence: Span) -> bool:
    """Whether what a sentence names is only tried or reported, by its own words or those of the sentence before."""
    if page.prose.search(_PATTERNS, "studied", sentence):
        return page.prose.search(_PATTERNS, "settled", sentence) is None
    if any(page.prose.search(_PATTERNS, "studied_before", lead) for lead in page.lead_ins.get(sentence.start, ())):
        return True
    before = page.before(sentence) if page.prose.match(_PATTERNS, "goes_on", sentence) else None
    return before is not None and page.prose.search(_PATTERNS, "studied_before", before) is not None


def _is_for_the_curious(page: Page, sentence: Span, cue: Span) -> bool:
    """Whether whoever wants to know is sent to somebody: "people with questions should speak with a genetic counselor"."""
    return (
        _PATTERNS["talk"].match(page.doc.text, *cue) is not None
        and page.prose.search(_PATTERNS, "for_the_curious", (sentence.start, cue.start)) is not None
    )


def _brings_disease_on(page: Page, cue: Span) -> bool:
    """Whether a disease is named after what does harm, and that is all a treatment's name says: warfarin, of "warfarin sensitivity"."""
    words = disease_words(page.doc.quote(cue))
    return bool(words) and words <= page.own_words and any(map(_PATTERNS["harmed_by"].search, page.own_names))


def _is_of_another(page: Page, sentence: Span, cue: Span) -> bool:
    """Whether what is named is used for another disease, and the page's own is not named: "is used to treat some cancers"."""
    used = page.prose.match(_PATTERNS, "used_for", (cue.end, sentence.end))
    if used is None or page.diseases_on_topic(sentence):
        return False
    told = page.mentions_in("disease", Span(used.end(), min(sentence.end, used.end() + _REACH)))
    return any(
        mention.span not in page.finding_spans and not disease_words(mention.text) & page.own_words for mention in told
    )
