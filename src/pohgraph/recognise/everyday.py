"""Everyday phrases for parts of the body, read as the one word that names of findings have: "arms and legs" as limbs."""

import re
from bisect import bisect_left

from ahocorasick_rs import AhoCorasick

from pohgraph.recognise.readings import Replacement, replaced
from pohgraph.recognise.words import Words, content_words
from pohgraph.vocab.tables import package_table, prose_pattern

EVERYDAY = "everyday words: "


class EverydayPhrases:
    """The phrases of `everyday_phrases.tsv`."""

    def __init__(self) -> None:
        rows = package_table("recognise", "everyday_phrases.tsv")
        self._means = {row["said"]: content_words(row["means"]) for row in rows}
        self._any = AhoCorasick(sorted({said.split(" ")[0] for said in self._means}))
        self._whole = prose_pattern(
            "|".join(sorted(map(re.escape, self._means), key=len, reverse=True)).replace("\\ ", " ")
        )

    def in_one_word(self, words: Words, text: str) -> Words | None:
        """The stretches of words with such phrases, each as its one word; None where there are none."""
        # Most texts have none of the first words, and the automaton says so faster than the pattern.
        full: dict[int, Replacement] = {}
        for match in self._whole.finditer(text) if self._any.find_matches_as_indexes(text) else ():
            said = " ".join(match[0].lower().split())
            first, end = bisect_left(words.starts, match.start()), bisect_left(words.starts, match.end())
            full[first] = Replacement(end, EVERYDAY + said, self._means[said])
        return replaced(words, full) if full else None
