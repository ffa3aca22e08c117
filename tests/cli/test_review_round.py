"""A curator's round as a user makes it: a worklist, decisions of all kinds on a terminal, a rebuild, a look, an undo, and a check."""

from pathlib import Path

import pytest
from tests.review.decided import read_decisions

from pohgraph.claims.reader import read_claims, read_claims_named
from pohgraph.claims.view import GraphView
from pohgraph.cli import run
from pohgraph.model import Claim
from pohgraph.resources import bundled
from pohgraph.review.decision import decision_from
from pohgraph.review.table import add_decision
from pohgraph.store.graph import open_store

pytest.importorskip("termios", reason="pseudo-terminals are POSIX's")

from tests.cli.terminal import Terminal

PAGES = [str(page) for page in sorted(bundled("seeds").glob("*.txt"))]
ADA = "0000-0002-1825-0097"
_READY = "[?]"
_EDITING = "Esc leaves"
_OPTIONS = ("--orcid", ADA, "--worklist", "list.txt", "-o", "d.tsv")
PSEUDO = "MONDO:0007078"


@pytest.fixture(scope="module")
def listed(seeds_path: Path) -> list[Claim]:
    """Findings of the bundled pages that say no more than that: the worklist."""
    with open_store(seeds_path) as store:
        found = [c for c in read_claims(GraphView(store)) if c.predicate == "biolink:has_phenotype"]
    chosen = [c for c in found if c.state == "stated" and not (c.onset or c.details) and c.subject == "MONDO:0008153"]
    assert len(chosen) >= 24
    return chosen[:24]


def _edit(terminal: Terminal, *steps: tuple[str, str, str]) -> None:
    """Edit the claim that is shown: for each step the key, what is asked then, and the answer."""
    terminal.send("e")
    for key, question, answer in steps:
        terminal.wait_for(_EDITING)
        terminal.send(key)
        terminal.wait_for(question)
        terminal.send(f"{answer}\n")
    terminal.wait_for(_EDITING)
    terminal.send("\n")


