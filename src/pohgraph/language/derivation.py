"""What words of one family have in common: "microcephalic" and "microcephaly", "rotated" and "rotation".

A stem is no word; it only serves to compare. Rules are of English medical word formation, not of a vocabulary.
"""

from functools import cache

# Endings, the longer before the shorter where one ends in the other, with what replaces them.
_ENDINGS = (
    ("plastic", "plas"),
    ("plasia", "plas"),
    ("plasic", "plas"),
    ("otic", "o"),
    ("osis", "o"),
    ("ytic", "y"),
    ("ysis", "y"),
    ("icity", ""),
    ("istic", ""),
    ("atous", ""),
    ("ness", ""),
    ("ical", ""),
    ("ism", ""),
    ("ity", ""),
    ("ing", ""),
    ("ed", ""),
    ("ion", ""),
    ("ive", ""),
    ("ial", ""),
    ("ium", ""),
    ("al", ""),
    ("ic", ""),
    ("ia", ""),
    ("ous", ""),
    ("y", ""),
    ("e", ""),
    ("a", ""),
)
_PARTICIPLES = ("ing", "ed")
_NO_ADVERBS = ("dactyly", "cephaly", "omaly", "mely", "megaly", "phyly")
_SHORTEST = 5  # letters of a word that is derived from another
_SHORTEST_STEM = 4
_DOUBLED = frozenset("bdgmnprt")
# Words that only look derived from one another.
_APART = frozenset(
    (
        "several",
        "later",
        "lateral",
        "mental",
        "global",
        "positive",
        "position",
        "partial",
        "extremity",
        "limbal",
        "limbic",
        "static",
        "portal",
        "signal",
        "organic",
        "organism",
        "colony",
        "meatal",
        "normal",
        "personal",
        "medial",
        "media",
        "testing",
        "teste",
        "testis",
        "malaria",
        "brachial",
        "bulla",
        "sandal",
        "reaction",
        "classic",
        "acidic",
        "traction",
    )
)


def is_adverb(word: str) -> bool:
    """Whether a word is an adverb of manner or degree, by its ending.

    >>> is_adverb("posteriorly"), is_adverb("polydactyly")
    (True, False)
    """
    return word.endswith("ly") and len(word) > _SHORTEST and not word.endswith(_NO_ADVERBS)


@cache
def stem(word: str) -> str:
    """What a lemma has in common with the words it is derived from, and those derived from it.

    >>> stem("microcephalic") == stem("microcephaly"), stem("tapering") == stem("tapered"), stem("later")
    (True, True, 'later')
    """
    if word in _APART or len(word) < _SHORTEST or not word.isalpha():
        return word
    if is_adverb(word) and len(word) - 2 >= _SHORTEST_STEM:
        word = word[:-2]
        if word in _APART:
            return word
    for ending, base in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(base) >= _SHORTEST_STEM:
            short = word.removesuffix(ending) + base
            return (
                _without_verb_marks(short) if ending in _PARTICIPLES else short.removesuffix("e" * (ending == "ness"))
            )
    return word


def _without_verb_marks(short: str) -> str:
    """What a participle is made of: "flat" of "flattened", "scar" of "scarring"."""
    if short.endswith("en") and len(short) - 2 >= _SHORTEST_STEM:
        short = short[:-2]
    if len(short) >= _SHORTEST_STEM and short[-1] == short[-2] and short[-1] in _DOUBLED:
        short = short[:-1]
    return short
