"""`pohgraph review` on a real pseudo-terminal: what a curator sees, presses, and finds in the file."""

import subprocess
import sys
from pathlib import Path

import pytest

from pohgraph.claims.reader import read_claims
from pohgraph.claims.view import GraphView
from pohgraph.cli import run
from pohgraph.model import Claim
from pohgraph.review.decision import decision_from
from pohgraph.review.table import add_decision, read_decisions, read_entries
from pohgraph.store.graph import open_store

pytest.importorskip("termios", reason="pseudo-terminals are POSIX's")

from tests.cli.terminal import Terminal

ADA = "0000-0002-1825-0097"
_READY = "[?]"


@pytest.fixture(scope="module")
def claims(sample_path: Path) -> dict[str, Claim]:
    """The claims of the hand-made graph by their CURIEs."""
    with open_store(sample_path) as store:
        return {str(claim.id): claim for claim in read_claims(GraphView(store))}


def _started(store: Path, folder: Path, *options: str) -> Terminal:
    return Terminal("review", "--store", str(store), "--orcid", ADA, "-o", "d.tsv", *options, folder=folder)


def _phenotypes(claims: dict[str, Claim], count: int) -> list[Claim]:
    return [c for c in claims.values() if c.predicate == "biolink:has_phenotype" and c.state == "stated"][:count]


def _listed(folder: Path, claims: list[Claim]) -> str:
    (folder / "list.txt").write_text("\n".join(claim.id for claim in claims), encoding="utf-8")
    return "list.txt"


def test_one_key_for_each_decision(sample_path: Path, claims: dict[str, Claim], tmp_path: Path) -> None:
    """Accept, reject with a note, skip; each is in the file before the next claim is shown."""
    first, second, third = _phenotypes(claims, 3)
    with _started(sample_path, tmp_path, "--worklist", _listed(tmp_path, [first, second, third])) as terminal:
        screen = terminal.wait_for(_READY)
        assert "1 of 3" in screen
        assert " ".join(first.quotes[0].split()) in " ".join(screen.split())
        assert first.source.id in screen
        terminal.send("a")
        terminal.wait_for(_READY)
        assert [e.decision["decision"] for e in read_entries(tmp_path / "d.tsv")] == ["accept"]
        terminal.send("n")
        terminal.wait_for("Note")
        terminal.send("said of a sibling\n")
        terminal.wait_for(_READY)
        terminal.send("r")
        terminal.wait_for(_READY)
        terminal.send("s")
        assert terminal.end() == 0
        assert "1 accepted, 1 rejected, 1 skipped" in terminal.shown
    made = read_decisions(tmp_path / "d.tsv")
    assert [(c, d["decision"], d["comment"]) for c, d in made.items()] == [
        (first.id, "accept", ""),
        (second.id, "reject", "said of a sibling"),
    ]
    assert {d["curator"] for d in made.values()} == {ADA}
    assert all(d["evidence"] and d["statement"] for d in made.values())


def test_words_are_coloured(sample_path: Path, claims: dict[str, Claim], tmp_path: Path) -> None:
    """The object's words stand out from the rest of the quote."""
    claim = next(c for c in _phenotypes(claims, 9) if "ctopic calcification" in c.quotes[0])
    with _started(sample_path, tmp_path, "--worklist", _listed(tmp_path, [claim])) as terminal:
        terminal.wait_for(_READY)
        assert "\x1b[" in terminal.raw
        terminal.send("q")
        assert terminal.end() == 0


def test_it_goes_on_where_it_stopped(sample_path: Path, claims: dict[str, Claim], tmp_path: Path) -> None:
    """After a crash what was decided is there, and the next session begins behind it; changed quotes are shown again."""
    first, second = _phenotypes(claims, 2)
    listed = _listed(tmp_path, [first, second])
    with _started(sample_path, tmp_path, "--worklist", listed) as terminal:
        terminal.wait_for(_READY)
        terminal.send("a")
        terminal.wait_for("2 of 2")
        terminal.kill()
    assert list(read_decisions(tmp_path / "d.tsv")) == [first.id]
    with _started(sample_path, tmp_path, "--worklist", listed) as terminal:
        assert "1 of 2" not in terminal.wait_for(_READY)
        terminal.send("q")
        assert terminal.end() == 0
    other = {"claim": str(first.id), "decision": "accept", "curator": ADA, "evidence": "0" * 24}
    add_decision(tmp_path / "d.tsv", decision_from(other))
    with _started(sample_path, tmp_path, "--worklist", listed) as terminal:
        assert "the quotes have changed since" in terminal.wait_for(_READY)
        terminal.send("q")
        assert terminal.end() == 0


