"""The curator's table: decisions by keys and mouse, undo, comments, edits, files, filters in the address, and read-only graphs."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Dialog, Locator, Page, Route, expect
from tests.browser.test_read_view import without
from tests.browser.visiting import Visitor, complaints
from tests.review.decided import read_decisions
from tests.web.running import serve


@pytest.fixture(scope="module")
def decisions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of decisions of this module's server."""
    return tmp_path_factory.mktemp("review") / "mine.tsv"


@pytest.fixture(scope="module")
def reviewed(seeds_path: Path, decisions: Path) -> Iterator[str]:
    """A server of our own: other tests decide, too."""
    with serve(seeds_path, "--decisions", str(decisions)) as started:
        yield started.address


@pytest.fixture
def visit(browser: Browser, reviewed: str, decisions: Path) -> Iterator[Visitor]:
    """Opens pages of that server, on which nothing is decided yet."""
    decisions.unlink(missing_ok=True)
    visitor = Visitor(browser, reviewed)
    yield visitor
    visitor.close()
    assert not visitor.problems, "\n".join(visitor.problems)


def test_keys_decide_and_take_back(visit: Visitor, decisions: Path) -> None:
    """j, a, r and u: the row is marked, the next one has the focus, and the server's file has what is left."""
    page = visit("/review")
    _sign(page)
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.keyboard.press("r")
    expect(_row(page, 0)).to_have_class("review-row accept")
    expect(_row(page, 1)).to_have_class("review-row reject")
    expect(_row(page, 2)).to_be_focused()
    expect(page.locator(".review-progress")).to_contain_text("2 of")
    page.keyboard.press("u")
    expect(page.locator(".review-row.reject")).to_have_count(0)
    for _ in range(200):  # no row tells that what was taken back is still to be stored
        if decisions.exists() and "\tundo\t" in decisions.read_text(encoding="utf-8"):
            break
        page.wait_for_timeout(100)
    page.reload()
    expect(page.locator(".review-row.accept")).to_have_count(1)
    expect(page.locator(".review-row.reject")).to_have_count(0)
    assert [one["decision"] for one in read_decisions(decisions).values()] == ["accept"]


def test_buttons_decide_comment_and_take_back(visit: Visitor) -> None:
    """With the mouse: a decision, a comment on it, which a tab cannot break, and the button again."""
    page = visit("/review")
    _sign(page)
    row = _row(page, 3)
    row.get_by_role("button", name="Reject").click()
    row.get_by_role("button", name="Comment…").click()
    field = page.get_by_role("textbox", name="Comment")
    expect(field).to_be_focused()
    page.keyboard.insert_text('said of "another"\tdisease')
    assert not complaints(page)
    page.keyboard.press("Enter")
    expect(row).to_be_focused()
    expect(row).to_contain_text('“said of "another" disease”')
    expect(page.get_by_text("Storing…")).to_have_count(0)
    page.reload()
    expect(row).to_contain_text('“said of "another" disease”')
    row.get_by_role("button", name="Rejected").click()
    expect(row.get_by_role("button", name="Reject", exact=True)).to_have_attribute("aria-pressed", "false")


def test_the_browser_asks_before_it_leaves_what_is_not_stored(visit: Visitor, decisions: Path) -> None:
    """A decision is shown before the server has it; a page that is left then would lose it."""
    page = visit("/review")
    _sign(page)
    held: list[Route] = []
    asked: list[str] = []

    def hold(route: Route) -> None:
        held.append(route)

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.route("**/api/decisions", hold)
    page.on("dialog", stay)
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.get_by_text("Storing…")).to_have_count(1)
    page.evaluate("() => { location.reload() }")
    expect(page.locator(".review-row.accept")).to_have_count(1)
    assert asked == ["beforeunload"]
    held.pop().continue_()
    expect(page.get_by_text("Storing…")).to_have_count(0)
    page.reload()
    expect(page.locator(".review-row.accept")).to_have_count(1)
    assert asked == ["beforeunload"]
    assert len(read_decisions(decisions)) == 1


