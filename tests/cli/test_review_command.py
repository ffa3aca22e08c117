"""`pohgraph review` on a real pseudo-terminal: what a curator sees, presses, and finds in the file."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len
from tests.review.decided import read_decisions

from pohgraph.claims.reader import read_claims
from pohgraph.claims.view import GraphView
from pohgraph.cli import run
from pohgraph.model import Claim
from pohgraph.review.decision import decision_from
from pohgraph.review.table import add_decision, read_entries
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
        terminal.wait_for("that was the last claim")
        terminal.send("q")
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
    made = [e.decision for e in read_entries(tmp_path / "d.tsv")]
    assert [one["decision"] for one in made] == ["accept", "reject", "undo"]
    assert made[2]["statement"] == made[1]["statement"]


def test_an_edit_is_asked_and_checked(sample_path: Path, claims: dict[str, Claim], tmp_path: Path) -> None:
    """A name is looked up, what no page could say is refused at once, and Enter saves."""
    (claim,) = _phenotypes(claims, 1)
    with _started(sample_path, tmp_path, "--worklist", _listed(tmp_path, [claim])) as terminal:
        terminal.wait_for(_READY)
        terminal.send("eo")
        terminal.wait_for("New object")
        terminal.send("HP:0000006\n")
        terminal.wait_for("does not take HP:0000006")
        terminal.wait_for("object 'HP:0000006' is left out")
        terminal.send("o")
        terminal.wait_for("New object")
        terminal.send("ectopic ossification\n")
        terminal.wait_for("Ectopic ossification (HP:0011986)")
        terminal.send("s")
        terminal.wait_for("Number")
        terminal.send("3\n")
        terminal.wait_for("state: open")
        terminal.send("\nq")
        assert terminal.end() == 0
    (decision,) = read_decisions(tmp_path / "d.tsv").values()
    assert decision["changes"] == {"object": "HP:0011986", "state": "open"}


def test_a_refused_value_goes_and_the_others_stay(sample_path: Path, claims: dict[str, Claim], tmp_path: Path) -> None:
    """Also one that is refused on Enter; what is no number is told and asked again."""
    (claim,) = _phenotypes(claims, 1)
    with _started(sample_path, tmp_path, "--worklist", _listed(tmp_path, [claim])) as terminal:
        terminal.wait_for(_READY)
        terminal.send("es")
        terminal.wait_for("Number")
        terminal.send("open\n")
        terminal.wait_for("state: open")
        terminal.send("o")
        terminal.wait_for("New object")
        terminal.send("HP:0000006\n")
        terminal.wait_for("is left out")
        terminal.send("f")
        for answer in ("12/20", "most patients", "99"):
            terminal.wait_for("Number")
            terminal.send(f"{answer}\n")
            terminal.wait_for(f"'{answer}' is none of the numbers 1 to")
            terminal.wait_for("no count such as 12/20")
        terminal.wait_for("Number")
        terminal.send("Excluded\n")
        terminal.wait_for("change the state to denied")
        terminal.send("\n")
        terminal.wait_for("frequency 'HP:0040285' is left out")
        terminal.send("\n")
        terminal.wait_for("that was the last claim")
        terminal.send("q")
        assert terminal.end() == 0
    (decision,) = read_decisions(tmp_path / "d.tsv").values()
    assert decision["changes"] == {"state": "open"}


def test_an_edit_onto_a_claim_that_is_there(
    sample_path: Path, claims: dict[str, Claim], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is said at once, and the build counts it."""
    plain = [c for c in claims.values() if c.predicate == "biolink:has_phenotype" and c.state == "stated"]
    claim, other = next(
        (one, two)
        for one in plain
        for two in plain
        if one.object != two.object
        and (one.subject, one.source.id, one.narrowed) == (two.subject, two.source.id, two.narrowed)
        and not (one.frequency or two.frequency or one.onset or two.onset)
    )
    with _started(sample_path, tmp_path, "--worklist", _listed(tmp_path, [claim])) as terminal:
        terminal.wait_for(_READY)
        terminal.send("eo")
        terminal.wait_for("New object")
        terminal.send(f"{other.object}\n")
        terminal.wait_for("the page already gives this claim")
        terminal.send("\nq")
        assert terminal.end() == 0
    new = str(tmp_path / "new.db")
    assert run(["build", "--from", str(sample_path), "--store", new, "--decisions", str(tmp_path / "d.tsv")]) == 0
    assert "1 edited, 1 of them into a claim that was there already" in capsys.readouterr().err