def test_undo_shows_the_claim_again(sample_path: Path, claims: dict[str, Claim], tmp_path: Path) -> None:
    """Keys that come faster than the screen are not lost."""
    listed = _listed(tmp_path, _phenotypes(claims, 3))
    with _started(sample_path, tmp_path, "--worklist", listed) as terminal:
        terminal.wait_for(_READY)
        terminal.send("uar?uq")
        assert terminal.end() == 0
        assert "nothing to undo" in terminal.shown
        assert "1 accepted" in terminal.shown
    assert [e.decision["decision"] for e in read_entries(tmp_path / "d.tsv")] == ["accept", "reject", "undo"]


def test_an_edit_is_asked_and_checked(sample_path: Path, claims: dict[str, Claim], tmp_path: Path) -> None:
    """A name is looked up, what no page could say is refused at once, and Enter saves."""
    (claim,) = _phenotypes(claims, 1)
    with _started(sample_path, tmp_path, "--worklist", _listed(tmp_path, [claim])) as terminal:
        terminal.wait_for(_READY)
        terminal.send("eo")
        terminal.wait_for("New object")
        terminal.send("HP:0000006\n")
        terminal.wait_for("does not take HP:0000006")
        terminal.send("o")
        terminal.wait_for("New object")
        terminal.send("ectopic ossification\n")
        terminal.wait_for("Ectopic ossification (HP:0011986)")
        terminal.send("s")
        terminal.wait_for("Number")
        terminal.send("3\n")
        terminal.wait_for("state: open")
        terminal.send("\n")
        assert terminal.end() == 0
    (decision,) = read_decisions(tmp_path / "d.tsv").values()
    assert decision["changes"] == {"object": "HP:0011986", "state": "open"}


def test_an_edit_can_be_left(sample_path: Path, claims: dict[str, Claim], tmp_path: Path) -> None:
    """Esc goes back to the claim, and nothing is written."""
    (claim,) = _phenotypes(claims, 1)
    with _started(sample_path, tmp_path, "--worklist", _listed(tmp_path, [claim])) as terminal:
        terminal.wait_for(_READY)
        terminal.send("e")
        terminal.wait_for("Esc")
        terminal.send("\x1b")
        terminal.wait_for(_READY)
        terminal.send("q")
        assert terminal.end() == 0
    assert not (tmp_path / "d.tsv").exists()


def test_a_query_is_a_worklist(sample_path: Path, claims: dict[str, Claim], tmp_path: Path) -> None:
    """Its claims in its order; --only and --disease narrow them."""
    query = "SELECT ?claim WHERE { ?claim rdf:predicate biolink:has_phenotype } ORDER BY DESC(?claim)"
    wanted = [
        c
        for c in claims.values()
        if c.predicate == "biolink:has_phenotype" and c.state == "open" and c.subject == "MONDO:0008153"
    ]
    with _started(sample_path, tmp_path, "--worklist", query, "--only", "open", "--disease", "POH") as terminal:
        assert f"1 of {len(wanted)}" in terminal.wait_for(_READY)
        terminal.send("q")
        assert terminal.end() == 0


def test_ctrl_d_ends_as_q_does(sample_path: Path, tmp_path: Path) -> None:
    """And so does a terminal that has gone."""
    with _started(sample_path, tmp_path) as terminal:
        terminal.wait_for(_READY)
        terminal.send("\x04")
        assert terminal.end() == 0


def test_without_a_terminal_it_says_so(sample_path: Path, tmp_path: Path) -> None:
    """A script gets exit status 2 and what to do instead."""
    command = [sys.executable, "-m", "pohgraph", "review", "--store", str(sample_path), "--orcid", ADA]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 2
    assert "needs a terminal" in done.stderr
    assert not done.stdout


@pytest.mark.parametrize(
    ("orcid", "why"),
    [("0000-0002-1825-0098", "its last digit"), ("Ada", "sixteen digits"), ("", "say who decides")],
)
def test_an_orcid_is_checked(
    sample_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, orcid: str, why: str
) -> None:
    """Before anything is shown."""
    monkeypatch.setenv("POHGRAPH_ORCID", orcid)
    assert run(["review", "--store", str(sample_path)]) == 2
    assert why in capsys.readouterr().err
