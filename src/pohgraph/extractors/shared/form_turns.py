"""Where a sentence turns to a form of the disease: at a word for it, at its own name, or at the letters of the disease with a number."""

from collections.abc import Iterator
from dataclasses import replace

from pohgraph.extractors.shared.form_names import FormNames, Turn, subject_named
from pohgraph.extractors.shared.form_subjects import named_form
from pohgraph.extractors.shared.forms_behind import is_of_series, is_of_something_else, numbers_finding, of_topic
from pohgraph.extractors.shared.graded_forms import graded_form
from pohgraph.extractors.shared.narrower_names import written_out
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.qualified_names import qualified
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "form_turns_patterns.tsv")
_WORDED = ("numbered", "described", "several", "one_of", "apposed")


def turns(page: Page, sentence: Span, names: FormNames) -> tuple[Turn, ...]:
    """The turns of a sentence, in no order. They are worked out once, because each of its findings asks for them."""
    found = names.turns.get(sentence)
    if found is None:
        found = names.turns[sentence] = tuple(_turns(page, sentence, names))
    return found


def opens_clause(page: Page, stretch: tuple[int, int]) -> bool:
    """Whether the words after a stretch of a sentence begin a clause."""
    return page.prose.search(_PATTERNS, "opens", stretch) is not None


def _turns(page: Page, sentence: Span, names: FormNames) -> Iterator[Turn]:
    kinds = qualified(page, sentence)
    for words in _worded(page, sentence):
        subject = named_form(page, words)
        # "Congenital D type 1": what turns to the page's own type is part of the name of a form.
        if subject or not any(name.contains(words) for name, _ in kinds):
            yield Turn(words.end, subject)
    for match in page.prose.finditer(_PATTERNS, "graded", sentence):
        words = Span(*match.span("form"))
        if form := graded_form(page, words, Span(match.end(), sentence.end)):
            subject = named_form(page, form)
            yield Turn(words.end, replace(subject, span=words) if subject else None)
    yield from (Turn(words.end, subject) for words, subject in kinds)
    yield from _named(page, sentence, names)


def _named(page: Page, sentence: Span, names: FormNames) -> Iterator[Turn]:
    """Turns at a form's own name, at a type behind the disease's name, and at the letters of the disease with a number."""
    for words in (*names.places(page, sentence), *written_out(page, sentence)):
        if opens_clause(page, (sentence.start, words.start)):
            yield Turn(words.end, subject_named(page, words))
    for mention in page.diseases_on_topic(sentence) if page.kept(_has_kinds, "") else ():
        behind = page.prose.match(_PATTERNS, "typed_behind", (mention.span.end, sentence.end))
        if behind and opens_clause(page, (sentence.start, mention.span.start)):
            words = Span(*behind.span("form"))
            yield Turn(words.end, named_form(page, words))
    # Most sentences have none of the letters, and looking for their number takes long.
    has_letters = names.initials and any(map(page.doc.quote(sentence).__contains__, names.initials))
    for match in page.prose.finditer(_PATTERNS, "series", sentence) if has_letters else ():
        words = Span(*match.span("form"))
        if match["letters"] in names.initials and is_of_series(page, words, match["number"]):
            yield Turn(words.end, subject_named(page, words))


def _has_kinds(page: Page, _key: str) -> bool:
    """Whether the page has several types of its disease. If not, a type in the name ("D, Schinzel type") is the disease itself."""
    return _PATTERNS["several_kinds"].search(page.doc.text) is not None


def _worded(page: Page, sentence: Span) -> Iterator[Span]:
    for name in page.prose.possible(_PATTERNS, _WORDED, sentence):
        for match in page.prose.finditer(_PATTERNS, name, sentence):
            words = Span(*match.span("form"))
            if name != "numbered" and is_of_something_else(page, words):
                continue
            if (
                not numbers_finding(page, sentence, words)
                if name == "numbered"
                else of_topic(page, words.end, sentence.end)
            ):
                yield words
