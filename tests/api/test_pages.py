"""Texts and pages without a graph on disk."""

import zipfile
from pathlib import Path

import pytest

import pohgraph
from pohgraph.errors import QueryError, ReadError
from pohgraph.pipeline.records import extract_records
from pohgraph.resources import bundled

_SEEDS = sorted(bundled("seeds").glob("*.txt"))


def test_mentions_are_highlighted_where_they_stand() -> None:
    """The text is shown whole and escaped; what is denied or left open is marked with a word."""
    shown = pohgraph.annotate("Scoliosis <1>, no seizures & possible deafness.")._repr_html_()
    assert '<mark title="HP:0002650 Scoliosis"' in shown
    assert "&lt;1&gt;, no " in shown
    assert 'title="HP:0001250 Seizure (negated)"' in shown
    assert "seizures<sup" in shown


def test_an_annotated_text_is_its_mentions() -> None:
    """It can be counted, indexed, and turned into a table."""
    found = pohgraph.annotate("She has scoliosis but no seizures.")
    assert len(found) == len(found.table()) == 2
    assert found.text[found[0].span.start : found[0].span.end] == found[0].text == "scoliosis"
    assert found.table().column("flags") == ["", "negated"]
    assert repr(found).startswith("She has scoliosis but no seizures.")


@pytest.mark.parametrize("path", _SEEDS, ids=lambda path: path.name[:3])
def test_a_page_says_what_the_command_says(path: Path) -> None:
    """The claims of a page are the records `pohgraph extract` writes, and their words are the page's own."""
    page = pohgraph.extract(path)
    records = list(extract_records([path], on_failure=lambda error: pytest.fail(str(error))))
    assert page.records == records
    assert len(page.claims()) == len(records)
    for record in records:
        words = page.document.text[int(str(record["start"])) : int(str(record["end"]))]
        assert record["supporting_text"] == ("" if record["knowledge_level"] == "logical_entailment" else words)
    assert page.about == "MONDO:0008153"


def test_a_page_shows_its_claims(tmp_path: Path) -> None:
    """As HTML it is one file that asks for nothing else, with the text and the claims."""
    saved = pohgraph.extract(_SEEDS[0]).save(tmp_path / "page.html").read_text(encoding="utf-8")
    assert saved.startswith("<!DOCTYPE html>")
    assert "<mark " in saved
    assert "gene that causes it" in saved
    assert "<script" not in saved


@pytest.mark.parametrize(("name", "message"), [("missing.txt", "no such file"), (".", "a folder")])
def test_what_is_no_page_is_refused(tmp_path: Path, name: str, message: str) -> None:
    """A missing file and a folder are errors that say so."""
    with pytest.raises(ReadError, match=message):
        pohgraph.extract(tmp_path / name)


def test_a_file_of_several_pages_is_refused(tmp_path: Path) -> None:
    """A file that holds more than one page is not silently read in part."""
    archive = tmp_path / "two.zip"
    with zipfile.ZipFile(archive, "w") as out:
        for path in _SEEDS[:2]:
            out.write(path, path.name)
    with pytest.raises(ReadError, match="holds several pages"):
        pohgraph.extract(archive)


def test_rows_of_a_table_are_highlighted(graph: pohgraph.Graph) -> None:
    """Every row of a page's table that became a claim is highlighted as a whole, with how often it holds."""
    page = graph.page("pohdoc:001_e4cb718ecab0250e")
    rows = [r for r in page.records if r["section"] == "hpo_table" and r["predicate"] == "biolink:has_phenotype"]
    assert rows
    for row in rows:
        words = page.document.text[int(str(row["start"])) : int(str(row["end"]))]
        assert f">{words}</mark>" in page.html()
    assert 'title="HP:0002653 Bone pain: 80%-99%"' in page.html()


@pytest.mark.parametrize("name", ["pohdoc:000_c74ab92bd6314247", "000_c74ab92bd6314247.txt"])
def test_a_page_of_a_graph_is_read_again_from_its_copy(graph: pohgraph.Graph, name: str) -> None:
    """By its identifier or its file's name, without the file itself."""
    path = next(path for path in _SEEDS if path.name == "000_c74ab92bd6314247.txt")
    assert graph.page(name).page() == pohgraph.extract(path).page()


def test_what_is_no_page_of_a_graph_is_refused(graph: pohgraph.Graph) -> None:
    """The error says where the pages are listed."""
    with pytest.raises(QueryError, match="`pohgraph query documents` lists the pages"):
        graph.page("HP:0002653")


def test_a_page_uses_the_window(tmp_path: Path) -> None:
    """The saved page gives text and claims the window's height, and no part of it a height of its own."""
    saved = pohgraph.extract(_SEEDS[0]).save(tmp_path / "page.html").read_text(encoding="utf-8")
    assert "height: 100vh" in saved
    assert "max-height:32em" not in saved
