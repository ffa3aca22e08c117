"""Graphs of real pages for the tests of exports, built once."""

from pathlib import Path

import pytest
from tests.needs import need_page

from pohgraph.export import export_files
from pohgraph.pipeline.graph import build
from pohgraph.store.graph import GraphStore, open_store

_PAGES = Path(__file__).parents[3] / "shared" / "eval" / "medquad" / "xml"
_EVERY = 40  # of the development pages, so that the check takes seconds and still meets every kind of page


@pytest.fixture(autouse=True)
def _built_for_sites(request: pytest.FixtureRequest) -> None:
    """The formats that hold the page need its bundle."""
    if getattr(request.node, "callspec", None) and request.node.callspec.params.get("format_") in {"html", "site"}:
        need_page()


@pytest.fixture(scope="session")
def built_page() -> Path:
    """The folder of the page as it is bundled."""
    return need_page()


@pytest.fixture(scope="session")
def site(built_page: Path, seeds_store: GraphStore, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: ARG001 - must be there
    """The folder of an exported page, which tests only read."""
    folder = tmp_path_factory.mktemp("exported") / "site"
    export_files(seeds_store, "site", folder)
    return folder


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
