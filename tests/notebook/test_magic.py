"""`%%sparql` in a real IPython."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from IPython.testing.globalipapp import get_ipython, start_ipython

from pohgraph import Graph, Table


class Shell(Protocol):
    """What the tests use of IPython."""

    user_ns: dict[str, Any]

    def run_line_magic(self, name: str, line: str) -> Any:  # noqa: ANN401 - whatever the magic gives
        """Run `%name line`."""

    def run_cell_magic(self, name: str, line: str, cell: str) -> Any:  # noqa: ANN401 - whatever the magic gives
        """Run `%%name line` over a cell."""


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    """An IPython with the extension loaded."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IPYTHONDIR", str(tmp_path_factory.mktemp("ipython")))
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        found = start_ipython() or get_ipython()  # type: ignore[no-untyped-call] # IPython's
        found.run_line_magic("load_ext", "pohgraph")
        yield found
        found.history_manager.end_session()


@pytest.fixture(autouse=True)
def _store(seeds_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POHGRAPH_STORE", str(seeds_path))


def test_a_cell_asks_in_sparql(shell: Shell) -> None:
    """The lines of the cell are the query; the usual prefixes are there."""
    found = shell.run_cell_magic("sparql", "", "SELECT ?gene { ?gene biolink:causes MONDO:0008153 }")
    assert isinstance(found, Table)
    assert found.column("gene") == ["NCBIGene:2778"]


def test_a_line_asks_by_name(shell: Shell) -> None:
    """A ready-made query takes parameters."""
    found = shell.run_line_magic("sparql", "disease-genes -p disease=POH")
    assert {row["gene"] for row in found} == {"GNAS"}


def test_the_result_goes_into_a_variable(shell: Shell) -> None:
    """With -o nothing is shown; the table is in the variable."""
    assert shell.run_cell_magic("sparql", "-o genes", "SELECT ?gene { ?gene a biolink:Gene }") is None
    assert len(shell.user_ns["genes"]) == 1


def test_a_graph_of_ones_own(shell: Shell, graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """With -g the graph of that variable is asked, whatever lies on disk."""
    monkeypatch.setenv("POHGRAPH_STORE", "nowhere.db")
    shell.user_ns["mine"] = graph
    assert len(shell.run_cell_magic("sparql", "-g mine", "SELECT ?gene { ?gene a biolink:Gene }")) == 1


@pytest.mark.parametrize(
    ("line", "cell", "message"),
    [
        ("", "SELECT ?x WHERE { ?x biolink:causes }", "line 1"),
        ("disease-gene", None, "did you mean disease-genes"),
        ("", None, "no query"),
        ("", "  ", "no query"),
        ("disease-genes", "SELECT ?x { ?x a ?y }", "stands beside the query"),
        ("disease-genes -p disease", None, "is not NAME=VALUE"),
        ("-g nothing x", None, "'nothing' is not a graph"),
        ("-s nowhere.db disease-genes", None, "nowhere.db"),
        ("--unknown x", None, "unrecognized arguments"),
        ("'open", None, "No closing quotation"),
    ],
)
def test_mistakes_are_one_line(
    shell: Shell, capsys: pytest.CaptureFixture[str], line: str, cell: str | None, message: str
) -> None:
    """What is wrong is said on standard error without a traceback, and there is no result."""
    if cell is None:
        assert shell.run_line_magic("sparql", line) is None
    else:
        assert shell.run_cell_magic("sparql", line, cell) is None
    complaint = capsys.readouterr().err
    assert complaint.startswith("pohgraph: ")
    assert message in complaint
    assert complaint.count("\n") == 1
