"""Mentions of whatever holds pages, or of a text given as it is."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pohgraph.errors import PohgraphError, ReadError
from pohgraph.model import Mention, Remark
from pohgraph.pipeline.reading import as_page, recogniser
from pohgraph.read import ReadPage, read_page

if TYPE_CHECKING:
    from pohgraph.pipeline.sources import Found

_LOOKS_LIKE_PATH = frozenset({".txt", ".md", ".xml", ".html", ".htm", ".json", ".gz", ".tgz", ".tar", ".zip"})


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
        if given != "-" and not _exists(given) and not _path_like(given):
            try:
                page = read_page(given.encode(), name="text")
            except ReadError as error:
                on_failure(error)
            else:
                yield _annotated("text", page, policy)
            continue
        for source in _sources(given):
            if isinstance(source, Remark):
                if on_remark:
                    on_remark(source)
                continue
            try:
                if isinstance(source, PohgraphError):
                    raise source
                page = as_page(source)
            except PohgraphError as error:
                on_failure(error)
                continue
            yield _annotated(page.document.id if source.place else Path(source.name).stem, page, policy)


def _annotated(name: str, page: ReadPage, policy: str) -> AnnotatedDocument:
    return AnnotatedDocument(name=name, mentions=recogniser().mentions(page.document, policy=policy))


def _sources(path: str) -> Iterator["Found"]:
    from pohgraph.pipeline.sources import find_files, open_pages  # noqa: PLC0415 - a text needs no files and archives

    yield from open_pages(find_files([Path(path)]))


def _exists(text: str) -> bool:
    try:
        return bool(text) and Path(text).exists()  # the empty path would be the current folder
    except (OSError, ValueError):
        return False  # too long for a path, or with a NUL: it is a text


def _path_like(text: str) -> bool:
    return " " not in text and ("/" in text or Path(text).suffix.lower() in _LOOKS_LIKE_PATH)
