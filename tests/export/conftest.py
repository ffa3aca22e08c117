"""Graphs of real pages for the tests of exports, built once."""

from pathlib import Path

import pytest

from pohgraph.pipeline.graph import build
from pohgraph.store.graph import GraphStore, open_store

_PAGES = Path(__file__).parents[3] / "shared" / "eval" / "medquad" / "xml"
_EVERY = 40  # of the development pages, so that the check takes seconds and still meets every kind of page


@pytest.fixture(scope="session")
def seeds_store(seeds_path: Path) -> GraphStore:
    """The graph of the bundled pages."""
    return open_store(seeds_path)


@pytest.fixture(scope="session")
def pages_store(tmp_path_factory: pytest.TempPathFactory) -> GraphStore:
    """The graph of some of the development pages, where they lie beside this checkout."""
    if not _PAGES.is_dir():
        pytest.skip("the development pages are not beside this checkout (../shared/eval)")
    path = tmp_path_factory.mktemp("pages") / "pohgraph.db"
    build(sorted(_PAGES.rglob("*.xml"))[::_EVERY], store=path)
    return open_store(path)
