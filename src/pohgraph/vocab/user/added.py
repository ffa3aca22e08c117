"""Adds files to the user's vocabularies, and takes them off again; each is checked and copied first."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pohgraph.errors import VocabularyError
from pohgraph.vocab.user.kinds import KINDS, Summary, detect_kind, get_kind
from pohgraph.vocab.user.manifest import AddedVocabulary, changing, sha256_of

SHORT = 12  # hexadecimal digits of a SHA-256 that name a file
_SUFFIXES = (".sssom.tsv", ".obo", ".json", ".xml", ".hpoa", ".txt", ".tsv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """What adding one file did: `new` is false where its very bytes were there already."""

    vocabulary: AddedVocabulary
    summary: Summary
    new: bool


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
    with changing() as listed:
        known = {v.sha256: v for v in listed}
        for addition, source in checked:
            vocabulary = addition.vocabulary
            _copy(source, vocabulary)
            listed[:] = [v for v in listed if v.identity != vocabulary.identity]
            listed.append(vocabulary)
    return tuple(replace(addition, new=addition.vocabulary.sha256 not in known) for addition, _ in checked)


def remove(what: str) -> tuple[AddedVocabulary, ...]:
    """Take vocabularies off the list: all of a kind, or the one whose SHA-256 begins with `what`.

    Raises:
        VocabularyError: none of the added ones is meant, or several are.
    """
    with changing() as listed:
        gone = [v for v in listed if v.kind == what or (len(what) >= 4 and v.sha256.startswith(what.lower()))]  # noqa: PLR2004 - fewer digits are a slip
        if not gone:
            raise VocabularyError(path=what, reason="no added vocabulary has this kind or a SHA-256 that starts so")
        if what not in KINDS and len(gone) > 1:
            raise VocabularyError(path=what, reason=f"{len(gone)} added vocabularies have a SHA-256 that starts so")
        listed[:] = [v for v in listed if v not in gone]
    return tuple(gone)


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
        twin = seen.setdefault(vocabulary.identity, vocabulary)
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
