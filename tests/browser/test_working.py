"""What somebody does who works with the graph: ask a question, look at networks, and decide on claims."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Locator, expect
from tests.browser.visiting import SCREENS, Screen, Visitor
from tests.web.running import serve

_POH = "MONDO:0008153"


def test_a_question_of_the_start_is_answered(visit: Visitor) -> None:
    """It leads to the editor with its text, and its rows to what they name; with the way back."""
    page = visit("/")
    page.get_by_role("main").get_by_role("link", name="Phenotypes of a disease").click()
    expect(page.get_by_role("textbox", name="SPARQL query")).to_contain_text("biolink:has_phenotype")
    page.get_by_role("button", name="Run", exact=True).click()
    link = page.get_by_role("row").filter(has_text="Subcutaneous ossification").get_by_role("link", name="HP:0034282")
    link.first.click()
    expect(page.get_by_role("heading", level=1, name="Subcutaneous ossification")).to_be_visible()
    page.go_back()
    expect(link.first).to_be_visible()


def test_an_example_named_in_an_address_is_no_trap(visit: Visitor) -> None:
    """Its values join the address, its title names the tab, and a step back leads to where one came from."""
    page = visit("/")
    page.get_by_role("main").get_by_role("link", name="Phenotypes of a disease").click()
    page.wait_for_url("**disease=MONDO**")
    expect(page).to_have_title("Phenotypes of a disease · pohgraph")
    page.go_back()
    expect(page.get_by_role("heading", level=2, name="What this graph holds")).to_be_visible()


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_a_network_is_drawn_in_its_middle(visit: Visitor, screen: Screen) -> None:
    """It is no empty canvas: the disease and its findings are there, and fit into it."""
    page = visit(f"/network?focus={_POH}", screen)
    drawn = page.get_by_role("application")
    expect(drawn).to_be_visible()
    expect(page.get_by_text("Arranging…")).to_have_count(0, timeout=30_000)
    page.wait_for_timeout(300)
    left, top, right, bottom, width, height = _drawn(drawn)
    assert right - left > width / 3
    assert bottom - top > height / 3
    assert abs((left + right) / 2 - width / 2) < width / 4
    assert abs((top + bottom) / 2 - height / 2) < height / 4


def test_a_network_has_tables_beside_it(visit: Visitor, tmp_path: Path) -> None:
    """Whoever does not see it has the same: nodes to choose, what pages say of each, and the picture as a file."""
    page = visit(f"/network?focus={_POH}")
    tables = page.get_by_role("region", name="The same as tables")
    tables.get_by_role("button", name="GNAS").first.click()
    chosen = page.get_by_role("region", name="What is chosen")
    expect(chosen).to_contain_text("GNAS")
    assert "NCBIGene" in page.url
    with page.expect_download() as download:
        page.get_by_role("button", name="Save SVG").click()
    download.value.save_as(tmp_path / "network.svg")
    assert "GNAS" in (tmp_path / "network.svg").read_text(encoding="utf-8")


def test_a_curator_decides_and_it_is_kept(visit: Visitor, seeds_path: Path, tmp_path: Path) -> None:
    """Accepted with a click, the claim stays accepted when the page is opened again, and the file of the server has it."""
    decisions = tmp_path / "decisions.tsv"
    with serve(seeds_path, "--decisions", str(decisions)) as started:
        visit.server = started.address
        page = visit("/review")
        name = page.get_by_role("textbox", name="Curator")
        name.fill("A. Curator")
        page.get_by_role("button", name="Accept").first.click()
        expect(page.get_by_role("button", name="Accepted").first).to_have_attribute("aria-pressed", "true")
        page.reload()
        expect(page.get_by_role("button", name="Accepted").first).to_be_visible()
        (line,) = [line for line in decisions.read_text(encoding="utf-8").splitlines() if "\taccept\t" in line]
        assert "A. Curator" in line


def _drawn(canvas: Locator) -> tuple[int, int, int, int, int, int]:
    """Where anything is drawn: left, top, right and bottom of it, and the width and height of the canvas."""
    picture = Image.open(BytesIO(canvas.screenshot())).convert("RGB")
    ground = Image.new("RGB", picture.size, picture.getpixel((3, 3)))
    box = ImageChops.difference(picture, ground).getbbox()
    assert box, "nothing is drawn"
    return (*box, *picture.size)
