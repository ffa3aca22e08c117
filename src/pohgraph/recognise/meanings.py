"""What a name means: the terms and diseases a vocabulary knows by it, the preferred one first.

Pages say the same names again and again, so each answer is worked out once.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from pohgraph.compiled import compiled
from pohgraph.language.disease_words import numbered
from pohgraph.language.substitutions import GROUP
from pohgraph.language.words import phrase_key, token_class
from pohgraph.model import Candidate, Reference
from pohgraph.recognise.match import FRAMED, HEADING, PREDICATE, REWORDED
from pohgraph.schema.branches import branch_below
from pohgraph.vocab.lexicon import Lexicon
from pohgraph.vocab.variants import SUBSTITUTED

Entry = tuple[str, str, str]
Meaning = tuple[str, tuple[Candidate, ...]]  # a category, and what is meant of it
_PLAINLY = frozenset((PREDICATE, HEADING))
_FIRM = frozenset(("LABEL", "EXACT"))
DROPPED = "modifier dropped"  # how the step begins that left a word out
_ABBREVIATION = compiled(r"(?=.*[A-Z].*[A-Z])[A-Za-z0-9-]{2,6}")
_ABSENCE_KIND = compiled(r"\babsence\b(?! of\b)", re.IGNORECASE)
_NOT_THERE = compiled(r"(?:absence|lack) of\b", re.IGNORECASE)
_ABSENT = token_class("absence")
_REMEMBERED = 2**15  # answers of each kind; more names than that are not often said again


class Meanings:
    """The meanings of one lexicon's names. `steps` are the normalisations that led from the words to the name."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.exact = lru_cache(_REMEMBERED)(self._exact)
        self.reworded = lru_cache(_REMEMBERED)(self._reworded)
        self.derived = lru_cache(_REMEMBERED)(self._derived)
        self._category = lru_cache(_REMEMBERED)(self._category_of)

    def _exact(self, key: str, text: str, steps: tuple[str, ...]) -> tuple[Meaning, ...]:
        """What `text` means whose lemmas are `key`, as a phenotype and as a disease."""
        entries = [e for e in self._lexicon.phenotype_names.get(key, ()) if _fits(e, text)]
        if entries and entries[0][2] != "LABEL" and " " in key:
            classes = " ".join(sorted(set(map(token_class, key.split(" ")))))
            entries = self._labelled(entries, self._lexicon.phenotype_rewordings.get(classes, ()))
        meanings = self._of_terms(entries, steps)
        diseases = self._as_numbered([e for e in self._lexicon.disease_names.get(key, ()) if _fits(e, text)], text)
        return (*meanings, ("disease", self._candidates(diseases, steps))) if diseases else meanings

    def _reworded(self, key: str, said: frozenset[str], steps: tuple[str, ...]) -> tuple[Meaning, ...]:
        """What the name `key` of a few classes means where the lemmas `said` stand for them."""
        # "The head is small": a broader synonym counts where a predicate or a heading says just its words.
        plain = steps[0] in _PLAINLY
        entries = [
            entry
            for entry in self._lexicon.phenotype_rewordings[key]
            if (entry[2] != "BROAD" or (plain and said == frozenset(phrase_key(entry[1]).split(" "))))
            and not (_says_absent(said, steps) and _ABSENCE_KIND.search(entry[1]))
            and not _says_twice(entry[1])
            # A narrower name with a word between its own says another thing: "low-pitched cry" is no low cry.
            and not (entry[2] == "NARROW" and any(step.startswith(DROPPED) for step in steps))
        ]
        # Of names that share their classes, the one in just these words says most.
        if len(entries) > 1:
            entries.sort(key=lambda entry: -len(said & set(phrase_key(entry[1]).split(" "))))
        return _phenotypes(self._of_terms(self._labelled(entries, entries), steps))

    def _derived(self, key: str, text: str, steps: tuple[str, ...]) -> tuple[Meaning, ...]:
        """What an adjective means that stands for a finding on its own; `key` is its stem."""
        if _ABBREVIATION.fullmatch(text):
            return ()
        entries = [e for e in self._lexicon.phenotype_rewordings.get(key, ()) if e[2] in _FIRM and " " not in e[1]]
        return _phenotypes(self._of_terms(entries, steps))

    def composed(self, key: str, said: str, steps: tuple[str, ...]) -> tuple[Meaning, ...]:
        """What a name composed of words apart means; `said` is its exact key."""
        entries = [entry for entry in self._lexicon.phenotype_rewordings[key] if entry[2] in _FIRM]
        # A name in just these words says more than one that only shares their classes.
        entries.sort(key=lambda entry: phrase_key(entry[1]) != said)
        return self._of_terms(entries, steps)

    def framed(self, key: str, said: str) -> tuple[Meaning, ...]:
        """What a clause in plain words means whose template gave the exact key `said`; findings only."""
        entries = [entry for entry in self._lexicon.phenotype_rewordings[key] if _is_firm(entry[2])]
        entries.sort(key=lambda entry: (entry[2] not in _FIRM, phrase_key(entry[1]) != said))
        return _phenotypes(self._of_terms(entries, (FRAMED,)))

    def _of_terms(self, entries: Sequence[Entry], steps: tuple[str, ...]) -> tuple[Meaning, ...]:
        """The HPO terms of some entries, by category."""
        by_category: dict[str, list[Entry]] = {}
        for entry in entries:
            category = self._category(entry[0])
            if category:
                by_category.setdefault(category, []).append(entry)
        return tuple((category, self._candidates(group, steps)) for category, group in by_category.items())

    def _labelled(self, entries: list[Entry], others: Iterable[Entry]) -> list[Entry]:
        """Puts first a wider term whose very label the words are: "ear anomalies" are no synonym of the outer ear's."""
        if not entries or entries[0][2] == "LABEL":
            return entries
        first = Reference.parse(entries[0][0])
        for entry in others:
            if (
                entry[2] == "LABEL"
                and entry[0] != entries[0][0]
                and self._lexicon.is_a(first, Reference.parse(entry[0]))
            ):
                return [entry, *entries]
        return entries

    def _as_numbered(self, entries: list[Entry], text: str) -> list[Entry]:
        """Puts first the type whose very number a name has: "Usher syndrome type I", OMIM's name of type 1B, means type 1."""
        base, number = numbered(text) if entries else ("", "")
        if not number:
            return entries
        first = self._lexicon.canonical(Reference.parse(entries[0][0]))
        known = numbered(self._lexicon.label(first)).number
        if known == number or not known.startswith(number):
            return entries
        called = self._lexicon.disease_names.get(phrase_key(f"{base} type {number}"), ())
        return [*(entry for entry in called if entry[2] == "LABEL"), *entries]

    def _candidates(self, entries: list[Entry], steps: tuple[str, ...]) -> tuple[Candidate, ...]:
        best: dict[str, Candidate] = {}
        for curie, name, scope in entries:
            reference = Reference.parse(curie)
            extra = ("broad synonym",) if scope == "BROAD" else ()
            if scope.startswith(SUBSTITUTED):
                extra = (scope.removeprefix(SUBSTITUTED),)
            best.setdefault(
                curie,
                Candidate(
                    reference=reference, label=self._lexicon.label(reference), synonym=name, steps=(*steps, *extra)
                ),
            )
        return tuple(best.values())

    def _category_of(self, curie: str) -> str | None:
        """What kind of HPO term a CURIE is: "phenotype", "inheritance", "onset", "course", or None."""
        reference = Reference.parse(curie)
        branch = branch_below(reference, self._lexicon.ancestors(reference))
        return branch.mention if branch else None


