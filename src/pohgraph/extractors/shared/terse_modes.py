"""Modes of inheritance that a text tells in short: by letters ("an AD disorder"), or two by one word ("dominant and recessive forms")."""

import re
from collections.abc import Collection, Iterator

from pohgraph.extractors.shared.how_common_subject import names_another, names_finding, opens_with_disease
from pohgraph.extractors.shared.list_leads import is_item
from pohgraph.extractors.shared.page import Page
from pohgraph.language.abbreviating import is_made_of
from pohgraph.language.patterns import Patterns
from pohgraph.model import Reference, Span

_PATTERNS = Patterns("extractors/shared", "terse_modes_patterns.tsv")
_DOMINANT, _RECESSIVE = Reference("HP", "0000006"), Reference("HP", "0000007")
_MODES = {
    "AD": _DOMINANT,
    "AR": _RECESSIVE,
    "XL": Reference("HP", "0001417"),
    "XLR": Reference("HP", "0001419"),
    "XR": Reference("HP", "0001419"),
    "XLD": Reference("HP", "0001423"),
    "dominant": _DOMINANT,
    "recessive": _RECESSIVE,
}


def terse_modes(page: Page, sentence: Span, stated: Collection[Span]) -> Iterator[tuple[Reference, Span]]:
    """Each mode with its words, where they are no name of a mode that is recognised; `stated` are the names that tell the disease's."""
    named = [mention.span for mention in page.mentions_in("inheritance", sentence)]
    refused = [span for span in named if span not in stated]
    two = (*_first(page, sentence, refused), *_second(page, sentence, refused), *_both(page, sentence))
    for mode, cue in (*_by_letters(page, sentence), *two):
        if not any(span.overlaps(cue) for span in named):
            yield mode, cue


def _by_letters(page: Page, sentence: Span) -> Iterator[tuple[Reference, Span]]:
    found = [m for name in ("by_letters", "told_letters") for m in page.prose.finditer(_PATTERNS, name, sentence)]
    told = page.prose.finditer(_PATTERNS, "is_by_letters", sentence)
    found += (match for match in told if opens_with_disease(page, Span(sentence.start, match.start())))
    leads = [page.prose.match(_PATTERNS, name, sentence) for name in ("letters_lead", "letters_head")]
    if any(leads) and is_item(page.doc.text, sentence):
        found += filter(None, leads)
    for match in found:
        for group, word in match.groupdict().items():
            if word and word not in page.kept(_other_letters, ""):
                yield _MODES[word], Span(*match.span(group))


def _other_letters(page: Page, _key: str) -> set[str]:
    """Letters that stand for something else on this page, such as "Alexander disease (AD)", or are those of the disease's name."""
    initials = "".join(word[0] for word in page.topic.label.split()).upper()
    defined = [*_PATTERNS["defines_letters"].finditer(page.doc.text)]
    defined += (m for m in _PATTERNS["stands_for"].finditer(page.doc.text) if is_made_of(m["letters"], m["words"]))
    return {initials} | {match["letters"] for match in defined if not _PATTERNS["names_mode"].search(match["words"])}


def _first(page: Page, sentence: Span, refused: Collection[Span]) -> Iterator[tuple[Reference, Span]]:
    """The first of "autosomal or X-linked recessive", of which the second is recognised by its name."""
    if names_another(page, sentence) or names_finding(page, sentence):
        return
    for match in page.prose.finditer(_PATTERNS, "first_of", sentence):
        other = Span(*match.span("other"))
        if not (_is_in_general(page, sentence, match) or any(span.overlaps(other) for span in refused)):
            yield _MODES[match["mode"].lower()], Span(*match.span("first"))


def _second(page: Page, sentence: Span, refused: Collection[Span]) -> Iterator[tuple[Reference, Span]]:
    """The second of "autosomal dominant and recessive forms", of which the first is recognised by its name."""
    if names_another(page, sentence) or names_finding(page, sentence):
        return
    for match in page.prose.finditer(_PATTERNS, "second_of", sentence):
        first = Span(*match.span("first"))
        told = not (_is_in_general(page, sentence, match) or any(span.overlaps(first) for span in refused))
        if told and match["first"].lower() != match["second"].lower():
            yield _MODES[match["second"].lower()], Span(*match.span("second"))


def _both(page: Page, sentence: Span) -> Iterator[tuple[Reference, Span]]:
    tried = (page.prose.search(_PATTERNS, name, sentence) for name in ("both_forms", "both_so"))
    match = next((match for match in tried if match), None)
    if match is None or match["first"].lower() == match["second"].lower():
        return
    if _is_own(page, sentence, match) and not _is_in_general(page, sentence, match):
        for group in ("first", "second"):
            yield _MODES[match[group].lower()], Span(*match.span(group))


def _is_in_general(page: Page, sentence: Span, match: re.Match[str]) -> bool:
    return page.prose.search(_PATTERNS, "in_general", (sentence.start, match.start())) is not None


def _is_own(page: Page, sentence: Span, match: re.Match[str]) -> bool:
    """Whether two modes are told of the page's disease: before or right behind them, or by "the … types" alone."""
    head = Span(sentence.start, match.start())
    if names_another(page, sentence):
        return False
    if of := page.prose.match(_PATTERNS, "of_what", (match.end(), sentence.end)):
        return any(disease.span.start == of.end() for disease in page.diseases_on_topic(Span(of.end(), sentence.end)))
    return opens_with_disease(page, head) or page.prose.search(_PATTERNS, "the_before", head) is not None
