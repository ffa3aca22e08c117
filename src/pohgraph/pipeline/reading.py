"""What every step on a page begins with: its document, and the recogniser of this process."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pohgraph.errors import ReadError
from pohgraph.read import ReadPage, read_page
from pohgraph.recognise import Recogniser
from pohgraph.vocab.lexicon import Lexicon, open_lexicon

if TYPE_CHECKING:
    from pohgraph.pipeline.sources import PageSource  # for its type alone: a text that is given as it is needs no files


_FOLDER: ContextVar[Path | None] = ContextVar("folder", default=None)


def recogniser() -> Recogniser:
    """The recogniser of this process, or the one of `reading_with`."""
    return _recogniser(_FOLDER.get())


@contextmanager
def reading_with(folder: Path) -> Iterator[None]:
    """Read with the compiled lexicon in a folder, which another machine has made, instead of this one's."""
    before = _FOLDER.set(folder)
    try:
        yield
    finally:
        _FOLDER.reset(before)


@cache
def _recogniser(folder: Path | None) -> Recogniser:
    return Recogniser(Lexicon(folder) if folder else open_lexicon())


def as_page(source: "PageSource") -> ReadPage:
    """A page's document.

    Raises:
        ReadError: it cannot be read; the error names where it comes from.
    """
    try:
        return read_page(source.data, name=source.name)
    except ReadError as error:
        place = ", ".join(filter(None, (source.place, error.place)))
        raise ReadError(source.origin, error.reason, place) from None
