"""Graphs written once for all tests that only read them: a hand-made one, and that of the bundled pages."""

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import settings
from tests.pipeline.planted import build_releases
from tests.query.engines import Servers
from tests.store import sample_graph

from pohgraph.api.graph import Graph, open_graph
from pohgraph.pipeline.graph import build
from pohgraph.store.graph import GraphStore, open_store

settings.register_profile("untimed", deadline=None)  # a busy machine is no fault
settings.load_profile("untimed")


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


@pytest.fixture(scope="session")
def seeds_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of a store with the graph of the bundled pages."""
    path = tmp_path_factory.mktemp("seeds") / "pohgraph.db"
    build(store=path)
    return path


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """Other people's engines, each started once."""
    started = Servers(tmp_path_factory.mktemp)
    yield started
    started.close()


@pytest.fixture(scope="session")
def graph(seeds_path: Path) -> Graph:
    """The graph of the bundled pages, as Python sees it."""
    return open_graph(seeds_path)


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two stores of our own pages, of January and of February, with a change of each kind between them."""
    return build_releases(tmp_path_factory.mktemp("releases"))
