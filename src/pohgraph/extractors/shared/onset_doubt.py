"""Which onsets are only supposed, or told of few patients or as a bound: "but it can begin as late as age 75"."""

from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "onset_doubt_patterns.tsv")


def onset_doubt(page: Page, sentence: Span, verb: Span, stage: Span) -> Span | None:
    """The words that leave open whether the disease begins at a stage; None where nothing does."""
    text = page.doc.text
    if supposed := _PATTERNS["supposed"].match(text, sentence.start, verb.start):
        return Span(*supposed.span("when"))
    start = _clause_start(text, sentence, stage)
    names = ("bound", "range") if start > sentence.start else ("bound",)
    found = (_PATTERNS[name].search(text, start, stage.end) for name in names)
    if part := _PATTERNS["of_a_part"].search(text, start, stage.end):
        return Span(*part.span())
    bound = next((match for match in found if match), None)
    if seldom := _PATTERNS["seldom"].match(text, stage.end, sentence.end):
        return Span(*seldom.span())
    if bound is None or _PATTERNS["mostly"].search(text, bound.end(), stage.start):
        return None
    return Span(*bound.span())


def is_seldom_before(page: Page, sentence: Span, stage: Span) -> bool:
    """Whether few or none fall ill up to an age: "the disease seldom manifests before the age of ten" tells no onset."""
    start = _clause_start(page.doc.text, sentence, stage)
    return any(page.prose.fullmatch(_PATTERNS, name, (start, stage.end)) for name in ("seldom_before", "never_before"))


def is_seldom_after(page: Page, sentence: Span, stage: Span) -> bool:
    """Whether few or none fall ill beyond an age: "it rarely appears after 5 months of age" tells that it begins by then."""
    start = _clause_start(page.doc.text, sentence, stage)
    return page.prose.fullmatch(_PATTERNS, "seldom_after", (start, stage.end)) is not None


def _clause_start(text: str, sentence: Span, stage: Span) -> int:
    """Where the clause of a stage begins: behind a concession before it, or at the last word that limits what was said."""
    start = sentence.start
    conceded = _PATTERNS["concession"].match(text, *sentence)
    if conceded and conceded.end() <= stage.start:
        start = conceded.end()
    for turn in _PATTERNS["turn"].finditer(text, start, stage.start):
        start = turn.end()
    return start
