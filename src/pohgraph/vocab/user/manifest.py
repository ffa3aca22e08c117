"""Which vocabularies a user has added: the manifest beside their copies, in the user's data folder.

- `vocabularies/manifest.json` lists them; it is replaced in one step, so that files are added together or not at all
- `vocabularies/<kind>/<start of the SHA-256>-<name>` is a file's copy
"""

import hashlib
import json
import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from pohgraph.compiled import compiled
from pohgraph.errors import VocabularyError
from pohgraph.resources import data_folder

# In the order in which `vocab list` shows them; `kinds.py` has what each is.
KIND_NAMES = ("hpo", "hpoa", "phenotype-to-genes", "mondo", "orphadata", "hgnc", "sssom")
_FORMAT = 1
_COPY = compiled(r"[0-9a-f]{12}-.+|tmp\w{8}")  # of a file, while it is made as well


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
    def identity(self) -> tuple[str, str]:
        """What a file that takes its place has as well."""
        return self.kind, self.iri or self.name


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
    known = [vocabulary for vocabulary in found if vocabulary.kind in KIND_NAMES]
    return tuple(sorted(known, key=lambda v: (KIND_NAMES.index(v.kind), v.name, v.sha256)))


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


@contextmanager
def changing() -> Iterator[list[AddedVocabulary]]:
    """The list of vocabularies, to be changed in place; what is no longer listed is deleted afterwards.

    Raises:
        VocabularyError: the data folder cannot be written.
    """
    from filelock import FileLock  # noqa: PLC0415 - whoever only reads the list needs no lock

    folder = vocabulary_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / "lock"):
            before = added_vocabularies()
            _remove_unlisted(folder, {v.file for v in before})
            listed = list(before)
            yield listed
            _write_manifest(folder, listed)
            kept = {v.file for v in listed}
            for vocabulary in before:
                if vocabulary.file not in kept:
                    vocabulary.path.unlink(missing_ok=True)
    except OSError as error:
        raise VocabularyError(path=str(error.filename or folder), reason=error.strerror or str(error)) from None


def _remove_unlisted(folder: Path, listed: Collection[str]) -> None:
    """Take away copies that a killed process did not come to list; whoever holds the lock makes the only ones."""
    for path in folder.glob("*/*"):
        file = path.relative_to(folder).as_posix()
        if file not in listed and path.parent.name in KIND_NAMES and _COPY.fullmatch(path.name):
            path.unlink(missing_ok=True)
    for path in folder.glob("tmp????????"):
        path.unlink(missing_ok=True)


def _write_manifest(folder: Path, listed: Sequence[AddedVocabulary]) -> None:
    content = {"format": _FORMAT, "vocabularies": [asdict(v) for v in listed]}
    with tempfile.NamedTemporaryFile("w", dir=folder, delete=False, encoding="utf-8") as aside:
        json.dump(content, aside, indent=1, ensure_ascii=False)
    Path(aside.name).replace(folder / "manifest.json")
