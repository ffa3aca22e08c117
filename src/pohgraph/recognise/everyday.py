"""Everyday phrases for parts of the body, read as the one word that names of findings have: "arms and legs" as limbs."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from ahocorasick_rs import AhoCorasick

from pohgraph.recognise.words import Words, content_words
from pohgraph.vocab.tables import package_table, prose_pattern

EVERYDAY = "everyday words: "


class EverydayPhrases:
    """The phrases of `everyday_phrases.tsv`."""

    def __init__(self) -> None:
        rows = package_table("recognise", "everyday_phrases.tsv")
        self._means = {row["said"]: content_words(row["means"]).lemmas for row in rows}
        self._any = AhoCorasick(sorted({said.split(" ")[0] for said in self._means}))
        self._whole = prose_pattern(
            "|".join(sorted(map(re.escape, self._means), key=len, reverse=True)).replace("\\ ", " ")
        )

    def readings(self, words: Words, text: str) -> Iterator[Words]:
        """Each stretch between two breaks that has such a phrase, with the phrase as one word."""
        # Most texts have none of the first words, and the automaton says so faster than the pattern.
        for match in self._whole.finditer(text) if self._any.find_matches_as_indexes(text) else ():
            first, last = bisect_left(words.starts, match.start()), bisect_left(words.starts, match.end())
            said = " ".join(match[0].lower().split())
            yield _replaced(words, first, last, self._means[said], EVERYDAY + said)


def _replaced(words: Words, first: int, last: int, lemmas: list[str], note: str) -> Words:
    begin, end = first, last
    while begin and words.lemmas[begin - 1]:
        begin -= 1
    while end < len(words.lemmas) and words.lemmas[end]:
        end += 1
    size = len(lemmas)
    starts = [*words.starts[begin:first], *[words.starts[first]] * size, *words.starts[last:end]]
    ends = [*words.ends[begin:first], *[words.ends[last - 1]] * size, *words.ends[last:end]]
    joins = [*words.joins[begin:first], words.joins[first], *[""] * (size - 1), *words.joins[last:end]]
    notes = {place - begin: words.notes[place] for place in range(begin, first) if place in words.notes}
    notes |= dict.fromkeys(range(first - begin, first - begin + size), note)
    return Words(starts, ends, [*words.lemmas[begin:first], *lemmas, *words.lemmas[last:end]], joins, notes)
