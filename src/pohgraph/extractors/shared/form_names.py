"""Names that a page gives to forms of its disease: "the milder form is called X", and the letters of its own name."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.topic.subject import Subject, own_disease
from pohgraph.language.abbreviating import is_made_of
from pohgraph.language.disease_words import disease_words, numbered
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "form_names_patterns.tsv")
_MOST_WORDS = 8  # of a name


class Turn(NamedTuple):
    """Where a sentence turns to a form, and who is meant: None for the disease as a whole."""

    end: int
    subject: Subject | None


class Told(NamedTuple):
    """What a paragraph tells before one of its sentences: the form that it is on, and whether its first sentence opens one."""

    form: Turn | None
    opens: bool


@dataclass(frozen=True, kw_only=True)
class FormNames:
    """What a page calls forms of its disease, each in lower case; and the letters that stand for the disease itself."""

    names: tuple[str, ...] = ()
    initials: frozenset[str] = frozenset()
    # Where a sentence turns to a form, and to which; kept since each finding of a sentence asks.
    turns: dict[Span, tuple[Turn, ...]] = field(default_factory=dict, compare=False)
    told: dict[Span, Told] = field(default_factory=dict, compare=False)

    def places(self, page: Page, sentence: Span) -> Iterator[Span]:
        """Where a sentence has such a name."""
        if not self.names:
            return
        words = page.doc.quote(sentence).lower()
        for name in self.names:
            at = words.find(name)
            while at >= 0:
                yield Span(sentence.start + at, sentence.start + at + len(name))
                at = words.find(name, at + len(name))

    def given_last(self, page: Page, sentence: Span) -> Span | None:
        """The name of a form that a sentence ends with, where it gives that name: "a rare form of D is known as X"."""
        if not page.prose.search(_PATTERNS, "form_called", sentence):
            return None
        places = (
            words
            for words in self.places(page, sentence)
            if page.prose.fullmatch(_PATTERNS, "closes", (words.end, sentence.end))
        )
        return next(places, None)


def form_names(page: Page, *sections: str, listed: bool = True) -> FormNames:
    """The names of forms that the sentences of some sections give; without `listed`, not those that only a list of forms has."""
    own = (*page.own_names, *page.synonyms)
    keys = [disease_words(name) for name in own]
    found: dict[str, None] = {}
    for sentence in page.sentences(*sections):
        for match in page.prose.finditer(_PATTERNS, "form_called", sentence):
            leads = match["of"]
            if (leads and not _speaks_of_topic(page, Span(*match.span("of")))) or (match["second"] and not listed):
                continue
            for group in ("name", "second"):
                name = match[group]
                if name and disease_words(name) not in keys and not _names_finding(page, Span(*match.span(group))):
                    found[name.lower()] = None
        found |= dict.fromkeys(_defined(page, sentence, keys))
        found |= dict.fromkeys(_apposed(page, sentence))
        found |= dict.fromkeys(_listed(page, sentence, keys) if listed else ())
    letters = {word for name in own for word in name.split() if word.isupper() and len(word) > 1}
    bases = [numbered(name).base.split() for name in own]  # the number of a type is none of its letters
    letters |= {"".join(word[0] for word in base if word[0].isalpha()).upper() for base in bases}
    # "ABC1", "ABC2": letters that the text numbers, and that stand in the disease's name in this order.
    letters |= {
        word for word in _numbered(page) if any(is_made_of(word, name) for name in (page.title, page.topic.label))
    }
    return FormNames(names=tuple(found), initials=frozenset(letters))


def _numbered(page: Page) -> Iterator[str]:
    """The letters that the text has with several numbers, none of which makes a gene's symbol of them."""
    numbers: dict[str, set[str]] = {}
    for match in _PATTERNS["counted"].finditer(page.doc.text):
        numbers.setdefault(match["letters"], set()).add(match["number"])
    for letters, found in numbers.items():
        if len(found) > 1 and not any(page.lexicon.gene_symbols.get(f"{letters}{number}") for number in found):
            yield letters


