"""What a killed process leaves on disk: unfinished files and folders are held while somebody makes them, and swept when nobody does.

The system lets go of what a process held, however it ended.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows takes away no file that is open
    fcntl = None  # type: ignore[assignment]

_YOUNG = 60  # seconds in which a thing may have been made and is not held yet


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Keep an unfinished file or folder from being swept, as long as the block runs or a fork of it holds on."""
    handle = _locked(path)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def sweep(folder: Path, pattern: str) -> None:
    """Remove the unfinished files and folders of that name pattern which nobody makes any more.

    What is not ours, or cannot be told to be left, stays.
    """
    with suppress(OSError):
        for path in folder.glob(pattern):
            with suppress(OSError):
                _sweep(path)


@contextmanager
def scratch_folder(purpose: str) -> Iterator[Path]:
    """A folder under the system's folder for such, gone after the block; those of killed processes go as well.

    Raises:
        OSError: it cannot be made.
    """
    prefix = f"pohgraph-{purpose}-"
    sweep(Path(tempfile.gettempdir()), f"{prefix}*")
    path = Path(tempfile.mkdtemp(prefix=prefix))
    try:
        with held(path):
            yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def _sweep(path: Path) -> None:
    status = path.lstat()
    is_ours = not hasattr(os, "geteuid") or status.st_uid == os.geteuid()
    if path.is_symlink() or not is_ours or time.time() - status.st_mtime < _YOUNG:
        return
    handle = _locked(path)
    if handle is None and fcntl is not None:
        return
    try:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    finally:
        if handle is not None:
            os.close(handle)


def _locked(path: Path) -> int | None:
    """A handle that holds a file or folder; None where another process does, or none can."""
    if fcntl is None:
        return None
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle
