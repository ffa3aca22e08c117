"""Types and forms of the page's disease: what is said of one of them alone is not said of the disease."""

from collections.abc import Iterator
from typing import NamedTuple

from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.topic.disease_names import name_key, named_firmly
from pohgraph.extractors.topic.subject import Subject, own_disease
from pohgraph.language.disease_words import disease_words
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "forms_patterns.tsv")


class _Form(NamedTuple):
    """Where a sentence turns to a form, and the form's words; "" for the disease as a whole."""

    end: int
    words: Span | None


def form_of(page: Page, sentence: Span, before: int) -> Subject | None:
    """The type or form that a claim at an offset is about; None where it is about the disease as a whole."""
    form = _last_form(page, sentence, before)
    while form is None and (earlier := _goes_on_from(page, sentence)):
        sentence = earlier
        form = _last_form(page, sentence, sentence.end)
    return _subject(page, form.words) if form and form.words else None


def _goes_on_from(page: Page, sentence: Span) -> Span | None:
    """The sentence before, where this one goes on about the same patients: "They also have …"."""
    if not _PATTERNS["goes_on"].match(page.doc.text, *sentence):
        return None
    earlier = page.before(sentence)
    if earlier is None or page.doc.section_at(earlier.start) != page.doc.section_at(sentence.start):
        return None
    return earlier


def _last_form(page: Page, sentence: Span, before: int) -> _Form | None:
    """What the sentence is about at an offset: of its forms and names of the disease the last one that is a subject."""
    found = [form for form in _forms(page, sentence) if form.end <= before]
    last = max(found, default=None, key=lambda form: form.end)
    for mention in page.mentions_in("disease", sentence):
        behind = mention.span.end <= before and (last is None or last.end < mention.span.start)
        if (
            behind
            and page.names_topic(mention)
            and not _PATTERNS["of_form"].search(page.doc.text, sentence.start, mention.span.start)
        ):
            last = _Form(mention.span.end, None)
    return last


def _forms(page: Page, sentence: Span) -> Iterator[_Form]:
    for name in ("numbered", "described"):
        for match in page.prose.finditer(_PATTERNS, name, sentence):
            words = Span(*match.span("form"))
            yield _Form(words.end, None if _is_own(page, words) else words)


def _is_own(page: Page, words: Span) -> bool:
    """Whether the page's own names have the words of a form, so that the page is about it."""
    told = disease_words(_PATTERNS["article"].sub("", page.doc.quote(words), count=1))
    elements = [*page.doc.elements_of("title"), *page.doc.elements_of("synonym")]
    return not told or any(told <= disease_words(page.doc.quote(element.span)) for element in elements)


def _subject(page: Page, words: Span) -> Subject:
    """A form as what a claim is about, by its reference where a vocabulary knows it; else by an own one."""
    told = " ".join(_PATTERNS["article"].sub("", page.doc.quote(words), count=1).split())
    for name in (page.title, page.topic.label):
        found = named_firmly(page.lexicon, name_key(f"{name} {told}"))
        if len(found) == 1:
            reference = page.lexicon.canonical(next(iter(found)))
            return Subject(
                reference=reference,
                label=page.lexicon.label(reference),
                span=words,
                borrowed=reference != page.topic.reference,
            )
    label = f"{page.title}, {told}"
    return Subject(reference=own_disease(label), label=label, span=words, borrowed=True)
