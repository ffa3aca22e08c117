"""Modes of inheritance that a sentence tells without their names: "D is dominantly transmitted", "biallelic variants in G cause D"."""

from collections.abc import Iterator
from typing import NamedTuple

from pohgraph.extractors.shared.how_common_subject import opens_with_disease
from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Reference, Span

_PATTERNS = Patterns("extractors/shared", "unnamed_modes_patterns.tsv")
_DOMINANT, _RECESSIVE = Reference("HP", "0000006"), Reference("HP", "0000007")


class UnnamedMode(NamedTuple):
    """A mode, the words that tell it, and whether they only let it be concluded."""

    mode: Reference
    cue: Span
    concluded: bool = False


def unnamed_mode(page: Page, sentence: Span) -> UnnamedMode | None:
    """The mode and the words that tell it; for pages that name none, where it is that of a chromosome of either sex."""
    if not all(map(page.names_topic, page.mentions_in("disease", sentence))):
        return None
    return _by_adverb(page, sentence) or _by_alleles(page, sentence)


def _by_adverb(page: Page, sentence: Span) -> UnnamedMode | None:
    found = page.prose.search(_PATTERNS, "adverb", sentence)
    if found is None or page.prose.search(_PATTERNS, "either", sentence):
        return None
    head = Span(sentence.start, found.start())
    if page.prose.fullmatch(_PATTERNS, "not_so", head) or page.prose.match(
        _PATTERNS, "of_few", (found.end(), sentence.end)
    ):
        return None
    if not (opens_with_disease(page, head) or page.prose.fullmatch(_PATTERNS, "this", head)):
        return None
    return UnnamedMode(_DOMINANT if "dominant" in found[0].lower() else _RECESSIVE, Span(*found.span()))


def _by_alleles(page: Page, sentence: Span) -> UnnamedMode | None:
    """Changes of both copies of a gene that are said to cause the disease, or of one copy alone: that one is enough is not said.

    One copy counts only where the sentence says that the gene lies on an autosome.
    """
    for name, other, mode in (
        ("both_alleles", "not_only_both", _RECESSIVE),
        ("one_allele", "not_only_one", _DOMINANT),
    ):
        found = page.prose.search(_PATTERNS, name, sentence)
        if found is None or page.prose.search(_PATTERNS, other, sentence):
            continue
        cue, head = Span(*found.span("cue")), Span(sentence.start, found.start())
        genes = page.mentions_in("gene", Span(cue.start, sentence.end))
        if mode == _DOMINANT and not page.prose.search(_PATTERNS, "autosome", (cue.end, sentence.end)):
            continue
        if genes and (any(_caused(page, head)) or any(_causes(page, Span(genes[-1].span.end, sentence.end)))):
            return UnnamedMode(mode, cue, concluded=mode == _DOMINANT)
    return None


def _caused(page: Page, head: Span) -> Iterator[bool]:
    """Whether the words before them say that the disease is caused by them."""
    frame = page.prose.match(_PATTERNS, "entry_frame", head)
    head = Span(frame.end(), head.end) if frame else head
    if verb := page.prose.search(_PATTERNS, "caused_by", head):
        yield opens_with_disease(page, Span(head.start, verb.start()))


def _causes(page: Page, behind: Span) -> Iterator[bool]:
    """Whether the words behind the gene say that they cause the disease, and not a finding."""
    if verb := page.prose.match(_PATTERNS, "causing", behind):
        named = page.mentions_in("disease", Span(verb.end(), behind.end))[:1]
        yield any(disease.span.start == verb.end() for disease in named)
        yield page.prose.match(_PATTERNS, "this_disease", (verb.end(), behind.end)) is not None
