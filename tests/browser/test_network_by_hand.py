"""What mouse, fingers and keys do to a network: choose, expand, collapse, hide, zoom and move."""

from collections.abc import Sequence
from io import BytesIO

from PIL import Image
from playwright.sync_api import Locator, Page, expect
from tests.browser.visiting import PHONE, Visitor

_POH = "MONDO:0008153"
_ADDRESS = f"/network?focus={_POH}"
_REACH = 24  # how far a channel of a colour may be from that of the disease, whose edges are softened


def test_a_double_click_expands_and_a_step_back_takes_it_back(visit: Visitor) -> None:
    """The first click chooses, the second brings the neighbours in; each is in the address."""
    page = _settled(visit(_ADDRESS))
    x, y, _ = _disease(page)
    page.mouse.click(x, y)
    expect(page.get_by_role("region", name="What is chosen")).to_contain_text("progressive osseous heteroplasia")
    page.keyboard.press("Escape")
    page.wait_for_timeout(600)  # or else the next click would be the second one
    page.mouse.dblclick(x, y)
    page.wait_for_url("**expand=MONDO**")
    page.go_back()
    page.wait_for_function("() => !location.search.includes('expand')")


def test_nodes_are_collapsed_hidden_and_brought_back(visit: Visitor) -> None:
    """With the buttons beside the picture, and with the Delete key on it."""
    page = _settled(visit(_ADDRESS))
    tables = page.get_by_role("region", name="The same as tables")
    before = _number(tables)
    tables.get_by_role("button", name="GNAS").first.click()
    chosen = page.get_by_role("region", name="What is chosen")
    chosen.get_by_role("button", name="Hide").click()
    assert _number(tables) == before - 1
    tables.get_by_role("button", name="Subcutaneous ossification").first.click()
    page.get_by_role("application").focus()
    page.keyboard.press("Delete")
    assert _number(tables) == before - 2
    page.get_by_role("button", name="Show all").click()
    assert _number(tables) == before
    tables.get_by_role("button", name="progressive osseous heteroplasia").first.click()
    chosen.get_by_role("button", name="Collapse").click()
    assert _number(tables) < before / 2
    assert "fold=MONDO" in page.url


def test_fingers_choose_expand_and_zoom(visit: Visitor) -> None:
    """A tap chooses, two fingers zoom without zooming the page, and a double tap expands."""
    page = _settled(visit(_ADDRESS, PHONE))
    page.get_by_role("application").scroll_into_view_if_needed()
    x, y, small = _disease(page)
    page.touchscreen.tap(x, y)
    page.wait_for_url("**chosen=MONDO**")
    _pinch(page, x, y)
    page.wait_for_timeout(500)
    assert _disease(page)[2] > 1.5 * small
    assert page.evaluate("visualViewport.scale") == 1
    page.get_by_role("button", name="Fit").tap()
    page.wait_for_timeout(600)
    x, y, _ = _disease(page)
    page.touchscreen.tap(x, y)
    page.touchscreen.tap(x, y)
    page.wait_for_url("**expand=MONDO**")


def _settled(page: Page) -> Page:
    expect(page.get_by_role("application")).to_be_visible()
    expect(page.get_by_text("Arranging…")).to_have_count(0, timeout=30_000)
    page.wait_for_timeout(400)
    return page


def _number(tables: Locator) -> int:
    """How many nodes are shown, as the button of their table says."""
    text = tables.get_by_role("button", name="Nodes").inner_text()
    return int("".join(char for char in text if char.isdigit()))


def _disease(page: Page) -> tuple[float, float, int]:
    """The middle of the disease's own node on the page, which is the biggest in its colour, and how much there is of it."""
    colour = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--kind-disease').trim()")
    wanted = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    canvas = page.get_by_role("application")
    picture = Image.open(BytesIO(canvas.screenshot())).convert("RGB")
    box = canvas.bounding_box()
    assert box
    found = [
        (x, y)
        for x in range(0, picture.width, 2)
        for y in range(0, picture.height, 2)
        if _alike(picture.getpixel((x, y)), wanted)
    ]
    assert found, "the disease is not drawn"
    # Where most of its colour is: a smaller disease elsewhere must not draw the middle away.
    best = max(found, key=lambda spot: sum(abs(spot[0] - x) < 12 and abs(spot[1] - y) < 12 for x, y in found))
    near = [(x, y) for x, y in found if abs(best[0] - x) < 12 and abs(best[1] - y) < 12]
    return box["x"] + sum(x for x, _ in near) / len(near), box["y"] + sum(y for _, y in near) / len(near), len(found)


def _alike(pixel: object, wanted: Sequence[int]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(a - b) <= _REACH for a, b in zip(pixel, wanted, strict=True))


def _pinch(page: Page, x: float, y: float) -> None:
    """Two fingers that go apart from a place."""
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *apart: int) -> None:
        points = [{"x": x + way, "y": y, "id": number} for number, way in enumerate(apart)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", -30, 30)
    for way in range(30, 110, 8):
        touch("touchMove", -way, way)
        page.wait_for_timeout(30)
    touch("touchEnd")
