"""Work for the workers of a cluster that ends some of them; in a module that they can import."""

import os
import signal
from pathlib import Path

from pohgraph.errors import PohgraphError
from pohgraph.pipeline.sources import Found, PageSource


def read(found: Found) -> tuple[str, str]:
    """The bytes of a page and no failure, or nothing and the failure; a page that says so kills whoever reads it."""
    if isinstance(found, PohgraphError):
        return "", str(found)
    assert isinstance(found, PageSource)
    text = found.data.decode()
    if "deadly" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    return text, ""


def who(_: int) -> tuple[int, str]:
    """Which process this is, and where its lexicon lies."""
    from pohgraph.pipeline.reading import recogniser  # noqa: PLC0415 - the worker's own

    return os.getpid(), str(Path(recogniser().lexicon.folder))
