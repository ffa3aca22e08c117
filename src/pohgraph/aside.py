"""Files and folders written aside: they appear under their names only when they are complete."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from pohgraph.errors import ExportError


@contextmanager
def files_aside(paths: Sequence[Path]) -> Iterator[list[BinaryIO]]:
    """Files to write to, which get their names when all of them are complete. A pipe or a device is written to at once.

    Raises:
        ExportError: one of them cannot be written.
    """
    with ExitStack() as stack:
        made = [_opened(path, stack) for path in paths]
        yield [out for out, _ in made]
        for (out, aside), path in zip(made, paths, strict=True):
            try:
                out.close()
                if aside != path:
                    _take_mode(aside, path)
                    aside.replace(path)
            except OSError as error:
                raise ExportError(str(path), error.strerror or str(error)) from error


@contextmanager
def folder_aside(path: Path) -> Iterator[Path]:
    """A folder to fill, which gets its name when it is complete.

    Raises:
        ExportError: it cannot be written, or `path` is a file or a folder with something in it.
    """
    try:
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise ExportError(str(path), "already exists: name a new or empty folder")
        aside = Path(tempfile.mkdtemp(dir=path.resolve().parent, prefix=f".{path.name}."))
    except OSError as error:
        raise ExportError(str(path), error.strerror or str(error)) from error
    try:
        yield aside
        _take_mode(aside, path)
        if path.exists():
            path.rmdir()
        aside.replace(path)
    except OSError as error:
        raise ExportError(str(path), error.strerror or str(error)) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _opened(path: Path, stack: ExitStack) -> tuple[BinaryIO, Path]:
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            return stack.enter_context(path.open("wb")), path
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise ExportError(str(path), error.strerror or str(error)) from error
    stack.callback(Path(name).unlink, missing_ok=True)
    return cast("BinaryIO", stack.enter_context(os.fdopen(handle, "wb"))), Path(name)


def _take_mode(aside: Path, path: Path) -> None:
    """Let what was written aside be read by whom its path says: tempfile makes what only its owner reads.

    A file that is written anew stays as closed or as open as somebody made it; a new one gets what any new one gets.
    """
    if sys.platform == "win32":
        return
    if path.is_file():
        aside.chmod(path.stat().st_mode & 0o777)
        return
    mask = os.umask(0)
    os.umask(mask)
    aside.chmod((0o777 if aside.is_dir() else 0o666) & ~mask)
