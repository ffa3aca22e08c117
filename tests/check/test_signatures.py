"""A store says by whom it was made where its build was given a key, and `check` tells whether that is still true."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import Store

from pohgraph.cli import app
from pohgraph.store.seal import seal
from pohgraph.store.signing import signature_path

_KEYS = Path(__file__).parents[1] / "store" / "keys"
_PUBLIC = (_KEYS / "open.pub").read_text(encoding="ascii").splitlines()[1]
_ID = "1DE15F45AEF76ADE"
_OTHER = "RWSnz4MllPYu8uOZGmZMLZorRQDAfhKK6GQ3emHquKFKBb+PAJY8o9uM"
_PAGE = "Made-up fever\n\nMade-up fever is a rare disorder. People with made-up fever have seizures and scoliosis.\n"


def _run(*words: object, **environment: str) -> Result:
    return CliRunner(env={"POHGRAPH_SIGN_PASSWORD": None, **environment}).invoke(app, list(map(str, words)))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of one short page."""
    path = tmp_path_factory.mktemp("page") / "page.txt"
    path.write_text(_PAGE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def signed(page: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A signed store, which tests only read."""
    path = tmp_path_factory.mktemp("signed") / "a.db"
    done = _run("build", page, "--store", path, "--sign-key", _KEYS / "open.key")
    assert done.exit_code == 0, done.stderr
    return path


def _manifest(store: Path) -> Path:
    return store / (store / "current").read_text(encoding="ascii").strip() / "manifest.json"


@pytest.mark.parametrize("key", [_PUBLIC, str(_KEYS / "open.pub")], ids=["key", "file"])
def test_a_signed_store_is_verified(key: str, signed: Path) -> None:
    """The report says by which key, and what the signature covers."""
    done = _run("check", "--store", signed, "--public-key", key)
    digest = json.loads(_manifest(signed).read_text("utf-8"))["digest"]
    assert (done.exit_code, done.stdout) == (0, "")
    assert f"signature: manifest.json is signed with the key {_ID}: manifest of " in done.stderr
    assert f" quads in 2 graphs, digest {digest}" in done.stderr


def test_without_a_key_nobody_looks_at_the_signature(signed: Path) -> None:
    """The report says so, and it is no fault."""
    done = _run("check", "--store", signed)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "not proven: who signed manifest.json; `--public-key` verifies it" in done.stderr


def test_the_same_graph_has_the_same_signature(page: Path, signed: Path, tmp_path: Path) -> None:
    """Also where the key has a password, which a variable gives."""
    key = _KEYS / "locked.key"
    done = _run("build", page, "--store", tmp_path / "b.db", "--sign-key", key, POHGRAPH_SIGN_PASSWORD="a password")
    assert done.exit_code == 0, done.stderr
    files = [signature_path(_manifest(store)).read_bytes() for store in (signed, tmp_path / "b.db")]
    assert files[0] == files[1]


@pytest.mark.parametrize("moment", ["abc", "\N{ARABIC-INDIC DIGIT THREE}"])
def test_a_time_that_is_no_number_stops_an_export(moment: str, signed: Path, tmp_path: Path) -> None:
    """Before anything is written: no file is left without its manifest, and no manifest without its signature."""
    words = ("export", "nq", "--store", signed, "-o", tmp_path / "a.nq", "--sign-key", _KEYS / "open.key")
    done = _run(*words, SOURCE_DATE_EPOCH=moment)
    assert done.exit_code == 1
    assert "is not a number of seconds since 1970" in str(done.exception)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({}, "locked.key: has a password: put it into $POHGRAPH_SIGN_PASSWORD, or run this on a terminal"),
        ({"POHGRAPH_SIGN_PASSWORD": "no"}, "locked.key: cannot be opened: wrong password for that key"),
    ],
    ids=["none", "wrong"],
)
@pytest.mark.parametrize("command", ["build", "merge"])
def test_without_the_password_nothing_is_built(
    command: str, environment: dict[str, str], says: str, page: Path, signed: Path, tmp_path: Path
) -> None:
    """The key is opened before any work is done."""
    source = page if command == "build" else signed
    done = _run(command, source, "--store", tmp_path / "c.db", "--sign-key", _KEYS / "locked.key", **environment)
    assert done.exit_code == 1
    assert says in str(done.exception)
    assert not (tmp_path / "c.db").exists()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("removed", "signature missing: manifest.json is not signed: there is no manifest.json.minisig"),
        ("unsigned build", "signature missing: manifest.json is not signed"),
        ("stale", "signature wrong: manifest.json.minisig is not that of this manifest.json"),
        ("manifest", "signature wrong: manifest.json.minisig is not that of this manifest.json"),
        ("no manifest", f"signature missing: there is no manifest.json that could be signed with the key {_ID}"),
        ("damaged", "signature wrong: manifest.json.minisig is no signature of minisign"),
    ],
)
def test_a_signature_that_is_not_that_of_the_store_is_a_fault(
    change: str, says: str, page: Path, signed: Path, tmp_path: Path
) -> None:
    """One that is missing, stale or damaged, or whose manifest was changed."""
    store = Path(shutil.copytree(signed, tmp_path / "a.db"))
    file = _manifest(store)
    signature = signature_path(file).read_bytes()
    if change == "removed":
        signature_path(file).unlink()
    elif change in {"unsigned build", "stale"}:
        page = Path(shutil.copy(page, tmp_path))
        page.write_text(_PAGE.replace("scoliosis", "hearing loss"), encoding="utf-8")
        assert _run("build", page, "--store", store).exit_code == 0
        if change == "stale":
            signature_path(_manifest(store)).write_bytes(signature)
    elif change == "manifest":
        file.write_text(file.read_text("utf-8") + "\n", encoding="utf-8")
    elif change == "no manifest":
        file.unlink()
    else:
        signature_path(file).write_bytes(signature[:80])
    done = _run("check", "--store", store, "--fast", "--public-key", _PUBLIC)
    assert done.exit_code == 1
    assert says in done.stdout
    if change == "stale":
        assert "the signature says that it is of the manifest of " in done.stdout


def test_another_key_is_a_fault(signed: Path) -> None:
    """Both keys are named."""
    done = _run("check", "--store", signed, "--fast", "--public-key", _OTHER)
    assert done.exit_code == 1
    assert f"signature wrong: manifest.json is signed with the key {_ID}, not with F22EF6942583CFA7" in done.stdout


def test_what_is_no_public_key_is_wrong_usage(signed: Path) -> None:
    """Nothing is checked then."""
    done = _run("check", "--store", signed, "--public-key", "RWQ")
    assert done.exit_code == 2
    assert "RWQ: is neither a public key of minisign nor a file with one" in done.stderr


def test_a_merged_graph_is_signed(signed: Path, tmp_path: Path) -> None:
    """By the key that the merge was given, whoever signed its parts."""
    done = _run("merge", signed, "--store", tmp_path / "m.db", "--sign-key", _KEYS / "open.key")
    assert done.exit_code == 0, done.stderr
    assert _run("check", "--store", tmp_path / "m.db", "--public-key", _PUBLIC).exit_code == 0


def test_a_graph_that_was_changed_is_found_though_its_signature_is_good(signed: Path, tmp_path: Path) -> None:
    """The signature is that of the manifest, and the manifest tells of the graph."""
    store = Path(shutil.copytree(signed, tmp_path / "a.db"))
    graph = Store(_manifest(store).parent / "graph")
    graph.update("INSERT DATA { <urn:a> <urn:b> <urn:c> }")
    graph.flush()
    del graph
    seal(_manifest(store).parent)
    done = _run("check", "--store", store, "--fast", "--public-key", _PUBLIC)
    assert done.exit_code == 1
    assert "digest: graph altered: default graph" in done.stdout
    assert f"manifest.json is signed with the key {_ID}" in done.stderr
