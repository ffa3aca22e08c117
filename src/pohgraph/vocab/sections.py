"""The compiled lexicon on disk: a file for each section, read when it is needed. A damaged one is never unpacked."""

import gc
import hashlib
import marshal
import tempfile
from pathlib import Path
from typing import Any, BinaryIO

from pohgraph.errors import VocabularyError

SECTIONS = {
    "hpo": ("terms", "replaced"),
    "phenotypes": ("phenotypes",),
    "diseases": ("diseases", "disease_labels"),
    "words": ("words",),
    "grounding": ("disease_words", "series", "profiles", "gene_diseases"),
    "genes": ("genes", "gene_names"),
    "mappings": ("mappings", "sources"),
}
_MAGIC = b"pohgraph lexicon 5\n"
_DIGEST = 16  # bytes of a section's digest that are kept


def write_sections(tables: dict[str, Any], folder: Path) -> None:
    """Write all tables of a lexicon; `SECTIONS` says where each goes."""
    for section, names in SECTIONS.items():
        payload = marshal.dumps({name: tables[name] for name in names})
        # Written aside and renamed, so that two processes compiling at once both end with a whole file.
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
            file.write(_MAGIC + _digest(payload) + payload)
        Path(file.name).replace(_path(folder, section))


def has_sections(folder: Path) -> bool:
    """Whether every section is there, of this version."""
    try:
        for section in SECTIONS:
            with _path(folder, section).open("rb") as file:
                _read_digest(file)
    except (OSError, VocabularyError):
        return False
    return True


def read_section(folder: Path, section: str) -> dict[str, Any]:
    """The tables of a section.

    Raises:
        VocabularyError: it is missing, damaged or of another version.
    """
    path = _path(folder, section)
    try:
        with path.open("rb") as file:
            digest = _read_digest(file)
            payload = file.read()
    except OSError as error:
        raise VocabularyError(path=str(path), reason=error.strerror or str(error)) from None
    # marshal trusts its input, so nothing that is not byte for byte what was written reaches it.
    if _digest(payload) != digest:
        raise VocabularyError(path=str(path), reason="damaged lexicon cache: delete the file, it is made again")
    return _unmarshalled(payload)


def _path(folder: Path, section: str) -> Path:
    return folder / f"{section}.bin"


def _read_digest(file: BinaryIO) -> bytes:
    head = file.read(len(_MAGIC) + _DIGEST)
    if not head.startswith(_MAGIC) or len(head) != len(_MAGIC) + _DIGEST:
        raise VocabularyError(path=file.name, reason="not a lexicon of this version: delete the file")
    return head[len(_MAGIC) :]


def _digest(payload: bytes) -> bytes:
    # Processors have instructions for SHA-256, so it is the fastest that is always there.
    return hashlib.sha256(payload).digest()[:_DIGEST]


def _unmarshalled(payload: bytes) -> dict[str, Any]:
    # Looking for garbage after every few hundred of these hundred thousands of tuples would take twice the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        tables: dict[str, Any] = marshal.loads(payload)  # noqa: S302 - the digest before has vouched for it
    finally:
        if collecting:
            gc.enable()
    return tables
