"""Tables: what prints, what a notebook shows, what becomes of them elsewhere."""

import csv
import pickle
import sys
from io import StringIO
from pathlib import Path

import pytest

from pohgraph import Graph, Table
from pohgraph.errors import MissingLibraryError
from pohgraph.model import Named

_BONE = Named("HP:0002653", label="Bone pain", iri="http://purl.obolibrary.org/obo/HP_0002653")


@pytest.fixture
def table() -> Table:
    """A row with an identifier, one with nothing."""
    return Table(("id", "text", "n", "sure"), [(_BONE, "a <b>\n& 'c'", 2, True), (None, "x", 0.25, False)])


def test_identifiers_print_with_their_label(table: Table) -> None:
    """A label follows its identifier, unless the row says it already."""
    assert repr(table).splitlines()[1].split("  ")[0] == "HP:0002653 (Bone pain)"
    named = Table(("name", "id"), [("Bone pain", _BONE)])
    assert repr(named).splitlines()[1] == "Bone pain  HP:0002653"


def test_html_escapes_what_pages_say(table: Table) -> None:
    """Text of pages cannot become mark-up."""
    shown = table._repr_html_()
    assert "a &lt;b&gt;" in shown
    assert "<b>" not in shown


@pytest.mark.parametrize(("iri", "linked"), [("https://x.org/1", True), ("javascript:alert(1)", False), ("", False)])
def test_only_web_addresses_are_links(iri: str, linked: bool) -> None:
    """An IRI of another scheme is shown, and not linked."""
    shown = Table(("id",), [(Named("x:1", iri=iri),)])._repr_html_()
    assert ("<a " in shown) is linked


def test_long_tables_say_what_is_left_out() -> None:
    """Neither print nor page grows without end, and both say how much there is."""
    long = Table(("n",), [(i,) for i in range(1000)])
    assert repr(long).splitlines()[-1] == "… 960 more rows"
    assert "the first 200 of 1,000 rows" in long._repr_html_()


def test_an_ask_that_fails_is_false(graph: Graph) -> None:
    """`if graph.query("ASK …")` means the answer, and not that there is one."""
    assert graph.query("ASK { NCBIGene:2778 biolink:causes MONDO:0008153 }")
    assert not graph.query("ASK { MONDO:0008153 biolink:causes NCBIGene:2778 }")


def test_frames_hold_the_same_cells(table: Table) -> None:
    """Pandas and polars get the rows and columns of the table, identifiers as plain CURIEs."""
    pandas, polars = table.to_pandas(), table.to_polars()
    assert list(pandas.columns) == polars.columns == list(table.columns)
    assert pandas["id"].tolist()[0] == polars["id"].to_list()[0] == "HP:0002653"
    assert polars["n"].to_list() == [2, 0.25]
    assert type(pandas["id"].tolist()[0]) is str


@pytest.mark.parametrize(("library", "method"), [("pandas", "to_pandas"), ("polars", "to_polars")])
def test_a_missing_library_says_what_to_install(
    table: Table, library: str, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where an optional library is not installed, the error is one line with the command."""
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingLibraryError, match=f"pip install '{library}'"):
        getattr(table, method)()


def test_csv_gives_the_cells_back(table: Table, tmp_path: Path) -> None:
    """What is written as CSV is read as the same texts, line breaks and quotes included."""
    path = tmp_path / "t.csv"
    text = table.to_csv(path)
    assert path.read_bytes().decode() == text
    rows = list(csv.reader(StringIO(text)))
    assert rows[0] == list(table.columns)
    assert rows[1] == ["HP:0002653", "a <b>\n& 'c'", "2", "True"]


def test_labels_take_the_place_of_identifiers(table: Table) -> None:
    """`labelled` is for reading; the table itself keeps its identifiers."""
    assert table.labelled().column("id") == ["Bone pain", None]
    assert table.column("id") == ["HP:0002653", None]


def test_slices_are_tables(table: Table) -> None:
    """A slice keeps columns and can be sliced again; a column that is not there is named."""
    assert table[1:][0] == {"id": None, "text": "x", "n": 0.25, "sure": False}
    with pytest.raises(KeyError, match="no column 'ID': there are id, text"):
        table.column("ID")


def test_a_term_survives_pickling() -> None:
    """A term that crosses processes keeps what it knows."""
    copy = pickle.loads(pickle.dumps(_BONE))
    assert (copy, copy.label, copy.iri) == (_BONE, _BONE.label, _BONE.iri)


def test_claims_become_frames_as_their_table_does(graph: Graph) -> None:
    """`poh.genes().to_pandas()` is the table of the claims, and so are the other forms."""
    genes = graph.disease("POH").genes()
    assert set(genes.to_pandas()["id"]) == {"NCBIGene:2778"}
    assert genes.to_polars().columns == list(genes.table().columns)
    assert genes.to_csv() == genes.table().to_csv()