def test_decisions_of_an_earlier_session_are_undone(
    sample_path: Path, claims: dict[str, Claim], tmp_path: Path
) -> None:
    """Behind b, or with --decided; a list that is wholly decided says how to see it again."""
    first, second = _phenotypes(claims, 2)
    for claim in (first, second):
        add_decision(tmp_path / "d.tsv", decision_from({"claim": str(claim.id), "decision": "accept", "curator": ADA}))
    listed = _listed(tmp_path, [first, second])
    with _started(sample_path, tmp_path, "--worklist", listed) as terminal:
        assert terminal.end() == 0
        assert "2 decided before; there is nothing else to decide on. --decided shows these again" in terminal.shown
    with _started(sample_path, tmp_path, "--worklist", listed, "--decided") as terminal:
        terminal.wait_for("1 of 2")
        terminal.wait_for("you decided: accept")
        terminal.wait_for(_READY)
        terminal.send("s")
        terminal.wait_for("2 of 2")
        terminal.wait_for(_READY)
        terminal.send("u")
        terminal.wait_for("undone")
        terminal.wait_for("2 of 2")
        terminal.wait_for(_READY)
        terminal.send("q")
        assert terminal.end() == 0
        assert "1 taken back" in terminal.shown
    assert list(read_decisions(tmp_path / "d.tsv")) == [first.id]
    with _started(sample_path, tmp_path, "--worklist", listed) as terminal:
        terminal.wait_for("2 of 2")
        terminal.wait_for(_READY)
        terminal.send("b")
        terminal.wait_for("1 of 2")
        terminal.wait_for("you decided: accept")
        terminal.send("u")
        terminal.wait_for("undone")
        terminal.send("q")
        assert terminal.end() == 0
    assert not read_decisions(tmp_path / "d.tsv")


def test_a_note_is_shown_and_not_lost_in_silence(sample_path: Path, claims: dict[str, Claim], tmp_path: Path) -> None:
    """While it waits, when its claim is skipped, and at the end; nothing was decided, so no file is named."""
    with _started(sample_path, tmp_path, "--worklist", _listed(tmp_path, _phenotypes(claims, 3))) as terminal:
        terminal.wait_for(_READY)
        for key in "sq":
            terminal.send("n")
            terminal.wait_for("Note")
            terminal.send("of a sibling\n")
            terminal.wait_for("note for the next decision: “of a sibling”")
            terminal.wait_for(_READY)
            terminal.send(key)
            terminal.wait_for("the note was not kept")
        assert terminal.end() == 0
        assert "1 skipped" in terminal.shown
        assert "decisions are in" not in terminal.shown
    with _started(sample_path, tmp_path, "--worklist", "list.txt") as terminal:
        terminal.wait_for(_READY)
        terminal.send("q")
        assert terminal.end() == 0
        assert "nothing decided" in terminal.shown


def test_a_table_says_how_many_claims_its_rows_name(
    sample_path: Path, claims: dict[str, Claim], tmp_path: Path
) -> None:
    """A row may name several."""
    one, two, three = (claim.id for claim in _phenotypes(claims, 3))
    (tmp_path / "list.tsv").write_text(f"claims\n{one} {two}\n{three}\n", encoding="utf-8")
    with _started(sample_path, tmp_path, "--worklist", "list.tsv") as terminal:
        terminal.wait_for("list.tsv: 2 rows, 3 claims")
        terminal.wait_for(_READY)
        terminal.send("q")
        assert terminal.end() == 0


@pytest.mark.parametrize(
    ("name", "why"), [("nosuch.tsv", "there is no such file"), ("lists/x", "there is no such file"), ("x", "no query")]
)
def test_a_worklist_that_is_not_there(sample_path: Path, tmp_path: Path, name: str, why: str) -> None:
    """What looks like a file is one."""
    with _started(sample_path, tmp_path, "--worklist", name) as terminal:
        assert terminal.end() != 0
        assert why in terminal.shown


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


