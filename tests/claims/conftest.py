"""A store for the tests of reading claims."""

from pathlib import Path

import pytest

from pohgraph.store.graph import GraphStore, open_store


@pytest.fixture(scope="session")
def seeds_store(seeds_path: Path) -> GraphStore:
    """The graph of the bundled pages."""
    return open_store(seeds_path)
