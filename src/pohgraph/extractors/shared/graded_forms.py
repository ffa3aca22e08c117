"""Words before the disease's name that stand for a form of it: "moderate D", where the page has a moderate form of D."""

import re
from collections.abc import Iterator

from pohgraph.extractors.shared.own_names import names_own
from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "forms_patterns.tsv")


def graded(page: Page, sentence: Span) -> Iterator[tuple[Span, Span]]:
    """The words in a sentence that a clause begins with, each with where the page says that it is a form."""
    for match in page.prose.finditer(_PATTERNS, "graded", sentence):
        behind = page.mentions_in("disease", Span(match.end(), sentence.end))
        form = page.kept(_called_form, match["form"].casefold()) if behind else None
        if form and behind[0].span.start == match.end() and names_own(page, behind[0]):
            yield Span(*match.span("form")), form


def _called_form(page: Page, kind: str) -> Span | None:
    """Where the page calls something the form of a kind: "the moderate form", "moderate" in "mild and moderate forms"."""
    words = re.escape(kind)
    alone = re.search(rf"\b{words}\s+(?:form|type)\b", page.doc.text, re.IGNORECASE)
    found = alone or re.search(rf"\b{words}(?=(?:,?\s+(?:and\s+)?[\w/-]+){{1,3}}\s+(?:forms|types)\b)", page.doc.text, re.IGNORECASE)
    return Span(*found.span()) if found else None
