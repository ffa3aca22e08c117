"""Words before the disease's name that stand for a form of it: "moderate D", where the page has a moderate form of D."""

from pohgraph.extractors.shared.own_names import names_own
from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "graded_forms_patterns.tsv")


def graded_form(page: Page, words: Span, rest: Span) -> Span | None:
    """Where the page says that words right before the disease's name, with which the rest of a sentence begins, are a form.

    A mode of inheritance says so itself: "recessive D".
    """
    behind = page.mentions_in("disease", rest)
    if not behind or behind[0].span.start != rest.start or not names_own(page, behind[0]):
        return None
    if is_mode(page, words):
        return words
    return page.kept(_called_forms, "").get(page.doc.quote(words).casefold())


def is_mode(page: Page, words: Span) -> bool:
    """Whether words for a form are a mode of inheritance alone."""
    return page.prose.fullmatch(_PATTERNS, "mode", words) is not None


def _called_forms(page: Page, _key: str) -> dict[str, Span]:
    """What the page calls its forms, each with where it does so first; words of several forms at once count last."""
    whole = Span(0, len(page.doc.text))
    found: dict[str, Span] = {}
    for name in ("form", "ranked"):
        for match in page.prose.finditer(_PATTERNS, name, whole):
            words = Span(*match.span("kind" if name == "ranked" else 0))
            found.setdefault(match["kind"].casefold(), words)
    for match in page.prose.finditer(_PATTERNS, "forms", whole):
        for kind in _PATTERNS["kind"].finditer(page.doc.text, *match.span("kinds")):
            found.setdefault(kind[0].casefold(), Span(*kind.span()))
    return found
