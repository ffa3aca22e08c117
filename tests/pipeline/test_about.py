"""What the user says pages are about: names and identifiers looked up, tables read, rows matched with files."""

from pathlib import Path

import pytest

import pohgraph
from pohgraph.check import check_store
from pohgraph.errors import ReadError, UnknownReferenceError
from pohgraph.model import Reference
from pohgraph.pipeline.about import look_up, subjects
from pohgraph.pipeline.pages import read_pages
from pohgraph.store.graph import open_store
from pohgraph.vocab.lexicon import Lexicon, open_lexicon

_PAGE = "Patients have scoliosis. Their joints hurt.\n"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """The vocabularies in use."""
    return open_lexicon()


@pytest.mark.parametrize("text", ["Marfan syndrome", "OMIM:154700", "omim 154700", "MIM:154700"])
def test_a_disease_is_found_by_name_or_identifier(text: str, lexicon: Lexicon) -> None:
    """In any spelling of the registry."""
    given = look_up(text, lexicon)
    assert given.label == "Marfan syndrome"
    assert given.is_known


def test_a_number_that_no_vocabulary_knows_is_taken_as_it_is(lexicon: Lexicon) -> None:
    """Its registry has more entries than the vocabularies."""
    given = look_up("DOID:9999999", lexicon)
    assert (given.reference.curie, given.is_known) == ("DOID:9999999", False)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("HP:0002650", "does not identify diseases"),
        ("OMIM:abc", "written with six digits"),
        ("NOSUCH:12", "no registry has the prefix 'NOSUCH'"),
        ("MONDO:99999999", "written with seven digits, for example MONDO:0007947"),
        ("MONDO:0007843x", "written with seven digits"),
        ("MONDO:1", "written with seven digits"),
        ("  ", "no disease is named"),
        ("Kabuky syndrome", r"did you mean 'Kabuki syndrome' \(MONDO:0016512\)"),
        ("154700", "of which registry"),
        ("wobbly lunar syndrome", "no loaded vocabulary has a disease of that name"),
    ],
)
def test_what_is_no_disease_is_refused(text: str, reason: str, lexicon: Lexicon) -> None:
    """The reason says what is wrong with it."""
    with pytest.raises(UnknownReferenceError, match=reason):
        look_up(text, lexicon)


def test_a_name_of_several_diseases_lists_them(lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user chooses among those of the preferred registry."""
    two = {Reference("OMIM", number): ("wobbly", "EXACT") for number in ("154700", "108300")}
    monkeypatch.setattr("pohgraph.pipeline.about.named_firmly", lambda *_: two)
    with pytest.raises(UnknownReferenceError, match=r"2 diseases; give one of OMIM:108300 .*; OMIM:154700 Marfan"):
        look_up("wobbly", lexicon)


def _table(folder: Path, *rows: str) -> Path:
    path = folder / "about.tsv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_rows_are_matched_by_path_or_base_name(tmp_path: Path, lexicon: Lexicon) -> None:
    """A header is optional; what the table leaves out is about the disease of all."""
    for name in ("a.txt", "in/b.txt", "in/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(_PAGE, encoding="utf-8")
    table = _table(tmp_path, "file\tcurie", "a.txt\tMarfan syndrome", "in/b.txt\tOMIM:108300")
    named = subjects(lexicon, about="Gaucher disease type 1", table=table)
    files = [tmp_path / "a.txt", tmp_path / "in" / "b.txt", tmp_path / "in" / "c.txt"]
    found = [result.extraction.topic for result in read_pages(files, subjects=named) if result.extraction]
    assert [topic.label for topic in found if topic] == [
        "Marfan syndrome",
        lexicon.label(look_up("OMIM:108300", lexicon).reference),
        look_up("Gaucher disease type 1", lexicon).label,
    ]


def test_a_row_without_its_file_is_a_remark(tmp_path: Path, lexicon: Lexicon) -> None:
    """It names the line."""
    page = tmp_path / "a.txt"
    page.write_text(_PAGE, encoding="utf-8")
    named = subjects(lexicon, table=_table(tmp_path, "a.txt\tOMIM:154700", "z.txt\tOMIM:154700"))
    remarks = [remark for result in read_pages([page], subjects=named) for remark in result.remarks]
    (unused,) = [remark for remark in remarks if remark.code == "about_unused"]
    assert unused.message.startswith("line 2 says that z.txt is about")


@pytest.mark.parametrize(
    ("rows", "line", "reason"),
    [
        (["a.txt\tOMIM:154700", "b.txt"], "line 2", "line 2: a row needs the name of a file and a disease"),
        (["a.txt\tOMIM:154700", "", "b.txt\tHP:1"], "line 3", "does not identify diseases"),
        (["a.txt\tOMIM:154700", "a.txt\tOMIM:108300"], "line 2", "about another here"),
    ],
)
def test_a_bad_row_is_an_error_with_its_line(
    rows: list[str], line: str, reason: str, tmp_path: Path, lexicon: Lexicon
) -> None:
    """Nothing is guessed."""
    with pytest.raises(ReadError, match=reason) as error:
        subjects(lexicon, table=_table(tmp_path, *rows))
    assert line in str(error.value)


def test_a_graph_remembers_what_the_user_said(tmp_path: Path) -> None:
    """The reason stands in the graph; the page is read back with the same subject, and the graph holds its checks."""
    page = tmp_path / "leaflet.txt"
    page.write_text(_PAGE, encoding="utf-8")
    pohgraph.build(page, store=tmp_path / "graph", about="DOID:9999999")
    graph = pohgraph.open(tmp_path / "graph")
    rows = graph.query("SELECT ?reason { ?claim pohgraph:grounding_reason ?reason }")
    assert [str(row["reason"]) for row in rows] == ["named by the user: DOID:9999999"]
    assert graph.page("pohdoc:leaflet").about == "DOID:9999999"
    with open_store(tmp_path / "graph") as store:
        assert not check_store(store).faults


def test_a_page_that_says_something_else_is_read_as_the_user_said(tmp_path: Path) -> None:
    """With a remark, since one of both is wrong."""
    page = tmp_path / "leaflet.txt"
    page.write_text(
        "Marfan syndrome is a rare disorder. Patients with Marfan syndrome have scoliosis.\n", encoding="utf-8"
    )
    found = pohgraph.extract(page, about="OMIM:108300")
    assert found.about == "MONDO:0007160"
    assert "about_differs" in [row["code"] for row in found.remarks()]


def test_all_faults_of_a_table_are_told_at_once(lexicon: Lexicon, tmp_path: Path) -> None:
    """Each with its line."""
    table = tmp_path / "t.tsv"
    table.write_text("a.txt Marfan syndrome\nb.txt\tMarfan syndrome\nc.txt\tMONDO:12\n", encoding="utf-8")
    with pytest.raises(ReadError) as failed:
        subjects(lexicon, table=table)
    assert "line 1: a row needs" in str(failed.value)
    assert "line 3: 'MONDO:12'" in str(failed.value)


def test_standard_input_is_no_table(lexicon: Lexicon) -> None:
    """It may hold pages."""
    with pytest.raises(ReadError, match="give the table as a file"):
        subjects(lexicon, table=Path("-"))
