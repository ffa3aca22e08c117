"""Tells what a word does in a phrase if it names nothing: it says how much, joins a thing to its quality, or ends the phrase."""

import re
from functools import cache, lru_cache

from pohgraph.compiled import compiled
from pohgraph.language.derivation import is_adverb
from pohgraph.language.verbs import verb_roles
from pohgraph.language.words import lemma
from pohgraph.tables import package_table

FILLER, COPULA, STOP, LINK, QUALITY, THING = "filler", "copula", "stop", "link", "quality", "thing"
AUXILIARY, PREPOSITION, OCCASION = "auxiliary", "preposition", "occasion"
_LEARNED = 6  # letters of an adjective that is no everyday word
_SHORTEST = 5  # letters of an adjective that is told by its ending
_REMEMBERED = 2**16  # words


@lru_cache(_REMEMBERED)
def is_filler(base: str) -> bool:
    """Whether a lemma only says how much, on which side, how surely, or of whom.

    >>> is_filler("mild"), is_filler("patient"), is_filler("ptosis")
    (True, True, False)
    """
    return _role(base) == FILLER or base in _people() or is_adverb(base) or base[:1].isdigit()


@lru_cache(_REMEMBERED)
def is_light(base: str) -> bool:
    """Whether a lemma is no part of any name: a filler, a copula, a pronoun that passes on."""
    return is_filler(base) or _role(base) in {COPULA, LINK}


@lru_cache(_REMEMBERED)
def is_quality(base: str) -> bool:
    """Whether a lemma looks like an adjective: "hypoplastic anterior scalp hair" is no scalp, but it is hair."""
    role = _role(base)
    return role == QUALITY or (
        role not in {THING, OCCASION} and len(base) >= _SHORTEST and _adjective().fullmatch(base) is not None
    )


def is_occasion(base: str) -> bool:
    """Whether a lemma only says that something shows, or when: "psychotic symptoms", "dystonic episodes"."""
    return _role(base) == OCCASION


def is_learned(base: str) -> bool:
    """Whether a lemma is an adjective that may stand for a finding on its own: "microcephalic"."""
    return len(base) >= _LEARNED and base.endswith(_learned_endings())


def words_of(role: str) -> frozenset[str]:
    """The lemmas of one role."""
    return frozenset(word for word, other in _roles().items() if other == role)


def _role(base: str) -> str:
    return _roles().get(base, "")


@cache
def people_words() -> frozenset[str]:
    """The words for patients, as they stand in texts."""
    return frozenset(row["word"] for row in package_table("language", "people.tsv"))


@cache
def _people() -> frozenset[str]:
    return frozenset(map(lemma, people_words()))


@cache
def _roles() -> dict[str, str]:
    own = {row["word"]: row["role"] for row in package_table("language", "roles.tsv")}
    # Texts are asked by lemma, which is spelt otherwise than the word of the table for a few: "sweling", "alway".
    return {lemma(word): role for word, role in own.items()} | own | verb_roles()


@cache
def _adjective() -> re.Pattern[str]:
    endings = "|".join(row["ending"] for row in package_table("language", "adjective_endings.tsv"))
    return compiled(rf"\w*(?:{endings})")


@cache
def _learned_endings() -> tuple[str, ...]:
    rows = package_table("language", "adjective_endings.tsv")
    return tuple(row["ending"] for row in rows if row["learned"] == "yes")
