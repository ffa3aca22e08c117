"""The exported page: a folder on a host of files, and one file opened from a disk. Both work without anything else."""

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.visiting import DESKTOP, PHONE, SCREENS, Screen, Visitor, complaints
from tests.needs import need_page

from pohgraph.export import export_files
from pohgraph.store.graph import GraphStore
from pohgraph.web.server import free_address

_POH = "MONDO:0008153"
_NAME = "progressive osseous heteroplasia"
_VIEWS = {
    "start": "/",
    "entity": f"/entity/{_POH}",
    "page": "/page/pohdoc:001_e4cb718ecab0250e",
    "query": "/query",
    "network": f"/network?focus={_POH}",
    "read": "/read",
    "review": "/review",
}
# More rows than any browser gets through: all triples with all triples with all triples.
_ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?i) }"


@dataclass(frozen=True, slots=True)
class Site:
    """Where an exported page is: what every address of it begins with, and the file that is the page."""

    place: str
    file: str


@pytest.fixture(scope="session")
def exported(seeds_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the exported folder `site` and the exported file `poh.html`."""
    need_page()
    folder = tmp_path_factory.mktemp("exported")
    with GraphStore(next(seeds_path.glob("generation-*"))) as store:
        export_files(store, "site", folder / "site")
        export_files(store, "html", folder / "poh.html")
    return folder


@pytest.fixture(scope="session")
def host(exported: Path) -> Iterator[str]:
    """The address of a host of files."""
    _, port = free_address("127.0.0.1", 0)
    command = [
        sys.executable,
        "-m",
        "http.server",
        "--bind",
        "127.0.0.1",
        "--directory",
        str(exported / "site"),
        str(port),
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        for _ in range(200):
            try:
                urlopen(f"{address}/README.txt", timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield address
    finally:
        process.terminate()
        process.wait()


@pytest.fixture(params=["folder", "file"])
def site(request: pytest.FixtureRequest, exported: Path) -> Site:
    """Both ways."""
    if request.param == "file":
        return Site(exported.as_uri(), "/poh.html")
    return Site(request.getfixturevalue("host"), "/index.html")


@pytest.fixture
def open_site(browser: Browser, site: Site) -> Iterator[Visitor]:
    """Opens views of the site. The test fails if one of them had an error, or asked for anything that is not beside it."""
    visitor = Visitor(browser, site.place)
    yield visitor
    visitor.close()
    assert not visitor.problems, "\n".join(visitor.problems)


def test_a_name_leads_to_its_quotes_in_their_page(open_site: Visitor, site: Site) -> None:
    """Search with a slip, open the disease, open a row, and go to the place in the page's own text."""
    page = open_site(f"{site.file}#/")
    page.get_by_role("combobox", name="Search").fill("progresive oseous heteroplasa")
    page.get_by_role("option").filter(has_text=_POH).first.click()
    expect(page.get_by_role("heading", level=1, name=_NAME)).to_be_visible()
    page.locator("table.findings").get_by_role("button", expanded=False).first.click()
    expect(page.locator(".evidence blockquote.passage mark").first).to_be_visible()
    page.get_by_role("link", name="See it in the page").first.click()
    expect(page.locator("mark").first).to_be_visible()
    assert "#/page/" in page.url


def test_an_identifier_in_another_spelling_opens_its_disease(open_site: Visitor, site: Site) -> None:
    """On a phone, by touch."""
    page = open_site(f"{site.file}#/", PHONE)
    page.get_by_role("combobox", name="Search").fill("OMIM166350")
    page.get_by_role("option").first.tap()
    expect(page.get_by_role("heading", level=1, name=_NAME)).to_be_visible()


def test_a_query_is_answered_in_the_browser(open_site: Visitor, site: Site) -> None:
    """An example, with the names of what it finds."""
    page = open_site(f"{site.file}#/query?example=disease-genes&disease={_POH}&run=1")
    expect(page.get_by_role("cell", name="GNAS").first).to_be_visible(timeout=30_000)


def test_a_mistake_is_shown_where_it_is(open_site: Visitor, site: Site) -> None:
    """The usual prefixes, which are put before the query, move nothing."""
    page = open_site(f"{site.file}#/query")
    _run(page, "SELECT * {\n  ?s rdfs:label ?o ; nosuch:thing ?x }")
    result = page.get_by_role("region", name="Result", exact=True)
    expect(result).to_contain_text("Unknown prefix nosuch:", timeout=30_000)
    expect(result).to_contain_text("line 2, column 22", ignore_case=True)


def test_nothing_is_asked_of_another_server(open_site: Visitor, site: Site) -> None:
    """SERVICE is refused in words."""
    page = open_site(f"{site.file}#/query")
    _run(page, "SELECT * { SERVICE <https://sparql.uniprot.org/sparql> { ?s ?p ?o } }")
    expect(page.get_by_role("region", name="Result", exact=True)).to_contain_text(
        "this page sends nothing to other servers", timeout=30_000
    )


def test_a_query_that_runs_long_is_stopped_and_the_next_one_works(open_site: Visitor, site: Site) -> None:
    """The engine cannot be interrupted: its worker ends, and another one begins."""
    page = open_site(f"{site.file}#/query")
    _run(page, _ENDLESS)
    page.wait_for_timeout(1500)
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("region", name="Result", exact=True)).to_contain_text("Cancelled")
    _run(page, "SELECT (COUNT(*) AS ?n) { ?claim a biolink:GeneToDiseaseAssociation }")
    expect(page.get_by_role("region", name="Result", exact=True).get_by_role("cell").first).to_be_visible(
        timeout=30_000
    )