def _phenotypes(meanings: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    return tuple(meaning for meaning in meanings if meaning[0] == "phenotype")


def _is_firm(scope: str) -> bool:
    """Whether a name is a label, an exact synonym, or one of these with a word for a word, which is no word for a group."""
    said = scope.removeprefix(SUBSTITUTED)
    return scope in _FIRM or (said != scope and not said.startswith(GROUP))


def _fits(entry: Entry, text: str) -> bool:
    """An abbreviation counts only as it is written: "POH", not "poh"; "FALLS" is no name for falls.

    An absence of seizures is no absence seizure.
    """
    name = entry[1]
    if _NOT_THERE.match(text) and _ABSENCE_KIND.search(name):
        return False
    if _ABBREVIATION.fullmatch(name):
        return text == name
    return not _ABBREVIATION.fullmatch(text) or text.lower() == name.lower()


def _says_twice(name: str) -> bool:
    """Whether a name has a word twice, which other words then say once: "cytoplasmic antineutrophil cytoplasmic antibodies"."""
    words = phrase_key(name).split(" ")
    return len(frozenset(words)) < len(words)


def _says_absent(said: frozenset[str], steps: tuple[str, ...]) -> bool:
    """Whether words say that something is not there, not which kind it is.

    "Seizures are absent", "lack seizures" and "absence of seizures" are no absence seizures; "absence and tonic seizures" are.
    """
    absent = {word for word in said if token_class(word) == _ABSENT}
    return bool(absent - {"absence"}) or (bool(absent) and steps[0] == REWORDED)
