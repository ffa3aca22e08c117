"""Genes that a sentence lists: what it says of one of them it says of all, whatever names stand between their symbols."""

from collections.abc import Sequence

from pohgraph.extractors.shared.gene_cue import GeneCue, find_cue
from pohgraph.extractors.shared.page import Page
from pohgraph.model import Mention, Span
from pohgraph.recognise.gene_lists import listed_together


def gene_runs(page: Page, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """The genes of a sentence in order, those of one list together."""
    runs: list[list[Mention]] = []
    for mention in mentions:
        last = runs[-1][-1] if runs else None
        if last and listed_together(page.doc.text, last.span, mention.span):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return runs


def cues_of_list(page: Page, sentence: Span, run: Sequence[Mention]) -> list[GeneCue | None]:
    """The cue of each gene of a list: its own, or else that of the nearest gene before it, or behind it, that has one."""
    cues = [find_cue(page, sentence, mention) for mention in run]
    for order in (range(1, len(run)), range(len(run) - 2, -1, -1)):
        step = 1 if order.step < 0 else -1
        for place in order:
            cues[place] = cues[place] or cues[place + step]
    return cues