def test_a_network_is_drawn(open_site: Visitor, site: Site) -> None:
    """With its tables beside it."""
    page = open_site(f"{site.file}#{_VIEWS['network']}")
    expect(page.get_by_role("application")).to_be_visible()
    tables = page.get_by_role("region", name="The same as tables")
    tables.get_by_role("button", name="GNAS").first.click()
    expect(page.get_by_role("region", name="What is chosen")).to_contain_text("GNAS")


def test_what_needs_a_server_says_so(open_site: Visitor, site: Site) -> None:
    """Reading a text is the one thing that an exported page cannot do; its view says how it is done."""
    page = open_site(f"{site.file}#/")
    page.get_by_role("navigation").get_by_role("link", name="Read a text").first.click()
    expect(page.get_by_role("main")).to_contain_text("needs the program")


def test_decisions_stay_in_the_browser_and_are_taken_along(open_site: Visitor, site: Site, tmp_path: Path) -> None:
    """Decided, filtered by what was decided, with the quote still marked, and downloaded as a table."""
    page = open_site(f"{site.file}#/review")
    page.get_by_role("textbox", name="Curator").fill("A. Curator")
    page.get_by_role("button", name="Accept").first.click()
    expect(page.get_by_role("button", name="Accepted").first).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".review-quote mark").first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").first.click()
    download.value.save_as(tmp_path / "decisions.tsv")
    (line,) = [line for line in (tmp_path / "decisions.tsv").read_text("utf-8").splitlines() if "\taccept\t" in line]
    assert "A. Curator" in line
    page.goto(f"{site.place}{site.file}#/review?decision=accept")
    page.reload()
    expect(page.get_by_role("button", name="Accepted")).to_have_count(1)
    expect(page.locator(".review-quote mark").first).to_be_visible()


# The file has the same views as the folder, so that one screen is enough for it.
@pytest.mark.parametrize(
    ("site", "screen"),
    [*product(["folder"], SCREENS), ("file", DESKTOP)],
    indirect=["site"],
    ids=lambda one: one.name if isinstance(one, Screen) else one,
)
@pytest.mark.parametrize("view", _VIEWS)
def test_a_view_is_accessible(open_site: Visitor, site: Site, view: str, screen: Screen) -> None:
    """As that of the server is."""
    page = open_site(f"{site.file}#{_VIEWS[view]}", screen)
    page.get_by_role("heading", level=1).wait_for()
    page.wait_for_load_state("networkidle")
    assert not (found := complaints(page)), "\n".join(found)
    assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_pages_to_read_lead_to_each_other(browser: Browser, host: str, screen: Screen) -> None:
    """From the list to an entity, and from there to the application; axe has no complaint."""
    visitor = Visitor(browser, host)
    page = visitor("/entity/index.html", screen)
    assert not (found := complaints(page)), "\n".join(found)
    page.get_by_role("link", name=_NAME, exact=True).first.click()
    expect(page.get_by_role("heading", level=1, name=_NAME)).to_be_visible()
    assert page.url.endswith("/entity/MONDO_0008153.html")
    assert not (found := complaints(page)), "\n".join(found)
    assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0
    page.get_by_role("link", name="Open with quotes").click()
    expect(page.locator("table.findings").first).to_be_visible()
    visitor.close()
    assert not visitor.problems, "\n".join(visitor.problems)


def _run(page: Page, sparql: str) -> None:
    box = page.get_by_role("textbox", name="SPARQL query")
    box.click()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.insert_text(sparql)
    page.keyboard.press("ControlOrMeta+Enter")
