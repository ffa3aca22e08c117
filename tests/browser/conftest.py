"""Chromium, and a server with the graph of the bundled pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright
from tests.browser.visiting import CHROMIUM, PATIENCE, Visitor
from tests.needs import need_browser, need_page
from tests.web.running import serve


@pytest.fixture(scope="session")
def server(seeds_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Its address."""
    need_page()
    with serve(seeds_path, "--decisions", str(tmp_path_factory.mktemp("serve") / "decisions.tsv")) as started:
        yield started.address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One for the tests of a file: while it runs, nothing else in this process can use asyncio."""
    program = need_browser()
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=CHROMIUM)
        yield started
        started.close()


@pytest.fixture
def visit(browser: Browser, server: str) -> Iterator[Visitor]:
    """Opens pages. The test fails if one of them had an error, or asked for anything that is not on this server."""
    visitor = Visitor(browser, server)
    yield visitor
    visitor.close()
    assert not visitor.problems, "\n".join(visitor.problems)
