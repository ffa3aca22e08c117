"""What a page says of the group that its disease belongs to: "Usher syndrome causes X", where the page is about its type 1C.

Pages on one type often quote what is known of all types. Whether it holds for that type they do not say, so these claims are
those of the group, and borrowed. A sentence that begins with the group's name turns to it. What comes next is said of the group as
well until the page's disease is named: within the paragraph, or, where the section never names that disease, up to its end.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.topic.subject import lent
from pohgraph.language.disease_words import disease_words, numbered
from pohgraph.language.patterns import Patterns
from pohgraph.model import Assertion, Mention, Reference, Remark, Span
from pohgraph.schema.categories import OWN_DISEASE
from pohgraph.schema.relations import HAS_DIFFERENTIAL_DIAGNOSIS, NAMING_PREDICATES, SEE_ALSO

_PATTERNS = Patterns("extractors/shared", "wider_patterns.tsv")
_SUBJECTS = Patterns("extractors/shared", "subjects_patterns.tsv")
_NEAR = 40  # code points behind a group's name within which the rest of the disease's own name may stand
_LEFT = {HAS_DIFFERENTIAL_DIAGNOSIS, SEE_ALSO}  # what the page sets beside its disease


class _Turn(NamedTuple):
    """Whom a sentence turns to: the group, or None for the page's disease."""

    group: Mention | None


def said_of_group(page: Page, items: Iterable[Assertion | Remark]) -> Iterator[Assertion | Remark]:
    """The items; a claim of the page's disease that a text on its group makes is one of that group, and borrowed.

    Other names and numbers of the group are left out.
    """
    told: set[Span] = set()
    for item in items:
        group = None if isinstance(item, Remark) else _group_behind(page, item)
        if group is None or isinstance(item, Remark):
            yield item
            continue
        if group.span not in told:
            told.add(group.span)
            yield Remark(
                document=page.doc.id,
                code="text_on_group",
                message=f"the text speaks of {group.text!r} here; what it says is not taken for claims of {page.topic.label}",
                start=group.span.start,
                end=group.span.end,
            )
        if item.predicate not in NAMING_PREDICATES:
            yield _as_said(page, item, group)


def _group_behind(page: Page, item: Assertion) -> Mention | None:
    """The group that all words of a claim are about, None where they are about the page's disease."""
    if item.about or item.qualifiers.borrowed or item.predicate in _LEFT:
        return None
    groups = [_group_of(page, evidence.object_span or evidence.quote) for evidence in item.evidence]
    return None if None in groups else groups[0]


def _as_said(page: Page, item: Assertion, group: Mention) -> Assertion:
    if item.subject == page.topic.reference:
        evidence = tuple(replace(e, subject_span=_within(group.span, e.quote)) for e in item.evidence)
        item = replace(item, evidence=evidence)
    return lent(item, page.topic, group.reference, group.label)


def _within(span: Span, quote: Span) -> Span | None:
    return span if quote.contains(span) else None


def _group_of(page: Page, place: Span) -> Mention | None:
    """The group that the prose at a place is about; None where it is about the page's disease, or the place is not in prose."""
    section, sentence = page.doc.section_at(place.start), page.doc.sentence_at(place.start)
    if section is None or sentence is None or not page.prose.has(sentence):
        return None
    return page.kept(_groups, section.span).get(sentence)


def _groups(page: Page, section: Span) -> dict[Span, Mention]:
    """The sentences of a section that are about the group, each with where the text before names that group."""
    first = bisect_left(page.doc.sentences, section.start, key=lambda sentence: sentence.start)
    told = page.doc.sentences[first : bisect_left(page.doc.sentences, section.end, key=lambda sentence: sentence.start)]
    turns = [_turn(page, sentence) for sentence in told]
    if not any(turn and turn.group for turn in turns):
        return {}
    names_own = any(turn and not turn.group and page.prose.has(said) for turn, said in zip(turns, told, strict=True))
    found: dict[Span, Mention] = {}
    group: Mention | None = None
    end = section.start
    for sentence, turn in zip(told, turns, strict=True):
        if turn:
            group = turn.group
        elif names_own and sentence.start - end > 1:
            group = None
        if group:
            found[sentence] = group
        end = sentence.end
    return found


def _turn(page: Page, sentence: Span) -> _Turn | None:
    """Whom a sentence turns to; None where it goes on about whom the one before was about."""
    named = page.mentions_in("disease", sentence)
    if any(page.names_topic(mention) for mention in named):
        return _Turn(None)
    group = next((mention for mention in named if _is_group(page, mention)), None)
    left_out = [disease_words(page.title) - _words(group)] if group else page.kept(_left_out, "")
    near = min(sentence.end, group.span.end + _NEAR) if group else sentence.end
    if left_out and _has_any(left_out, page.doc.text[sentence.start : near]):
        return _Turn(None)  # "EDS, vascular type", "the vascular type"
    if group is None:
        return None
    start = group.span.start
    if group.reference in page.kept(_kinds_of, ""):
        if page.prose.search(_PATTERNS, "this_one", (sentence.start, start)):
            return None
        adjective = page.prose.search(_PATTERNS, "adjective", (sentence.start, start))
        start = adjective.start() if adjective else start
    leads = _SUBJECTS["leads"].fullmatch(page.doc.text, sentence.start, start)
    return _Turn(group) if leads or not page.prose.has(sentence) else None


def _has_any(left_out: list[frozenset[str]], text: str) -> bool:
    words = disease_words(text)
    return any(lacking <= words for lacking in left_out)


def _left_out(page: Page, _key: str) -> list[frozenset[str]]:
    """The words of the page's disease that the names of its groups lack."""
    title = disease_words(page.title)
    return [title - _words(mention) for mention in page.mentions_of("disease") if _is_group(page, mention)]


def _words(mention: Mention) -> frozenset[str]:
    """The words of a name, of an abbreviation those that it stands for."""
    return disease_words(mention.label if mention.text.isupper() else mention.text)


def _is_group(page: Page, mention: Mention) -> bool:
    """Whether a name is that of the page's disease with words left out, and another disease's: the one with more kinds."""
    if mention.span in page.finding_spans:
        return False  # a finding that the disease's name has
    if mention.reference in page.kept(_kinds_of, ""):
        return True
    words = _words(mention)
    if not words or not words < disease_words(page.title) or _is_part(words, page.title):
        return False
    if page.topic.reference.prefix != OWN_DISEASE:
        return True
    base, number = numbered(page.title)
    return bool(number) and words == disease_words(base)


def _kinds_of(page: Page, _key: str) -> frozenset[Reference]:
    """What the page calls its disease a kind of, by the names after its own name: "D is an inherited prion disease"."""
    found: set[Reference] = set()
    for sentence in page.sentences("description"):
        for own, other in pairwise(page.mentions_in("disease", sentence)):
            if (
                page.names_topic(own)
                and not page.names_topic(other)
                and other.span not in page.finding_spans
                and page.prose.fullmatch(_PATTERNS, "is_kind_of", (own.span.end, other.span.start))
            ):
                found.add(other.reference)
    return frozenset(found)


def _is_part(words: frozenset[str], title: str) -> bool:
    """Whether a name is that of one of several things that a title joins, or of what it is like: "alopecia and nail dystrophy"."""
    parts = _PATTERNS["between"].split(title) if _PATTERNS["joined"].search(title) else []
    return f"{' '.join(words)}-like" in title.casefold() or any(disease_words(part) <= words for part in parts)
