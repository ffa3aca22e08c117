"""Where a page names what it is about, when it has no title that is just the name: places in order of trust."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.extractors.topic.disease_names import name_key
from pohgraph.extractors.topic.naming import UNPROSE
from pohgraph.extractors.topic.opening import (
    headline,
    is_given_for,
    is_had,
    is_only_considered,
    leads_opening,
    opening_sentences,
)
from pohgraph.extractors.topic.spoken_of import is_abbreviation, spoken_of, written_out
from pohgraph.extractors.topic.title_names import (
    bare_name,
    ends_as_name,
    is_defined,
    is_defined_disease,
    is_framed,
    is_kind,
    is_name_label,
    name_of_patients,
    names_alone,
    names_in_title,
    sounds_like_disease,
)
from pohgraph.model import Document, Element, Mention, Reference, Span
from pohgraph.vocab.lexicon import Lexicon

# Where a disease that is named most often, or defined, is not the page's own.
_ASIDE = UNPROSE | {"family_history", "side_effects", "methods", "not_content"}
_WORD = compiled(r"[^\W_]+")
_SHORT = 4000  # code points of a text, such as an abstract, that may name its disease but once
_OFTEN = 3  # times that a longer text names the one disease that it is about
_OF_PATIENTS = frozenset(
    {"symptoms", "hpo_table", "inheritance", "onset", "prognosis", "frequency", "genes", "synonyms", "coding"}
)
_KEYWORD_LABELS = frozenset({"keywords", "mesh terms"})


class Place(NamedTuple):
    """Where the page names its disease, why that is taken for its subject, and how sure that is, 0 to 1.

    `own` says that the name is one of a disease even where no vocabulary knows it.
    """

    span: Span
    reason: str
    trust: float
    own: bool = False


def titled(doc: Document, name: Span) -> Document:
    """The same page with a title that is just the name; nothing else of it is changed."""
    others = [element for element in doc.elements if element.kind != "title"]
    elements = sorted((*others, Element(kind="title", span=name)), key=lambda e: (e.span.start, -e.span.end))
    return replace(doc, elements=tuple(elements))


def in_title(doc: Document, title: Span, lexicon: Lexicon, *, framed: bool = False) -> Iterator[Place]:
    """The diseases that a title names beside other words."""
    bare = bare_name(doc, title)  # "X: the name of a site"
    for span in names_in_title(doc, title, lexicon, framed=framed) or ([bare] if bare != title else []):
        yield Place(span, f"the title {_line(doc.quote(title))!r} names {_line(doc.quote(span))!r}", 0.8)


def written_title(doc: Document, title: Span) -> Span | None:
    """Where the text writes out a title that is an abbreviation: "X (ABBR)"."""
    words = doc.quote(title)
    return written_out(doc, words) if is_abbreviation(words) else None


def in_fields(doc: Document) -> Iterator[Place]:
    """Fields whose label says that their value is the name, and keywords of an article."""
    for element in doc.elements_of("field"):
        label, value = element.part("label"), element.part("value")
        if label and value and is_name_label(doc.quote(label)):
            yield Place(value, f"the field {_line(doc.quote(element.span))!r} gives its name", 0.8)


def in_keywords(doc: Document) -> Iterator[Place]:
    """The keywords of an article, in their order."""
    for element in doc.elements_of("field"):
        label = element.part("label")
        if label and doc.quote(label).strip(" :").lower() in _KEYWORD_LABELS:
            for value in element.all_parts("value"):
                yield Place(value, f"{_line(doc.quote(value))!r} is one of its keywords", 0.5)


def in_saved_title(doc: Document, mentions: tuple[Mention, ...]) -> Iterator[Place]:
    """Diseases of the text that the title of the saved file names ("What is cystinosis? | A site"), the longest name first."""
    saved = doc.source.title.lower()
    named = [m for m in _diseases(doc, mentions) if saved and _has_words(saved, m.text.lower())]
    for mention in sorted(named, key=lambda m: (-len(m.text), m.span))[:1]:
        yield Place(mention.span, f"the file's title {_line(doc.source.title)!r} names {mention.text!r}", 0.7)


def in_prose(doc: Document, mentions: tuple[Mention, ...], lexicon: Lexicon) -> Iterator[Place]:
    """The disease that the first sentences define, then the one spoken of most, then the one of OMIM or Orphanet named most."""
    named = _diseases(doc, mentions)
    diseases = [m for m in named if lexicon.is_registered(m.reference)]
    findings = [m for m in _named(doc, mentions) if m not in named]
    for mention in (*named, *findings):
        sentence = doc.sentence_at(mention.span.start)
        if sentence not in opening_sentences(doc) or not is_defined(doc, sentence, mention.span):
            continue
        if is_only_considered(doc, mention.span) or is_given_for(
            doc, [m.span for m in named if m.reference == mention.reference]
        ):
            continue
        if mention in diseases or is_defined_disease(doc, sentence, mention.span):
            yield Place(mention.span, f"the page says at its beginning what {mention.text!r} is", 0.6)
    if said := spoken_of(doc, lexicon):
        name, count = said
        name = max((m.span for m in named if m.reference in _meant(doc, named, name)), key=_size, default=name)
        times = "once" if count == 1 else f"{count} times"
        yield Place(
            name, f"the text speaks most of {_line(doc.quote(name))!r} as of a disease ({times})", 0.4, own=True
        )
    # "X, a neuromuscular disease": what it is a kind of is no rival of it, nor the subject.
    kinds = {m.reference for m in diseases if is_kind(doc, m.span)}
    counts = Counter(m.reference for m in diseases if m.reference not in kinds)
    ranked = counts.most_common(2)
    if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
        reference, count = ranked[0]
        if not _may_be_subject(doc, [m.span for m in diseases if m.reference == reference], alone=len(ranked) == 1):
            return
        first = max((m for m in diseases if m.reference == reference), key=lambda m: (len(m.text), -m.span.start))
        often = "alone of the diseases" if len(ranked) == 1 else "more often than other diseases"
        times = "once" if count == 1 else f"{count} times"
        yield Place(first.span, f"the page names {first.text!r} {often} ({times})", 0.4)


def names_no_disease(doc: Document, title: Span, lexicon: Lexicon) -> bool:
    """Whether a title says something else than a name: a report's, a question, a banner, the name of a site."""
    if bare_name(doc, title) != title:
        return False
    return is_framed(doc.quote(title)) or not sounds_like_disease(doc.quote(title), lexicon)