def test_an_edit_changes_relation_finding_and_state(visit: Visitor, decisions: Path) -> None:
    """By keys: what is changed stands beside the row and in the server's file, and only that."""
    page = visit("/review?predicate=biolink:has_phenotype&state=stated")
    _sign(page)
    page.keyboard.press("j")
    page.keyboard.press("e")
    form = page.get_by_role("form")
    form.get_by_label("Relation").select_option("pohgraph:has_diagnostic_criterion")
    form.get_by_label("State").select_option("denied")
    form.get_by_role("combobox", name="Another finding").fill("papule")
    form.get_by_role("listbox").get_by_role("option").first.click()
    page.keyboard.press("Control+Enter")
    expect(_row(page, 0)).to_contain_text("diagnostic criterion")
    expect(_row(page, 0)).to_contain_text("state: denied")
    expect(page.get_by_text("Storing…")).to_have_count(0)
    (decision,) = read_decisions(decisions).values()
    assert decision["decision"] == "edit"
    assert set(decision["changes"]) == {"predicate", "object", "state"}
    assert decision["changes"]["predicate"] == "pohgraph:has_diagnostic_criterion"


def test_decisions_are_downloaded_as_the_program_writes_them(visit: Visitor, decisions: Path) -> None:
    """From a server: the same bytes as its own file, if each claim was decided once."""
    page = visit("/review")
    _sign(page)
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.keyboard.press("r")
    expect(page.get_by_text("Storing…")).to_have_count(0)
    assert _download(page) == decisions.read_bytes()


def test_filters_stand_in_the_address(visit: Visitor) -> None:
    """Words, state and relation; going back takes the last one away, and the address gives the same rows again."""
    page = visit("/review")
    page.get_by_label("Words").fill("ossification")
    expect(page).to_have_url(f"{visit.server}/review?words=ossification")
    page.get_by_label("Relation").select_option("biolink:has_phenotype")
    page.get_by_label("State").select_option("stated")
    wanted = {"words": ["ossification"], "predicate": ["biolink:has_phenotype"], "state": ["stated"]}
    page.wait_for_url("**state=stated*")
    assert parse_qs(urlsplit(page.url).query) == wanted
    expect(page.locator(".review-table.waiting")).to_have_count(0)
    caption = page.locator(".review-table caption").inner_text()
    page.reload()
    expect(page.locator(".review-table caption")).to_have_text(caption, use_inner_text=True)
    page.go_back()
    expect(page.get_by_label("State")).to_have_value("")
    page.get_by_role("button", name="Show all").click()
    expect(page).to_have_url(f"{visit.server}/review")


def test_keys_of_a_comment_decide_nothing(visit: Visitor) -> None:
    """Letters that follow the key at once are the comment's."""
    page = visit("/review")
    _sign(page)
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.keyboard.press("k")
    page.keyboard.type("carry u")
    field = page.get_by_role("textbox", name="Comment", exact=True)
    expect(field).to_have_value("arry u")
    field.press("Escape")
    expect(page.locator(".review-row.accept")).to_have_count(1)
    expect(page.locator(".review-row.reject")).to_have_count(0)
    page.keyboard.press("u")
    expect(page.locator(".review-row.accept")).to_have_count(0)
    expect(page.get_by_text("Storing…")).to_have_count(0)  # nothing is written to the next test's file


def test_a_graph_that_keeps_nothing_leaves_decisions_in_the_browser(visit: Visitor, decisions: Path) -> None:
    """They survive a reload, can be filtered by and downloaded; the server gets no decision to store."""
    page = visit("/")
    without(page, "review")
    page.goto(f"{visit.server}/review")
    _sign(page)
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.keyboard.press("r")
    expect(page.locator(".review-progress")).to_contain_text("2 decisions")
    page.reload()
    expect(page.locator(".review-row.accept, .review-row.reject")).to_have_count(2)
    page.get_by_label("Decision", exact=True).select_option("reject")
    expect(page.locator(".review-row")).to_have_count(1)
    expect(page.locator(".review-row.reject")).to_have_count(1)
    assert "decision=reject" in page.url
    page.get_by_label("Decision", exact=True).select_option("none")
    expect(page.locator(".review-row")).to_have_count(25)
    expect(page.locator(".review-row.accept, .review-row.reject")).to_have_count(0)
    file = decisions.with_name("downloaded.tsv")
    file.write_bytes(_download(page))
    assert [one["decision"] for one in read_decisions(file).values()] == ["accept", "reject"]
    assert not decisions.exists()


def _sign(page: Page) -> None:
    expect(_row(page, 0)).to_be_visible()
    name = page.get_by_role("textbox", name="Curator")
    name.fill("Ada Lovelace")
    name.blur()


def _row(page: Page, at: int) -> Locator:
    return page.locator(f"tr[data-row='{at}']")


def _download(page: Page) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name="Download decisions").click()
    return Path(download.value.path()).read_bytes()
