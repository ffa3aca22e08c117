"""What the pages of a build share, as sorted N-Quads that each stand once, on disk: in parts, of which one at a time is in memory."""

import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from pohgraph.store.rdf import Description

PARTS = 64
_HELD = 8 * 2**20  # bytes that wait in memory


class Commons:
    """Takes in lines with `add`; `parts` then gives each once, always in the same parts and order."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._folder = folder
        self._waiting: list[list[bytes]] = [[] for _ in range(PARTS)]
        self._held = 0

    def add(self, nquads: bytes) -> None:
        """Take in whole lines of N-Quads, as `pyoxigraph` writes them."""
        for line in nquads.splitlines(keepends=True):
            self._waiting[zlib.crc32(line) % PARTS].append(line)
        self._held += len(nquads)
        if self._held >= _HELD:
            self._write()

    def add_descriptions(self, described: Iterable[Description]) -> None:
        """Take in what is said of nodes."""
        for description in described:
            self.add(description.nquads().encode())

    def parts(self) -> Iterator[list[bytes]]:
        """The lines, part by part, sorted in each; the disk is free again afterwards."""
        self._write()
        for number in range(PARTS):
            path = self._folder / f"{number:02}"
            with path.open("rb") as file:
                lines = set(file)  # line by line: most pages say what others said
            yield sorted(lines)
            path.unlink()

    def _write(self) -> None:
        for number, lines in enumerate(self._waiting):
            with (self._folder / f"{number:02}").open("ab") as file:
                file.writelines(lines)
            lines.clear()
        self._held = 0
