"""`pohgraph vocab`: what it prints, and how it ends."""

import json
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner

from pohgraph.cli import app, run
from pohgraph.vocab.user.kinds import KINDS

SAMPLES = Path(__file__).parent.parent / "vocab" / "samples"
MONDO = str(SAMPLES / "mondo.obo")


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own for each test."""
    monkeypatch.setenv("POHGRAPH_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def test_add_prints_what_was_read(capfd: pytest.CaptureFixture[str]) -> None:
    """Counts, version, licence and what was left out go to standard error."""
    assert run(["vocab", "add", "mondo", MONDO]) == 0
    out, err = capfd.readouterr()
    assert out == ""
    assert "mondo mondo.obo: Mondo Disease Ontology, 2099-04-01" in err
    assert "5 names, 3 mappings; licence http://creativecommons.org/licenses/by/4.0/" in err
    assert "left out (unknown prefix VeNom): 2" in err


def test_help_names_every_kind() -> None:
    """`vocab add` says which kinds there are."""
    shown = CliRunner().invoke(app, ["vocab", "add", "--help"]).stdout
    assert [kind for kind in KINDS if kind not in shown] == []


@pytest.mark.parametrize("words", [["auto", MONDO], [MONDO]])
def test_the_kind_may_be_left_out(words: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    """With auto or without a kind the content says it."""
    assert run(["vocab", "add", *words]) == 0
    assert "added       mondo" in capfd.readouterr().err


def test_quiet_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    """With -q a success is silent."""
    assert run(["vocab", "add", "-q", MONDO]) == 0
    assert capfd.readouterr() == ("", "")


def test_list_shows_bundled_and_added(capfd: pytest.CaptureFixture[str]) -> None:
    """Every vocabulary in use is a row with its release, licence and hash."""
    run(["vocab", "add", "-q", MONDO])
    assert run(["vocab", "list", "--format", "json"]) == 0
    rows = json.loads(capfd.readouterr().out)
    assert {"hpo", "hpoa", "phenotype-to-genes", "genes", "sssom", "mondo"} == {row["kind"] for row in rows}
    assert [row["kind"] for row in rows if row["origin"] == "added"] == ["mondo"]
    assert all(row["version"] and row["license"] and len(row["sha256"]) == 64 for row in rows)


def test_list_has_a_table_and_tsv(capfd: pytest.CaptureFixture[str]) -> None:
    """Both have the same columns; the table's hashes are short."""
    run(["vocab", "list"])
    table = capfd.readouterr().out.splitlines()
    run(["vocab", "list", "--format", "tsv"])
    tsv = capfd.readouterr().out.splitlines()
    assert table[0].split() == tsv[0].split("\t") == ["kind", "title", "version", "license", "sha256", "origin"]
    assert len(table) == len(tsv)


def test_remove_takes_away_what_was_added(capfd: pytest.CaptureFixture[str]) -> None:
    """A kind is removed once; the second time it is an error."""
    run(["vocab", "add", "-q", MONDO])
    assert run(["vocab", "remove", "mondo"]) == 0
    assert capfd.readouterr().err == "removed     mondo mondo.obo, 2099-04-01\n"
    assert run(["vocab", "remove", "mondo"]) == 1


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["add", "hgnc", MONDO], 1, "this is mondo, not hgnc"),
        (["add", "absent.obo"], 1, "absent.obo: no such file"),
        (["add", "mondo"], 2, "give the PATH of the mondo file"),
        (["add"], 2, "Missing argument"),
        (["ad", MONDO], 2, "did you mean add"),
        (["update", "mesh"], 1, "unknown kind of vocabulary"),
    ],
)
def test_a_failure_is_one_line(
    arguments: list[str], status: int, message: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """Status 1 for what is wrong with a file, 2 for a wrong command line; no traceback."""
    assert run(["vocab", *arguments]) == status
    err = capfd.readouterr().err
    assert message in err
    assert status == 2 or err.count("\n") == 1


def test_update_goes_on_with_the_other_servers(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A server that cannot be reached is asked once; what it has is named, and the others are asked for theirs."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=SAMPLES)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        rows = (
            "hpo\thp.obo\thttp://127.0.0.1:9/hp.obo",
            "hpoa\tphenotype.hpoa\thttp://127.0.0.1:9/phenotype.hpoa",
            f"mondo\tmondo.obo\thttp://127.0.0.1:{server.server_port}/mondo.obo",
        )
        table = tmp_path / "releases.tsv"
        table.write_text("\n".join(("kind\tname\turl", *rows, "")), encoding="utf-8")
        status = run(["vocab", "update", "hpo", "hpoa", "mondo", "--releases", str(table), "--timeout", "5"])
        server.shutdown()
    lines = capfd.readouterr().err.splitlines()
    assert status == 1
    assert lines[0].startswith("pohgraph: http://127.0.0.1:9/hp.obo: not fetched, is there a network?")
    assert lines[1] == "pohgraph: http://127.0.0.1:9/phenotype.hpoa: not fetched: 127.0.0.1:9 cannot be reached"
    assert any(line.startswith("added       mondo mondo.obo") for line in lines)
    assert lines[-1].startswith("failed      hpo hp.obo, hpoa phenotype.hpoa: ")
