"""Graph files for the tests: written where they are read, and looked through."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pohgraph.errors import ReadError
from pohgraph.intake.files import GraphFile, graph_files


@pytest.fixture
def graph_file(tmp_path: Path) -> Callable[[str, str | bytes], GraphFile]:
    """Writes a file and gives it looked through; raises what is wrong with it."""

    def write(name: str, content: str | bytes) -> GraphFile:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        (found,) = graph_files([path])
        if isinstance(found, ReadError):
            raise found
        assert isinstance(found, GraphFile)
        return found

    return write
