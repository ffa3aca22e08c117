"""The compiled lexicon on disk: a file for each section, read when it is needed. A damaged one is never unpacked."""

import gc
import hashlib
import marshal
import os
import struct
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from pohgraph.errors import VocabularyError
from pohgraph.leftovers import held, sweep
from pohgraph.vocab.texts import DAMAGED, PackedTexts, Part, Texts, pack_texts, parts_of

Mend = Callable[[], Path]  # makes all files again, and says in which folder
SECTIONS = {
    "hpo": ("terms", "replaced"),
    "phenotypes": ("phenotypes",),
    "diseases": ("diseases", "disease_labels"),
    "words": ("words",),
    "grounding": ("disease_words", "series", "profiles", "gene_diseases"),
    "genes": ("genes", "gene_names", "gene_words", "gene_labels"),
    "mappings": ("mappings", "sources"),
}
_MAGIC = b"pohgraph lexicon 12\n"
_DIGEST = 16  # bytes of the digest of a section's head
_SIZE = struct.Struct("<QQ")  # of all that follows the digest, and of the head, which is first
_UNFINISHED = "unfinished-"
_LARGE = 1 << 20  # code points of a table's strings; one of more is not read whole
_MANY = 1 << 13  # keys of a table; nor is one of more
_NESTED = 16  # tables in one; what has more entries is no table of tables
_TEXTS = "texts"  # begins what stands for such a table in the head


def write_sections(tables: dict[str, Any], folder: Path) -> None:
    """Write all tables of a lexicon; `SECTIONS` says where each goes.

    A file has a head with all tables but the large ones of strings; these follow it, to be read piece by piece.
    """
    sweep(folder, f"{_UNFINISHED}*")
    for section, names in SECTIONS.items():
        body: list[bytes] = []
        head = marshal.dumps(_without_texts({name: tables[name] for name in names}, body))
        # Written aside and renamed, so that two processes compiling at once both end with a whole file.
        with tempfile.NamedTemporaryFile(dir=folder, prefix=_UNFINISHED, delete=False) as file, held(Path(file.name)):
            try:
                whole = len(head) + sum(map(len, body))
                file.write(_MAGIC + _SIZE.pack(whole, len(head)) + _digest(head) + head)
                file.writelines(body)
                file.close()
                Path(file.name).replace(_path(folder, section))
            finally:
                Path(file.name).unlink(missing_ok=True)


def has_sections(folder: Path) -> bool:
    """Whether every section is there, of this version."""
    try:
        for section in SECTIONS:
            with _path(folder, section).open("rb") as file:
                _read_opening(file)
    except (OSError, VocabularyError):
        return False
    return True


def read_section(folder: Path, section: str, mend: Mend | None = None) -> dict[str, Any]:
    """The tables of a section. `mend` makes the files again where strings turn out to be damaged later.

    Raises:
        VocabularyError: it is missing, damaged or of another version.
    """
    path = _path(folder, section)
    try:
        with path.open("rb") as file:
            size, digest = _read_opening(file)
            head = file.read(size)
            start = file.tell()
            part = parts_of(file)
    except OSError as error:
        raise VocabularyError(path=str(path), reason=error.strerror or str(error)) from None
    # marshal trusts its input, so nothing that is not byte for byte what was written reaches it.
    if _digest(head) != digest:
        raise VocabularyError(path=str(path), reason=DAMAGED)
    tables: dict[str, Any] = _with_texts(_unmarshalled(head), _Body(part, start, path, mend))
    return tables


def _without_texts(value: Any, body: list[bytes]) -> Any:  # noqa: ANN401 - what marshal can write
    """Tables with a place holder for each large one of strings, which goes to the body."""
    if isinstance(value, tuple):
        return tuple(_without_texts(item, body) for item in value)
    if not isinstance(value, dict):
        return value
    if len(value) <= _NESTED:
        return {key: _without_texts(item, body) for key, item in value.items()}
    if all(isinstance(item, str) for item in value.values()) and (
        len(value) >= _MANY or sum(map(len, value.values())) >= _LARGE
    ):
        packed, texts = pack_texts(value)
        start = sum(map(len, body))
        body.append(texts)
        return (_TEXTS, tuple(packed), start)
    return value


class _Body(NamedTuple):
    """What follows the head of a file: the strings of its tables."""

    part: Part
    start: int
    path: Path
    mend: Mend | None

    def texts(self, packed: PackedTexts, offset: int) -> Texts:
        """The table whose strings begin there."""
        return Texts(packed, self.part, self.start + offset, self.path, self.again())

    def again(self) -> tuple[Callable[[], Part], ...]:
        """Ways to the same strings: the file as it is by now, which another process may have made again, then a new one."""
        mend = self.mend
        if mend is None:
            return ()
        return (lambda: _opened(self.path)), (lambda: _opened(mend() / self.path.name))


def _opened(path: Path) -> Part:
    try:
        with path.open("rb") as file:
            return parts_of(file)
    except (OSError, ValueError) as error:
        raise VocabularyError(path=str(path), reason=str(error)) from None


def _with_texts(value: Any, body: _Body) -> Any:  # noqa: ANN401 - as above
    if isinstance(value, tuple):
        if value and value[0] == _TEXTS:
            return body.texts(PackedTexts(*value[1]), value[2])
        return tuple(_with_texts(item, body) for item in value)
    if isinstance(value, dict) and len(value) <= _NESTED:
        return {key: _with_texts(item, body) for key, item in value.items()}
    return value


def _path(folder: Path, section: str) -> Path:
    return folder / f"{section}.bin"


def _read_opening(file: BinaryIO) -> tuple[int, bytes]:
    """The size of the head, and its digest."""
    length = len(_MAGIC) + _SIZE.size + _DIGEST
    opening = file.read(length)
    if not opening.startswith(_MAGIC) or len(opening) != length:
        raise VocabularyError(path=file.name, reason="not a lexicon of this version: delete the file")
    whole, size = _SIZE.unpack_from(opening, len(_MAGIC))
    if os.fstat(file.fileno()).st_size != length + whole:
        raise VocabularyError(path=file.name, reason=DAMAGED)
    return size, opening[-_DIGEST:]


def _digest(payload: bytes) -> bytes:
    # Processors have instructions for SHA-256, so it is the fastest that is always there.
    return hashlib.sha256(payload).digest()[:_DIGEST]


def _unmarshalled(payload: bytes) -> Any:  # noqa: ANN401 - as above
    # Looking for garbage after every few hundred of these hundred thousands of tuples would take twice the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return marshal.loads(payload)  # noqa: S302 - the digest before has vouched for it
    finally:
        if collecting:
            gc.enable()
