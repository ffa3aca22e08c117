"""A curator's round on the page: decisions of all kinds, a rebuild, a look at what became of them, and two curators."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser.visiting import Visitor, complaints
from tests.review.decided import read_decisions
from tests.web.running import serve

from pohgraph.claims.reader import read_claims
from pohgraph.claims.view import GraphView
from pohgraph.cli import run
from pohgraph.review.table import read_entries
from pohgraph.store.graph import open_store

ADA, PSEUDO = "0000-0002-1825-0097", "MONDO:0007078"
FINDINGS = "/review?predicate=biolink:has_phenotype&state=stated"


@pytest.fixture
def folder(seeds_path: Path, tmp_path: Path) -> Path:
    """A copy of the graph of the bundled pages in a folder of its own, with the file of decisions to be."""
    shutil.copytree(seeds_path, tmp_path / "db")
    return tmp_path


@pytest.fixture
def visit(browser: Browser, folder: Path) -> Iterator[Visitor]:
    """Opens pages of a server of that graph."""
    with serve(folder / "db", "--decisions", str(folder / "d.tsv")) as started:
        visitor = Visitor(browser, started.address)
        yield visitor
        visitor.close()
    assert not visitor.problems, "\n".join(visitor.problems)


def test_a_round(visit: Visitor, folder: Path, seeds_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file has what was decided, the rebuilt graph says it and checks clean, and the page shows what was taken back."""
    page = visit(FINDINGS)
    _sign(page, ADA)
    page.keyboard.press("j")
    for key in "aaraaraaaaaraaaa":
        page.keyboard.press(key)
    _edit(page, 16).get_by_role("combobox", name="Another finding").fill("Seizure")
    _choose(page)
    _save(page)
    _edit(page, 17).get_by_label("How often").select_option("HP:0040282")
    _save(page)
    _edit(page, 18).get_by_label("Onset").select_option("HP:0003593")
    assert not complaints(page)
    _save(page)
    _edit(page, 19).get_by_role("combobox", name="Another subject").fill("pseudohypoparathyroidism type 1A")
    _choose(page)
    _save(page)
    expect(_row(page, 19)).to_contain_text(f"subject: {PSEUDO}")
    page.keyboard.press("u")
    expect(_row(page, 19)).not_to_contain_text("subject:")
    _edit(page, 19).get_by_role("combobox", name="Another subject").fill(PSEUDO)
    _choose(page)
    _save(page)
    expect(page.get_by_text("Storing…")).to_have_count(0)
    made = list(read_decisions(folder / "d.tsv").values())
    assert [one["decision"] for one in made].count("edit") == 4
    assert [sorted(one["changes"]) for one in made[16:]] == [["object"], ["frequency"], ["onset"], ["subject"]]
    assert len(made) == 20

    store, file = str(folder / "db"), str(folder / "d.tsv")
    assert run(["build", "--from", store, "--store", store, "--decisions", file]) == 0
    assert "13 accepted, 3 rejected, 4 edited" in capsys.readouterr().err
    assert run(["check", "--store", store]) == 0
    assert run(["diff", str(seeds_path), store]) == 1
    with open_store(folder / "db") as graph:
        new = [claim for claim in read_claims(GraphView(graph)) if claim.revision_of]
    assert PSEUDO in {claim.subject for claim in new}

    page.goto(f"{visit.server}/review?state=rejected")
    expect(page.locator(".review-row")).to_have_count(7)
    expect(page.get_by_text("Taken back", exact=True).locator("visible=true").nth(0)).to_be_visible()
    expect(page.locator(".review-row.taken-back")).to_have_count(7)
    expect(page.locator(".review-progress")).to_contain_text("7 of 7")
    assert not complaints(page)
    page.goto(f"{visit.server}{FINDINGS}&decision=edit")
    expect(page.get_by_text(f"Made by an edit of {ADA}")).to_have_count(4)
    page.goto(f"{visit.server}{FINDINGS}&decision=none")
    expect(page.locator(".review-row").first).to_be_visible()
    expect(page.locator(".review-row.taken-back, .review-row.accept")).to_have_count(0)
    expect(page.get_by_text("Made by an edit")).to_have_count(0)


def test_two_curators_on_one_server(visit: Visitor, folder: Path) -> None:
    """The second one sees what the first one decided, decides for themselves, and undoes only that."""
    first = visit(FINDINGS)
    _sign(first, ADA)
    first.keyboard.press("j")
    _press_and_store(first, "a")
    other = visit(FINDINGS)
    _sign(other, "Bob")
    row = _row(other, 0)
    expect(row).to_contain_text(f"Accepted by {ADA}")
    expect(row.get_by_role("button", name="Accept", exact=True)).to_have_attribute("aria-pressed", "false")
    other.keyboard.press("j")
    _press_and_store(other, "a")
    expect(row.get_by_role("button", name="Accepted")).to_have_attribute("aria-pressed", "true")
    _press_and_store(other, "u")
    expect(row.get_by_role("button", name="Accept", exact=True)).to_have_attribute("aria-pressed", "false")
    expect(row).to_contain_text(f"Accepted by {ADA}")
    made = [(e.decision["curator"], e.decision["decision"]) for e in read_entries(folder / "d.tsv")]
    assert made == [(ADA, "accept"), ("Bob", "accept"), ("Bob", "undo")]
    other.reload()
    expect(_row(other, 0)).to_contain_text(f"Accepted by {ADA}")


def _press_and_store(page: Page, key: str) -> None:
    """Press a key, and wait for the answer of the server: the row shows a decision before it is stored."""
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.keyboard.press(key)


def test_an_edit_that_no_page_could_say_is_refused(browser: Browser, folder: Path) -> None:
    """At once, with the reason, and not only when a graph is built; the row goes back, and nothing is written."""
    with serve(folder / "db", "--decisions", str(folder / "d.tsv")) as started:
        visitor = Visitor(browser, started.address)
        page = visitor(FINDINGS, missing=True)
        _sign(page, ADA)
        _edit(page, 0).get_by_label("How often").select_option("HP:0040285")
        _save(page)
        expect(page.get_by_role("alert")).to_contain_text("change the state to denied")
        expect(page.locator(".review-row.edit")).to_have_count(0)
        visitor.close()
    assert not (folder / "d.tsv").exists()


def _sign(page: Page, who: str) -> None:
    expect(_row(page, 0)).to_be_visible()
    name = page.get_by_role("textbox", name="Curator")
    name.fill(who)
    name.blur()


def _row(page: Page, at: int) -> Locator:
    return page.locator(f"tr[data-row='{at}']")


def _edit(page: Page, at: int) -> Locator:
    _row(page, at).get_by_role("button", name="Edit").click()
    return page.get_by_role("form", name="Edit the claim")


def _choose(page: Page) -> None:
    page.get_by_role("listbox").get_by_role("option").first.click()


def _save(page: Page) -> None:
    page.get_by_role("button", name="Save the edit").click()
