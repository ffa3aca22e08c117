"""The layout of a store on disk: generations built aside, one pointer that names the live one, one lock for writers.

- `DIR/pohgraph.lock` marks the directory as ours
- `DIR/writer.lock` is held by the build that writes
- `DIR/current` names the live generation, and is replaced in one step
- `DIR/<generation>/graph/` is the RDF store
- `DIR/<generation>/sources/` has the bytes of each page, named by their SHA-256
- `DIR/<generation>/report.json` is what the build found
- `DIR/<generation>/manifest.json` has the digest of each graph, and says by what program and vocabularies the pages were read
- `DIR/<generation>/manifest.json.minisig` is its signature, where the build was given a key
- `DIR/<generation>/seal.json` is how many quads it wrote, and which files
- `DIR/<generation>/basis/` is what the next build of nearly the same pages starts from
- `DIR/<generation>/void-VERSION.ttl` is what `pohgraph serve` of that version counted
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pohgraph.errors import StoreError

_MARK = "pohgraph.lock"
_LOCK = "writer.lock"  # not the mark: on some systems a lock file goes with its lock
_POINTER = "current"
_STEM = "generation-"
_failed: dict[Path, int] = {}  # the newest number that failed here: while its error is kept the engine locks its path
_FULL = tuple(
    map(os.strerror, (errno.ENOSPC, errno.EFBIG, errno.EDQUOT))
)  # the engine gives no number, but these words


def live_generation(directory: Path) -> Path:
    """The folder of the graph that readers open.

    Raises:
        StoreError: there is none.
    """
    if (directory / _POINTER).exists() and not (directory / _POINTER).is_file():
        raise StoreError(directory, f"damaged: {_POINTER} is no file; remove it, and run `pohgraph build` again")
    try:
        name = (directory / _POINTER).read_text(encoding="ascii").strip()
    except (FileNotFoundError, NotADirectoryError):
        raise StoreError(directory, "no store there: run `pohgraph build`") from None
    except UnicodeDecodeError:
        raise StoreError(directory, f"damaged: {_POINTER} names no graph; run `pohgraph build` again") from None
    except OSError as error:
        raise StoreError(directory, _reason(error)) from error
    if _number(name) is None or not (directory / name).is_dir():
        raise StoreError(directory, f"damaged: its graph {name!r} is missing; run `pohgraph build` again")
    return directory / name


def is_store(path: Path) -> bool:
    """Whether a directory is marked as a store, however sound it is."""
    return (path / _MARK).is_file()


@contextmanager
def new_generation(directory: Path) -> Iterator[Path]:
    """Give an empty folder to fill; when the block ends well it goes live, else it is removed and nothing changes.

    The generation that was live before stays until the next build, for readers that have it open. Where the block itself removes
    the folder, the live one stays.

    Raises:
        StoreError: the directory is not ours, another build writes there, or the disk refuses.
    """
    from shutil import rmtree  # noqa: PLC0415 - whoever only reads takes nothing away; who fails may be able to open no more files

    try:
        _claim(directory)
        with _locked(directory):
            before = _live_name(directory)
            if before or not (directory / _POINTER).exists():  # else one of them may be the graph that it named
                _remove_unfinished(directory, before)
            folder = directory / f"{_STEM}{_next_number(directory):06}"
            try:
                folder.mkdir()
                yield folder
                if not folder.is_dir():
                    return
                _point_to(directory, folder.name)
            except BaseException:
                if _live_name(directory) != folder.name:  # an interrupt may come just after the swap
                    _failed[directory.resolve()] = _number(folder.name) or 0
                    rmtree(folder, ignore_errors=True)
                raise
            _remove_others(directory, keep={folder.name, before})
    except OSError as error:
        raise StoreError(directory, _reason(error)) from error


def _claim(directory: Path) -> None:
    if directory.exists() and not directory.is_dir():
        raise StoreError(directory, "is a file: name a directory for the store")
    directory.mkdir(parents=True, exist_ok=True)
    if (directory / _POINTER).is_dir() and (directory / _MARK).exists():
        live_generation(directory)  # no file takes the place of a folder: that is told before the work
    if not (directory / _MARK).exists() and any(directory.iterdir()):
        raise StoreError(
            directory, "is not empty and not a pohgraph store: name another directory with --store, or empty this one"
        )
    (directory / _MARK).touch()


@contextmanager
def _locked(directory: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout  # noqa: PLC0415 - whoever only reads needs no lock

    # The system drops the lock when its holder dies, so a killed build never blocks the next.
    lock = FileLock(directory / _LOCK, blocking=False)
    try:
        lock.acquire()
    except Timeout:
        raise StoreError(directory, "another build is writing there: wait for it to end") from None
    try:
        yield
    finally:
        lock.release()


def _live_name(directory: Path) -> str:
    try:
        return live_generation(directory).name
    except StoreError:
        return ""


def _number(name: str) -> int | None:
    digits = name.removeprefix(_STEM)
    return int(digits) if name.startswith(_STEM) and digits.isdecimal() else None


def _generations(directory: Path) -> dict[str, int]:
    numbers = ((path.name, _number(path.name)) for path in directory.iterdir())
    return {name: number for name, number in numbers if number is not None}


def _next_number(directory: Path) -> int:
    return max(_failed.get(directory.resolve(), 0), *_generations(directory).values(), 0) + 1


def _point_to(directory: Path, name: str) -> None:
    aside = directory / f"{_POINTER}.new"
    with aside.open("w", encoding="ascii") as handle:
        handle.write(f"{name}\n")
        handle.flush()
        os.fsync(handle.fileno())
    aside.replace(directory / _POINTER)


def _remove(folder: Path) -> None:
    """Take away a folder, as far as that can be done."""
    from shutil import rmtree  # noqa: PLC0415 - whoever only reads takes nothing away

    rmtree(folder, ignore_errors=True)


def _remove_unfinished(directory: Path, live: str) -> None:
    """Give back the room that a killed build took: all that is newer than the live graph."""
    numbers = _generations(directory)
    newest = numbers.get(live, 0)
    for name in (name for name, number in numbers.items() if number > newest):
        _remove(directory / name)


def _remove_others(directory: Path, *, keep: set[str]) -> None:
    for name in _generations(directory).keys() - keep:
        _remove(directory / name)
    with suppress(FileNotFoundError):
        (directory / f"{_POINTER}.new").unlink()


def _reason(error: Exception) -> str:
    reason = getattr(error, "strerror", None) or str(error)
    full = next((words for words in _FULL if words in reason), "")
    return (
        f"{full}: nothing was changed; make room, or name another place: --store for the graph, $TMPDIR for the rest"
        if full
        else reason
    )
