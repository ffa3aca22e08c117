"""Types and forms of the page's disease: what is said of one of them alone is not said of the disease."""

from collections.abc import Iterator
from typing import NamedTuple

from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.topic.disease_names import name_key, named_firmly
from pohgraph.extractors.topic.subject import Subject, own_disease
from pohgraph.language.disease_words import disease_words, numbered
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "forms_patterns.tsv")


class _Form(NamedTuple):
    """Where a sentence turns to a form, and the form's words; "" for the disease as a whole."""

    end: int
    words: Span | None


def form_of(page: Page, sentence: Span, finding: Span) -> Subject | None:
    """The type or form that a finding is said of; None where it is said of the disease as a whole."""
    behind = _PATTERNS["behind"].match(page.doc.text, finding.end, sentence.end)
    if behind and not _is_own(page, words := Span(*behind.span("form"))):
        return _subject(page, words)
    form = _last_form(page, sentence, finding.start)
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
            if name == "described" and not _of_topic(page, words.end, sentence.end):
                continue
            yield _Form(words.end, None if _is_own(page, words) else words)


def _of_topic(page: Page, start: int, end: int) -> bool:
    """Whether "of" behind a form leads to the page's disease, and not to something else that has forms."""
    leads = _PATTERNS["of"].match(page.doc.text, start, end)
    if leads is None or leads["disease"]:
        return True
    return any(
        m.span.start == leads.end() and page.names_topic(m) for m in page.mentions_in("disease", Span(start, end))
    )


def _is_own(page: Page, words: Span) -> bool:
    """Whether the page's own name has the words of a form, or all numbers among its other names are the form's."""
    told = _told(page, words)
    key = disease_words(told)
    if any(_has(name, told, key) for name in (page.title, page.topic.label)):
        return True
    names = [page.doc.quote(element.span) for element in page.doc.elements_of("synonym")]
    number = numbered(f"x {told}").number
    if not number:
        return any(_has(name, told, key) for name in names)
    own = numbered(page.title).number
    if own:
        return own.startswith(number)  # type 2, where the page is about type 2F
    # The page's names may list the numbers of all its types.
    return {numbered(name).number for name in names} - {""} == {number}


def _has(name: str, told: str, key: frozenset[str]) -> bool:
    if key <= disease_words(name) if key else told.casefold() in name.casefold():
        return True
    initials = "".join([word[0] for word in name.split()]).upper()
    return any(word.isupper() and len(word) > 1 and word in initials for word in told.split())


def _told(page: Page, words: Span) -> str:
    return " ".join(_PATTERNS["article"].sub("", page.doc.quote(words), count=1).split())


def _subject(page: Page, words: Span) -> Subject:
    """A form as what a claim is about, by its reference where a vocabulary knows it; else by an own one."""
    told = _told(page, words)
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


def named_form(page: Page, words: Span) -> Subject | None:
    """The type or form of the page's disease that words name; None where they are the page's own."""
    return None if _is_own(page, words) else _subject(page, words)
