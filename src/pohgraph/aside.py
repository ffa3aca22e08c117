"""Files and folders written aside: they appear under their names only when they are complete."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from glob import escape
from pathlib import Path
from typing import BinaryIO

from pohgraph.errors import ExportError
from pohgraph.leftovers import held, sweep

_NAME = 40  # characters


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
        folder = path.resolve().parent
        sweep(folder, f"{escape(_prefix(path))}*")
        aside = Path(tempfile.mkdtemp(dir=folder, prefix=_prefix(path)))
    except OSError as error:
        raise ExportError(str(path), error.strerror or str(error)) from error
    try:
        with held(aside):
            yield aside
            _take_mode(aside, path)
            if path.exists():
                path.rmdir()
            aside.replace(path)
    except OSError as error:
        raise ExportError(str(path), error.strerror or str(error)) from error
    except ExportError as error:  # of a file in it, by the name that nobody gave
        inner = Path(error.target)
        if aside not in inner.parents:
            raise
        raise ExportError(str(path / inner.relative_to(aside)), error.reason) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _opened(path: Path, stack: ExitStack) -> tuple[BinaryIO, Path]:
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            device = path.open("wb")
            stack.callback(_let_go, device)
            return device, path
        sweep(path.parent, f"{escape(_prefix(path))}*")
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=_prefix(path))
    except OSError as error:
        raise ExportError(str(path), error.strerror or str(error)) from error
    stack.callback(Path(name).unlink, missing_ok=True)
    stack.enter_context(held(Path(name)))
    out = os.fdopen(handle, "wb")
    stack.callback(_let_go, out)
    return out, Path(name)


def _let_go(out: BinaryIO) -> None:
    """Close a file whose end nobody waits for: what is still to be written may have no room, as was said before."""
    with suppress(OSError):
        out.close()


def _prefix(path: Path) -> str:
    """How the name of an unfinished file begins. Of a long name its beginning: names have an end."""
    return f".{path.name[:_NAME]}.pohgraph-"


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
