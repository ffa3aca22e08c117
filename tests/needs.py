"""What tests need and a machine may lack: they skip with the reason, or fail where it has been promised."""

import os
import shutil
from pathlib import Path

import pytest
from frontend.build import is_built

ROOT = Path(__file__).parents[1]
DIST = ROOT / "frontend" / "dist"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def need_page() -> Path:
    """The folder of the built page, as its sources are now."""
    if not is_built():
        missing("PAGE", "the page is not built from its sources of today: `make page` builds it")
    return DIST


def need_browser() -> str:
    """The program of Chromium."""
    found = next((path for path in map(shutil.which, _BROWSERS) if path), None)
    return found or missing("BROWSER", "there is no Chromium: on Debian, `apt install chromium`")


def missing(what: str, reason: str) -> str:
    """Skip the test, or fail it where POHGRAPH_NEED_ and the name of what is missing is set, as in continuous integration."""
    if os.environ.get(f"POHGRAPH_NEED_{what}"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def need_minisign() -> str:
    """The tool whose keys and signatures ours are."""
    return shutil.which("minisign") or missing("MINISIGN", "there is no minisign: on Debian, `apt install minisign`")


def need_virtuoso() -> tuple[str, str]:
    """Virtuoso's server, and the client that tells it to load files."""
    server, client = shutil.which("virtuoso-t"), shutil.which("isql-vt")
    if server and client:
        return server, client
    reason = "there is no Virtuoso: on Debian, `apt install virtuoso-opensource-7-bin`"
    return missing("VIRTUOSO", reason), ""
