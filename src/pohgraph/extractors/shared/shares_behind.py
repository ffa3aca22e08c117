"""Shares of patients in figures, and the finding that each is told of: "A (40%), B in 12 of 30 and C 5%", "the prevalence of A was 40%".

A share that stands behind a finding is that finding's own, and none of what comes behind it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.extractors.shared.frequency import share
from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Mention, Span

_PATTERNS = Patterns("extractors/shared", "shares_behind_patterns.tsv")
_SIGNS = ("%", "percent", "per cent", "/", " of ")  # a sentence without them, or without digits, has no share
_DIGIT = compiled(r"\d")
_BEFORE = 60  # code points before a share or a finding where the words stand that say what it is told of


class _Told(NamedTuple):
    """A share, and the findings that it is told of; `whole` where it counts patients of one group, `patients` where it counts any."""

    span: Span
    owners: tuple[Mention, ...]
    whole: bool = True
    patients: bool = True


def own_shares(page: Page, sentence: Span, mentions: Sequence[Mention]) -> list[Mention]:
    """The findings of a sentence, each with the share that stands behind it, and without one that is told of something else."""
    words = page.doc.quote(sentence)
    if not mentions or not (_DIGIT.search(words) and any(sign in words for sign in _SIGNS)):
        return list(mentions)
    told = list(_told(page, sentence, sorted(mentions, key=lambda mention: mention.span)))
    return [_with_own(page, sentence, mention, told) for mention in mentions] if told else list(mentions)


def _with_own(page: Page, sentence: Span, mention: Mention, told: Sequence[_Told]) -> Mention:
    context = mention.context
    own = next((item for item in told if mention in item.owners), None)
    counted = context.frequency
    same = [item for item in told if counted and item.span.overlaps(counted)]
    if context.negation or (own and own.whole and own in same):
        return mention
    if counted and same and (nearer := _nearer(page, counted, mention, told)):
        return replace(mention, context=replace(context, frequency=nearer.span))
    if own and own.whole:
        return replace(mention, context=replace(context, frequency=own.span))
    if own in same or any(_is_of_others(page, sentence, mention, item) for item in same):
        return replace(mention, context=replace(context, frequency=None))
    return mention


def _nearer(page: Page, counted: Span, mention: Mention, told: Sequence[_Told]) -> _Told | None:
    """A share that belongs to the finding after it, though another share precedes: "from 30% for dyspnea to 81% for cough"."""
    between = [item for item in told if counted.end <= item.span.start and item.span.end <= mention.span.start]
    if between and not between[-1].owners and between[-1].patients:
        takes = _PATTERNS["takes"].fullmatch(page.doc.text, between[-1].span.end, mention.span.start)
        return between[-1] if takes else None
    return None


def _is_of_others(page: Page, sentence: Span, mention: Mention, told: _Told) -> bool:
    """Whether a share before a finding is told of something else."""
    start, end = told.span
    text = page.doc.text
    if not told.patients:
        return True
    if end > mention.span.start:
        return False
    if told.owners:
        return True
    before, between = text[max(sentence.start, start - _BEFORE) : start], text[end : mention.span.start]
    if _PATTERNS["ends_bare"].match(text, end, sentence.end) and _PATTERNS["of_noun"].search(before):
        return True
    if not between.strip():
        return _PATTERNS["elliptic"].search(before) is None  # "shows >25% lymphocytosis": an amount
    if _PATTERNS["own_clause"].search(between) or _PATTERNS["change_by"].search(before):
        return True
    return _PATTERNS["others_with"].search(between) is not None or _is_listed_aside(text, end, mention)


def _is_listed_aside(text: str, end: int, mention: Mention) -> bool:
    """Whether a finding is one of several things in an aside that explains what a share is told of: "other trouble (A, B)"."""
    aside = _PATTERNS["aside"].search(text, end, mention.span.start)
    if aside is None:
        return False
    close = text.find(")", mention.span.end)
    return close > 0 and _PATTERNS["several"].search(text, aside.start(), close) is not None


def _told(page: Page, sentence: Span, mentions: Sequence[Mention]) -> Iterator[_Told]:
    text = page.doc.text
    of_others = page.prose.search(_PATTERNS, "of_tests", sentence) is not None
    for found in page.prose.finditer(_PATTERNS, "share", sentence):
        span = Span(*found.span())
        if share(found[0]) is None:
            continue
        # "In 28 (67 %) eyes, B in 6 (14 %)": where nothing else is said, these are of the same.
        of_others = bool(_PATTERNS["of_others"].match(text, span.end, sentence.end)) or (
            of_others and not _PATTERNS["names_counted"].search(found[0])
        )
        if of_others:
            yield _Told(span, (), patients=False)
            continue
        before = [mention for mention in mentions if mention.span.end <= span.start]
        last = max(before, key=lambda mention: mention.span.end, default=None)
        yield _of_last(text, sentence, span, last, before) if last else _Told(span, ())


def _of_last(text: str, sentence: Span, span: Span, last: Mention, before: Sequence[Mention]) -> _Told:
    """A share with the finding right before it, where it is told of that one."""
    between = (last.span.end, span.start)
    if "/" in text[slice(*span)] and _PATTERNS["graded"].search(last.text):
        return _Told(span, ())
    nearest = tuple(_headed(text, last, before))
    each = _PATTERNS["each"].match(text, span.end, sentence.end)
    if _PATTERNS["in_aside"].fullmatch(text, *between):
        if _PATTERNS["part_of"].match(text, span.end, sentence.end):
            return _Told(span, ())
        if _PATTERNS["ends_aside"].match(text, span.end, sentence.end):
            return _Told(span, nearest)
        return _Told(span, nearest, whole=_PATTERNS["two_arms"].match(text, span.end, sentence.end) is None)
    if _PATTERNS["rate_is"].fullmatch(text, *between) and (listed := _of_rate(text, sentence, before)):
        return _Told(span, () if _PATTERNS["not_rate"].match(text, span.end, sentence.end) else tuple(listed))
    is_own = (
        (
            _PATTERNS["bare"].fullmatch(text, *between)
            and (each or _PATTERNS["ends_bare"].match(text, span.end, sentence.end))
        )
        or _PATTERNS["said_by"].fullmatch(text, *between)
        or (_PATTERNS["seen_in"].fullmatch(text, *between) and not _PATTERNS["goes_on_of"].match(text, span.end))
    )
    if not is_own:
        return _Told(span, ())
    joined = _listed(text, before)
    if _PATTERNS["together"].search(text, max(sentence.start, joined[-1].span.start - _BEFORE), joined[-1].span.start):
        return _Told(span, ())
    if each or _PATTERNS["with_verb"].search(text, *between) or _is_pair(text, sentence, joined):
        return _Told(span, (*nearest, *joined))
    return _Told(span, nearest)


def _headed(text: str, last: Mention, before: Sequence[Mention]) -> list[Mention]:
    """The findings that end where the last one does, or what that one only causes: "scoliosis from bony overgrowth"."""
    first = min(mention.span.start for mention in before if mention.span.end == last.span.end)
    causes = [m for m in before if _PATTERNS["caused"].fullmatch(text, m.span.end, first)]
    return causes or [mention for mention in before if mention.span.end == last.span.end]


def _of_rate(text: str, sentence: Span, before: Sequence[Mention]) -> Sequence[Mention]:
    """The findings of a list that stands behind "the prevalence of"."""
    listed = _listed(text, before)
    lead = text[sentence.start : min((mention.span.start for mention in listed), default=sentence.start)]
    return listed if _PATTERNS["rate_of"].search(lead) else []


def _is_pair(text: str, sentence: Span, joined: Sequence[Mention]) -> bool:
    """Whether two findings are one item of a list of shares: "fever in 40%, rash and cough in 20%"."""
    start, end = joined[-1].span.start, joined[0].span.start
    return "," not in text[start:end] and _PATTERNS["item_begins"].search(text, sentence.start, start) is not None


def _listed(text: str, before: Sequence[Mention]) -> list[Mention]:
    """The last findings, as far back as they form a pure list."""
    listed: list[Mention] = []
    for mention in reversed(before):
        start = listed[-1].span.start if listed else mention.span.end
        if mention.span.end < start and not _PATTERNS["between"].fullmatch(text, mention.span.end, start):
            break
        listed.append(mention)
    return listed
