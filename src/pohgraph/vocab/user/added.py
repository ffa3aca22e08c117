"""The vocabularies a user has added: files in the user's data folder, and the manifest that says which count.

- `vocabularies/manifest.json` lists them; it is replaced in one step, so that files are added together or not at all
- `vocabularies/<kind>/<start of the SHA-256>-<name>` is a file's copy
"""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from pohgraph.errors import VocabularyError
from pohgraph.resources import data_folder
from pohgraph.vocab.user.kinds import KINDS, Summary, detect_kind, get_kind

SHORT = 12  # hexadecimal digits of a SHA-256 that name a file
_FORMAT = 1
_SUFFIXES = (".sssom.tsv", ".obo", ".json", ".xml", ".hpoa", ".txt", ".tsv")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedVocabulary:
    """One added file: `name` is the base name it was added under, `file` its copy below the folder of vocabularies.

    `tag` is what the server it was fetched from calls this version of it, where it was fetched.
    """

    kind: str
    name: str
    title: str
    version: str
    license: str
    iri: str
    sha256: str
    file: str
    tag: str = ""

    @property
    def path(self) -> Path:
        """Where the copy lies."""
        return vocabulary_folder() / self.file

    @property
    def _identity(self) -> tuple[str, str]:
        return self.kind, self.iri or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """What adding one file did: `new` is false where its very bytes were there already."""

    vocabulary: AddedVocabulary
    summary: Summary
    new: bool


def vocabulary_folder() -> Path:
    """Where the added files are kept."""
    return data_folder() / "vocabularies"


def added_vocabularies() -> tuple[AddedVocabulary, ...]:
    """The added vocabularies, by kind and name.

    Raises:
        VocabularyError: the manifest is damaged.
    """
    path = vocabulary_folder() / "manifest.json"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        found = [AddedVocabulary(**entry) for entry in content["vocabularies"]]
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise VocabularyError(path=str(path), reason=(error.strerror or str(error)).lower()) from None
    except (ValueError, KeyError, TypeError) as error:
        reason = f"damaged: {error}; delete it and add the vocabularies again"
        raise VocabularyError(path=str(path), reason=reason) from None
    order = list(KINDS)
    return tuple(sorted((v for v in found if v.kind in KINDS), key=lambda v: (order.index(v.kind), v.name, v.sha256)))


def add_files(paths: Sequence[Path], kind: str | None = None, tag: str = "") -> tuple[Addition, ...]:
    """Check files, copy them and list them; a folder stands for the files in it. All are added, or none.

    A file that is a vocabulary already there, by its IRI, takes its place. Without `kind`, each file's content says it.

    Raises:
        VocabularyError: a file is missing, malformed or of another kind; or the data folder cannot be written.
    """
    if kind is not None:
        get_kind(kind)
    checked = [_checked(path, kind, tag) for path in _files(paths)]
    _refuse_twins([addition.vocabulary for addition, _ in checked])
    with _changing() as listed:
        known = {v.sha256: v for v in listed}
        for addition, source in checked:
            vocabulary = addition.vocabulary
            _copy(source, vocabulary)
            listed[:] = [v for v in listed if v._identity != vocabulary._identity]  # noqa: SLF001 - the same class
            listed.append(vocabulary)
    return tuple(replace(addition, new=addition.vocabulary.sha256 not in known) for addition, _ in checked)


