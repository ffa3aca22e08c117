"""Modes of inheritance that a text tells in short: by letters ("an AD disorder"), or two by one word ("dominant and recessive forms")."""

from collections.abc import Iterator

from pohgraph.extractors.shared.list_leads import is_item
from pohgraph.extractors.shared.page import Page
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


def terse_modes(page: Page, sentence: Span) -> Iterator[tuple[Reference, Span]]:
    """Each mode with its words, where they are no name of a mode that is recognised."""
    named = [mention.span for mention in page.mentions_in("inheritance", sentence)]
    for mode, cue in (*_by_letters(page, sentence), *_second(page, sentence), *_both(page, sentence)):
        if not any(span.overlaps(cue) for span in named):
            yield mode, cue


def _by_letters(page: Page, sentence: Span) -> Iterator[tuple[Reference, Span]]:
    found = [m for name in ("by_letters", "told_letters") for m in page.prose.finditer(_PATTERNS, name, sentence)]
    lead = page.prose.match(_PATTERNS, "letters_lead", sentence)
    if lead and is_item(page.doc.text, sentence):
        found.append(lead)
    for match in found:
        for group, word in match.groupdict().items():
            if word and word not in page.kept(_other_letters, ""):
                yield _MODES[word], Span(*match.span(group))


def _other_letters(page: Page, _key: str) -> set[str]:
    """Letters that stand for something else on this page, such as "Alexander disease (AD)", or are those of the disease's name."""
    initials = "".join(word[0] for word in page.topic.label.split()).upper()
    return {initials} | {
        letters
        for match in _PATTERNS["defines_letters"].finditer(page.doc.text)
        if not _PATTERNS["names_mode"].search(match["words"])
        for letters in _MODES
        if f"({letters}" in match[0]
    }


def _second(page: Page, sentence: Span) -> Iterator[tuple[Reference, Span]]:
    """The second of "autosomal dominant and recessive forms", of which the first is recognised by its name."""
    for match in page.prose.finditer(_PATTERNS, "second_of", sentence):
        if match["first"].lower() != match["second"].lower():
            yield _MODES[match["second"].lower()], Span(*match.span("second"))


def _both(page: Page, sentence: Span) -> Iterator[tuple[Reference, Span]]:
    tried = (page.prose.search(_PATTERNS, name, sentence) for name in ("both_forms", "both_so"))
    match = next((match for match in tried if match), None)
    if match is None or match["first"].lower() == match["second"].lower():
        return
    own = all(map(page.names_topic, page.mentions_in("disease", sentence)))
    if own and not page.prose.search(_PATTERNS, "in_general", (sentence.start, match.start())):
        for group in ("first", "second"):
            yield _MODES[match[group].lower()], Span(*match.span(group))
