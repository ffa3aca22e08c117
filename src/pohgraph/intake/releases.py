"""Folders that `pohgraph export release` wrote: which of their files is the graph, and of what day it is."""

import hashlib
import json
from pathlib import Path

from pohgraph.errors import ReadError

_GRAPH, _SUMS, _CRATE = "pohgraph.nq", "SHA256SUMS", "ro-crate-metadata.json"


def is_release(folder: Path) -> bool:
    """Whether a folder is a release: its graph stands in it in every format, and is read once."""
    return all((folder / name).is_file() for name in (_GRAPH, _SUMS, _CRATE))


def released_graph(folder: Path) -> Path:
    """The N-Quads of a release, which have all of its graph.

    Raises:
        ReadError: they are not as they were released.
    """
    path = folder / _GRAPH
    try:
        lines = (folder / _SUMS).read_text(encoding="utf-8").splitlines()
        with path.open("rb") as content:
            found = hashlib.file_digest(content, "sha256").hexdigest()
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(str(folder), f"a release that cannot be read: {error}") from error
    if f"{found}  {_GRAPH}" not in lines:
        raise ReadError(str(path), f"not as it was released: its hash is not that in {_SUMS}")
    return path


def release_date(folder: Path) -> str:
    """The day of a release as it says itself, or ""."""
    try:
        content = json.loads((folder / _CRATE).read_text(encoding="utf-8"))
        found = next(entity for entity in content["@graph"] if entity.get("@id") == "./")
        return str(found.get("datePublished", ""))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, StopIteration):
        return ""
