"""`pohgraph similar`: diseases alike by phenotype, as Python has them."""

import json
from pathlib import Path

from tests.cli.test_command_line import Command, pohgraph_command

from pohgraph import Graph

__all__ = ["pohgraph_command"]


def test_rows_are_those_of_python(pohgraph_command: Command, seeds_path: Path, graph: Graph) -> None:
    """The command and `graph.similar` give the same diseases with the same scores."""
    arguments = ("POH", "--against", "hpoa", "--measure", "lin", "--limit", "4", "--format", "jsonl")
    outcome = pohgraph_command("similar", *arguments, "--store", seeds_path)
    rows = [json.loads(line) for line in outcome.out.splitlines()]
    table = graph.similar("POH", against="hpoa", measure="lin", limit=4)
    assert outcome.status == 0
    assert rows == [{name: str(cell) for name, cell in row.items()} for row in table]


def test_nothing_alike_is_said(pohgraph_command: Command, tmp_path: Path) -> None:
    """A graph of one disease has none that is like it; the exit status tells."""
    page = tmp_path / "page.txt"
    page.write_text("Progressive osseous heteroplasia is caused by mutations in the GNAS gene.\n", encoding="utf-8")
    pohgraph_command("build", page)
    outcome = pohgraph_command("similar", "progressive osseous heteroplasia")
    assert outcome.status == 1
    assert "no disease of the graph has a phenotype like those of progressive" in outcome.err


def test_a_wrong_measure_is_wrong_usage(pohgraph_command: Command) -> None:
    """A measure that does not exist says which do."""
    outcome = pohgraph_command("similar", "POH", "--measure", "cosine")
    assert outcome.status == 2
    assert "resnik" in outcome.err
