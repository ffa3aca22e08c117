"""Sentences that begin with a stage of life and go on with what patients have then: "Between 6 and 12 months they …"."""

from typing import NamedTuple

from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.stages import Stage, stages
from pohgraph.language.numbers import number
from pohgraph.language.patterns import Patterns
from pohgraph.model import Reference, Span

_PATTERNS = Patterns("extractors/shared", "stage_first_patterns.tsv")
_INFANTILE, _CHILDHOOD = Reference("HP", "0003593"), Reference("HP", "0011463")
_YEAR = 12  # months


class Opening(NamedTuple):
    """The stage that a sentence begins with, its patients, and the verb behind them."""

    stage: Stage
    patients: Span
    verb: Span


def stage_first(page: Page, sentence: Span) -> Opening | None:
    """The stage at which a sentence says that patients have a finding; None where it is of a few, or of nothing that begins."""
    text = page.doc.text
    match = _PATTERNS["stage_first"].match(text, *sentence)
    if match is None or _PATTERNS["few"].search(text, sentence.start, match.end()):
        return None
    findings = [m for m in page.mentions_in("phenotype", Span(match.end("who"), sentence.end)) if not m.context.negated]
    if not findings or page.prose.search(_PATTERNS, "normal", (match.end("who"), findings[0].span.start)):
        return None
    when = Span(*match.span("when"))
    stage = _stage(text, when)
    return Opening(stage, Span(*match.span("who")), Span(*match.span("verb"))) if stage else None


def _stage(text: str, when: Span) -> Stage | None:
    """The first stage of a stretch of text; months count as an age here, with or without "old"."""
    named = stages(text, *when)
    if named:
        return named[0]
    months = _PATTERNS["dated_months"].search(text, *when)
    if months is None:
        return None
    in_weeks = months["unit"].casefold() == "weeks"
    infantile = in_weeks or number(months["from"]) <= _YEAR
    return Stage(Span(months.start("from"), months.end()), _INFANTILE if infantile else _CHILDHOOD)
