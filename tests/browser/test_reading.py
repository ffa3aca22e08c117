"""What a reader does: search, open a thing, see the marked quote and its page, narrow and take away rows, read a text."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Locator, Page, expect
from tests.browser.visiting import DESKTOP, PHONE, Visitor

_POH = "MONDO:0008153"
_NAME = "progressive osseous heteroplasia"
_Place = tuple[str, int, int]  # a claim, and where a quote of it begins and ends


def test_a_misspelt_name_is_found_by_keyboard(visit: Visitor) -> None:
    """From the start, without a mouse: the search box has the focus by `/`, its list answers to arrows and Enter."""
    page = visit("/")
    expect(page.get_by_role("link", name="Query", exact=True).first).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type("progresive oseous heteroplasa")
    box = page.get_by_role("combobox", name="Search")
    expect(box).to_be_focused()
    option = page.get_by_role("option").filter(has_text=_POH).first
    expect(option).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=_NAME)).to_be_visible()
    assert page.url.endswith(f"/entity/{_POH}")
    assert _NAME in page.title()


def test_an_identifier_in_another_spelling_opens_its_disease(visit: Visitor) -> None:
    """OMIM's number leads to the disease that the graph has under its MONDO identifier; on a phone, by touch."""
    page = visit("/", PHONE)
    page.get_by_role("combobox", name="Search").fill("omim 166350")
    page.get_by_role("option").first.tap()
    expect(page.get_by_role("heading", level=1, name=_NAME)).to_be_visible()


def test_going_back_leads_where_one_was(visit: Visitor) -> None:
    """Every state is an address: back from a finding to its disease, and forward again."""
    page = visit(f"/entity/{_POH}")
    page.get_by_role("link", name="Subcutaneous ossification").first.click()
    expect(page.get_by_role("heading", level=1, name="Subcutaneous ossification")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1, name=_NAME)).to_be_visible()
    page.go_forward()
    expect(page.get_by_role("heading", level=1, name="Subcutaneous ossification")).to_be_visible()


def test_a_quote_is_marked_with_the_words_of_its_claim(visit: Visitor) -> None:
    """For every claim of the first rows: its quote stands between the words around it, and marks are on what was read."""
    page = visit(f"/entity/{_POH}")
    passages = _passages(page, f"{visit.server}/api/entity/{_POH}")
    shown = page.locator(".evidence .claim")
    buttons = page.locator("table.findings").get_by_role("button", expanded=False)
    for at in range(6):
        buttons.first.click()
        expect(shown.nth(at)).to_be_visible()
    seen = 0
    for at in range(shown.count()):
        quotes = shown.nth(at).locator("blockquote.passage")
        link = shown.nth(at).get_by_role("link", name="See it in the page")
        for number in range(quotes.count()):
            here = passages[_place(link.nth(number))]
            assert quotes.nth(number).locator(".said").text_content() == here[0].quote
            assert _marked(quotes.nth(number)) in [passage.marked(page, visit.server) for passage in here]
            seen += 1
    assert seen > 5


def test_a_quote_is_found_in_the_text_of_its_page(visit: Visitor) -> None:
    """The link beside a quote opens the page at that place, with exactly the words of the quote marked, in view."""
    page = visit(f"/entity/{_POH}")
    passages = _passages(page, f"{visit.server}/api/entity/{_POH}")
    page.locator("table.findings").get_by_role("button", expanded=False).first.click()
    link = page.get_by_role("link", name="See it in the page").first
    place = _place(link)
    link.click()
    expect(page.locator("#passage")).to_be_in_viewport()
    text = page.get_by_role("region", name="Text of the page")
    marked = text.evaluate(
        """(region) => {
            const marks = [...region.querySelectorAll("mark.quote")];
            return marks.filter((mark) => !mark.parentElement.closest("mark.quote")).map((mark) => mark.textContent).join("");
        }"""
    )
    assert passages[place][0].quote.replace("\n", "") in marked.replace("\n", "")


def test_the_text_of_a_page_runs_on_through_what_was_read(visit: Visitor) -> None:
    """Words that were read stay in their lines: no sheet of another view lays them out."""
    page = visit(f"/entity/{_POH}")
    page.get_by_role("link", name="GARD: Progressive osseous heteroplasia").first.click()
    read = page.locator(".page-text mark")
    expect(read.first).to_be_visible()
    assert set(read.evaluate_all("(marks) => marks.map((mark) => getComputedStyle(mark).display)")) == {"inline"}


def test_a_citation_has_all_that_one_needs(visit: Visitor) -> None:
    """The words, the page, its publisher and licence, and the address of the claim, which opens it again."""
    page = visit(f"/entity/{_POH}")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="quotes for Bone pain").first.click()
    page.get_by_role("button", name="Copy citation").first.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    cited: str = page.evaluate("navigator.clipboard.readText()")
    assert cited.startswith("“Bone pain")
    assert "GARD: Progressive osseous heteroplasia. Genetic and Rare Diseases Information Center" in cited
    assert "Licence: " in cited
    page.goto(cited.rpartition("Read in ")[2].rstrip("."))
    expect(page.locator(".claim.asked").first).to_contain_text("Bone pain")


def test_numbers_of_the_start_lead_to_what_they_count(visit: Visitor) -> None:
    """All diseases, with the number of their claims; all claims that are denied."""
    page = visit("/")
    tile = page.get_by_role("link", name="Diseases").first
    number = int("".join(char for char in tile.inner_text() if char.isdigit()))
    tile.click()
    result = page.get_by_role("region", name="Result", exact=True)
    expect(result.get_by_role("heading")).to_contain_text(f"{number} row")
    expect(result.get_by_role("link", name=_NAME)).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="Denied").click()
    expect(page.get_by_role("combobox", name="State")).to_have_value("denied")
    expect(page.locator(".review-row .badge").first).to_have_text("Denied")