def remove(what: str) -> tuple[AddedVocabulary, ...]:
    """Take vocabularies off the list: all of a kind, or the one whose SHA-256 begins with `what`.

    Raises:
        VocabularyError: none of the added ones is meant, or several are.
    """
    with _changing() as listed:
        gone = [v for v in listed if v.kind == what or (len(what) >= 4 and v.sha256.startswith(what.lower()))]  # noqa: PLR2004 - fewer digits are a slip
        if not gone:
            raise VocabularyError(path=what, reason="no added vocabulary has this kind or a SHA-256 that starts so")
        if what not in KINDS and len(gone) > 1:
            raise VocabularyError(path=what, reason=f"{len(gone)} added vocabularies have a SHA-256 that starts so")
        listed[:] = [v for v in listed if v not in gone]
    return tuple(gone)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal.

    Raises:
        VocabularyError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise VocabularyError(path=str(path), reason=(error.strerror or str(error)).lower()) from None


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        found = sorted(p for p in path.iterdir() if p.name.endswith(_SUFFIXES) and p.is_file())
        if not found:
            raise VocabularyError(path=str(path), reason=f"the folder holds no vocabulary ({' '.join(_SUFFIXES)})")
        yield from found


def _checked(path: Path, kind: str | None, tag: str) -> tuple[Addition, Path]:
    seen = detect_kind(path)
    if kind is None and seen is None:
        reason = f"unknown kind of vocabulary: name its kind ({', '.join(KINDS)}) to see what is wrong with it"
        raise VocabularyError(path=str(path), reason=reason)
    if kind and seen and seen != kind and (kind, seen) not in {("sssom", "mondo"), ("mondo", "sssom")}:
        raise VocabularyError(path=str(path), reason=f"this is {seen}, not {kind}")
    chosen = kind or seen or ""
    digest = sha256_of(path)
    summary = get_kind(chosen).read(path)
    vocabulary = AddedVocabulary(
        kind=chosen,
        name=path.name,
        title=summary.title,
        version=summary.version,
        license=summary.license,
        iri=summary.iri,
        sha256=digest,
        file=f"{chosen}/{digest[:SHORT]}-{path.name}",
        tag=tag,
    )
    return Addition(vocabulary=vocabulary, summary=summary, new=True), path


def _refuse_twins(vocabularies: Sequence[AddedVocabulary]) -> None:
    seen: dict[tuple[str, str], AddedVocabulary] = {}
    for vocabulary in vocabularies:
        twin = seen.setdefault(vocabulary._identity, vocabulary)  # noqa: SLF001 - the same class
        if twin is not vocabulary:
            reason = f"the same vocabulary as {twin.name}: add one of them"
            raise VocabularyError(path=vocabulary.name, reason=reason)


def _copy(source: Path, vocabulary: AddedVocabulary) -> None:
    target = vocabulary.path
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists() and sha256_of(target) == vocabulary.sha256:
        return
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as aside:
        try:
            with source.open("rb") as file:
                shutil.copyfileobj(file, aside, 1 << 20)
            aside.close()
            if sha256_of(Path(aside.name)) != vocabulary.sha256:
                raise VocabularyError(path=str(source), reason="changed while it was being read: add it again")
            Path(aside.name).replace(target)
        finally:
            Path(aside.name).unlink(missing_ok=True)


@contextmanager
def _changing() -> Iterator[list[AddedVocabulary]]:
    """The list of vocabularies, to be changed in place; what is no longer listed is deleted afterwards."""
    from filelock import FileLock  # noqa: PLC0415 - whoever only reads the list needs no lock

    folder = vocabulary_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / "lock"):
            before = added_vocabularies()
            listed = list(before)
            yield listed
            _write_manifest(folder, listed)
            kept = {v.file for v in listed}
            for vocabulary in before:
                if vocabulary.file not in kept:
                    vocabulary.path.unlink(missing_ok=True)
    except OSError as error:
        raise VocabularyError(path=str(error.filename or folder), reason=error.strerror or str(error)) from None


def _write_manifest(folder: Path, listed: Sequence[AddedVocabulary]) -> None:
    content = {"format": _FORMAT, "vocabularies": [asdict(v) for v in listed]}
    with tempfile.NamedTemporaryFile("w", dir=folder, delete=False, encoding="utf-8") as aside:
        json.dump(content, aside, indent=1, ensure_ascii=False)
    Path(aside.name).replace(folder / "manifest.json")