def test_the_last_decision_can_be_undone(sample_path: Path, claims: dict[str, Claim], tmp_path: Path) -> None:
    """Behind the last claim the session waits: u undoes, s shows what was skipped, b goes back, anything else is told."""
    listed = _listed(tmp_path, _phenotypes(claims, 2))
    with _started(sample_path, tmp_path, "--worklist", listed) as terminal:
        terminal.wait_for(_READY)
        terminal.send("sa")
        assert "[u] undo the last decision" in terminal.wait_for("[q] quit")
        terminal.send("xu")
        terminal.wait_for("there is no claim any more")
        terminal.wait_for("2 of 2")
        terminal.wait_for(_READY)
        terminal.send("r")
        terminal.wait_for("[s] the skipped ones again")
        terminal.send("s")
        terminal.wait_for("1 of 2")
        terminal.wait_for(_READY)
        terminal.send("a")
        terminal.wait_for("that was the last claim")
        terminal.send("q")
        assert terminal.end() == 0
        assert "1 rejected, 1 accepted" in terminal.shown
    made = [e.decision["decision"] for e in read_entries(tmp_path / "d.tsv")]
    assert made == ["accept", "undo", "reject", "accept"]


def test_back_shows_what_was_decided(sample_path: Path, claims: dict[str, Claim], tmp_path: Path) -> None:
    """Deciding anew replaces it, and undo brings back what stood before."""
    first, second = _phenotypes(claims, 2)
    with _started(sample_path, tmp_path, "--worklist", _listed(tmp_path, [first, second])) as terminal:
        terminal.wait_for(_READY)
        terminal.send("b")
        terminal.wait_for("this is the first claim")
        terminal.send("a")
        terminal.wait_for("2 of 2")
        terminal.wait_for(_READY)
        terminal.send("b")
        terminal.wait_for("you decided: accept")
        terminal.send("r")
        terminal.wait_for("2 of 2")
        terminal.wait_for(_READY)
        terminal.send("u")
        terminal.wait_for("you decided: accept")
        terminal.send("q")
        assert terminal.end() == 0
    assert [d["decision"] for d in read_decisions(tmp_path / "d.tsv").values()] == ["accept"]


def test_two_curators_on_one_file(sample_path: Path, claims: dict[str, Claim], tmp_path: Path) -> None:
    """At the same time: each sees what the other decided, decides all claims, and undoes only what is theirs."""
    listed = _listed(tmp_path, _phenotypes(claims, 2))
    josiah = "0000-0002-1694-233X"
    options = ("review", "--store", str(sample_path), "-o", "d.tsv", "--worklist", listed)
    with (
        Terminal(*options, "--orcid", ADA, folder=tmp_path) as ada,
        Terminal(*options, "--orcid", josiah, folder=tmp_path) as other,
    ):
        ada.wait_for(_READY)
        other.wait_for(_READY)
        ada.send("n")
        ada.wait_for("Note")
        ada.send("as printed\n")
        ada.wait_for(_READY)
        ada.send("a")
        ada.wait_for("2 of 2")
        ada.wait_for(_READY)
        ada.send("r")
        ada.wait_for("last claim")
        other.send("r")
        other.wait_for("2 of 2")
        assert f"{ADA} decided: reject" in other.wait_for(_READY)
        other.send("b")
        assert "“as printed”" in other.wait_for("you decided: reject") + other.wait_for(_READY)
        other.send("uq")
        ada.send("q")
        assert (ada.end(), other.end()) == (0, 0)
    standing = [(e.decision["curator"], e.decision["decision"]) for e in read_entries(tmp_path / "d.tsv")]
    assert standing == [(ADA, "accept"), (ADA, "reject"), (josiah, "reject"), (josiah, "undo")]


def test_what_the_file_refuses_does_not_end_the_session(
    sample_path: Path, claims: dict[str, Claim], tmp_path: Path
) -> None:
    """Somebody breaks the file meanwhile: the claim stays, and is decided on when the file is mended."""
    with _started(sample_path, tmp_path, "--worklist", _listed(tmp_path, _phenotypes(claims, 1))) as terminal:
        terminal.wait_for(_READY)
        (tmp_path / "d.tsv").write_text("something else\n", encoding="utf-8")
        terminal.send("a")
        terminal.wait_for("not written")
        terminal.wait_for(_READY)
        (tmp_path / "d.tsv").unlink()
        terminal.send("aq")
        assert terminal.end() == 0
    assert len(read_decisions(tmp_path / "d.tsv")) == 1


