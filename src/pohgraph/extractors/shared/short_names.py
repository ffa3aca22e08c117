"""The letters by which a page calls its disease without ever saying what they stand for: "CdCS is diagnosed at birth".

They are made of the first letters of all words of one of the page's names for it, and stand where a disease does. What the page explains
in brackets is read where it does so.
"""

import re
from collections.abc import Iterator

from pohgraph.compiled import compiled
from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns, word_class
from pohgraph.language.words import function_words
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "short_names_patterns.tsv")
_LETTERS = compiled(r"(?<![\w/-])[A-Z](?=[A-Za-z]*[A-Z])[A-Za-z]{2,6}(?![\w/-])")
_WORD = compiled(r"[^\W_]+")
_GENERAL = compiled(word_class("disease"))
_LONG = 4  # letters, from which on one place is enough
_AROUND = 40  # code points beside the letters that say whether they stand for a disease
_JOINING = frozenset({"de", "des", "du", "la", "le", "van", "von"})
_FEWEST = 2  # words of a name that has letters of its own, without one that is said of any disease


def used_short(page: Page, sections: frozenset[str]) -> Iterator[tuple[Span, Span]]:
    """The first place of each such name, and its sentence. `sections` are not searched."""
    text = page.doc.text
    places: dict[str, list[tuple[Span, Span]]] = {}
    for sentence in page.doc.sentences:
        section = page.doc.section_at(sentence.start)
        if section and section.name not in sections and page.prose.has(sentence):
            for match in _LETTERS.finditer(text, *sentence):
                places.setdefault(match[0], []).append((Span(*match.span()), sentence))
    names = [_words(name) for name in page.own_names] if places else []
    for short, found in places.items():
        if len(found) < 2 and len(short) < _LONG:  # noqa: PLR2004 - three letters stand for many things
            continue
        if not any(stands_for(short, words) for words in names) or _is_explained(text, short):
            continue
        taken = [
            m.span for category in ("gene", "phenotype") for span, _ in found for m in page.mentions_in(category, span)
        ]
        if not taken and any(_is_disease(text, span) for span, _ in found):
            yield found[0]


def stands_for(short: str, words: list[str]) -> bool:
    """Whether letters are the first ones of all words of a name, each with others of the same word behind it.

    >>> stands_for("CdCS", ["cri", "du", "chat", "syndrome"]), stands_for("HKPP", ["hypokalemic", "periodic", "paralysis"])
    (True, True)
    >>> stands_for("CCS", ["cri", "du", "chat", "syndrome"]), stands_for("HPD", ["hypokalemic", "periodic", "paralysis"])
    (True, False)
    """
    kept = [word for word in words if word not in function_words() and word not in _JOINING]
    bare = [some[:-1] for some in (words, kept) if some and _GENERAL.fullmatch(some[-1])]
    return any(len(some) >= _FEWEST and _spells(short.lower(), some) for some in (words, kept, *bare))


def _spells(short: str, words: list[str]) -> bool:
    """Whether each word gives its first letter, and at most one more behind it."""
    if not words or not short:
        return not (words or short)
    first, rest = words[0][0], short[1:]
    if short[0] != first:
        return False
    if _spells(rest, words[1:]):
        return True
    return bool(rest) and rest[0] in words[0][1:] and len(words[0]) > _LONG and _spells(rest[1:], words[1:])


def _words(name: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(name)]


def _is_explained(text: str, short: str) -> bool:
    """Whether the page says in brackets what the letters are, or what else they stand for."""
    return re.search(rf"[(\[]\s*[\"'*_]*{short}\b|\b{short}\b[\"'*_]*\s*[(\[=]", text) is not None


def _is_disease(text: str, place: Span) -> bool:
    before, after = text[max(0, place.start - _AROUND) : place.start], text[place.end : place.end + _AROUND]
    return _PATTERNS["before"].search(before) is not None or _PATTERNS["after"].match(after) is not None
