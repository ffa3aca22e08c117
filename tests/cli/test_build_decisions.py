"""`pohgraph build --decisions`: what is told of decisions, and with which exit status."""

from pathlib import Path

import pytest

from pohgraph.claims.reader import read_claims
from pohgraph.claims.view import GraphView
from pohgraph.cli import run
from pohgraph.review.decision import decision_from
from pohgraph.review.table import add_decision
from pohgraph.store.graph import open_store


def test_applied_stale_and_wrong_decisions(
    sample_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """0 where all are applied, 1 where one is stale or a line is wrong; then the graph stays as it was."""
    with open_store(sample_path) as store:
        claim = next(read_claims(GraphView(store)))
    file = tmp_path / "d.tsv"
    command = ["build", "--from", str(sample_path), "--store", str(tmp_path / "db"), "--decisions", str(file)]
    add_decision(file, decision_from({"claim": str(claim.id), "decision": "reject", "curator": "Ada"}))
    assert run(command) == 0
    assert "decisions   1 rejected" in capsys.readouterr().err
    add_decision(file, decision_from({"claim": "pohassoc:00", "decision": "reject", "curator": "Ada"}))
    assert run(command) == 1
    assert f"{file}, line 5: reject pohassoc:00: the claim is not in this graph" in capsys.readouterr().err
    assert run([*command, "--quiet"]) == 1
    assert capsys.readouterr().err.startswith(f"pohgraph: {file}, line 5: reject pohassoc:00: the claim is not in")
    before = (tmp_path / "db" / "current").read_text()
    with file.open("a") as out:
        out.write("pohassoc:00\tperhaps\n")
    assert run(command) == 1
    assert f"{file}, line 6, column 2: decision must be one of" in capsys.readouterr().err
    assert (tmp_path / "db" / "current").read_text() == before
    assert run([*command[:-1], str(tmp_path / "none.tsv")]) == 2
