"""Finds what is bundled with the package, `seeds/`, `ontology/`, `queries/`, the changelog and the page, and the user's folders.

An installed wheel carries the bundled ones under `pohgraph/_bundled`; a checkout has them beside `src/`, and the page where
it is built, in `frontend/dist`.
"""

import os
from pathlib import Path

from pohgraph.errors import PageMissingError, VocabularyError

_PACKAGE = Path(__file__).resolve().parent
_ROOTS = (_PACKAGE / "_bundled", _PACKAGE.parent.parent)
_PAGES = (_PACKAGE / "_bundled" / "page", _PACKAGE.parent.parent / "frontend" / "dist")


def bundled(name: str) -> Path:
    """The folder or file `name`, such as "seeds" or "ontology/pohgraph.ttl".

    Raises:
        VocabularyError: the installation lacks it.
    """
    for root in _ROOTS:
        path = root / name
        if path.exists():
            return path
    raise VocabularyError(path=name, reason="missing from this installation: reinstall pohgraph")


def data_file(package: str, name: str) -> Path:
    """A lexical table that sits beside the code that reads it, such as ("recognise", "cues.tsv")."""
    path = _PACKAGE / package / name
    if not path.exists():
        raise VocabularyError(path=f"{package}/{name}", reason="missing from this installation: reinstall pohgraph")
    return path


def page_file(name: str) -> Path:
    """A file of the page as it was bundled, such as "index.html" or "app.js".

    Raises:
        PageMissingError: the page was not built where this was installed, or it has no such file.
    """
    for folder in _PAGES:
        path = folder / name
        if path.is_file():
            return path
    raise PageMissingError(name)


def page_files() -> list[Path]:
    """Every file of the page as it was bundled, by name.

    Raises:
        PageMissingError: the page was not built where this was installed.
    """
    return sorted(path for path in page_file("index.html").parent.iterdir() if path.is_file())


def cache_folder() -> Path:
    """Where what can be made again is kept: $POHGRAPH_CACHE, else the user's cache folder as the system names it."""
    if chosen := os.environ.get("POHGRAPH_CACHE"):
        return Path(chosen)
    from platformdirs import user_cache_path  # noqa: PLC0415 - most runs of --help need no folder

    return user_cache_path("pohgraph", appauthor=False)


def data_folder() -> Path:
    """Where what the user added is kept: $POHGRAPH_DATA, else the user's data folder as the system names it."""
    if chosen := os.environ.get("POHGRAPH_DATA"):
        return Path(chosen)
    from platformdirs import user_data_path  # noqa: PLC0415 - as above

    return user_data_path("pohgraph", appauthor=False)