def test_what_is_no_fact_stands_apart(visit: Visitor) -> None:
    """Denied, open and borrowed rows are below the stated ones, each with its word; the filter shows one state alone."""
    page = visit(f"/entity/{_POH}")
    apart = page.locator(".apart")
    rows = apart.locator("tr.finding")
    expect(rows.first).to_be_visible()
    for at in range(rows.count()):
        expect(rows.nth(at).locator(".badge").first).to_have_text(_word(rows.nth(at)))
    stated = page.locator("tr.finding.stated")
    assert stated.count() > 20
    assert not page.locator(".apart tr.finding.stated").count()
    page.get_by_role("button", name="Denied").click()
    expect(stated).to_have_count(0)
    assert "states=denied" in page.url
    page.reload()
    expect(page.get_by_role("button", name="Denied")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("tr.finding.stated")).to_have_count(0)


def test_what_is_shown_can_be_taken_along(visit: Visitor, tmp_path: Path) -> None:
    """The rows that are shown as a table; and all of the thing in Turtle, from the server."""
    page = visit(f"/entity/{_POH}")
    page.get_by_text("Export", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="TSV").click()
    download.value.save_as(tmp_path / "rows.tsv")
    lines = (tmp_path / "rows.tsv").read_text(encoding="utf-8").splitlines()
    assert len(lines) > 20
    assert len({line.count("\t") for line in lines}) == 1
    page.get_by_text("Export", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Turtle").click()
    download.value.save_as(tmp_path / "poh.ttl")
    assert "MONDO:0008153" in (tmp_path / "poh.ttl").read_text(encoding="utf-8")


def test_a_text_is_read_as_it_is_typed(visit: Visitor) -> None:
    """Mentions light up with their polarity, statements stand beside it with their state, and there is Turtle of them."""
    page = visit("/read")
    box = page.get_by_role("textbox", name="Text to read")
    box.click()
    page.keyboard.type("Marfan syndrome causes scoliosis. Intellectual disability is not a feature of Marfan syndrome.")
    expect(box.locator(".denied").first).to_have_text("Intellectual disability")
    expect(box.locator(".phenotype.said").first).to_have_text("scoliosis")
    results = page.get_by_role("region", name="What was read")
    row = results.get_by_role("row").filter(has_text="Intellectual disability")
    expect(row).to_contain_text("Denied")
    expect(results.get_by_role("row").filter(has_text="Scoliosis")).to_contain_text("Stated")
    page.get_by_role("tab", name="Turtle").click()
    expect(page.get_by_label("The statements in Turtle")).to_contain_text("biolink:supporting_text")


def test_what_is_not_there_is_said(visit: Visitor) -> None:
    """An unknown thing or page has a heading that says so, and a way on; none of them is an empty page."""
    for path, words in (
        ("/entity/MONDO:9999999", "is not in this graph"),
        ("/page/pohdoc:none", "No such page"),
    ):
        page = visit(path, DESKTOP, missing=True)
        expect(page.get_by_role("heading", level=1)).to_contain_text(words)
        assert page.get_by_role("main").get_by_role("link", name="start").count()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Passage:
    """A place that the server names, and the parts of it."""

    document: str
    start: int
    end: int
    quote: str
    marks: tuple[tuple[str, int, int], ...]

    def marked(self, page: Page, server: str) -> dict[str, list[str]]:
        """For each role, the words that must be marked: those within what is shown, from the text of the page."""
        text: str = page.request.get(f"{server}/api/page/{quote(self.document)}").json()["text"]
        assert text[self.start : self.end] == self.quote
        words: dict[str, list[str]] = {}
        for role, start, end in sorted(self.marks, key=lambda mark: mark[1]):
            if start >= self.start and end <= self.end:
                words.setdefault(role, []).append(text[start:end])
        return words


def _passages(page: Page, address: str) -> dict[_Place, list[_Passage]]:
    """The passages of an entity, by claim and place: one quote may have been read in several ways."""
    found: dict[_Place, list[_Passage]] = {}
    groups = page.request.get(address).json()["groups"]
    rows = (row for group in groups for section in group["sections"] for row in section["rows"])
    for claim, passage in ((one, each) for row in rows for one in row["claims"] for each in one["passages"]):
        marks = tuple((mark["role"], mark["start"], mark["end"]) for mark in passage["marks"])
        place = (claim["id"], passage["start"], passage["end"])
        of = {name: passage[name] for name in ("document", "start", "end", "quote")}
        found.setdefault(place, []).append(_Passage(**of, marks=marks))
    return found


def _place(link: Locator) -> _Place:
    """The claim and the place in its page that a link leads to."""
    claim, start, end = link.evaluate(
        "(link) => ['claim', 'start', 'end'].map((name) => new URL(link.href).searchParams.get(name))"
    )
    return str(claim), int(start), int(end)


def _marked(quoted: Locator) -> dict[str, list[str]]:
    """What a quote marks, by role. A mark that others cut in pieces is put together again."""
    words: dict[str, list[str]] = {}
    for role in ("subject", "object", "cue", "qualifier"):
        pieces: list[tuple[str, bool]] = quoted.locator(f".said mark.{role}").evaluate_all(
            "(marks) => marks.map((mark) => [mark.textContent, mark.classList.contains('last')])"
        )
        whole = [""]
        for text, last in pieces:
            whole[-1] += text
            if last:
                whole.append("")
        if pieces:
            words[role] = whole[:-1]
    return words


def _word(row: Locator) -> str:
    """The word of the state that a row has as its class."""
    classes = (row.get_attribute("class") or "").split()
    (state,) = {"denied", "open", "borrowed"} & set(classes)
    return state.capitalize()
