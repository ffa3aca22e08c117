"""Words that stand for one another in names: a word for a word, and words for a whole group of findings."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pohgraph.language.words import token_class
from pohgraph.tables import package_table

GROUP = "group word: "  # how the step of a name begins that a word for any abnormality reworded
LONE = "lone group word: "  # likewise, where the word also says of one patient what is wrong
_ABNORMALITY = "abnormality"
_GROUPED = 3  # words of a name that a group word may reword: more say which abnormality is meant


class _Substitution(NamedTuple):
    said: tuple[str, ...]
    beside: frozenset[str]
    step: str


@cache
def said_for(word: str) -> frozenset[str]:
    """The class of a word and those of the single words that may stand for it."""
    found = _substitutions().get(token_class(word), ())
    return frozenset((token_class(word), *(s.said[0] for s in found if len(s.said) == 1)))


def varied(forms: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The loose keys of a name of these classes with a word for a word, each with what was substituted.

    >>> list(varied(frozenset(map(token_class, ("swallow", "difficulty")))))[0]
    ('problem swallow', 'problem for difficulty')
    """
    if len(forms) == 1:
        return
    for word in sorted(forms):
        for said, beside, step in _substitutions().get(word, ()):
            others = forms - {word}
            if not others & set(said) and (not beside or beside & others) and len(others) + len(said) > 1:
                yield " ".join(sorted(others | set(said))), step
                if not said and len(others) < _GROUPED:  # "gastrointestinal symptoms": the tract is left out
                    yield from ((key, f"{group}, {step}") for key, group in _grouped(others))
    yield from _grouped(forms)


def _grouped(forms: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The loose keys of a name for any abnormality with another word for that, each with the step it makes."""
    if _ABNORMALITY in forms and 1 < len(forms) <= _GROUPED:
        for group, step in _group_words().items():
            yield " ".join(sorted(forms - {_ABNORMALITY} | {group})), step


@cache
def _substitutions() -> dict[str, list[_Substitution]]:
    found: defaultdict[str, list[_Substitution]] = defaultdict(list)
    for row in package_table("language", "substitutions.tsv"):
        said = tuple(map(token_class, row["said"].split(" "))) if row["said"] != "-" else ()
        beside = frozenset(token_class(word) for word in row["beside"].split("|") if word)
        step = f"{row['said']} for {row['word']}" if said else f"{row['word']} left out"
        found[token_class(row["word"])].append(_Substitution(said, beside, step))
    return dict(found)


@cache
def _group_words() -> dict[str, str]:
    """The classes of words for any abnormality, each with the step it makes."""
    rows = package_table("language", "group_words.tsv")
    return {token_class(row["word"]): (LONE if row["single"] else GROUP) + row["word"] for row in rows}
