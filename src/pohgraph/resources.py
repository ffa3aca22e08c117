"""Finds what is bundled with the package: `seeds/`, `ontology/`, `queries/` and the changelog.

An installed wheel carries them under `pohgraph/_bundled`; a checkout has them beside `src/`.
"""

from pathlib import Path

from pohgraph.errors import VocabularyError

_PACKAGE = Path(__file__).resolve().parent
_ROOTS = (_PACKAGE / "_bundled", _PACKAGE.parent.parent)


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
