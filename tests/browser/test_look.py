"""Every view, on a desktop and on a phone, in light and in dark: axe has no complaint, and nothing sticks out."""

import pytest
from playwright.sync_api import Page
from tests.browser.visiting import SCREENS, Screen, Visitor, complaints

VIEWS = {
    "start": "/",
    "entity": "/entity/MONDO:0008153",
    "page": "/page/pohdoc:001_e4cb718ecab0250e",
    "query": "/query",
    "network": "/network?focus=MONDO:0008153",
    "read": "/read",
    "review": "/review",
}


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_accessible(visit: Visitor, view: str, screen: Screen) -> None:
    """Names, roles, order of headings, contrast and all else that axe looks at; a phone scrolls in one direction only."""
    page = visit(VIEWS[view], screen)
    _settle(page)
    assert not (found := complaints(page)), "\n".join(found)
    assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_names_itself(visit: Visitor, view: str) -> None:
    """One heading of the first level, the title of the tab, and one main part that the skip link leads to."""
    page = visit(VIEWS[view])
    _settle(page)
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.title()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def _settle(page: Page) -> None:
    page.get_by_role("heading", level=1).wait_for()
    page.wait_for_load_state("networkidle")
