"""Builds wheels with the page in them: hatchling's own backend, and a hook of it that runs `frontend/build.py`.

An editable install has no page of its own: it uses `frontend/dist/`, which `make page` builds.
"""

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling import build as _hatchling
from hatchling.build import *  # noqa: F403 - this backend is that one, but for what a wheel needs
from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_ROOT = Path(__file__).resolve().parent
_PAGE = _ROOT / "frontend" / "dist"


def get_requires_for_build_wheel(config_settings: dict[str, Any] | None = None) -> list[str]:  # type: ignore[no-redef]
    """Node.js from PyPI only where the page has to be built and the machine has none: it is large."""
    from frontend.build import NODE_PACKAGE, is_built, node  # noqa: PLC0415 - the path to it is set for the backend only

    needed = [] if is_built() or node() else [NODE_PACKAGE]
    return [*_hatchling.get_requires_for_build_wheel(config_settings), *needed]


class PageHook(BuildHookInterface[BuilderConfig]):
    """Puts the page into a wheel, or says why the wheel has none."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the page before a wheel is put together; `version` is "editable" for an install of the checkout itself."""
        if version == "editable":
            return
        done = subprocess.run([sys.executable, _ROOT / "frontend" / "build.py"], check=False)
        there = (_PAGE / "LICENSES.txt").is_file()  # what is written last
        if there:
            build_data["force_include"][str(_PAGE)] = "pohgraph/_bundled/page"
        if done.returncode:
            has = "has the page of an earlier build" if there else "has no page: pohgraph serve will answer SPARQL only"
            self.app.display_warning(f"This wheel {has}. To change that, see above and build the wheel again.")
