"""The files in which a relation, a term of HPO or an IRI may be named."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import pohgraph
from pohgraph.resources import bundled

PACKAGE = Path(pohgraph.__file__).parent


def code_and_tables() -> Iterator[Path]:
    """Every module and table of the package."""
    for ending in ("py", "tsv"):
        yield from sorted(PACKAGE.rglob(f"*.{ending}"))


@pytest.fixture(scope="session")
def sources() -> dict[str, str]:
    """Name -> text of every module, table and query."""
    found = {str(path.relative_to(PACKAGE)): path.read_text(encoding="utf-8") for path in code_and_tables()}
    queries = sorted(bundled("queries").glob("*.rq"))
    return found | {f"queries/{path.name}": path.read_text(encoding="utf-8") for path in queries}
