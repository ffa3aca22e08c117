"""Genes that a sentence lists: what it says of one of them it says of all, whatever names stand between their symbols."""

from collections.abc import Sequence

from pohgraph.extractors.shared.gene_cue import GeneCue, find_cue, opens_clause
from pohgraph.extractors.shared.page import Page
from pohgraph.model import Mention, Span
from pohgraph.recognise.gene_lists import listed_together


def gene_runs(page: Page, sentence: Span, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """The genes of a sentence in order, those of one list together."""
    runs: list[list[Mention]] = []
    for mention in mentions:
        run = runs[-1] if runs else []
        if run and _goes_on(page, sentence, run, mention):
            run.append(mention)
        else:
            runs.append([mention])
    return runs


def _goes_on(page: Page, sentence: Span, run: Sequence[Mention], mention: Mention) -> bool:
    """Whether a gene is the next of a list."""
    if not listed_together(page.doc.text, run[-1].span, mention.span):
        return False
    return not opens_clause(page, sentence.start, mention.span, sentence.end)


def cues_of_list(page: Page, sentence: Span, run: Sequence[Mention]) -> list[GeneCue | None]:
    """The cue of each gene of a list: its own, or else that of the nearest gene before it, or behind it, that has one."""
    cues = [find_cue(page, sentence, mention) for mention in run]
    for order in (range(1, len(run)), range(len(run) - 2, -1, -1)):
        step = 1 if order.step < 0 else -1
        for place in order:
            cues[place] = cues[place] or cues[place + step]
    return cues