def _defined(page: Page, sentence: Span, keys: list[frozenset[str]]) -> Iterator[str]:
    """The name that a sentence says to be that of a form, and its abbreviation: "X (XY) is the severe form of D"."""
    match = page.prose.match(_PATTERNS, "named_as_form", sentence)
    if match and _speaks_of_topic(page, Span(*match.span("of"))) and _is_name(page, match["name"], keys):
        yield match["name"].lower()
        if match["short"]:
            yield match["short"].lower()


def _apposed(page: Page, sentence: Span) -> Iterator[str]:
    """The names that a sentence calls forms in passing, with their abbreviations; a vocabulary may list them as names of the disease."""
    keys = [disease_words(name) for name in (page.title, page.topic.label)]
    for match in page.prose.finditer(_PATTERNS, "apposed_form", sentence):
        if disease_words(match["name"]) not in (frozenset(), *keys) and not _names_finding(
            page, Span(*match.span("name"))
        ):
            yield match["name"].lower()
            if match["short"] and match["short"] not in page.synonyms:
                yield match["short"].lower()


def _listed(page: Page, sentence: Span, keys: list[frozenset[str]]) -> Iterator[str]:
    """The names of the forms that a sentence lists: "two types of D: X and Y"."""
    for match in page.prose.finditer(_PATTERNS, "forms_listed", sentence):
        if match["of"] is None or _speaks_of_topic(page, Span(*match.span("of"))):
            items = _PATTERNS["item"].split(_PATTERNS["aside"].sub("", match["names"]))
            yield from (name.lower() for name in map(str.strip, items) if _is_name(page, name, keys))


def _is_name(page: Page, name: str, keys: list[frozenset[str]]) -> bool:
    """Whether words are a name of their own, and not the page's: an abbreviation, or some that share a word with its names."""
    words = disease_words(name)
    if not words or words in keys or len(name.split()) > _MOST_WORDS:
        return False
    if len(name.split()) > 1 and (words & page.own_words or _PATTERNS["ends_as_name"].search(name)):
        return True
    return _PATTERNS["capital"].search(name[1:]) is not None


def no_names(page: Page) -> FormNames:
    """None of these names, where only words for forms count."""
    return page.kept(_no_names, "")


def _no_names(_page: Page, _key: str) -> FormNames:
    return FormNames()


def subject_named(page: Page, words: Span) -> Subject:
    """A form by its own name, as what a claim is about."""
    for mention in page.mentions_in("disease", words):
        if mention.span == words and not page.names_topic(mention):
            return Subject(reference=mention.reference, label=mention.label, span=words, borrowed=True)
    label = " ".join(page.doc.quote(words).split())
    if is_kind(page, words) and page.title.casefold() not in label.casefold():
        label = f"{page.title}, {label}"  # "the antenatal form with X" is a form of the page's disease
    return Subject(reference=own_disease(label), label=label, span=words, borrowed=True)


def is_kind(page: Page, words: Span) -> bool:
    """Whether a name of a form only tells which of the disease's forms it is: "late infantile form"."""
    return _PATTERNS["kind_word"].search(page.doc.quote(words)) is not None


def name_behind(page: Page, words: Span, end: int) -> Span | None:
    """What the words behind a form that has no name of its own call it: "one type of D, known as X"; None where they do not."""
    if _PATTERNS["nameless"].fullmatch(page.doc.text, *words) is None:
        return None
    called = page.prose.match(_PATTERNS, "called_behind", (words.end, end))
    return Span(*called.span("name")) if called else None


def has_no_name(page: Page, words: Span) -> bool:
    """Whether words for a form tell it from no other: "another form", "other types", "the most common form"."""
    return _PATTERNS["any_of_them"].fullmatch(page.doc.text, *words) is not None


def _speaks_of_topic(page: Page, span: Span) -> bool:
    """Whether what a form is said to be of is the page's disease."""
    if page.prose.match(_PATTERNS, "the_disease", span):
        return True
    return any(page.names_topic(mention) for mention in page.mentions_in("disease", span))


def _names_finding(page: Page, span: Span) -> bool:
    return any(found.contains(span) for found in page.finding_spans)
