"""Names of forms that are the disease's own name with words before it, of which the page need say no more: "hyporeninemic D"."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from pohgraph.extractors.shared.form_names import subject_named
from pohgraph.extractors.shared.form_subjects import named_form
from pohgraph.extractors.shared.own_names import names_own, own_places
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.topic.subject import Subject
from pohgraph.language.disease_words import disease_words, numbered
from pohgraph.language.patterns import Patterns
from pohgraph.model import Mention, Span
from pohgraph.schema.categories import OWN_DISEASE

_PATTERNS = Patterns("extractors/shared", "qualified_names_patterns.tsv")
_FORMS = Patterns("extractors/shared", "form_turns_patterns.tsv")
_LONGEST = 80  # code points before the name in which its words may stand


class Qualified(NamedTuple):
    """The name of a form as it stands, and whose it is; None where its words are the page's own."""

    name: Span
    subject: Subject | None


def qualified(page: Page, sentence: Span) -> tuple[Qualified, ...]:
    """The forms that a sentence names this way, worked out once."""
    return page.kept(_qualified, sentence)


def is_qualified(page: Page, words: Span) -> bool:
    """Whether words are the name of such a form."""
    sentence = page.doc.sentence_at(words.start)
    return sentence is not None and any(words == name for name, _ in qualified(page, sentence))


def _qualified(page: Page, sentence: Span) -> tuple[Qualified, ...]:
    return tuple(_kinds(page, sentence))


def _kinds(page: Page, sentence: Span) -> Iterator[Qualified]:
    for mention in page.mentions_in("disease", sentence):
        if _is_form(page, sentence, mention) and not _is_aside(page, sentence, mention.span, mention.span):
            yield Qualified(mention.span, subject_named(page, mention.span))
    for name in own_places(page, sentence):
        words = _before(page, sentence, name, "kinds")
        told = words and page.prose.search(_PATTERNS, "after_graded", (sentence.start, words.start))
        if words and not told and not _is_aside(page, sentence, words, name):
            yield Qualified(words.cover(name), _form(page, words, name))


def _form(page: Page, words: Span, name: Span) -> Subject | None:
    if page.prose.fullmatch(_PATTERNS, "what_it_is", words):
        return None
    form = named_form(page, words)
    whole = words.cover(name)
    if form is None or form.reference.prefix != OWN_DISEASE:
        return form and replace(form, span=whole)
    return subject_named(page, whole)


def _before(page: Page, sentence: Span, name: Span, pattern: str) -> Span | None:
    """The words before a name, by a pattern; an empty span right before it where the pattern has none of them."""
    start = max(sentence.start, name.start - _LONGEST)
    found = _PATTERNS[pattern].search(page.doc.text[start : name.start])
    return Span(start + found.start("form"), start + found.end("form")) if found else None


def _is_aside(page: Page, sentence: Span, words: Span, name: Span) -> bool:
    """Whether the words up to a name only explain in brackets what stands before, and nothing is said of them."""
    if page.prose.search(_PATTERNS, "in_brackets", (sentence.start, words.start)) is None:
        return False
    return page.prose.match(_PATTERNS, "said_behind", (name.end, sentence.end)) is None


def _is_form(page: Page, sentence: Span, mention: Mention) -> bool:
    """Whether another disease's name is the page's with more words, and something may be said of it.

    With words before it, it may stand anywhere: "in erythropoietic porphyrias". Others may be complications, and must begin a clause or
    have patients: "porphyria cutanea tarda is", "all porphyria cutanea tarda patients".
    """
    if names_own(page, mention):
        return False
    name, words = mention.text.casefold(), disease_words(mention.text)
    own = [known.casefold() for known in page.own_names if disease_words(known) < words]
    opens = page.prose.search(_FORMS, "opens", (sentence.start, mention.span.start)) is not None
    if opens:  # "congenital D", where the page is on D type 1
        own += [
            base.casefold() for base, number in map(numbered, page.own_names) if number and disease_words(base) < words
        ]
    if any(name.endswith((f" {known}", f" {known}s")) for known in own):
        return _before(page, sentence, mention.span, "opens") is not None
    if not any(disease_words(known) for known in own) or page.prose.search(_PATTERNS, "complication", mention.span):
        return False
    return opens or page.prose.match(_PATTERNS, "patients", (mention.span.end, sentence.end)) is not None


def leads_to(page: Page, finding: Span, words: Span) -> bool:
    """Whether a clause about a finding goes on to say who has it: "X was tried in a child with infantile D"."""
    between = (finding.end, words.start)
    return finding.end <= words.start and page.prose.fullmatch(_PATTERNS, "leads_to", between) is not None
