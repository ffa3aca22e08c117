"""Items, lines and sections that have a form of the disease as their heading: "- Juvenile form. This is the second most common form …"."""

from pohgraph.extractors.shared.form_names import subject_named
from pohgraph.extractors.shared.form_subjects import named_form
from pohgraph.extractors.shared.forms_listed import own_forms
from pohgraph.extractors.shared.own_names import names_own, own_places
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.qualified_names import qualified
from pohgraph.extractors.topic.subject import Subject
from pohgraph.language.disease_words import disease_words
from pohgraph.language.patterns import Patterns
from pohgraph.model import Mention, Section, Span

_PATTERNS = Patterns("extractors/shared", "forms_headed_patterns.tsv")
_REACH = 120  # code points of a line that its label may take
_SEVERAL = 2  # headings that name forms: one alone may name the page's own


def headed_form(page: Page, sentence: Span) -> Subject | None:
    """The form named by the label of a sentence's line or by the heading of its section; None if there is none or it is the page's own."""
    text = page.doc.text
    start = text.rfind("\n", 0, sentence.start) + 1
    label = _PATTERNS["label"].match(text, start, min(start + _REACH, max(sentence.end, start)))
    return _named(page, Span(*label.span("form"))) if label else _over_section(page, sentence)


def _named(page: Page, words: Span) -> Subject | None:
    if page.doc.quote(words).casefold() in page.title.casefold():
        return None
    return named_form(page, words) or subject_named(page, words)


def _over_section(page: Page, sentence: Span) -> Subject | None:
    """What the innermost heading around a sentence names, where several headings of the page name forms, or one tells of other forms."""
    forms = page.kept(_headings, "")
    around = [subject for section, subject in forms.items() if section.contains(sentence)]
    others = around and around[-1].reference == page.topic.reference
    return around[-1] if around and (others or len(forms) >= _SEVERAL) else None


def _headings(page: Page, _key: str) -> dict[Span, Subject]:
    """The sections whose headings name forms, the outer ones first, each with its form."""
    found: dict[Span, Subject] = {}
    for section in page.doc.sections:
        form = _in_heading(page, section.heading) if section.heading else None
        if form and form.borrowed and _is_of_finding(page, section):
            continue
        if form:
            found[section.span] = form
    return found


def _is_of_finding(page: Page, section: Section) -> bool:
    """Whether the heading over that of a section names a finding: "Other types" below "Seizures" are types of these."""
    over = [s for s in page.doc.sections if s.heading and s.span.start < section.span.start and s.level < section.level]
    return bool(over and over[-1].heading and page.mentions_in("phenotype", over[-1].heading))


def _in_heading(page: Page, heading: Span) -> Subject | None:
    others = page.prose.fullmatch(_PATTERNS, "others", heading)
    if others and (others["of"] is None or any(True for _ in own_places(page, Span(*others.span("of"))))):
        words = Span(*others.span("form"))
        return Subject(reference=page.topic.reference, label=page.topic.label, span=words, borrowed=True)
    if told := page.prose.fullmatch(_PATTERNS, "heading", heading):
        return _named(page, Span(*told.span("form")))
    for mention in page.mentions_in("disease", heading):
        is_form = _says_more(page, mention) or mention.reference in own_forms(page)
        if is_form and not names_own(page, mention) and _is_all(page, heading, mention.span):
            return subject_named(page, mention.span)
    for name, form in qualified(page, heading):
        if form and _is_all(page, heading, name):
            return form
    return None


def _says_more(page: Page, mention: Mention) -> bool:
    """Whether a name has all words of one of the disease's own, and others: "pemphigus vulgaris"."""
    words = disease_words(mention.text)
    return any(disease_words(own) < words for own in (page.title, page.topic.label))


def _is_all(page: Page, heading: Span, name: Span) -> bool:
    """Whether a heading is a name and no more, but for its number and what explains it."""
    return (
        page.prose.fullmatch(_PATTERNS, "before", (heading.start, name.start)) is not None
        and page.prose.fullmatch(_PATTERNS, "behind", (name.end, heading.end)) is not None
    )
