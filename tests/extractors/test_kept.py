"""What a page keeps of what was worked out about it."""

from tests.extractors.pages import page_of

from pohgraph.extractors.shared.page import Page
from pohgraph.recognise import Recogniser


def test_a_function_is_called_once_for_each_key(recogniser: Recogniser) -> None:
    """Also where it finds nothing; another page begins anew."""
    asked: list[str] = []

    def found(page: Page, key: str) -> int | None:
        asked.append(key)
        return page.doc.text.find(key) if key in page.doc.text else None

    page, other = (page_of(text, recogniser.lexicon) for text in ("A rash", "Rash"))
    assert [page.kept(found, key) for key in ("rash", "ataxia", "rash", "ataxia")] == [2, None, 2, None]
    assert asked == ["rash", "ataxia"]
    assert other.kept(found, "rash") is None
    assert asked == ["rash", "ataxia", "rash"]
