"""Everyday phrases for parts of the body, read as the one word that names of findings have: "arms and legs" as limbs."""

import re
from bisect import bisect_left

from pohgraph.recognise.readings import Replacement, replaced
from pohgraph.recognise.words import Words, content_words
from pohgraph.vocab.cues import Cues
from pohgraph.vocab.tables import package_table

EVERYDAY = "everyday words: "


class EverydayPhrases:
    """The phrases of `everyday_phrases.tsv`."""

    def __init__(self) -> None:
        rows = package_table("recognise", "everyday_phrases.tsv")
        self._means = {row["said"]: content_words(row["means"]) for row in rows}
        whole = "|".join(sorted(map(re.escape, self._means), key=len, reverse=True)).replace("\\ ", " ")
        self._phrases = Cues([whole])

    def in_one_word(self, words: Words, text: str) -> Words | None:
        """The stretches of words with such phrases, each as its one word; None where there are none."""
        full: dict[int, Replacement] = {}
        for _, match in self._phrases.find(text, 0, len(text)):
            said = " ".join(match[0].lower().split())
            first = bisect_left(words.starts, match.start(), 0, words.body)
            end = bisect_left(words.starts, match.end(), first, words.body)
            full[first] = Replacement(end, EVERYDAY + said, self._means[said])
        return replaced(words, full) if full else None
