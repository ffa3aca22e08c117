"""Headings that are nothing but the name of a disease, known to the vocabularies or by its words alone."""

from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.extractors.topic.disease_names import name_key, named_firmly, named_loosely
from pohgraph.extractors.topic.subject import own_disease
from pohgraph.language.disease_words import disease_words
from pohgraph.language.patterns import Patterns
from pohgraph.model import Document, Reference, Section, Span
from pohgraph.vocab.lexicon import Lexicon

_PATTERNS = Patterns("extractors/topic", "title_frames.tsv")
_NAMING = frozenset({"other", "description", "header", "symptoms"})  # how readers take a heading that is a name
_REMEMBERED = 1 << 12  # headings: a page is asked twice for each of its own, and many pages have the same ones
_SELDOM = 3  # names of diseases with a word that is likely to be a person's or a place's name
# A short line after a blank one, or after the first line of all, that ends without a full stop.
_LINE = compiled(r"(?<=\n\n)[ \t]*(?P<line>[^\n|]{4,90}?[^\s.!?:;,|])[ \t]*\n")


class Heading(NamedTuple):
    """A heading, the name in it, and the diseases of that name; it `is_clear` where that is no name of a finding or a group."""

    section: Section
    name: Span
    references: frozenset[Reference]
    is_clear: bool = True


def headed(doc: Document) -> list[Section]:
    """The headings that the reader found, and the lines after a blank one that may be some."""
    found = [section for section in doc.sections if section.heading]
    taken = [section.heading for section in found if section.heading]
    taken += [element.span for element in doc.elements if element.kind != "repeat"]
    taken.sort()
    starts = [span.start for span in taken]
    furthest = list(accumulate((span.end for span in taken), max))
    for match in _LINE.finditer(doc.text):
        line = Span(*match.span("line"))
        place = bisect_left(starts, line.end)
        if not place or furthest[place - 1] <= line.start:
            section = doc.section_at(line.start)
            level = section.level if section else 1
            found.append(Section(name="other", span=line, heading=line, level=level))
    return sorted(found, key=lambda section: (section.span.start, -section.span.end))


def diseases_called(lexicon: Lexicon, words: str) -> frozenset[Reference]:
    """The known diseases of a name."""
    return frozenset(named_firmly(lexicon, name_key(words))) | named_loosely(lexicon, words)


def name_of(doc: Document, section: Section, lexicon: Lexicon) -> Heading | None:
    """The known disease whose name a heading is, but for its number, an article or an abbreviation."""
    name = _bare(doc, section)
    words = doc.quote(name) if name else ""
    if not name or not words:
        return None
    found, is_clear = _diseases_named(lexicon, words)
    return Heading(section, name, found, is_clear) if found else None


@lru_cache(maxsize=_REMEMBERED)
def _diseases_named(lexicon: Lexicon, words: str) -> tuple[frozenset[Reference], bool]:
    """The known diseases that a heading may name, and whether it is clear that it names one."""
    found = frozenset(named_firmly(lexicon, name_key(words))) or named_loosely(lexicon, words)
    return found, any(map(lexicon.is_registered, found)) and not _is_finding(words, lexicon)


def unknown_disease(doc: Document, section: Section, lexicon: Lexicon, own: str) -> Heading | None:
    """The disease that no vocabulary knows and whose name a heading is by its words; no form of the page's `own` disease.

    It is clear where a word of it stands in few names of diseases, as those of persons and places do: "Heart disease" may be
    anybody's.
    """
    name = _bare(doc, section) if section.name == "other" else None
    words = doc.quote(name) if name else ""
    if not name or not _PATTERNS["disease_heading"].fullmatch(words) or _PATTERNS["no_name"].search(words):
        return None
    rare = disease_words(words)
    if not rare or rare & disease_words(own) or _is_finding(words, lexicon) or diseases_called(lexicon, words):
        return None
    is_clear = _PATTERNS["ends_as_disease"].search(words) is not None and any(
        lexicon.disease_word_count(word) <= _SELDOM for word in rare
    )
    return Heading(section, name, frozenset({own_disease(words)}), is_clear)


def _is_finding(words: str, lexicon: Lexicon) -> bool:
    """Whether HPO has a term of that name: what a page tells under it may be what its patients have."""
    return name_key(words) in lexicon.phenotype_names


def _bare(doc: Document, section: Section) -> Span | None:
    """A heading without its number, an article before it and an abbreviation after it."""
    if not section.heading or section.name not in _NAMING:
        return None
    start, end = section.heading
    begun = _PATTERNS["heading_before"].match(doc.text, start, end)
    start = begun.end() if begun else start
    ended = _PATTERNS["heading_after"].search(doc.text, start, end)
    return Span(start, ended.start() if ended else end)
