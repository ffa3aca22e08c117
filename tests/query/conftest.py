"""The hand-made graph as a store on disk, written once for all tests that only read it."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from pohgraph.store.graph import GraphStore, open_store

_SAMPLE = Path(__file__).parent.parent / "store" / "sample_graph.py"


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sample_graph", _SAMPLE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["sample_graph"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def sample() -> ModuleType:
    """The module that makes the graph: `sample_content`, `write_sample`, `SOURCES`, `POH`."""
    return sys.modules.get("sample_graph") or _load()


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
