"""Where a sentence ties a gene to a disease: the cue, and which relation it is."""

import re
from functools import cache
from typing import NamedTuple

from pohgraph.extractors.shared.doubtful import excepted
from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns, faults_named, pattern_rows
from pohgraph.model import Mention, Reference, Span

_PATTERNS = Patterns("extractors/shared", "gene_cue_patterns.tsv")


class GeneCue(NamedTuple):
    """The words that tie a gene to a disease."""

    predicate: Reference
    span: Span


def find_cue(page: Page, sentence: Span, mention: Mention) -> GeneCue | None:
    """The first cue of `gene_cues.tsv` that ties a gene to a disease in its sentence, or None."""
    found: GeneCue | None = None
    listed = _PATTERNS["rest_of_list"].match(page.doc.text, mention.span.end, sentence.end)
    behind = listed.end() if listed else mention.span.end
    in_relative = page.prose.search(_PATTERNS, "in_relative", (sentence.start, mention.span.start)) is not None
    for predicate, side, pattern in _cues():
        if found and (side, predicate) != ("before", found.predicate):
            continue  # a cue before the gene gives way only to one of its kind that stands nearer
        before = side == "before"
        if in_relative and not before:
            continue
        if before:
            cue = _cue_before(page, sentence, mention.span, pattern)
        else:
            cue = _cue_behind(page, sentence, behind, pattern)
        if cue is None:
            continue
        if side != "before":
            return GeneCue(predicate, cue)
        if found is None or cue.start > found.span.end:
            found = GeneCue(predicate, cue)
    return found


def opens_clause(page: Page, start: int, gene: Span, end: int) -> bool:
    """Whether a gene that is joined to one before it begins a clause of its own: "by mutations in A, and B mutations are benign".

    `start` is where what is said of the one before begins, `end` where the sentence ends.
    """
    return (
        page.prose.match(_PATTERNS, "own_clause", (gene.end, end)) is not None
        and page.prose.search(_PATTERNS, "changed", (start, gene.start)) is not None
    )


def _cue_before(page: Page, sentence: Span, named: Span, pattern: re.Pattern[str]) -> Span | None:
    """The last match before a gene, where no other clause begins between."""
    text, gene = page.doc.text, named.start
    if page.prose.lacks(pattern, Span(sentence.start, gene)):
        return None
    near = [
        m
        for m in pattern.finditer(text, sentence.start, gene)
        if not _PATTERNS["another_clause"].search(text[m.end() : gene])
        and not excepted(text, m.end(), gene)
        and not page.prose.search(_PATTERNS, "another_gene", (m.end(), gene))
        and not opens_clause(page, m.start(), named, sentence.end)
        and _is_of_disease(page, m)
    ]
    return _claimed(near[-1]) if near and _said_of_these_genes(page, sentence, near[-1][0]) else None


def _cue_behind(page: Page, sentence: Span, behind: int, pattern: re.Pattern[str]) -> Span | None:
    """The match at an offset behind a gene, or behind the list that it stands in."""
    match = pattern.match(page.doc.text, behind, sentence.end)
    return _claimed(match) if match and _is_claim(page, sentence, match) else None


def _is_of_disease(page: Page, cue: re.Match[str]) -> bool:
    """Whether what a cue says the changes cause is a disease, where it leaves room for anything: "the mutation causing D is in"."""
    if "what" not in cue.re.groupindex:
        return True
    what = Span(*cue.span("what"))
    if page.prose.fullmatch(_PATTERNS, "this_disease", what):
        return True
    return any(
        _PATTERNS["article"].fullmatch(page.doc.text, what.start, m.span.start) and m.span.end == what.end
        for m in page.mentions_in("disease", what)
    )


def _claimed(cue: re.Match[str]) -> Span:
    """The words of a cue that make the claim; a denial may stand before them."""
    return Span(*cue.span("cue" if "cue" in cue.re.groupindex else 0))


def _is_claim(page: Page, sentence: Span, cue: re.Match[str]) -> bool:
    """Whether a cue behind the gene is said of it, and of a disease: not of what it makes, nor of some findings alone."""
    if _PATTERNS["function"].search(cue[0]) or page.prose.match(_PATTERNS, "some_findings", (cue.end(), sentence.end)):
        return False
    return _names_disease(page, sentence, cue)


def _names_disease(page: Page, sentence: Span, cue: re.Match[str]) -> bool:
    """Whether a cue behind the gene says by itself that a disease is meant, or one stands behind it."""
    if not _PATTERNS["any_effect"].search(cue[0]):
        return True
    rest = Span(cue.end(), sentence.end)
    if page.mentions_in("disease", rest) or page.mentions_in("phenotype", rest):
        return True
    return _PATTERNS["of_disease"].search(page.doc.text, rest.start, rest.end) is not None


def _said_of_these_genes(page: Page, sentence: Span, cue: str) -> bool:
    """Whether "these genes include A and B" follows a sentence that says what genes cause."""
    if not _PATTERNS["these_genes"].match(cue):
        return True
    before = page.before(sentence)
    return before is not None and _PATTERNS["genes_cause"].search(page.doc.quote(before)) is not None


@cache
def _cues() -> tuple[tuple[Reference, str, re.Pattern[str]], ...]:
    with faults_named("extractors/shared", "gene_cues.tsv"):
        return tuple(
            (
                Reference.parse(row.cells["predicate"]),
                row.cells["side"],
                re.compile(row.pattern.replace(" ", r"\s"), re.IGNORECASE),
            )
            for row in pattern_rows("extractors/shared", "gene_cues.tsv")
        )