@pytest.fixture(scope="module")
def folder(seeds_path: Path, listed: list[Claim], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the decisions are that were made in two sessions, in the file d.tsv."""
    tmp_path = tmp_path_factory.mktemp("round")
    _first_session(seeds_path, listed, tmp_path)
    _second_session(seeds_path, listed, tmp_path)
    return tmp_path


def _first_session(seeds_path: Path, listed: list[Claim], tmp_path: Path) -> None:
    """Sixteen claims, all kinds of decisions, and an undo."""
    (tmp_path / "list.txt").write_text("\n".join(claim.id for claim in listed), encoding="utf-8")
    with Terminal("review", "--store", str(seeds_path), *_OPTIONS, folder=tmp_path) as terminal:
        terminal.wait_for(f"1 of {len(listed)}")
        terminal.wait_for(_READY)
        for key in "aaraaraaaa":
            terminal.send(key)
            terminal.wait_for(_READY)
        terminal.send("n")
        terminal.wait_for("Note")
        terminal.send("said of a sibling\n")
        terminal.wait_for(_READY)
        terminal.send("r")  # 11
        terminal.wait_for(_READY)
        _edit(terminal, ("o", "New object", "HP:0001250"))
        terminal.wait_for(_READY)
        _edit(terminal, ("f", "Number", "3"))
        terminal.wait_for(_READY)
        _edit(terminal, ("t", "New onset", "HP:0003593"), ("s", "Number", "3"))
        terminal.wait_for(_READY)
        _edit(terminal, ("u", "New subject", "pseudohypoparathyroidism type 1A"))  # 15
        terminal.wait_for(_READY)
        terminal.send("su")  # the subject is taken back, and then said again
        terminal.wait_for("undone")
        terminal.wait_for(f"15 of {len(listed)}")
        terminal.wait_for(_READY)
        _edit(terminal, ("u", "New subject", PSEUDO))
        terminal.wait_for(f"16 of {len(listed)}")
        terminal.wait_for(_READY)
        terminal.send("q")
        assert terminal.end() == 0
        assert "8 accepted, 3 rejected, 4 edited" in terminal.shown


def _second_session(seeds_path: Path, listed: list[Claim], tmp_path: Path) -> None:
    """It goes on where the first one stopped, to the last claim, whose decision is undone, too."""
    with Terminal("review", "--store", str(seeds_path), *_OPTIONS, folder=tmp_path) as terminal:
        terminal.wait_for(f"16 of {len(listed)}")
        terminal.wait_for(_READY)
        terminal.send("aaaaaaaar")
        terminal.wait_for("that was the last claim")
        terminal.send("u")
        terminal.wait_for(f"24 of {len(listed)}")
        terminal.wait_for(_READY)
        terminal.send("aq")
        assert terminal.end() == 0
        assert "9 accepted, 15 decided before" in terminal.shown
    assert len(read_decisions(tmp_path / "d.tsv")) == len(listed)


def test_a_round(seeds_path: Path, listed: list[Claim], folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was decided is what the new graph says, it checks clean, and the next session has nothing more to ask."""
    file, new = folder / "d.tsv", str(folder / "new.db")
    assert run(["build", *PAGES, "--store", new, "--decisions", str(file)]) == 0
    assert "17 accepted, 3 rejected, 4 edited" in capsys.readouterr().err
    assert run(["diff", str(seeds_path), new]) == 1
    changes = capsys.readouterr()
    assert "removed" in changes.err
    assert PSEUDO in changes.out
    assert run(["check", "--store", new]) == 0
    assert "3 of 3 pages read again" in capsys.readouterr().err
    with open_store(Path(new)) as graph:
        view = GraphView(graph)
        made = {c.revision_of[0]: c for c in read_claims(view) if c.revision_of}
        old = {c.id.iri: c for c in read_claims_named(view, [c.id.iri for c in listed], rejected=True)}
    edited = [made[claim.id.iri] for claim in listed[11:15]]
    assert edited[0].object == "HP:0001250"
    assert edited[1].frequency == "HP:0040282"
    assert (edited[2].onset, edited[2].state) == ("HP:0003593", "open")
    assert edited[3].subject == PSEUDO
    assert [claim.quotes for claim in edited] == [claim.quotes for claim in listed[11:15]]
    assert {at for at, claim in enumerate(listed) if old[claim.id.iri].rejected} == {2, 5, 10, 11, 12, 13, 14}
    assert run(["explain", str(listed[14].id), "--store", new]) == 0
    assert f"edited (subject: {PSEUDO}) by {ADA}" in capsys.readouterr().out

    query = "SELECT ?claim WHERE { ?claim prov:wasAttributedTo|^pohgraph:decides ?any }"
    with Terminal("review", "--store", new, "--orcid", ADA, "--worklist", query, folder=folder) as terminal:
        assert terminal.end() == 0  # the graph has the decisions, whatever file is used
        assert f"{len(listed) + 4} decided before" in terminal.shown


def test_an_undo_after_the_round(listed: list[Claim], folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The new graph has the old claim again, without the one on another subject, and still checks."""
    file, new = folder / "later.tsv", str(folder / "later.db")
    file.write_bytes((folder / "d.tsv").read_bytes())
    add_decision(file, decision_from({"claim": str(listed[14].id), "decision": "undo", "curator": ADA}))
    assert run(["build", *PAGES, "--store", new, "--decisions", str(file)]) == 0
    assert "17 accepted, 3 rejected, 3 edited" in capsys.readouterr().err
    assert run(["check", "--store", new]) == 0
    with open_store(Path(new)) as graph:
        claims = list(read_claims(GraphView(graph)))
    assert PSEUDO not in {claim.subject for claim in claims if claim.revision_of}
    assert listed[14].id in {claim.id for claim in claims}
