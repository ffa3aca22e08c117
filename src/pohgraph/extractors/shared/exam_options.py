"""The answers that a question of an exam lets its reader choose from: "Which of the following is the most likely diagnosis? A. … B. …".

All but one are wrong, so none is a sign of the patients. Where a diagnosis is asked for, and the page's disease is one of them, the others
are what it is told apart from.
"""

from pohgraph.compiled import compiled
from pohgraph.extractors.shared.differential_items import Item
from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "exam_options_patterns.tsv")
_OPTION = compiled(r"\s*[(*_]{0,3}(?P<mark>[A-Ha-h]|[1-8])[.):][*_]{0,2}[ \t]*(?P<words>[^\n]{2,90})(?=\n|\Z)")
_FEWEST = 3  # answers
_MOST = 8


def is_option(page: Page, sentence: Span) -> bool:
    """Whether a sentence is one of the answers to choose from."""
    return any(span.overlaps(sentence) for span, _ in page.kept(_options, ""))


def options_in(page: Page, sentence: Span) -> tuple[Item, ...]:
    """The diagnosis that a sentence offers to choose, where it is not the page's own disease."""
    return tuple(item for span, item in page.kept(_options, "") if item and span.overlaps(sentence))


def _options(page: Page, _key: str) -> list[tuple[Span, Item | None]]:
    """The answers of the page's questions, in order; each that names another disease where a diagnosis is asked for, as such."""
    found: list[tuple[Span, Item | None]] = []
    for sentence in page.doc.sentences:
        if not page.prose.search(_PATTERNS, "asks", sentence):
            continue
        answers = _answers(page.doc.text, sentence.end)
        if len(answers) < _FEWEST:
            continue
        asked = page.prose.search(_PATTERNS, "diagnosis", sentence) is not None
        own = any(page.names_topic(m) for answer in answers for m in page.mentions_in("disease", answer))
        found += [(answer, _item(page, answer) if asked and own else None) for answer in answers]
    return found


def _answers(text: str, start: int) -> list[Span]:
    """The words of the lines behind a question that are marked one after the other: A, B, C, or 1, 2, 3."""
    found: list[Span] = []
    match, mark = _OPTION.match(text, start), ""
    while match and len(found) < _MOST:
        if ord(match["mark"].lower()) != (ord(mark) + 1 if mark else ord("1" if match["mark"].isdigit() else "a")):
            break
        found.append(Span(*match.span("words")))
        mark = match["mark"].lower()
        match = _OPTION.match(text, match.end())
    return found


def _item(page: Page, answer: Span) -> Item | None:
    named = page.mentions_in("disease", answer)
    if any(map(page.names_topic, named)):
        return None
    words = page.prose.fullmatch(_PATTERNS, "name", answer)
    if words is None:
        return None
    name = Span(*words.span("name"))
    return Item(name, next((m for m in named if m.span == name), None))
