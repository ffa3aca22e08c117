"""The user's cache of lexicons: one folder for each version and set of vocabularies, which goes when nobody has used it for long."""

import os
import shutil
import time
from contextlib import suppress
from pathlib import Path

from pohgraph.compiled import compiled

_DAY = 24 * 60 * 60  # seconds
_KEPT = 30 * _DAY  # after its last use
_NAME = compiled(r"[0-9a-f]{16}")


def mark_used(folder: Path) -> None:
    """Note that a lexicon is in use; where that cannot be noted, the system may know when its files were read."""
    with suppress(OSError):
        if time.time() - folder.stat().st_mtime > _DAY:
            os.utime(folder)


def forget_unused(cache: Path, used: Path) -> None:
    """Remove the lexicons of other versions and vocabularies that nobody has used for thirty days.

    Who has one open keeps what he read of it, and makes what is missing again.
    """
    with suppress(OSError):
        for folder in cache.iterdir():
            with suppress(OSError):
                _forget(folder, used)


def _forget(folder: Path, used: Path) -> None:
    if folder == used or folder.is_symlink() or not folder.is_dir():
        return
    is_left = folder.name.endswith(".old") and _NAME.fullmatch(folder.name[: -len(".old")])
    if not is_left:
        if not _NAME.fullmatch(folder.name) or time.time() - _last_use(folder) < _KEPT:
            return
        folder = folder.rename(folder.with_name(f"{folder.name}.old"))  # at once: nobody sees half of it
    shutil.rmtree(folder, ignore_errors=True)


def _last_use(folder: Path) -> float:
    read = (path.stat() for path in folder.iterdir())
    # Looking into a folder reads it, too.
    return max([folder.stat().st_mtime, *(max(status.st_mtime, status.st_atime) for status in read)])
