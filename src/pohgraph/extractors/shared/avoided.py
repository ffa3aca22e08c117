"""What patients are told to keep away from, in words that say so: "avoid contact sports", "ibuprofen should be avoided"."""

from collections.abc import Iterator

from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "avoided_patterns.tsv")
_TOLD = ("told", "advised", "listed", "cautious", "with_caution")
_FIRST = (
    "passive",
    "best_avoided",
    "is_avoidance",
    "ordered",
)  # of a sentence; the last two only in a part on treatment


def avoided(page: Page, sentence: Span, *, in_treatment: bool) -> Iterator[Span]:
    """The words of each advice to avoid something; outside a part on treatment, only where patients are told."""
    if not page.prose.may_have(_PATTERNS, "tells", sentence):
        return
    if page.prose.search(_PATTERNS, "no_advice", sentence):
        return
    found = [m for name in _TOLD for m in page.prose.finditer(_PATTERNS, name, sentence)]
    found += [m for name in _FIRST[: None if in_treatment else 2] if (m := page.prose.match(_PATTERNS, name, sentence))]
    if in_treatment:
        found += page.prose.finditer(_PATTERNS, "by_avoiding", sentence)
    cues = {Span(*m.span("cue")): Span(*m.span("thing")) for m in found}
    yield from (cue for cue, thing in sorted(cues.items()) if not _is_outcome(page, thing))


def _is_outcome(page: Page, thing: Span) -> bool:
    """Whether what is avoided is what patients would get, and not what they would do: "to avoid fractures"."""
    if _PATTERNS["outcome"].match(page.doc.text, *thing):
        return True
    head = min(thing.end, thing.start + 60)
    named = [m.span for m in page.mentions_in("phenotype", thing) if m.span.start < head]
    return any(not page.doc.text[thing.start : span.start].strip(" ,") or span.end == thing.end for span in named)
