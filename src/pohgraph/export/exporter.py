"""What a format is, and how its files come to be: written aside, and under their names only when all are complete.

An exporter is a table of writers, one per file. A format of one file has the single part "", written to PATH; one of
several has named parts, written to `STEM_part.extension`, as KGX and Monarch name theirs.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

from pohgraph.claims.view import GraphView
from pohgraph.errors import ExportError

Writer = Callable[[GraphView, BinaryIO], None]
_DEFAULT_STEM = "pohgraph"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """One format: `extension` has no dot, `description` is one line for people.

    `parts` are its writers: {"": write} for one file, {"nodes": …, "edges": …} for several. Writers run one after the
    other on one view. A format whose files are known only while it is written has `folder` instead: it fills an empty
    folder. `prefixes` names the consumer whose spelling of identifiers it uses unless --prefixes says otherwise.
    """

    name: str
    media_type: str
    extension: str
    description: str
    parts: Mapping[str, Writer] = field(default_factory=dict)
    folder: Callable[[GraphView, Path], None] | None = None
    prefixes: str = "pohgraph"

    @property
    def single(self) -> Writer | None:
        """The writer of a format of one file, which may go to standard output."""
        return self.parts.get("")


def write_files(exporter: Exporter, view: GraphView, path: Path) -> tuple[Path, ...]:
    """Write a format's files at `path`, all or none, and return their paths.

    For a format of several files `path` is a stem, with or without the extension, or a folder; for one of the folder
    kind it is the folder, which must be empty or not exist.

    Raises:
        ExportError: the disk refuses, or the folder is not empty.
    """
    if exporter.folder:
        with _folder_aside(path) as aside:
            exporter.folder(view, aside)
        return (path,)
    paths = {part: _part_path(exporter, path, part) for part in exporter.parts}
    with _files_aside(list(paths.values())) as files:
        for (part, target), out in zip(paths.items(), files, strict=True):
            try:
                exporter.parts[part](view, out)
                out.flush()
            except OSError as error:
                raise ExportError(str(target), error.strerror or str(error)) from error
    return tuple(paths.values())


def _part_path(exporter: Exporter, path: Path, part: str) -> Path:
    if not part:
        return path
    if path.is_dir():
        return path / f"{_DEFAULT_STEM}_{part}.{exporter.extension}"
    return path.with_name(f"{path.name.removesuffix(f'.{exporter.extension}')}_{part}.{exporter.extension}")


@contextmanager
def _files_aside(paths: list[Path]) -> Iterator[list[BinaryIO]]:
    """Files that appear under their names only when all of them are complete."""
    with ExitStack() as stack:
        made: list[tuple[BinaryIO, Path]] = []
        for path in paths:
            try:
                handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
            except OSError as error:
                raise ExportError(str(path), error.strerror or str(error)) from error
            stack.callback(Path(name).unlink, missing_ok=True)
            made.append((cast("BinaryIO", stack.enter_context(os.fdopen(handle, "wb"))), Path(name)))
        yield [out for out, _ in made]
        for (out, aside), path in zip(made, paths, strict=True):
            try:
                out.close()
                _take_usual_mode(aside)
                aside.replace(path)
            except OSError as error:
                raise ExportError(str(path), error.strerror or str(error)) from error


@contextmanager
def _folder_aside(path: Path) -> Iterator[Path]:
    try:
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise ExportError(str(path), "already exists: name a new or empty folder")
        aside = Path(tempfile.mkdtemp(dir=path.resolve().parent, prefix=f".{path.name}."))
    except OSError as error:
        raise ExportError(str(path), error.strerror or str(error)) from error
    try:
        yield aside
        _take_usual_mode(aside)
        if path.exists():
            path.rmdir()
        aside.replace(path)
    except OSError as error:
        raise ExportError(str(path), error.strerror or str(error)) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _take_usual_mode(path: Path) -> None:
    # tempfile makes what only its owner reads; an exported file or folder gets what any new one gets.
    if sys.platform != "win32":
        mask = os.umask(0)
        os.umask(mask)
        path.chmod((0o777 if path.is_dir() else 0o666) & ~mask)
