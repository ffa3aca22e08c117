"""Mentions of whatever holds pages, or of a text given as it is."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pohgraph.errors import PohgraphError
from pohgraph.model import Mention, Remark
from pohgraph.pipeline.pages import as_page, recogniser
from pohgraph.pipeline.sources import Found, PageSource, find_files, open_pages

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
    for source in _sources(inputs):
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
        name = page.document.id if source.place else Path(source.name).stem
        yield AnnotatedDocument(name=name, mentions=recogniser().mentions(page.document, policy=policy))


def _sources(inputs: Sequence[str]) -> Iterator[Found]:
    for text in inputs:
        if text != "-" and not _exists(text) and not _path_like(text):
            yield PageSource("text", "text", text.encode())
        else:
            yield from open_pages(find_files([Path(text)]))


def _exists(text: str) -> bool:
    try:
        return Path(text).exists()
    except (OSError, ValueError):
        return False  # too long for a path, or with a NUL: it is a text


def _path_like(text: str) -> bool:
    return " " not in text and ("/" in text or Path(text).suffix.lower() in _LOOKS_LIKE_PATH)
