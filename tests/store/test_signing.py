"""Signatures are those of minisign: what its tool wrote is verified, what is written here the tool verifies, byte for byte."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.needs import need_minisign

from pohgraph.errors import MissingLibraryError, SignatureError
from pohgraph.store.signing import Signer, Verdict, open_public_key, open_secret_key, signature_path

# Made by minisign 0.11 for these tests alone; `locked.key` is `open.key` with a password.
_KEYS = Path(__file__).parent / "keys"
_PUBLIC = (_KEYS / "open.pub").read_text(encoding="ascii").splitlines()[1]
_ID, _PASSWORD = "1DE15F45AEF76ADE", "a password"


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """A copy of the file that the tool signed, without its signature."""
    return Path(shutil.copy(_KEYS / "words.txt", tmp_path))


def _signer(name: str = "open.key") -> Signer:
    return open_secret_key(_KEYS / name, lambda: _PASSWORD)


def test_a_signature_of_the_tool_is_verified() -> None:
    """The key is told by its number, and what it covers by the trusted comment."""
    found = open_public_key(str(_KEYS / "open.pub")).verify(_KEYS / "words.txt")
    assert (found.verdict, found.key, found.covers) == (Verdict.GOOD, _ID, "what it covers")


@pytest.mark.parametrize("key", ["open.key", "locked.key"])
def test_signatures_are_those_of_the_tool(key: str, words: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same key, bytes and words give the same signature, whoever signs and whenever."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    signed = _signer(key).sign(words, "what it covers")
    assert signed.read_bytes() == (_KEYS / "words.txt.minisig").read_bytes()


def test_a_time_stands_in_it_only_where_it_is_given(words: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The variable of reproducible builds gives it."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1763769600")
    _signer().sign(words, "words")
    assert open_public_key(_PUBLIC).verify(words).covers == "timestamp:1763769600\twords"


@pytest.mark.parametrize("moment", ["yesterday", "\N{ARABIC-INDIC DIGIT THREE}", "-1", "1.5"])
def test_a_time_that_is_no_number_is_told_when_the_key_is_opened(moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """So nothing is written that would lack its signature."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
    with pytest.raises(SignatureError, match="is not a number of seconds since 1970"):
        _signer()


def test_words_that_no_signature_can_have_are_told(words: Path) -> None:
    """A second line, or one that is too long."""
    for covers in ("two\nlines", "long" * 10_000):
        with pytest.raises(SignatureError, match=r"words\.txt: cannot be signed: "):
            _signer().sign(words, covers)
    assert not signature_path(words).exists()


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ("no signature", Verdict.MISSING),
        ("another file", Verdict.WRONG),
        ("comment", Verdict.WRONG),
        ("signature", Verdict.WRONG),
        ("cut off", Verdict.DAMAGED),
        ("no base64", Verdict.DAMAGED),
        ("pipe", Verdict.DAMAGED),
        ("folder", Verdict.DAMAGED),
    ],
)
def test_what_was_changed_is_no_good(change: str, verdict: Verdict, words: Path) -> None:
    """The bytes, the trusted comment and the signature belong together."""
    path = _signer().sign(words, "what it covers")
    lines = path.read_text(encoding="ascii").splitlines()
    if change in {"no signature", "pipe", "folder"}:
        path.unlink()
        {"pipe": os.mkfifo, "folder": os.mkdir}.get(change, str)(path)
    elif change == "another file":
        words.write_bytes(words.read_bytes() + b".")
    elif change == "comment":
        path.write_text("\n".join((*lines[:2], "trusted comment: all of it", lines[3])), encoding="ascii")
    elif change == "signature":
        middle = lines[1][:50] + ("A" if lines[1][50] != "A" else "B") + lines[1][51:]
        path.write_text("\n".join((lines[0], middle, *lines[2:])), encoding="ascii")
    elif change == "cut off":
        path.write_text("\n".join(lines[:3]), encoding="ascii")
    else:
        path.write_text("\n".join((lines[0], "RUT*", *lines[2:])), encoding="ascii")
    assert open_public_key(_PUBLIC).verify(words).verdict is verdict


