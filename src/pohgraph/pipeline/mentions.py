"""Mentions of whatever holds pages, or of a text given as it is."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pohgraph.errors import PohgraphError, ReadError
from pohgraph.model import Document, Mention, Remark
from pohgraph.pipeline.reading import as_page, recogniser
from pohgraph.read import read_page

_LOOKS_LIKE_PATH = frozenset({".txt", ".nbib", ".md", ".xml", ".html", ".htm", ".json", ".gz", ".tgz", ".tar", ".zip"})


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedDocument:
    """The mentions of one document.

    `name` is the file's name without its suffix, the document's id where a file holds many, or "text".
    """

    name: str
    mentions: tuple[Mention, ...]


def annotate(
    inputs: Sequence[str],
    *,
    on_failure: Callable[[PohgraphError], None],
    on_remark: Callable[[Remark], None] | None = None,
    policy: str = "longest",
) -> Iterator[AnnotatedDocument]:
    """The mentions of each page of each input, in order; what cannot be read goes to `on_failure`, what is left out to `on_remark`.

    `policy` is one of `pohgraph.recognise.policies.POLICIES`: which of overlapping findings are meant.
    """
    for given in inputs:
        for found in _pages(given) if given == "-" or _exists(given) or _path_like(given) else (_text(given),):
            if isinstance(found, PohgraphError):
                on_failure(found)
            elif not isinstance(found, Remark):
                name, document = found
                yield AnnotatedDocument(name=name, mentions=recogniser().mentions(document, policy=policy))
            elif on_remark:
                on_remark(found)


def _text(text: str) -> tuple[str, Document] | ReadError:
    try:
        return "text", read_page(text.encode(errors="replace"), name="text").document
    except ReadError as error:
        return error


def _pages(path: str) -> Iterator[tuple[str, Document] | Remark | PohgraphError]:
    from pohgraph.pipeline.sources import find_files, open_pages  # noqa: PLC0415 - a text needs no files and archives

    for source in open_pages(find_files([Path(path)])):
        if isinstance(source, Remark | PohgraphError):
            yield source
            continue
        try:
            document = as_page(source).document
        except PohgraphError as error:
            yield error
        else:
            yield document.id if source.place else Path(source.name).stem, document


def _exists(text: str) -> bool:
    try:
        return bool(text) and Path(text).exists()  # the empty path would be the current folder
    except (OSError, ValueError):
        return False  # too long for a path, or with a NUL: it is a text


def _path_like(text: str) -> bool:
    return " " not in text and ("/" in text or Path(text).suffix.lower() in _LOOKS_LIKE_PATH)
