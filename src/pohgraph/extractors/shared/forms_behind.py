"""Forms of the page's disease that a sentence names behind a finding: "weakness in type 2", "a sign of the juvenile form of D".

A number may also be the finding's own, and then it names no form: "hypospadias type II".
"""

from pohgraph.extractors.shared.form_names import FormNames, subject_named
from pohgraph.extractors.shared.form_subjects import named_form
from pohgraph.extractors.shared.own_names import names_own, own_places
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.qualified_names import leads_to, qualified
from pohgraph.extractors.shared.subjects import as_subject
from pohgraph.extractors.topic.subject import Subject
from pohgraph.language.disease_words import numbered
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "forms_behind_patterns.tsv")


def form_behind(page: Page, sentence: Span, finding: Span, names: FormNames) -> Subject | None:
    """The type or form that a finding is said of behind it; None where there is none, or where it is the disease as a whole."""
    rest = (finding.end, sentence.end)
    if behind := page.prose.match(_PATTERNS, "behind", rest):
        return named_form(page, Span(*behind.span("form")))
    behind = page.prose.match(_PATTERNS, "sign_of_form", rest)
    if behind is None:
        return _named_behind(page, sentence, finding, names)
    form = Span(*behind.span("form"))
    for mention in page.mentions_in("disease", Span(form.start, sentence.end)):
        if mention.span.start < form.end < mention.span.end:
            # A vocabulary has the form by these words.
            return None if names_own(page, mention) else as_subject(page, mention)
    return named_form(page, form) if of_topic(page, behind.end(), sentence.end) else None


def _named_behind(page: Page, sentence: Span, finding: Span, names: FormNames) -> Subject | None:
    """The form that a clause names after a finding: "blisters in Herlitz D", "X was tried in a child with infantile D"."""
    for words, subject in qualified(page, sentence):
        if leads_to(page, finding, words):
            return subject
    places = (words for words in names.places(page, sentence) if leads_to(page, finding, words))
    return next((subject_named(page, words) for words in places), None)


def of_topic(page: Page, start: int, end: int) -> bool:
    """Whether "of" behind a form leads to the page's disease, and not to something else that has forms."""
    leads = _PATTERNS["of"].match(page.doc.text, start, end)
    if leads is None or leads["disease"]:
        return True
    named = (m.span for m in page.mentions_in("disease", Span(start, end)) if names_own(page, m))
    return any(own.start == leads.end() for own in (*named, *own_places(page, Span(start, end))))


def numbers_finding(page: Page, sentence: Span, words: Span) -> bool:
    """Whether the number is that of a finding, which is no name of the page's disease: "hypospadias type II"."""
    return any(
        0 <= words.start - mention.span.end <= 1 and not page.title.lower().startswith(mention.text.lower())
        for mention in page.mentions_in("phenotype", Span(sentence.start, words.start))
    ) and not any(0 <= words.start - own.span.end <= 1 for own in page.diseases_on_topic(sentence))


def is_of_series(page: Page, words: Span, number: str) -> bool:
    """Whether letters with a number name another type than the page's own, or one of several."""
    if any(m.span.contains(words) and page.names_topic(m) for m in page.mentions_of("disease")):
        return False
    if page.mentions_in("gene", words):
        return False
    own, other = numbered(page.title).number, numbered(f"x type {number}").number
    return not (own and other and own.startswith(other))


def is_of_something_else(page: Page, words: Span) -> bool:
    """Whether kinds are those of a gene or of a finding: "activating RET variants", "other seizure types"."""
    if page.mentions_in("gene", words) or page.prose.search(_PATTERNS, "gene_variants", words):
        return True
    if not page.prose.match(_PATTERNS, "other_ones", words):
        return False
    match = page.prose.search(_PATTERNS, "types_of_it", words)
    return match is not None and any(m.span.end == match.start() for m in page.mentions_in("phenotype", words))


def names_form(page: Page, sentence: Span, finding: Span) -> bool:
    """Whether a sentence says of a finding that it is a form of the page's disease: "encephalopathy is a severe form of D"."""
    defined = page.prose.match(_PATTERNS, "is_form_of", (finding.end, sentence.end))
    return defined is not None and any(
        mention.span.start == defined.end() and page.names_topic(mention)
        for mention in page.mentions_in("disease", Span(defined.end(), sentence.end))
    )
