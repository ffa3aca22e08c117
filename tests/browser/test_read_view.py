"""Read a text: marks as it is typed, what a statement was read from, files that are dropped, and what is too large."""

from pathlib import Path

from playwright.sync_api import Locator, Page, Route, expect
from tests.browser.visiting import DESKTOP, Visitor, complaints

from pohgraph.web.asking import LARGEST_TEXT

_TEXT = (
    "Marfan syndrome causes scoliosis in about 60% of patients. None of 14 patients had seizures. "
    "It is possible that Marfan syndrome also causes myopia."
)
_PAGE = (
    "<!DOCTYPE html><html><head><title>Marfan syndrome</title></head><body><h1>Marfan syndrome</h1>"
    "<p>\U0001f600 Marfan syndrome causes <b>scoliosis</b> &amp; myopia.</p></body></html>"
)
_DROP = """([name, text]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([text], name));
  const place = document.querySelector(".read-editor .cm-content");
  for (const kind of ["dragenter", "dragover", "drop"]) {
    place.dispatchEvent(new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true }));
  }
}"""


def test_what_is_named_is_marked_with_its_polarity(visit: Visitor) -> None:
    """Said, denied and left open look different, and stay where they are when something is typed before them."""
    page = visit("/read")
    box = _type(page, _TEXT)
    expect(box.locator(".mention.phenotype.said").filter(has_text="scoliosis")).to_have_count(1)
    expect(box.locator(".mention.denied")).to_have_text(["seizures"])
    expect(box.locator(".mention.open")).to_have_text(["myopia"])
    page.keyboard.press("Control+Home")
    page.keyboard.type("X ")
    expect(box.locator(".mention.denied")).to_have_text(["seizures"])


def test_a_statement_shows_its_words_in_the_text(visit: Visitor) -> None:
    """Its quote with subject, finding, cue and how often; closed again, all mentions are back."""
    page = visit("/read")
    box = _type(page, _TEXT)
    _row(page, "Scoliosis").click()
    expect(box.locator(".mark.object").first).to_have_text("scoliosis")
    expect(box.locator(".mark.subject").first).to_have_text("Marfan syndrome")
    assert box.locator(".mark.cue").count() or box.locator(".mark.qualifier").count()
    expect(page.get_by_role("list", name="How the words of the statement are marked")).to_be_visible()
    expect(page.locator(".read-detail q, .read-detail blockquote").first).to_contain_text("60% of patients")
    _row(page, "Scoliosis").click()
    expect(box.locator(".mark.object")).to_have_count(0)


def test_a_text_is_passed_on_by_a_link(visit: Visitor) -> None:
    """It stands behind the #, so the server that is asked for the page never sees it; a damaged one is said to be."""
    page = visit("/read")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    _type(page, _TEXT)
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    path, _, fragment = page.evaluate("navigator.clipboard.readText()").partition("/read#")
    assert path == visit.server
    there = visit(f"/read#{fragment}")
    expect(_box(there).locator(".mention.denied")).to_have_text(["seizures"])
    expect(_row(there, "Scoliosis")).to_be_visible()
    assert not complaints(there)
    expect(visit(f"/read#{fragment[:-9]}").get_by_text("is damaged")).to_be_visible()


def test_a_dropped_page_is_read_as_its_own_text(visit: Visitor) -> None:
    """Markup is taken off, places fit beyond characters that count twice, and the statements can be taken along."""
    page = visit("/read")
    box = _box(page)
    expect(box).to_be_visible()
    page.evaluate(_DROP, ["marfan.html", _PAGE])
    expect(page.get_by_text("The markup was taken off")).to_be_visible()
    expect(box).not_to_contain_text("<b>")
    expect(box.locator(".mention.phenotype")).to_have_text(["scoliosis", "myopia"])
    page.get_by_role("tab", name="Turtle").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert "biolink:has_phenotype" in Path(download.value.path()).read_text(encoding="utf-8")


def test_what_cannot_be_read_is_said_in_one_line(visit: Visitor) -> None:
    """A file of another kind, one that is too large, and a text that is: what was there before stays."""
    page = visit("/read")
    box = _type(page, "Marfan syndrome causes scoliosis.")
    alert = page.get_by_role("alert")
    for name, text, words in (
        ("scan.pdf", "%PDF-1.4", "is not a page"),
        ("scan.txt", "%PDF-1.4", "is a PDF"),
        ("big.txt", "x" * (LARGEST_TEXT + 1), f"at most {LARGEST_TEXT >> 10} KiB are read here"),
    ):
        page.evaluate(_DROP, [name, text])
        expect(alert).to_contain_text(words)
        expect(box).to_have_text("Marfan syndrome causes scoliosis.")
    page.keyboard.insert_text("é" * (LARGEST_TEXT // 2))
    expect(alert.filter(has_text="more than 512 KiB")).to_contain_text("pohgraph extract")


def test_the_server_refuses_a_text_as_the_page_does(visit: Visitor) -> None:
    """With the same advice."""
    page = visit("/", missing=True)
    status, problem = page.evaluate(
        """async (length) => {
             const answer = await fetch("/api/read", { method: "POST", body: "x".repeat(length) });
             return [answer.status, await answer.json()];
           }""",
        LARGEST_TEXT + 1,
    )
    assert status == 413
    assert f"{LARGEST_TEXT:,} bytes" in problem["error"]
    assert "pohgraph extract" in problem["hint"]


def test_where_texts_are_not_read_the_page_says_how(visit: Visitor) -> None:
    """As in exported files: the frame still has the link, and it leads to the commands that read a text."""
    page = visit("/", DESKTOP)
    without(page, "read")
    page.goto(f"{visit.server}/network")
    page.get_by_role("navigation", name="Views").get_by_role("link", name="Read a text").click()
    expect(page.get_by_role("main")).to_contain_text("pohgraph serve")
    expect(page.get_by_role("main")).to_contain_text("pohgraph extract page.txt")


def without(page: Page, feature: str) -> None:
    """Let the page find a graph without a feature."""

    def answer(route: Route) -> None:
        response = route.fetch()
        summary = response.json()
        summary["features"][feature] = False
        route.fulfill(response=response, json=summary)

    page.route("**/api/summary", answer)


def _box(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Text to read")


def _type(page: Page, text: str) -> Locator:
    box = _box(page)
    box.click()
    page.keyboard.insert_text(text)
    expect(page.locator(".read-statements")).to_be_visible(timeout=60_000)
    return box


def _row(page: Page, finding: str) -> Locator:
    return page.get_by_role("region", name="What was read").get_by_role("button", name=finding).first
