"""The graphs that answers are asked of: the hand-made one, and that of the bundled pages."""

from pathlib import Path

import pytest

from pohgraph.answers.context import Context
from pohgraph.store.graph import GraphStore, open_store


@pytest.fixture
def sample_context(sample_store: GraphStore) -> Context:
    """The hand-made graph."""
    return Context(sample_store)


@pytest.fixture(scope="session")
def context(seeds_path: Path) -> Context:
    """The graph of the bundled pages."""
    return Context(open_store(seeds_path))
