"""Genes by their name in words, where the words beside it show that a gene is meant: "the prion protein gene"."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from pohgraph.compiled import compiled
from pohgraph.language.alternations import alternation
from pohgraph.language.patterns import Patterns
from pohgraph.language.words import gene_key
from pohgraph.model import Span

_PATTERNS = Patterns("recognise", "genes_patterns.tsv")
_REACH = 100  # code points that a name may take
_WORD = compiled(r"[A-Za-z0-9\u03b1-\u03c9][\w,'\u2019/-]*")
_BREAK = compiled(r"[.;:()\[\]]\s|[()\[\];]|\n\s*\n")


def named_genes(text: str, words: Mapping[str, str]) -> Iterator[tuple[Span, str]]:
    """(place, CURIE) of each name; `words` is the vocabulary's table. A name with its symbol right behind it is left to that."""
    before, after = _beside()
    for noun in before.finditer(text):
        start = max(0, noun.start() - _REACH)
        start = max((b.end() for b in _BREAK.finditer(text, start, noun.start())), default=start)
        found = _longest(text, [(m.start(), noun.start()) for m in _WORD.finditer(text, start, noun.start())], words)
        if found and not _PATTERNS["symbol_behind"].match(text, noun.end()):
            yield found
            yield from _joined_before(text, start, found[0], words, is_plural=_are_several(text, noun))
    for lead in after.finditer(text):
        end = _BREAK.search(text, lead.end(), lead.end() + _REACH)
        stop = end.start() if end else lead.end() + _REACH
        ends = [m.end() for m in _WORD.finditer(text, lead.end(), stop)]
        found = _longest(text, [(lead.end(), end) for end in reversed(ends)], words)
        if found and not _PATTERNS["symbol_behind"].match(text, found[0].end):
            yield found


def _joined_before(
    text: str, start: int, name: Span, words: Mapping[str, str], *, is_plural: bool
) -> Iterator[tuple[Span, str]]:
    """The names that share the noun "gene" with the last of them: "the uromodulin or renin gene".

    With an article of its own the last one begins another phrase, but not behind "either". An "and" before one gene joins
    only names of as many words: "high factor VIII and prothrombin gene mutation" tells of one gene.
    """
    join = _PATTERNS["joined_names"].search(text, start, name.start)
    while join:
        places = [(m.start(), join.start()) for m in _WORD.finditer(text, start, join.start())]
        found = _longest(text, places, words)
        if found is None or (join["article"] and not _PATTERNS["choice"].search(text, start, found[0].start)):
            return
        if not is_plural and join[0].strip(", \n").lower() == "and" and _count(text, found[0]) != _count(text, name):
            return
        yield found
        join = _PATTERNS["listed_names"].search(text, start, found[0].start)


def _are_several(text: str, noun: re.Match[str]) -> bool:
    return noun[0].endswith("s") or _PATTERNS["several"].match(text, noun.end()) is not None


def _count(text: str, name: Span) -> int:
    return len(text[slice(*name)].split())


def _longest(text: str, places: list[tuple[int, int]], words: Mapping[str, str]) -> tuple[Span, str] | None:
    """The first of the places, the longest before, whose words are a name."""
    for start, end in places:
        name = text[start:end].rstrip(" ,\n")
        if curie := words.get(gene_key(name)):
            return Span(start, start + len(name)), curie
    return None


@cache
def _beside() -> tuple[re.Pattern[str], re.Pattern[str]]:
    behind, lead = (alternation("recognise", "gene_words.tsv", kind=kind) for kind in ("noun", "lead"))
    return compiled(rf"(?<=[\w)”\"])\s+(?:{behind})\b"), compiled(rf"\b(?:{lead})(?:\s+(?:the|an?))?\s+", re.IGNORECASE)
