"""Which diseases a page's own names for its disease may mean, word for word or in other words."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.language.abbreviating import is_made_of
from pohgraph.language.disease_words import loose_disease_key, numbered
from pohgraph.language.words import phrase_key
from pohgraph.model import Reference
from pohgraph.schema.categories import DISEASE_PREFIXES, preference
from pohgraph.vocab.diseases import FIRM
from pohgraph.vocab.lexicon import Lexicon

_REMEMBERED = 1 << 14  # names
_NON = "non"
# How one kind of a disease comes about: a page whose names lack the word is about all kinds.
_KINDS = tuple(map(frozenset, (("inherited", "familial", "hereditary"), ("acquired",), ("sporadic",))))
_MODES = frozenset(("autosomal", "dominant", "recessive", "x", "linked"))
_ABBREVIATION = compiled(r"\s\((?P<short>[A-Z][A-Za-z0-9-]{0,8}[A-Z0-9])\)(?=\s+[^\W\d_]{4})")
_WORD = compiled(r"[^\W\d_]+")


@lru_cache(maxsize=_REMEMBERED)
def name_key(name: str) -> str:
    """The `phrase_key` of a disease's name, remembered: the same names come on many pages, and often on one."""
    return phrase_key(name)


def readings(name: str) -> tuple[str, ...]:
    """A name, or both of those that it is with an abbreviation in brackets behind the words that it stands for.

    >>> readings("Ornithine transcarbamylase (OTC) deficiency"), readings("Sample disease (SD)")
    (('Ornithine transcarbamylase deficiency', 'OTC deficiency'), ('Sample disease (SD)',))
    """
    found = _ABBREVIATION.search(name)
    if found is None or not is_made_of(found["short"], name[: found.start()]):
        return (name,)
    return name[: found.start()] + name[found.end() :], found["short"] + name[found.end() :]


def named_loosely(lexicon: Lexicon, name: str) -> frozenset[Reference]:
    """The diseases a name may mean when its words are taken in any order; empty where it has too few of them."""
    return lexicon.diseases_called(loose_disease_key(name))


def named_firmly(lexicon: Lexicon, key: str) -> dict[Reference, tuple[str, str]]:
    """The diseases whose label or exact synonym has that phrase key, with the name and its scope, the best first."""
    found: dict[Reference, tuple[str, str]] = {}
    for curie, name, scope in lexicon.disease_names.get(key, ()):
        if scope in FIRM:
            found.setdefault(Reference.parse(curie), (name, scope))
    return found


class Called(NamedTuple):
    """The one disease that has a name, and its entries in other registries."""

    name: str
    reference: Reference
    same: frozenset[Reference]


def only_called(lexicon: Lexicon, names: Iterable[str]) -> Called | None:
    """The disease that alone has one of some names, its label before a synonym; None where there is none, or several are."""
    found: dict[str, dict[Reference, str]] = {}
    for name in names:
        key = name_key(name)
        firm = named_firmly(lexicon, key)
        labelled = [reference for reference, (_, scope) in firm.items() if scope == "LABEL"]
        # A registry may call one of its entries by the name of all types; the disease's own label tells which is which.
        own = [reference for reference in labelled if name_key(lexicon.label(reference)) == key]
        for reference in own or labelled or firm:
            if reference.prefix in DISEASE_PREFIXES:
                found.setdefault(reference.prefix, {}).setdefault(reference, name)
    best = found[min(found, key=preference)] if found else {}
    if len(best) != 1:
        return None
    ((reference, name),) = best.items()
    others = (next(iter(group)) for group in found.values() if len(group) == 1)
    return Called(name, reference, frozenset(others) - {reference})


def type_called(lexicon: Lexicon, name: str) -> Reference | None:
    """The type whose label is a name with its number in figures: "Usher syndrome type II" is "Usher syndrome type 2"."""
    base, number = numbered(name)
    if not number:
        return None
    for spelt in (f"{base} type {number}", f"{base} {number}"):
        called = lexicon.disease_names.get(name_key(spelt), ())
        labelled = {lexicon.canonical(Reference.parse(curie)) for curie, _, scope in called if scope == "LABEL"}
        # Of "X type A" the key may lack the letter, and then it is that of all types.
        if len(labelled) == 1 and numbered(lexicon.label(next(iter(labelled)))).number == number:
            return labelled.pop()
    return None


def unasked_kind(label: str, names: Iterable[str]) -> str:
    """How a kind of a disease comes about, by a word of its label that no name has; empty where there is none.

    >>> unasked_kind("inherited Creutzfeldt-Jakob disease", ["Creutzfeldt-Jakob disease"])
    'inherited'
    """
    said = frozenset(_WORD.findall(" ".join(names).lower()))
    asked = frozenset().union(*(kind for kind in _KINDS if kind & said))
    kinds = frozenset().union(*_KINDS)
    return next((word for word in _WORD.findall(label.lower()) if word in kinds - asked), "")


def is_kind_of(name: str, title: str) -> bool:
    """Whether a name only says how what a title names comes about, before that itself.

    >>> is_kind_of("autosomal recessive hypercholesterolemia", "Hypercholesterolemia")
    True
    >>> is_kind_of("osseous heteroplasia", "Heteroplasia"), is_kind_of("Heteroplasia", "Heteroplasia")
    (False, False)
    """
    said = name.lower()
    before = said.removesuffix(title.lower())
    return before not in ("", said) and _MODES.union(*_KINDS).issuperset(_WORD.findall(before))


def opposed(name: str, other: str) -> str:
    """The word of `other` that `name` has with "non" before it, or the reverse; empty where there is none.

    >>> opposed("Non-classic adrenal hyperplasia", "classic adrenal hyperplasia")
    'classic'
    >>> opposed("Classic adrenal hyperplasia", "nonclassic adrenal hyperplasia"), opposed("Noonan syndrome", "Noonan")
    ('nonclassic', '')
    """
    words, others = _joined_words(name), _joined_words(other)
    for word in sorted(others - words):
        if _NON + word in words or (word.startswith(_NON) and word.removeprefix(_NON) in words):
            return word
    return ""


def _joined_words(name: str) -> frozenset[str]:
    """The words of a name in lower case; "non-classic" and "non classic" are one word."""
    found, before = set(), ""
    for word in _WORD.findall(name.lower()):
        found.add(before + word)
        before = word if word == _NON else ""
    return frozenset(found)