def test_another_key_is_told_by_its_number(words: Path, tmp_path: Path) -> None:
    """A signature that somebody else made is not taken for a changed one."""
    import minisign  # noqa: PLC0415 - the library itself makes another pair

    pair = minisign.KeyPair.generate()
    _signer().sign(words, "words")
    (tmp_path / "other.pub").write_bytes(bytes(pair.public_key))
    found = open_public_key(str(tmp_path / "other.pub")).verify(words)
    assert (found.verdict, found.key) == (Verdict.OTHER_KEY, _ID)


@pytest.mark.parametrize(
    ("name", "says"),
    [("open.pub", "is no secret key of minisign"), ("words.txt", "is no secret key"), ("none.key", "No such file")],
)
def test_what_is_no_secret_key_is_told(name: str, says: str) -> None:
    """The message names the file."""
    with pytest.raises(SignatureError, match=rf"{name}: {says}"):
        open_secret_key(_KEYS / name, lambda: "")


def test_a_wrong_password_is_told() -> None:
    """The key stays closed."""
    with pytest.raises(SignatureError, match=r"locked\.key: cannot be opened: wrong password"):
        open_secret_key(_KEYS / "locked.key", lambda: "another")


@pytest.mark.parametrize("text", ["RWQ", "", str(_KEYS / "open.key"), "there is none.pub"])
def test_what_is_no_public_key_is_told(text: str) -> None:
    """Neither a file nor a key, or the file of something else."""
    with pytest.raises(SignatureError, match="neither a public key of minisign nor a file"):
        open_public_key(text)


def test_the_library_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what to install."""
    monkeypatch.setitem(sys.modules, "minisign", None)
    with pytest.raises(MissingLibraryError, match=r"pip install 'pohgraph\[sign\]'"):
        open_public_key(_PUBLIC)


def test_the_tool_verifies_what_is_signed_here(words: Path) -> None:
    """It prints the trusted comment, which it has verified as well."""
    tool = need_minisign()
    _signer("locked.key").sign(words, "words of a manifest\tdigest:0")
    done = _run(tool, "-V", "-p", str(_KEYS / "open.pub"), "-m", str(words))
    assert done.returncode == 0, done.stderr
    assert "Trusted comment: words of a manifest\tdigest:0" in done.stdout
    words.write_text("other words", encoding="ascii")
    assert _run(tool, "-V", "-P", _PUBLIC, "-m", str(words)).returncode == 1


@pytest.mark.parametrize(
    ("password", "form"),
    [("", ()), ("", ("-l",)), ("pass words", ())],  # a password takes the tool and us seconds each time
    ids=["hashed", "legacy", "password"],
)
def test_keys_and_signatures_of_the_tool_are_read(
    password: str, form: tuple[str, ...], words: Path, tmp_path: Path
) -> None:
    """New keys, with and without a password, and both forms of signatures."""
    tool = need_minisign()
    secret, public = str(tmp_path / "a.key"), str(tmp_path / "a.pub")
    made = _run(tool, "-G", "-s", secret, "-p", public, *(() if password else ("-W",)), said=f"{password}\n" * 2)
    assert made.returncode == 0, made.stderr
    signed = _run(tool, "-S", *form, "-s", secret, "-m", str(words), "-t", "by the tool", said=f"{password}\n")
    assert signed.returncode == 0, signed.stderr
    key = open_public_key(public)
    assert key.verify(words).covers == "by the tool"
    assert key.id in Path(public).read_text(encoding="ascii").splitlines()[0]
    open_secret_key(Path(secret), lambda: password).sign(words, "by the library")
    assert key.verify(words).verdict is Verdict.GOOD
    assert _run(tool, "-V", "-p", public, "-m", str(words)).returncode == 0
    assert signature_path(words).name == "words.txt.minisig"


def _run(*command: str, said: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, input=said, capture_output=True, text=True, check=False)
