"""The query editor: examples with their fields, completion, faults where they are, results in each form, links, history."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.visiting import SCREENS, Screen, Visitor, complaints

_POH = "MONDO:0008153"
_COUNTS = """SELECT ?finding (COUNT(?claim) AS ?claims) WHERE {
  ?claim rdf:predicate biolink:has_phenotype ; rdf:object ?finding
} GROUP BY ?finding ORDER BY DESC(?claims) ?finding LIMIT 8"""
_TRIPLES = f"CONSTRUCT {{ {_POH} ?p ?o }} WHERE {{ {_POH} ?p ?o . ?o biolink:category biolink:PhenotypicFeature }}"


def test_an_example_runs_with_the_value_that_was_chosen(visit: Visitor) -> None:
    """The catalogue fills the editor and its fields; the address leads back to the same rows."""
    page = visit("/query")
    page.get_by_role("searchbox", name="Search the examples").fill("genes of a disease")
    page.get_by_role("button", name="Genes of a disease").first.click()
    expect(_editor(page)).to_contain_text(f"rdf:object {_POH}")
    expect(page.locator(".query-name").first).to_have_text("progressive osseous heteroplasia")
    page.get_by_role("combobox", name="Another disease").fill("primary osteoma")
    page.get_by_role("option").first.click()
    expect(_editor(page)).not_to_contain_text(_POH)
    page.get_by_role("combobox", name="Another disease").fill(_POH)
    page.get_by_role("option").first.click()
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.get_by_role("cell", name="GNAS").first).to_be_visible()
    assert parse_qs(urlsplit(page.url).query) == {"example": ["disease-genes"], "disease": [_POH], "run": ["1"]}
    page.reload()
    expect(page.get_by_role("cell", name="GNAS").first).to_be_visible()


def test_properties_and_names_are_completed(visit: Visitor) -> None:
    """A property by a part of its name, and a thing by its label in quotes: what is written is its identifier."""
    page = visit("/query")
    _write(page, "")
    page.keyboard.type("SELECT * { ?claim rdf:obj")
    expect(page.get_by_role("option", name="rdf:object").first).to_be_visible()
    page.wait_for_timeout(150)  # the editor does not take what appears under a finger
    page.keyboard.press("Enter")
    page.keyboard.type(' "progressive oss')
    expect(page.get_by_role("option", name="progressive osseous heteroplasia").first).to_be_visible()
    page.wait_for_timeout(150)
    page.keyboard.press("Enter")
    expect(page.locator(".query-name")).to_have_text("progressive osseous heteroplasia")
    expect(_editor(page)).to_contain_text(f"rdf:object {_POH}")


def test_a_fault_is_marked_while_it_is_typed(visit: Visitor) -> None:
    """After a pause, and not while the author is still there; a change takes it away."""
    page = visit("/query")
    _write(page, "SELECT ?x WHERE {\n  ?x hp:0001250 ?y\n}")
    expect(page.locator(".cm-lintRange-error")).to_have_text("hp:0001250")
    expect(page.get_by_text("Did you mean HP:")).to_be_visible()
    _write(page, "SELECT ?x WHERE { ?x HP:0001250 ?y }")
    expect(page.locator(".cm-lintRange-error")).to_have_count(0)


def test_what_the_server_refuses_is_marked_too(visit: Visitor) -> None:
    """Its words stand with the result, its place in the text, and a button leads there."""
    page = visit("/query", missing=True)
    _write(page, "SELECT ?x WHERE {\n  SERVICE <http://example.org/> { ?x ?y ?z }\n}")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("would contact another server")
    expect(page.locator(".cm-lintRange-error")).to_have_text("SERVICE")
    page.get_by_role("button", name="Go to line 2").click()
    expect(_editor(page)).to_be_focused()


def test_the_keyboard_can_leave_the_editor(visit: Visitor) -> None:
    """Tab is not taken by the editor."""
    page = visit("/query")
    _write(page, "ASK { ?s ?p ?o }")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".query-yes")).to_contain_text("Yes")
    page.keyboard.press("Tab")
    expect(_editor(page)).not_to_be_focused()


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_results_of_every_form_are_accessible(visit: Visitor, screen: Screen) -> None:
    """Table, chart, network and Turtle: axe has no complaint, and nothing sticks out."""
    page = visit("/query", screen)
    seen = []
    for query, forms in ((_COUNTS, ("Table", "Chart")), (_TRIPLES, ("Table", "Graph", "Turtle"))):
        _write(page, query)
        page.keyboard.press("Control+Enter")
        for form in forms:
            page.get_by_role("button", name=form, exact=True).click()
            page.wait_for_load_state("networkidle")
            seen += [f"{form}: {complaint}" for complaint in complaints(page)]
            assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0, form
    assert not seen, "\n".join(seen)


def test_rows_are_filtered_sorted_and_saved(visit: Visitor) -> None:
    """Numbers sort by size; the file has every row."""
    page = visit("/query")
    _write(page, _COUNTS)
    page.keyboard.press("Control+Enter")
    page.get_by_role("columnheader", name="claims").get_by_role("button").click()
    expect(page.get_by_role("columnheader", name="claims")).to_have_attribute("aria-sort", "ascending")
    counts = [int(cell) for cell in page.locator("td.number").all_inner_texts()]
    assert counts == sorted(counts)
    page.get_by_role("searchbox", name="Filter rows").fill("no such words")
    expect(page.get_by_text("No row has these words.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").click()
    assert len(download.value.path().read_text(encoding="utf-8").splitlines()) == 1 + 8


def test_going_back_and_history_bring_queries_again(visit: Visitor) -> None:
    """Each run is a step of the browser and a line of the history, which can be cleared."""
    page = visit("/query")
    for text in ("ASK { ?s a biolink:Disease }", "ASK { ?s a biolink:Gene }"):
        _write(page, text)
        page.keyboard.press("Control+Enter")
        expect(page.locator(".query-yes")).to_be_visible()
    page.go_back()
    expect(_editor(page)).to_contain_text("biolink:Disease")
    expect(page.locator(".query-yes")).to_be_visible()
    page.locator("summary", has_text="History").click()
    page.get_by_role("button", name="ASK { ?s a biolink:Gene }").click()
    expect(_editor(page)).to_contain_text("biolink:Gene")
    page.get_by_role("button", name="Clear the history").click()
    expect(page.get_by_text("Queries that you run are listed here.")).to_be_visible()


def test_it_works_where_the_browser_keeps_nothing(visit: Visitor) -> None:
    """Some browsers refuse storage."""
    page = visit("/")
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused') } })")
    page.goto(page.url + "query")
    _write(page, "ASK { ?s a biolink:Disease }")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".query-yes")).to_contain_text("Yes")


def test_nothing_found_and_nobody_there_say_what_to_do(visit: Visitor) -> None:
    """An empty result has advice; a server that is gone is named as the cause."""
    page = visit("/query", missing=True)
    _write(page, "SELECT ?x { ?x a <urn:nothing> }")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Nothing in this graph matches.")).to_be_visible()
    page.route("**/sparql", lambda route: route.abort("aborted"))
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("The server does not answer.")


def test_a_running_query_can_be_cancelled(visit: Visitor) -> None:
    """The worker is stopped; the next query is answered."""
    page = visit("/query")
    _write(page, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("Cancelled.")).to_be_visible()
    _write(page, "ASK { ?s a biolink:Disease }")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".query-yes")).to_contain_text("Yes")


def _editor(page: Page) -> Locator:
    return page.get_by_role("textbox", name="SPARQL query")


def _write(page: Page, text: str) -> None:
    _editor(page).click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(text)
