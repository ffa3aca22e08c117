"""Verbs that only say where something is, read as prepositions: "cysts that form in the kidneys" as cysts in the kidneys."""

from bisect import bisect_left

from pohgraph.language.cues import Cues
from pohgraph.language.derivation import is_adverb
from pohgraph.recognise.match.readings import Replacement, replaced
from pohgraph.recognise.match.words import PREPOSITION, Words
from pohgraph.tables import package_table

_BEFORE = 3  # words of the verb before it
_WITH_VERB = frozenset(
    ("that", "which", "can", "may", "might", "could", "also", "often", "usually", "sometimes", "typically", "commonly")
)
_NOTHING = Words([], [], [], [])


class LocationVerbs:
    """The patterns of `location_verbs.tsv`."""

    def __init__(self) -> None:
        self._verbs = Cues(row["pattern"] for row in package_table("recognise/match", "location_verbs.tsv"))

    def as_prepositions(self, words: Words, text: str) -> Words | None:
        """The stretches of words with such a verb between two of them, without it; None where there are none."""
        full: dict[int, Replacement] = {}
        for _, match in self._verbs.find(text, 0, len(text)):
            first = bisect_left(words.starts, match.start(), 0, words.body)
            end = bisect_left(words.starts, match.end(), first, words.body)
            # The words of the verb before it: "that may also form in".
            for _ in range(_BEFORE):
                before = words.lemmas[first - 1] if first else ""
                first -= before in _WITH_VERB or bool(before and is_adverb(before))
            if 0 < first < end < words.body and words.lemmas[first - 1] and words.lemmas[end]:
                full[first] = Replacement(end, "", _NOTHING, PREPOSITION)
        return replaced(words, full, over_commas=True) if full else None  # "in the liver, lungs and brain"
