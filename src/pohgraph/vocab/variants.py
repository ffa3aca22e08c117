"""Names with a word for a word, as a table of substitutions allows: found in texts, listed in no vocabulary."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from pohgraph.language.words import token_class
from pohgraph.tables import package_table
from pohgraph.vocab.entries import Entry

SUBSTITUTED = "SUBSTITUTED: "
GROUP = "group word: "
_ABNORMALITY = "abnormality"
_GROUPED = 3  # words of a name that a group word may reword: more say which abnormality is meant
_FIRM = frozenset(("LABEL", "EXACT"))


class _Substitution(NamedTuple):
    said: tuple[str, ...]
    beside: frozenset[str]
    step: str


def variants(names: Mapping[str, list[Entry]], is_a: Callable[[str, str], bool]) -> dict[str, list[Entry]]:
    """Loose keys that no name of `names` has, each with the one entry whose name they vary.

    Where names of several terms vary so, the one of the term that all others lie under (`is_a`) counts, else none.
    The scope of such an entry is `SUBSTITUTED` and what was substituted, which a mention repeats among its steps.
    """
    made: defaultdict[str, dict[str, Entry]] = defaultdict(dict)
    for key, entries in names.items():
        firm = [entry for entry in entries if entry[2] in _FIRM]
        for varied, step in _varied(frozenset(key.split(" "))) if firm else ():
            if all(scope == "BROAD" for _, _, scope in names.get(varied, ())):
                for curie, name, _ in firm:
                    made[varied].setdefault(curie, (curie, name, SUBSTITUTED + step))
    broadest = ((key, _broadest(found, is_a)) for key, found in sorted(made.items()))
    return {key: [entry] for key, entry in broadest if entry}


def _broadest(found: Mapping[str, Entry], is_a: Callable[[str, str], bool]) -> Entry | None:
    return next((entry for curie, entry in found.items() if all(is_a(other, curie) for other in found)), None)


@cache
def said_for(word: str) -> frozenset[str]:
    """The class of a word and those of the single words that may stand for it."""
    found = _substitutions().get(token_class(word), ())
    return frozenset((token_class(word), *(s.said[0] for s in found if len(s.said) == 1)))


def _varied(forms: frozenset[str]) -> Iterator[tuple[str, str]]:
    if len(forms) == 1:
        return
    for word in sorted(forms):
        for said, beside, step in _substitutions().get(word, ()):
            others = forms - {word}
            if not others & set(said) and (not beside or beside & others) and len(others) + len(said) > 1:
                yield " ".join(sorted(others | set(said))), step
    if _ABNORMALITY in forms and len(forms) <= _GROUPED:
        for name, group in _group_words().items():
            yield " ".join(sorted(forms - {_ABNORMALITY} | {group})), GROUP + name


@cache
def _substitutions() -> dict[str, list[_Substitution]]:
    found: defaultdict[str, list[_Substitution]] = defaultdict(list)
    for row in package_table("vocab", "substitutions.tsv"):
        said = tuple(map(token_class, row["said"].split(" "))) if row["said"] != "-" else ()
        beside = frozenset(token_class(word) for word in row["beside"].split("|") if word)
        step = f"{row['said']} for {row['word']}" if said else f"{row['word']} left out"
        found[token_class(row["word"])].append(_Substitution(said, beside, step))
    return dict(found)


@cache
def _group_words() -> dict[str, str]:
    """The words for any abnormality, each with its class."""
    return {row["word"]: token_class(row["word"]) for row in package_table("vocab", "group_words.tsv")}