def test_kinds_and_states_narrow_together(sample_path: Path, claims: dict[str, Claim], tmp_path: Path) -> None:
    """Several states or kinds add up; a state and a kind narrow each other."""
    wanted = [c for c in claims.values() if c.predicate == "biolink:has_phenotype" and c.state in {"open", "denied"}]
    only = ("--only", "open", "--only", "denied", "--only", "phenotypes")
    with _started(sample_path, tmp_path, *only) as terminal:
        assert f"1 of {len(wanted)}" in terminal.wait_for(_READY)
        terminal.send("q")
        assert terminal.end() == 0


@pytest.mark.parametrize("name", ["stated", "plain"])
def test_the_plain_claims_are_the_stated_ones(
    name: str, sample_path: Path, claims: dict[str, Claim], tmp_path: Path
) -> None:
    """Both names of the state choose the same claims."""
    wanted = [c for c in claims.values() if c.state == "stated"]
    assert len(wanted) < len(claims)
    with _started(sample_path, tmp_path, "--only", name) as terminal:
        assert f"1 of {len(wanted)}" in terminal.wait_for(_READY)
        terminal.send("q")
        assert terminal.end() == 0


def test_without_colours_parts_are_in_braces(sample_path: Path, claims: dict[str, Claim], tmp_path: Path) -> None:
    """NO_COLOR leaves none; the quote still says which words are which."""
    listed = _listed(tmp_path, _phenotypes(claims, 1))
    options = ("review", "--store", str(sample_path), "--orcid", ADA, "--worklist", listed)
    with Terminal(*options, folder=tmp_path, environment={"NO_COLOR": "1"}) as terminal:
        assert "s{subject} o{object} c{cue} q{qualifier}" in terminal.wait_for(_READY)
        terminal.send("q")
        assert terminal.end() == 0
        assert not re.search(r"\x1b\[[\d;]*3\d", terminal.raw)


_ODD = """Progressive osseous heteroplasia

People with progressive osseous heteroplasia have ectopic calcification, called 異所性石灰化 in Japanese and הסתיידות in Hebrew, \x1b[2J\u202e{}.
"""


@pytest.mark.parametrize("columns", [24, 100])
def test_quotes_that_are_long_wide_or_turned(tmp_path: Path, columns: int) -> None:
    """On a narrow terminal, too: no line is too long, nothing steers the terminal, and the whole is one key away."""
    (tmp_path / "page.txt").write_text(_ODD.format(", and fever of some kind that goes on" * 50), encoding="utf-8")
    assert run(["build", str(tmp_path / "page.txt"), "--store", str(tmp_path / "db"), "--quiet"]) == 0
    options = ("review", "--store", str(tmp_path / "db"), "--orcid", ADA, "--only", "phenotypes")
    with Terminal(*options, folder=tmp_path, environment={"COLUMNS": str(columns)}) as terminal:
        shown = terminal.wait_for(_READY)
        assert "press m" in " ".join(shown.split())
        assert "\x1b[2J" not in terminal.raw
        assert "\u202e" not in terminal.raw
        assert "異所" in shown
        lines = [line for line in shown.splitlines() if "[a]ccept" not in line]
        assert max(map(cell_len, lines)) <= columns
        terminal.send("m")
        assert len(" ".join(terminal.wait_for(_READY).split())) > 1900
        terminal.send("q")
        assert terminal.end() == 0


def test_ctrl_c_ends_and_loses_nothing(sample_path: Path, claims: dict[str, Claim], tmp_path: Path) -> None:
    """At a claim it ends the session as q does; at a question it only leaves the question."""
    with _started(sample_path, tmp_path, "--worklist", _listed(tmp_path, _phenotypes(claims, 2))) as terminal:
        terminal.wait_for(_READY)
        terminal.send("an")
        terminal.wait_for("Note")
        terminal.interrupt()
        terminal.wait_for(_READY)
        terminal.interrupt()
        assert terminal.end() == 0
        assert "1 accepted" in terminal.shown
    assert len(read_decisions(tmp_path / "d.tsv")) == 1


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
    command += ["--disease", "no such disease"]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert "no such disease" in done.stderr
    assert "terminal" not in done.stderr


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
