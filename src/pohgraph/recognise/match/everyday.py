"""Everyday phrases, read as the words that names of findings have: "arms and legs" as limbs, "larger than normal" as large."""

import re
from bisect import bisect_left

from pohgraph.language.cues import Cues
from pohgraph.recognise.match.matches import EVERYDAY
from pohgraph.recognise.match.readings import Replacement, replaced
from pohgraph.recognise.match.words import Words, content_words
from pohgraph.tables import package_table


class EverydayPhrases:
    """The phrases of `everyday_phrases.tsv`."""

    def __init__(self) -> None:
        rows = package_table("recognise/match", "everyday_phrases.tsv")
        self._means = {said.lower(): _meant(row["means"]) for row in rows for said in row["said"].split("|")}
        longest_first = sorted(self._means, key=len, reverse=True)
        self._phrases = Cues([[re.escape(said).replace("\\ ", " ") for said in longest_first]])

    def in_one_word(self, words: Words, text: str) -> Words | None:
        """The stretches of words with such phrases, each as its one word; None where there are none."""
        full: dict[int, Replacement] = {}
        for _, match in self._phrases.find(text, 0, len(text)):
            said = " ".join(match[0].lower().split())
            first = bisect_left(words.starts, match.start(), 0, words.body)
            end = bisect_left(words.starts, match.end(), first, words.body)
            meant, joined = self._means[said]
            if not meant.lemmas:
                joined = words.joins[first] if first < len(words.joins) else ""
            full[first] = Replacement(end, EVERYDAY + said, meant, _joined(words, end, text, match.end(), joined))
        return replaced(words, full) if full else None


def _meant(means: str) -> tuple[Words, str]:
    """The content words of a phrase, and what its last words join to them: "of" in "loss of"."""
    return content_words(means), content_words(f"{means} x").joins[-1]


def _joined(words: Words, place: int, text: str, start: int, join: str) -> str | None:
    """What joins the word at a place to a phrase that ends at `start`; None where it starts another stretch."""
    if place >= len(words.lemmas) or not words.lemmas[place]:
        return None
    return join + content_words(text, start, words.ends[place]).joins[-1]
