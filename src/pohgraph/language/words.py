"""Words and their normal forms: what two spellings of one phrase have in common.

Used alike on the names of a vocabulary when it is compiled and on the text of a page when it is read.
"""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from pohgraph.language.derivation import stem
from pohgraph.tables import package_table

_TOKEN = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
STOP_WORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "by",
        "with",
        "from",
        "as",
        "its",
        "their",
        "his",
        "her",
        "some",
        "any",
        "and",
        "or",
        "be",
    ]
)

_UNSAID = frozenset(("morphology", "concentration", "level", "circulating"))

# British to American, as endings and stems: the pairs that separate HPO's uk_spelling synonyms from their labels.
_SPELLING = (
    (re.compile("haem"), "hem"),
    (re.compile("aem(?=i)"), "em"),
    (re.compile("oed"), "ed"),
    (re.compile("oes(?=o|tr)"), "es"),
    (re.compile("paed"), "ped"),
    (re.compile("faec"), "fec"),
    (re.compile("caec"), "cec"),
    (re.compile("gynaec"), "gynec"),
    (re.compile("anaes"), "anes"),
    (re.compile("diarrhoea"), "diarrhea"),
    (re.compile("rrhoe"), "rrhe"),
    (re.compile("pnoe"), "pne"),
    (re.compile("foet"), "fet"),
    (re.compile("leuk?aem"), "leukem"),
    (re.compile("(?<=[lmb])our$"), "or"),
    (re.compile("(?<=[lmb])our(?=ed|ing|s$|less)"), "or"),
    (re.compile("tumour"), "tumor"),
    (re.compile("colour"), "color"),
    (re.compile("behaviour"), "behavior"),
    (re.compile("odour"), "odor"),
    (re.compile("fibre"), "fiber"),
    (re.compile("centre"), "center"),
    (re.compile("litre"), "liter"),
    (re.compile("goitre"), "goiter"),
    (re.compile("naev"), "nev"),
    (re.compile("ageing"), "aging"),
    (re.compile("grey"), "gray"),
    (re.compile("(?<=[ae])ll(?=ed$|ing$)"), "l"),
    (re.compile("is(?=ation|ed$|ing$)"), "iz"),
)
_BRITISH = re.compile("|".join(pattern.pattern for pattern, _ in _SPELLING))
_SHORTEST_SINGULAR = 3  # "gas", "pus", "os": no plural is that short
_PLURAL_SIS = re.compile(r"(?:\w{4}os|stas|es|ys)es$")  # not "noses" and "creases"


class Token(NamedTuple):
    """A word as it stands: `start` and `end` are code points of the text it was read from."""

    start: int
    end: int
    word: str


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words between two offsets; hyphens separate, apostrophes do not.

    >>> [t.word for t in tokens("Albright's X-linked (AHO)")]
    ["Albright's", 'X', 'linked', 'AHO']
    """
    limit = len(text) if end is None else end
    return [Token(m.start(), m.end(), m[0]) for m in _TOKEN.finditer(text, start, limit)]


@cache
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
    if _BRITISH.search(plain):
        for pattern, american in _SPELLING:
            plain = pattern.sub(american, plain)
    return _irregular().get(plain) or _singular(plain)


@cache
def token_class(word: str) -> str:
    """The name of the word's class where it has one, else what it shares with the words of its family.

    >>> token_class("restriction"), token_class("Movements"), token_class("microcephalic")
    ('limited', 'mobility', 'microcephal')
    """
    shared = stem(lemma(word))
    return _classes().get(shared, shared)


def phrase_key(text: str) -> str:
    """Lemmas in order, without stop words: what an exact name is looked up by.

    >>> phrase_key("Abnormality of the Bones")
    'abnormality bone'
    """
    return " ".join(base for t in tokens(text) if (base := lemma(t.word)) not in STOP_WORDS)


def loose_key(text: str) -> str:
    """Token classes sorted, without stop words: what a reworded name is looked up by.

    Words that HPO's labels add and nobody says ("Abnormal rib morphology") are left out where two others remain.

    >>> loose_key("restricted movement of the joints") == loose_key("Limitation of joint mobility")
    True
    """
    words = [t.word for t in tokens(text) if lemma(t.word) not in STOP_WORDS]
    forms = {token_class(word) for word in words}
    said = {token_class(word) for word in words if lemma(word) not in _UNSAID}
    return " ".join(sorted(said if len(said) > 1 else forms))


def _singular(word: str) -> str:
    if len(word) <= _SHORTEST_SINGULAR or not word.endswith(("s", "ae", "omata")) or word.endswith(("ss", "us", "is")):
        return word
    for ending, base in (("omata", "oma"), ("ae", "a"), ("ies", "y")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word.removesuffix(ending) + base
    if _PLURAL_SIS.search(word):
        return word[:-2] + "is"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1]


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
