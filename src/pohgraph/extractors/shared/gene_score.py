"""What speaks for a gene's being a cause of a disease where no cue says so outright: named features with their weights."""

import re
from functools import cache
from typing import NamedTuple

from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns, faults_named, pattern_rows
from pohgraph.model import Mention, Span

CAUSAL = 2  # a gene with this sum is a cause: its variants are spoken of, and nothing speaks against it
_TABLE = ("extractors/shared", "gene_features.tsv")
_REACH = 160  # code points before a gene, or the list it stands in, that may hold a feature
_PATTERNS = Patterns("extractors/shared", "gene_score_patterns.tsv")


class Feature(NamedTuple):
    """One row of `gene_features.tsv`."""

    name: str
    side: str
    weight: int
    pattern: re.Pattern[str]


class Score(NamedTuple):
    """The sum of the features that were found, their names, and the words of the heaviest one."""

    points: int
    features: tuple[str, ...]
    cue: Span


def gene_score(page: Page, sentence: Span, mention: Mention) -> Score:
    """What a sentence says for and against a gene; each feature counts once, and none where no variant is spoken of."""
    text = page.doc.text
    listed = gene_list(text, sentence, mention.span)
    clause = _clause(text, sentence, listed)
    found: dict[str, int] = {}
    cue, heaviest = mention.span, 0
    for name, side, weight, pattern in _features():
        if name in found:
            continue
        if side == "before":
            match = pattern.search(text, max(clause.start, listed.start - _REACH), listed.start)
        elif side == "after":
            match = pattern.match(text, listed.end, clause.end)
        else:
            match = None if page.prose.lacks(pattern, clause) else pattern.search(text, *clause)
        if match is None:
            continue
        found[name] = weight
        if weight > heaviest and side != "sentence":
            cue, heaviest = Span(*match.span()), weight
    points = sum(found.values()) if heaviest >= CAUSAL else 0
    return Score(points, tuple(found), _trimmed(text, cue))


def gene_list(text: str, sentence: Span, gene: Span) -> Span:
    """The list of genes that one stands in; the gene itself where it stands alone."""
    before = _PATTERNS["list_before"].search(text, max(sentence.start, gene.start - _REACH), gene.start)
    after = _PATTERNS["list_after"].match(text, gene.end, sentence.end)
    return Span(before.start() if before else gene.start, after.end() if after else gene.end)


def _clause(text: str, sentence: Span, listed: Span) -> Span:
    """The part of a sentence, between semicolons and the like, that holds a list of genes."""
    start, end = sentence
    for match in _PATTERNS["clause_end"].finditer(text, *sentence):
        if match.end() <= listed.start and match[0][0] != ":":
            start = match.end()
        elif match.start() >= listed.end:
            end = match.start()
            break
    return Span(start, end)


def _trimmed(text: str, span: Span) -> Span:
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, span.start + len(words.rstrip(" ,:(\n\t")))


@cache
def _features() -> tuple[Feature, ...]:
    with faults_named(*_TABLE):
        return tuple(
            Feature(
                row.cells["name"],
                row.cells["side"],
                int(row.cells["weight"]),
                re.compile(_placed(row.cells["side"], row.pattern.replace(" ", r"\s")), re.IGNORECASE),
            )
            for row in pattern_rows(*_TABLE)
            if row.cells["side"] != "class"
        )


def _placed(side: str, pattern: str) -> str:
    return rf"(?:{pattern})[\s*_(\u201c\"]*$" if side == "before" else pattern
