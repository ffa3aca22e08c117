"""What every step on a page begins with: its document, and the recogniser of this process."""

from functools import cache
from typing import TYPE_CHECKING

from pohgraph.errors import ReadError
from pohgraph.read import ReadPage, read_page
from pohgraph.recognise import Recogniser
from pohgraph.vocab.lexicon import open_lexicon

if TYPE_CHECKING:
    from pohgraph.pipeline.sources import PageSource  # for its type alone: a text that is given as it is needs no files


@cache
def recogniser() -> Recogniser:
    """The recogniser of this process."""
    return Recogniser(open_lexicon())


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
