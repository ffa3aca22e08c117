"""Words and their normal forms: what two spellings of one phrase have in common.

Used alike on the names of a vocabulary when it is compiled and on the text of a page when it is read.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.language.derivation import stem
from pohgraph.tables import package_table

# The characters of a word: letters and digits on the line; raised digits are notes or powers.
LETTER = r"[^\W_\u2070\u00b9\u00b2\u00b3\u2074-\u2079]"
_PARTS = compiled(r"[a-z]+|\d+")
# Greek letters tell parts and kinds of proteins apart: "β-globin". Unicode calls one of them lamda.
_GREEK = {
    code: f" {unicodedata.name(chr(code)).split()[-1].lower().replace('lamda', 'lambda')} "
    for code in range(0x3B1, 0x3CA)
}
_TOKEN = compiled(rf"{LETTER}+(?:['\u2019]{LETTER}+)*")
_DIGITS = "0123456789"
_GLUED = 4  # small letters before a number that make a word of its own: "seizures3", but "C3", "HLA-B27", "p53"
_LONGEST_NOTE = 3  # digits
_SHORTEST_SINGULAR = 3  # "gas", "pus", "os": no plural is that short
_REMEMBERED = 2**16  # words, as in `language/known.py`


class Token(NamedTuple):
    """A word as it stands: `start` and `end` are code points of the text it was read from."""

    start: int
    end: int
    word: str


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words between two offsets; hyphens separate, apostrophes do not, and a note's number is no part of the word before it.

    >>> [t.word for t in tokens("Albright's X-linked (AHO)")]
    ["Albright's", 'X', 'linked', 'AHO']
    >>> [t.word for t in tokens("seizures3 and ataxia\u00b2, C3")]
    ['seizures', '3', 'and', 'ataxia', 'C3']
    """
    limit = len(text) if end is None else end
    found: list[Token] = []
    for m in _TOKEN.finditer(text, start, limit):
        word = m[0]
        if word[-1] in _DIGITS and (base := before_note(word)):
            found += (Token(m.start(), m.start() + base, word[:base]), Token(m.start() + base, m.end(), word[base:]))
        else:
            found.append(Token(m.start(), m.end(), word))
    return found


def before_note(word: str) -> int:
    """The length of a word that the number of a note is glued to; 0 where a number is part of it, or there is none.

    >>> before_note("seizures12"), before_note("GFAP2"), before_note("p53")
    (8, 0, 0)
    """
    base = word.rstrip(_DIGITS)
    own = base[-_GLUED:]
    glued = len(own) == _GLUED and own.isalpha() and own.islower() and len(word) - len(base) <= _LONGEST_NOTE
    return len(base) if glued else 0


def is_of_word(char: str) -> bool:
    r"""Whether regular expressions take a character for a part of a word, as `\w` and `\b` do; "" is none."""
    return char.isalnum() or char == "_"


@lru_cache(_REMEMBERED)
def lemma(word: str) -> str:
    """Lower case, no accents, American, singular.

    >>> [lemma(w) for w in ("Tumours", "vertebrae", "Ankyloses", "diseases", "biopsies", "Albright's", "oedema")]
    ['tumor', 'vertebra', 'ankylosis', 'disease', 'biopsy', 'albright', 'edema']
    """
    plain = word.lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).replace("\u2019", "'")
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = plain.removesuffix("'s").removesuffix("'").replace("'", "")
    if plain in _irregular():
        return _irregular()[plain]
    spelling, british = _british_spelling()
    if british.search(plain):
        for pattern, american in spelling:
            plain = pattern.sub(american, plain)
    return _irregular().get(plain) or _singular(plain)


@cache
def function_words() -> Mapping[str, str]:
    """The lemmas that no key has, the stop words, each with how it joins the words beside it."""
    rows = package_table("language", "function_words.tsv")
    return MappingProxyType({row["word"]: row["kind"] for row in rows})


@lru_cache(_REMEMBERED)
def token_class(word: str) -> str:
    """The name of the word's class where it has one, else what it shares with the words of its family.

    >>> token_class("restriction"), token_class("Movements"), token_class("microcephalic")
    ('limited', 'mobility', 'microcephal')
    """
    shared = stem(lemma(word))
    return _classes().get(shared, shared)


def gene_key(text: str) -> str:
    """Letters and figures of a gene's name in words, its parts set apart by blanks: "fibrillin-1" is "fibrillin 1".

    >>> gene_key("Fibrillin-1"), gene_key("TGF-\u03b22")
    ('fibrillin 1', 'tgf beta 2')
    """
    return " ".join(_PARTS.findall(text.lower().translate(_GREEK)))


def phrase_key(text: str) -> str:
    """Lemmas in order, without stop words: what an exact name is looked up by.

    >>> phrase_key("Abnormality of the Bones")
    'abnormality bone'
    """
    stop_words = function_words()
    return " ".join([base for word in _TOKEN.findall(text) if (base := lemma(word)) not in stop_words])


def loose_key(text: str) -> str:
    """Token classes sorted, without stop words: what a reworded name is looked up by.

    Words that HPO's labels add and nobody says ("Abnormal rib morphology") are left out where two others remain.

    >>> loose_key("restricted movement of the joints") == loose_key("Limitation of joint mobility")
    True
    """
    stop_words, unsaid = function_words(), _unsaid()
    words = [word for word in _TOKEN.findall(text) if lemma(word) not in stop_words]
    forms = {token_class(word) for word in words}
    said = {token_class(word) for word in words if lemma(word) not in unsaid}
    return " ".join(sorted(said if len(said) > 1 else forms))


def _singular(word: str) -> str:
    endings, rules = _plurals()
    if len(word) > _SHORTEST_SINGULAR and word.endswith(endings):
        for ending, base, before in rules:
            if word.endswith(ending) and (before is None or before.search(word, 0, len(word) - len(ending))):
                return word.removesuffix(ending) + base
    return word


@cache
def _plurals() -> tuple[tuple[str, ...], tuple[tuple[str, str, re.Pattern[str] | None], ...]]:
    """All endings, and each with what replaces it and what must stand before it."""
    rows = package_table("language", "plurals.tsv")
    rules = tuple(
        (row["ending"], row["base"], compiled(rf"{row['before']}$") if row["before"] else None) for row in rows
    )
    return tuple(row["ending"] for row in rows), rules


@cache
def _british_spelling() -> tuple[tuple[tuple[re.Pattern[str], str], ...], re.Pattern[str]]:
    """Each British spelling and the American one, and all British ones at once: most words have none."""
    rows = package_table("language", "british_spelling.tsv")
    every = compiled("|".join(row["pattern"] for row in rows))
    return tuple((compiled(row["pattern"]), row["american"]) for row in rows), every


@cache
def _unsaid() -> frozenset[str]:
    return frozenset(row["word"] for row in package_table("language", "unsaid_words.tsv"))


@cache
def _irregular() -> dict[str, str]:
    return {row["word"]: row["base"] for row in package_table("language", "irregular.tsv")}


@cache
def _classes() -> dict[str, str]:
    classes: dict[str, str] = {}
    for row in package_table("language", "token_classes.tsv"):
        representative = lemma(row["class"])
        for word in (row["class"], *row["words"].split("|")):
            classes.setdefault(stem(lemma(word)), representative)
    return classes
