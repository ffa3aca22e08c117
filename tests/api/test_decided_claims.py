"""What curators decided, as each command tells it: nothing is left out without a word, and a state has one name."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.pipeline.planted import ADA, claim_on

from pohgraph.cli import app
from pohgraph.pipeline.graph import build
from pohgraph.review.decision import checked
from pohgraph.review.table import add_decision

_TEXT = """Progressive osseous heteroplasia

Symptoms
Patients have tremor and bradykinesia.
Patients have anemia.
Patients have cataracts.
Patients have scoliosis.
"""
# Bradykinesia is said by the page anyway, so nothing new comes of the first edit.
_DECISIONS: dict[str, dict[str, object]] = {
    "Tremor": {"decision": "edit", "changes": {"object": "HP:0002067"}},
    "Anemia": {"decision": "reject"},
    "Scoliosis": {"decision": "edit", "changes": {"state": "open"}},
    "Cataract": {"decision": "accept"},
}
Graphs = tuple[Path, Path]


def _run(*words: object) -> Result:
    return CliRunner().invoke(app, list(map(str, words)), catch_exceptions=False)


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> Graphs:
    """One page as it was read, and with the decisions."""
    folder = tmp_path_factory.mktemp("decided")
    (folder / "page.txt").write_text(_TEXT, encoding="utf-8")
    before, after, table = folder / "before.db", folder / "after.db", folder / "decisions.tsv"
    build([folder / "page.txt"], store=before)
    for label, decision in _DECISIONS.items():
        claim = str(claim_on(before, label).id)
        add_decision(table, checked({"claim": claim, "curator": ADA, "date": "2026-02-03", **decision}))
    done = _run("build", folder / "page.txt", "--store", after, "--decisions", table)
    assert done.exit_code == 0, done.stderr
    return before, after


def test_show_counts_what_it_leaves_out(graphs: Graphs) -> None:
    """On standard error and in JSON; without decisions it says nothing."""
    before, after = graphs
    done = _run("show", "POH", "--store", after)
    assert "Anemia" not in done.stdout
    assert "not shown: 1 claim that curators rejected, 2 claims that curators replaced by an edit" in done.stderr
    values = json.loads(_run("show", "POH", "--store", after, "--format", "json").stdout)
    assert (values["rejected"], values["replaced"]) == (1, 2)
    assert "not shown" not in _run("show", "POH", "--store", before).stderr


def test_show_marks_what_was_decided(graphs: Graphs) -> None:
    """A claim that was accepted or edited says so, in text and in JSON."""
    text = _run("show", "POH", "--store", graphs[1]).stdout
    assert re.search(r"Cataract  HP:0000518  \[accepted\]", text)
    assert re.search(r"Scoliosis  HP:0002650  \[open, edited\]", text)
    values = json.loads(_run("show", "POH", "--store", graphs[1], "--format", "json").stdout)
    marks = {claim["other_label"]: claim["decision"] for claim in values["claims"] if claim["decision"]}
    assert marks == {"Cataract": "accepted", "Scoliosis": "edited", "Bradykinesia": "edited"}
    before = json.loads(_run("show", "POH", "--store", graphs[0], "--format", "json").stdout)
    assert {claim["decision"] for claim in before["claims"]} == {""}


def test_a_difference_sums_decisions_up(graphs: Graphs) -> None:
    """In both directions; an edit that makes a claim of the page counts once."""
    before, after = graphs
    assert "\ndecisions: 1 accepted, 1 rejected, 2 edited\n" in _run("diff", before, after).stderr
    assert "\ndecisions: 4 undone\n" in _run("diff", after, before).stderr
    assert "decisions" not in _run("diff", before, before).stderr


def test_what_changed_the_graph_comes_first(graphs: Graphs) -> None:
    """Claims that a decision only endorses come last."""
    values = json.loads(_run("diff", *graphs, "--format", "json").stdout)["claims"]
    labels = [claim["after"]["object_label"] for claim in values]
    assert sorted(labels[:3]) == ["Anemia", "Scoliosis", "Tremor"]
    assert sorted(labels[3:]) == ["Bradykinesia", "Cataract"]


def test_a_changelog_sums_decisions_up(graphs: Graphs, tmp_path: Path) -> None:
    """In its overview; rejected, edited and changed claims stand before those that were accepted."""
    done = _run("export", "release", "--store", graphs[1], "-o", tmp_path / "out", "--previous", graphs[0])
    assert done.exit_code == 0, done.stderr
    text = (tmp_path / "out" / "CHANGELOG.md").read_text("utf-8").replace("\\", "")
    assert "\nDecisions: 1 accepted, 1 rejected, 2 edited.\n" in text
    claims = text.partition("## Claims")[2]
    assert "Tremor (HP:0001337), *edited (was stated)*" in claims
    assert "Anemia (HP:0001903), *rejected (was stated)*" in claims
    assert max(map(claims.index, ("Tremor (", "Anemia (", "Scoliosis ("))) < claims.index("Cataract (")


def test_an_edited_claim_is_called_so_everywhere(graphs: Graphs) -> None:
    """`explain`, its history and `diff` have one name for it."""
    name = "edited (was stated)"
    asked = ("explain", claim_on(graphs[0], "Tremor").id)
    assert f"[{name}]" in _run(*asked, "--store", graphs[1]).stdout
    history = _run(*asked, "--history", graphs[0], "--history", graphs[1]).stdout
    assert f"Tremor [{name}]\n" in history
    new = claim_on(graphs[1], "Bradykinesia").id
    assert re.search(rf"\n  replaced by {new} \(.* · Bradykinesia\)", history)
    rows = [row.split("\t") for row in _run("diff", *graphs, "--format", "tsv").stdout.splitlines()]
    (row,) = (row for row in rows if "Tremor" in row)
    assert name in row


def test_the_history_of_a_rejected_claim_says_so_first(graphs: Graphs) -> None:
    """In its heading and in JSON; nothing replaced it."""
    asked = ("explain", "POH", "phenotype", "Anemia", "--history", graphs[0], "--history", graphs[1])
    text = _run(*asked).stdout
    assert text.splitlines()[0].endswith(" · Anemia [rejected (was stated)]")
    assert "replaced by" not in text
    (values,) = json.loads(_run(*asked, "--format", "json").stdout)
    assert (values["standing"], values["replaced_by"]) == ("rejected (was stated)", [])


def test_a_context_that_is_cut_is_marked(graphs: Graphs) -> None:
    """An ellipsis stands where the page goes on, as on the terminal; the end of the page has none."""
    text = _run("explain", "POH", "phenotype", "Cataract", "--store", graphs[0]).stdout
    assert re.search(r"  “….+\[Patients have cataracts\.\].+…”\n", text)
    text = _run("explain", "POH", "phenotype", "Scoliosis", "--store", graphs[0], "--format", "md").stdout
    assert re.search(r"> ….+\*\*Patients have scoliosis\.\*\*\s*\n", text)
