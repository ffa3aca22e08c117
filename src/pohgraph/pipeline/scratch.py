"""A database for what a build knows of many pages: it lasts as long as the build, so nothing in it is kept safe."""

import sqlite3
from pathlib import Path
from types import TracebackType
from typing import Self


class ScratchDatabase:
    """Tables in a file of their own. One transaction, which is never ended, and no journal: both would only take time."""

    def __init__(self, path: Path, tables: str) -> None:
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + tables + "BEGIN;")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go; its folder is removed with the build's other scratch."""
        self._database.close()
