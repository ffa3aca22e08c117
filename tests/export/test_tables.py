"""CSV and Parquet tables hold every node, claim and source, and data frames read them."""

import json
import sys
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from pohgraph.errors import MissingLibraryError
from pohgraph.export import export_files
from pohgraph.export.tables.flat import EDGE_COLUMNS, NODE_COLUMNS, SOURCE_COLUMNS
from pohgraph.store.graph import GraphStore

COLUMNS = {"nodes": NODE_COLUMNS, "edges": EDGE_COLUMNS, "sources": SOURCE_COLUMNS}


@pytest.fixture
def tables(sample_store: GraphStore, tmp_path: Path) -> Path:
    """A folder with both kinds of tables."""
    for format_ in ("csv", "parquet"):
        export_files(sample_store, format_, tmp_path)
    return tmp_path


@pytest.mark.parametrize("table", COLUMNS)
def test_both_kinds_say_the_same(table: str, tables: Path) -> None:
    """The cells of a Parquet table are those of the CSV table, typed."""
    typed = pq.read_table(tables / f"pohgraph_{table}.parquet").to_pylist()
    plain = pd.read_csv(tables / f"pohgraph_{table}.csv", dtype=str, keep_default_na=False).to_dict("records")
    assert [{name: cell(value) for name, value in row.items()} for row in typed] == plain
    assert list(plain[0]) == [column.name for column in COLUMNS[table]]


def cell(value: object) -> str:
    """A typed value as CSV writes it."""
    if isinstance(value, list):
        return "|".join(value)
    return "" if value is None else json.dumps(value) if isinstance(value, bool) else str(value)


def test_every_claim_is_an_edge(tables: Path, sample_store: GraphStore) -> None:
    """Claims about nodes and claims whose object is text are there, each with the licence of its page."""
    edges = pq.read_table(tables / "pohgraph_edges.parquet").to_pylist()
    assert len(edges) == sum(1 for _ in sample_store.triples("rdf:subject"))
    assert all((edge["object"] is None) is not (edge["value"] is None) for edge in edges)
    assert {edge["license"] for edge in edges} == {"https://creativecommons.org/publicdomain/zero/1.0/"}


def test_flags_are_booleans(tables: Path) -> None:
    """Pandas reads the flags of both kinds as booleans, and the state sums the flags up."""
    for edges in (pd.read_csv(tables / "pohgraph_edges.csv"), pd.read_parquet(tables / "pohgraph_edges.parquet")):
        assert {str(edges[flag].dtype) for flag in ("negated", "hedged", "borrowed")} == {"bool"}
        assert list(edges[edges.negated].object) == ["HP:0004322"]
        assert ((edges.state != "stated") == (edges.negated | edges.hedged | edges.borrowed)).all()


def test_edges_end_at_nodes(tables: Path) -> None:
    """The subject and object of each edge have a row in the table of nodes."""
    nodes = set(pd.read_csv(tables / "pohgraph_nodes.csv").id)
    edges = pd.read_csv(tables / "pohgraph_edges.csv")
    assert set(edges.subject) | set(edges.object.dropna()) <= nodes


def test_sources_have_licence_and_hash(tables: Path) -> None:
    """Each page and vocabulary is a row with its terms and its SHA-256, and Parquet repeats them in its metadata."""
    sources = pd.read_csv(tables / "pohgraph_sources.csv", keep_default_na=False)
    assert list(sources.kind) == ["page", "page", "page", "vocabulary"]
    assert (sources.license + sources.rights).str.len().min() > 0
    assert set(sources.sha256.str.len()) == {64}
    metadata = pq.read_schema(tables / "pohgraph_edges.parquet").metadata
    assert b"HPO licence" in metadata[b"licences"]


def test_parquet_without_pyarrow_says_what_to_install(
    sample_store: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error names the extra, and no file is left behind."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingLibraryError, match=r"pip install 'pohgraph\[parquet\]'"):
        export_files(sample_store, "parquet", tmp_path / "out")
    assert not list(tmp_path.iterdir())
