"""The hand-made graph as a store on disk, written once for all tests that only read it."""

from pathlib import Path
from types import ModuleType

import pytest
from tests.store import sample_graph

from pohgraph.store.graph import GraphStore, open_store


@pytest.fixture(scope="session")
def sample() -> ModuleType:
    """The module that makes the graph: `sample_content`, `write_sample`, `SOURCES`, `POH`."""
    return sample_graph


@pytest.fixture(scope="session")
def sample_path(sample: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of the store."""
    path = tmp_path_factory.mktemp("sample") / "pohgraph.db"
    sample.write_sample(path)
    return path


@pytest.fixture
def sample_store(sample_path: Path) -> GraphStore:
    """The store, open."""
    return open_store(sample_path)