def says_no_name(doc: Document, title: Span, lexicon: Lexicon) -> bool:
    """Whether a title is no finding, does not end as names do nor comes again, and no section of its page tells of patients.

    The title of a report says whose patients they are.
    """
    name = doc.quote(title)
    if (
        name_of_patients(doc, title)
        or ends_as_name(name)
        or names_alone(name)
        or name_key(name) in lexicon.phenotype_names
        or is_said_again(doc, title)
    ):
        return False
    return not any(section.name in _OF_PATIENTS for section in doc.sections)


def is_said_again(doc: Document, title: Span) -> bool:
    """Whether the text takes up the words of its title, so that they may be a name that does not sound like a disease's."""
    return doc.text.lower().count(doc.quote(title).lower()) > 1


def _diseases(doc: Document, mentions: tuple[Mention, ...]) -> list[Mention]:
    """The diseases that the page's own prose names; those that are findings too are none, unless nothing else is there."""
    findings = {m.span for m in mentions if m.category == "phenotype"}
    return [m for m in _named(doc, mentions) if m.span not in findings]


def _named(doc: Document, mentions: tuple[Mention, ...]) -> list[Mention]:
    """All diseases that the page's own prose names."""
    named = [m for m in mentions if m.category == "disease" and not m.context.negated and not m.context.relative]
    return [m for m in named if not _aside(doc, m)]


def _meant(doc: Document, named: list[Mention], name: Span) -> set[Reference]:
    """The diseases that were recognised at a place; of an abbreviation, the one named most whose words begin with its letters."""
    words = doc.quote(name)
    here = {mention.reference for mention in named if mention.span == name}
    if here or not is_abbreviation(words):
        return here
    full = Counter(m.reference for m in named if _initials(m.text) == words.upper())
    return {reference for reference, _ in full.most_common(1)}


def _initials(name: str) -> str:
    return "".join(word[0] for word in _WORD.findall(name)).upper()


def _size(span: Span) -> tuple[int, int]:
    return span.end - span.start, -span.start


def _aside(doc: Document, mention: Mention) -> bool:
    section = doc.section_at(mention.span.start)
    return section is None or section.name in _ASIDE


def _may_be_subject(doc: Document, names: list[Span], *, alone: bool) -> bool:
    """Whether the disease that is named most often may be the subject, though the text does not begin with it.

    What is only considered, or what relatives have, is none. A page with a title may come to it later, and so may a short text; but one mention is too few, where
    it names others too, or where the disease is only named in passing.
    A longer text names no other disease, says it again and again, and says at one place that it is a disease.
    """
    if all(is_only_considered(doc, name) for name in names):
        return False
    if leads_opening(doc, names):
        return True
    if len(names) == 1 and not is_had(doc, names[0]):
        return False
    is_titled, is_short = bool(doc.elements_of("title") or headline(doc)), len(doc.text) <= _SHORT
    if not is_titled and is_given_for(doc, names):
        return False
    if alone and len(names) >= _OFTEN and any(_is_told(doc, name) for name in names):
        return True
    return (is_titled and (is_short or len(names) > 1)) or (is_short and (alone or len(names) > 1))


def _is_told(doc: Document, name: Span) -> bool:
    """Whether a sentence begins with a name and says that it is a disease."""
    sentence = doc.sentence_at(name.start)
    return sentence is not None and is_defined(doc, sentence, name) and is_defined_disease(doc, sentence, name)


def _has_words(text: str, words: str) -> bool:
    start = text.find(words)
    end = start + len(words)
    return start >= 0 and not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()


def _line(text: str) -> str:
    return " ".join(text.split())
