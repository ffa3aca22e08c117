"""Where phenotype.hpoa has the rows of each disease, so that a question about one disease parses no other rows."""

from codecs import BOM_UTF8
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from pohgraph.errors import VocabularyError
from pohgraph.model import Annotation
from pohgraph.vocab.formats.hpoa import disease_curie, read_annotations

_DISEASE = "database_id"


class _Run(NamedTuple):
    """Rows of one disease that follow each other: the number of the first line, and the bytes from `start` to `end`."""

    line: int
    start: int
    end: int


class AnnotationIndex:
    """The rows of a file by their disease, as the file spells it. A run of rows costs some bytes of memory.

    Raises:
        VocabularyError: the file cannot be read, or has no column for the disease.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._runs: defaultdict[str, list[_Run]] = defaultdict(list)
        try:
            self._header = self._read()
        except (OSError, UnicodeDecodeError) as error:
            raise VocabularyError(path=str(path), reason=str(getattr(error, "strerror", None) or error)) from None

    def annotations_of(self, diseases: Collection[str]) -> tuple[Annotation, ...]:
        """The rows of these diseases, given by CURIE, in the order of the file.

        Raises:
            VocabularyError: a row is malformed.
        """
        spelled = [name for disease in diseases for name in self._spelled.get(disease, ())]
        return read_annotations(self._path, self._lines_of(spelled)).annotations

    def has(self, start: str) -> bool:
        """Whether there are rows on a disease whose CURIE begins so."""
        return any(disease.startswith(start) for disease in self._spelled)

    @cached_property
    def _spelled(self) -> dict[str, list[str]]:
        """The CURIE of a disease -> how the file spells it, as a rule in one way."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for name in self._runs:
            found[disease_curie(name)].append(name)
        return dict(found)

    def _lines_of(self, diseases: list[str]) -> Iterator[tuple[int, str]]:
        """The header and the rows of these diseases, with their line numbers."""
        yield self._header
        with self._path.open("rb") as file:
            for line, start, end in sorted(run for disease in diseases for run in self._runs[disease]):
                file.seek(start)
                yield from enumerate(self._decoded(file.read(end - start), line), line)

    def _decoded(self, rows: bytes, line: int) -> list[str]:
        try:
            return rows.decode().replace("\r", "").removesuffix("\n").split("\n")
        except UnicodeDecodeError:
            raise VocabularyError(path=str(self._path), reason="the row is not UTF-8", line=line) from None

    def _read(self) -> tuple[int, str]:
        header: tuple[int, str] | None = None
        place = end = 0
        last, first, same = b"", (0, 0), b"\0"
        with self._path.open("rb") as file:
            for number, row in enumerate(file, 1):
                start = end
                end += len(row)
                if row.startswith(same):
                    continue  # most rows are about the disease of the row before
                text = row.removeprefix(BOM_UTF8) if number == 1 else row
                if text.startswith(b"#") or not text.strip():
                    disease = b""
                elif header is None:
                    header = (number, text.decode().rstrip("\r\n"))
                    place, disease = self._place(header[1], number), b""
                else:
                    cells = text.split(b"\t", place + 1)
                    disease = cells[place] if place < len(cells) else b""
                if disease != last:
                    self._close(last, first, start)
                    last, first = disease, (number, start)
                    same = disease + b"\t" if disease and not place else b"\0"
        self._close(last, first, end)
        if header is None:
            raise VocabularyError(path=str(self._path), reason=f"empty: no header with {_DISEASE}")
        return header

    def _place(self, header: str, line: int) -> int:
        columns = header.split("\t")
        if _DISEASE not in columns:
            raise VocabularyError(path=str(self._path), reason=f"no column {_DISEASE}", line=line)
        return columns.index(_DISEASE)

    def _close(self, disease: bytes, first: tuple[int, int], end: int) -> None:
        if disease:
            line, start = first
            self._runs[disease.decode().strip()].append(_Run(line, start, end))
