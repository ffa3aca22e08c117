"""What the words for a type or form stand for: a known disease, one of our own, or the page's disease, where they name no form."""

from pohgraph.extractors.shared.form_names import has_no_name, is_kind, name_behind, subject_named
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.topic.disease_names import name_key, named_firmly, type_called
from pohgraph.extractors.topic.subject import Subject, own_disease
from pohgraph.language.disease_words import disease_words, numbered
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "form_subjects_patterns.tsv")


def named_form(page: Page, words: Span) -> Subject | None:
    """The type or form of the page's disease that words name; None where they are the page's own."""
    return None if _is_own(page, words) else _subject(page, words)


def _is_own(page: Page, words: Span) -> bool:
    """Whether the page's own name has the words of a form, or all numbers among its other names are the form's."""
    around = (m for m in page.mentions_of("disease") if m.span.contains(words) and page.names_topic(m))
    if any(not _is_like_title(page, mention.text) for mention in around):
        return True  # "D, also known as E type 2B"
    told = _told(page, words)
    key = disease_words(told)
    if any(_has(name, told, key) for name in (page.title, page.topic.label)):
        return True
    number = numbered(f"x {told}").number
    if not number:
        # One name among many may be that of a form alone: "juvenile D".
        having = [name for name in page.synonyms if _has(name, told, key)]
        if 2 * len(having) > len(page.synonyms):
            return True
        # "Cerebral sclerosis" does not make the cerebral form of leukodystrophy the page's disease.
        return any(_is_like_title(page, name) for name in having) and _PATTERNS["stage_word"].search(told) is None
    own = numbered(page.title).number
    if own:
        return own.startswith(number)  # type 2, where the page is about type 2F
    # The page's names may list the numbers of all its types; that of another name counts other types: "mucolipidosis I".
    return {numbered(name).number for name in page.synonyms if _is_like_title(page, name)} - {""} == {number}


def _is_like_title(page: Page, name: str) -> bool:
    base = numbered(name).base
    return base.isupper() or bool(disease_words(base) & disease_words(page.title))


def _has(name: str, told: str, key: frozenset[str]) -> bool:
    if key <= disease_words(name) if key else told.casefold() in name.casefold():
        return True
    initials = "".join([word[0] for word in name.split()]).upper()
    return any(word.isupper() and len(word) > 1 and word in initials for word in told.split())


def _told(page: Page, words: Span) -> str:
    return " ".join(_PATTERNS["article"].sub("", page.doc.quote(words), count=1).split())


def _subject(page: Page, words: Span) -> Subject:
    """A form as what a claim is about, by its reference where a vocabulary knows it; else by an own one.

    One that no word tells from the others is the page's disease, and what is said of it is borrowed.
    """
    said = page.doc.sentence_at(words.start) or words
    if called := name_behind(page, words, said.end):
        if not is_kind(page, called):
            return subject_named(page, called)
        words = called
    if has_no_name(page, words):
        return Subject(reference=page.topic.reference, label=page.topic.label, span=words, borrowed=True)
    told = _told(page, words)
    titles = [_all_types(name, told) for name in (page.title, page.topic.label)]
    for name in titles:
        found = named_firmly(page.lexicon, name_key(f"{name} {told}"))
        reference = type_called(page.lexicon, f"{name} {told}")
        if reference or len(found) == 1:
            reference = reference or page.lexicon.canonical(next(iter(found)))
            return Subject(
                reference=reference,
                label=page.lexicon.label(reference),
                span=words,
                borrowed=reference != page.topic.reference,
            )
    label = f"{titles[0]}, {told}"
    return Subject(reference=own_disease(label), label=label, span=words, borrowed=True)


def _all_types(name: str, told: str) -> str:
    """The name that a form's words are added to: without its own number for another type's, as "type 3" is no kind of D type 2."""
    counted = _PATTERNS["counted"]
    return numbered(name).base if counted.match(told) and counted.search(name) else name
