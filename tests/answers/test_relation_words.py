"""Relations are called the same by the server and by the page, which names those of a page's claims itself."""

import re

from tests.needs import ROOT

from pohgraph.answers.relations import relation_words
from pohgraph.schema.relations import PREDICATES

_PAGE = (ROOT / "frontend" / "src" / "parts" / "words.ts").read_text(encoding="utf-8")


def _on_the_page(predicate: str) -> str:
    """As `relationWords` of the page does it."""
    table = re.search(r"const RELATIONS[^{]*\{(.*?)\n\};", _PAGE, re.DOTALL)
    assert table
    known = dict(re.findall(r'(\w+): "([^"]+)"', table[1]))
    name = predicate.partition(":")[2]
    return known.get(name) or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " ").lower()


def test_the_page_has_the_same_words() -> None:
    """Of every predicate that claims have, and of what identifiers are mapped by."""
    predicates = {
        *PREDICATES,
        *(f"skos:{strength}Match" for strength in ("exact", "close", "narrow", "broad", "related")),
    }
    assert {p: _on_the_page(p) for p in predicates} == {p: relation_words(p) for p in predicates}
