"""The seal of a finished graph: how many quads it has and what its files are, so that damage shows when it is opened.

The engine takes a short list of files for a smaller graph, and counts or sorts what it cannot read without an end.
"""

import json
import re
import zlib
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Store

from pohgraph.errors import StoreError

_FILE = "seal.json"
_CHUNK = 1 << 20  # bytes read at once
_AT_ONCE = 64 << 20  # bytes that are compared whenever a graph is opened: some hundredths of a second
_KEPT = re.compile(r"CURRENT|MANIFEST-\d+|\d+\.(sst|log)")  # the engine's files that a reader needs
_NAMED = re.compile(r"(?:(?: in|sstable:|reading:|read:) (.+?)[/\\])?graph[/\\](\d+\.\w+|MANIFEST-\d+|CURRENT)")
_REBUILD = "run `pohgraph build` again"


class _Sealed(NamedTuple):
    """What a file was: its size in bytes, and its CRC-32."""

    size: int
    checksum: int


def seal(folder: Path) -> None:
    """Write down what a finished graph is; `folder` is its generation, and nobody has it open for writing.

    Raises:
        OSError: it cannot be read or written.
        RuntimeError: it is damaged already.
    """
    count = len(Store.read_only(str(folder / "graph")))
    files = {path.name: [path.stat().st_size, _checksum(path)] for path in _files(folder)}
    (folder / _FILE).write_text(json.dumps({"quads": count, "files": files}), encoding="utf-8")


def open_sealed(folder: Path, *, wholly: bool = False, is_strict: bool = False) -> Store:
    """The engine's store of a generation, for reading. A graph of an earlier version has no seal and is taken as it is.

    Sizes of files are compared always, and their bytes where there are few, or `wholly` asks for it. `is_strict` takes no graph
    without a seal, and none that another program has opened for writing.

    Raises:
        StoreError: it is missing or damaged.
    """
    directory = folder.parent
    sealed = _sealed(folder)
    changed = _changed(folder, sealed[1], wholly=wholly) if sealed else ""
    if is_strict and not sealed:
        raise StoreError(directory, "has no seal")
    if changed and (
        is_strict
        or changed.endswith(".sst")
        or _is_list_there(folder, changed)
        or _is_no_file(folder / "graph" / changed)
    ):
        raise StoreError(directory, _damage(folder, changed, "it is not as the build left it"))
    try:
        store = Store.read_only(str(folder / "graph"))
        # Another program that opened the graph for writing leaves a new list of the same quads.
        count = len(store) if sealed and changed else None
    except (OSError, RuntimeError, ValueError) as error:
        raise StoreError(directory, _damage(folder, _blamed(error) or changed, _reason(error))) from error
    if sealed and count is not None and count != sealed[0]:
        reason = f"the graph has {count:,} of its {sealed[0]:,} quads"
        raise StoreError(directory, _damage(folder, changed, reason))
    return store


def damage_met(error: Exception) -> StoreError | None:
    """What an error of the engine says about the files of a graph; None where it is about something else."""
    named = _NAMED.search(str(error))
    if not isinstance(error, OSError | RuntimeError) or not named or not named[1]:
        return None
    if not str(error).startswith(("Corruption", "IO error")):
        return None
    folder = Path(named[1])
    return StoreError(folder.parent, _damage(folder, named[2], _reason(error)))


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / "graph").iterdir() if _KEPT.fullmatch(path.name))


def _checksum(path: Path) -> int:
    checksum = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            checksum = zlib.crc32(chunk, checksum)
    return checksum


def _sealed(folder: Path) -> tuple[int, dict[str, _Sealed]] | None:
    path = folder / _FILE
    if _is_no_file(path):
        raise StoreError(folder.parent, f"damaged: {folder.name}/{_FILE} is no file; {_REBUILD}")
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return int(found["quads"]), {str(name): _Sealed(*map(int, told)) for name, told in found["files"].items()}
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(folder.parent, f"cannot be read: {path.name}: {error.strerror or error}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(folder.parent, f"damaged: {folder.name}/{_FILE} is no seal; {_REBUILD}") from error


def _changed(folder: Path, files: dict[str, _Sealed], *, wholly: bool) -> str:
    """The first file that is not what it was, those of data before their lists; "" where all are."""
    few = wholly or sum(told.size for told in files.values()) <= _AT_ONCE
    for name, told in sorted(files.items()):
        path = folder / "graph" / name
        try:
            is_same = path.stat().st_size == told.size
            if is_same and (few or not name.endswith(".sst")):
                is_same = _checksum(path) == told.checksum
        except OSError:
            is_same = False
        if not is_same:
            return name
    return ""


def _is_list_there(folder: Path, name: str) -> bool:
    """Whether a list of files is there and is another: a program that makes a new one takes the old one away."""
    return name.startswith("MANIFEST") and (folder / "graph" / name).exists()


def _is_no_file(path: Path) -> bool:
    """Whether a pipe, a folder or a device is in its place: the engine would wait for it."""
    return path.exists() and not path.is_file()


def _blamed(error: Exception) -> str:
    named = _NAMED.search(str(error))
    return named[2] if named else ""


def _damage(folder: Path, file: str, reason: str) -> str:
    place = f"{folder.name}/graph/{file}" if file else f"{folder.name}/graph"
    return f"damaged: {place}: {reason}; {_REBUILD}"


def _reason(error: Exception) -> str:
    """The engine's reason without its paths and numbers."""
    text = re.sub(r"^((Corruption|IO error|Invalid argument): ?)+", "", str(error))
    if "No such file" in text:
        return "it is missing"
    said = re.split(r" *[:=(]|  | in \S*graph", text)[0].strip()
    if said[1:2].islower():
        said = f"{said[:1].lower()}{said[1:]}"
    return said or type(error).__name__
