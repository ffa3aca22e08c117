"""What a format is, and how its files come to be: written aside, and under their names only when all are complete.

An exporter is a table of writers, one per file. A format of one file has the single part "", written to PATH; one of
several has named parts, written to `STEM_part.extension`, as KGX and Monarch name theirs.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from pohgraph.aside import files_aside, folder_aside
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
        with folder_aside(path) as aside:
            exporter.folder(view, aside)
        return (path,)
    paths = {part: _part_path(exporter, path, part) for part in exporter.parts}
    with files_aside(list(paths.values())) as files:
        for (part, target), out in zip(paths.items(), files, strict=True):
            try:
                exporter.parts[part](view, out)
                out.flush()
            except OSError as error:
                raise ExportError(str(target), error.strerror or str(error)) from error
    return tuple(paths.values())


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The files of an export: those of a folder are all in it."""
    for path in paths:
        yield from (found for found in path.rglob("*") if found.is_file()) if path.is_dir() else (path,)


def _part_path(exporter: Exporter, path: Path, part: str) -> Path:
    if not part:
        return path
    if path.is_dir():
        return path / f"{_DEFAULT_STEM}_{part}.{exporter.extension}"
    return path.with_name(f"{path.name.removesuffix(f'.{exporter.extension}')}_{part}.{exporter.extension}")
