"""Paths to bytes: files as they are, folders file by file in order. What cannot be read is an error value, not a stop."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pohgraph.errors import PohgraphError, ReadError
from pohgraph.resources import bundled

_PAGE_SUFFIXES = frozenset({".txt", ".md", ".markdown", ".xml", ".text"})
_LARGEST = 64 * 2**20  # bytes; no reference page is near it, and a larger file would fill the memory


class SourceFile(NamedTuple):
    """One file to read: its base name is what the document is called after."""

    path: Path

    def read(self) -> bytes:
        """The file's bytes.

        Raises:
            ReadError: it cannot be read, or is larger than any page.
        """
        try:
            size = self.path.stat().st_size
            if size > _LARGEST:
                reason = f"{size // 2**20} MiB; a page is at most {_LARGEST // 2**20} MiB: split the file"
                raise ReadError(str(self.path), reason)
            return self.path.read_bytes()
        except OSError as error:
            raise ReadError(str(self.path), (error.strerror or str(error)).lower()) from None


def source_files(paths: Sequence[Path]) -> Iterator[SourceFile | PohgraphError]:
    """The files of the given paths; a folder gives its pages (.txt .md .xml), sorted. Without paths, the bundled seeds."""
    for path in paths or (bundled("seeds"),):
        if path.is_dir():
            files = sorted(p for p in path.rglob("*") if p.suffix.lower() in _PAGE_SUFFIXES and p.is_file())
            if not files:
                suffixes = " ".join(sorted(_PAGE_SUFFIXES))
                yield ReadError(str(path), f"the folder holds no page ({suffixes})")
            yield from map(SourceFile, files)
        elif path.exists():
            yield SourceFile(path)
        else:
            yield ReadError(str(path), "no such file or folder")
