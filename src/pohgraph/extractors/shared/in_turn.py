"""Shares of patients that are told in turn: "seizures and ataxia occur in 40% and 20%, respectively"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Mention, Span

_PATTERNS = Patterns("extractors/shared", "in_turn_patterns.tsv")


def in_turn(page: Page, sentence: Span, mentions: Sequence[Mention]) -> list[Mention]:
    """The findings of a sentence, those of a list with the shares that are told of them one by one.

    Where it is not plain which share is whose, or the shares are those of several groups of people, no finding has one.
    """
    told = page.prose.search(_PATTERNS, "in_turn", sentence) or _listed(page, sentence, mentions)
    if of_groups := shares_of_groups(page, sentence):
        mentions = [_without(mention, of_groups) for mention in mentions]
        if told and of_groups.overlaps(Span(*told.span("shares"))):
            return mentions
    if told is None:
        return _without_unclear(page, sentence, mentions)
    shares = _shares(page.doc.text, told)
    runs = [run for run in _runs(page, mentions) if len(run) == len(shares)]
    own = dict(zip(runs[0], shares, strict=True)) if len(runs) == 1 and not _have_others(page, told, runs[0]) else {}
    span = Span(*told.span("shares"))
    return [
        replace(mention, context=replace(mention.context, frequency=own[mention]))
        if mention in own
        else _without(mention, span)
        for mention in mentions
    ]


def _without(mention: Mention, shares: Span) -> Mention:
    """A finding without a frequency that is in a stretch of shares of others."""
    counted = mention.context.frequency
    if counted and counted.overlaps(shares):
        return replace(mention, context=replace(mention.context, frequency=None))
    return mention


def shares_of_groups(page: Page, sentence: Span) -> Span | None:
    """Where a sentence has the shares of several groups of people, of which none is that of all patients: "60% and 20% of boys and girls"."""
    return page.kept(_of_groups, sentence)


def _of_groups(page: Page, sentence: Span) -> Span | None:
    found = page.prose.search(_PATTERNS, "of_groups", sentence)
    return Span(*found.span()) if found else None


def with_sign(page: Page, frequency: Span) -> str:
    """A printed frequency, with the sign that stands behind the last of several: "40, 25 and 10%"."""
    words = page.doc.quote(frequency)
    if _PATTERNS["unsigned"].fullmatch(words) and _PATTERNS["rest"].match(page.doc.text, frequency.end):
        return f"{words} %"
    return words


def _listed(page: Page, sentence: Span, mentions: Sequence[Mention]) -> re.Match[str] | None:
    """Shares without "respectively" that are as many as the findings of a list before them."""
    told = page.prose.search(_PATTERNS, "listed", sentence)
    if told is None:
        return None
    before = [mention for mention in mentions if mention.span.end <= told.start()]
    count = len(_shares(page.doc.text, told))
    listed = [run for run in _runs(page, before)[-1:] if len(run) == count]
    are_there = _PATTERNS["are_there"]
    return told if listed and are_there.fullmatch(page.doc.text, listed[0][-1].span.end, told.start()) else None


def _shares(text: str, told: re.Match[str]) -> list[Span]:
    asides = [Span(*aside.span()) for aside in _PATTERNS["aside"].finditer(text, *told.span("shares"))]
    one = _PATTERNS["each" if told["bare"] else "share"]
    found = [Span(*share.span()) for share in one.finditer(text, *told.span("shares"))]
    return [share for share in found if not any(aside.contains(share) for aside in asides)]


def _without_unclear(page: Page, sentence: Span, mentions: Sequence[Mention]) -> list[Mention]:
    """The findings, without a share that may belong to another of them: "mass, rash and fever in 40%, 20% and 10%, respectively"."""
    unclear = page.prose.search(_PATTERNS, "unclear", sentence)
    if unclear is None:
        return list(mentions)
    span = Span(*unclear.span())
    return [mention if _is_in_brackets(page, mention) else _without(mention, span) for mention in mentions]


def _is_in_brackets(page: Page, mention: Mention) -> bool:
    """Whether the share of a finding stands right behind it in parentheses, and so is its own."""
    counted = mention.context.frequency
    return counted is not None and page.doc.text[mention.span.end : counted.start].lstrip().startswith("(")


def _have_others(page: Page, told: re.Match[str], run: Sequence[Mention]) -> bool:
    """Whether a list is what those counted have besides: "40% and 20% of patients with A and B, respectively, are deaf"."""
    return _PATTERNS["have_others"].search(page.doc.text, told.start("shares"), run[0].span.start) is not None


def _runs(page: Page, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """The findings in lists: between two of a list stands nothing but a comma or an "and"."""
    runs: list[list[Mention]] = []
    for mention in sorted(mentions, key=lambda mention: mention.span):
        end = runs[-1][-1].span.end if runs else -1
        if (
            runs
            and end <= mention.span.start
            and _PATTERNS["between"].fullmatch(page.doc.text, end, mention.span.start)
        ):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return runs
