"""Mentions of files, folders, standard input or a text given as it is."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pohgraph.build.pages import recogniser
from pohgraph.build.sources import SourceFile, source_files
from pohgraph.errors import PohgraphError, ReadError
from pohgraph.model import Mention
from pohgraph.read import read_page

_LOOKS_LIKE_PATH = frozenset({".txt", ".md", ".xml", ".html", ".json", ".gz", ".zip"})


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedDocument:
    """The mentions of one document; `name` is the file's name without its suffix, or "text"."""

    name: str
    mentions: tuple[Mention, ...]


def annotate(
    inputs: Sequence[str], *, on_failure: Callable[[PohgraphError], None], policy: str = "auto"
) -> Iterator[AnnotatedDocument]:
    """The mentions of each input, in order; what cannot be read goes to `on_failure`.

    `policy` is one of `pohgraph.recognise.policies.POLICIES`: which of overlapping findings are meant.
    """
    for source in _sources(inputs):
        try:
            if isinstance(source, PohgraphError):
                raise source
            name, data = source
            page = read_page(data, name=name)
        except PohgraphError as error:
            on_failure(error)
            continue
        yield AnnotatedDocument(name=Path(name).stem, mentions=recogniser().mentions(page.document, policy=policy))


def _sources(inputs: Sequence[str]) -> Iterator[tuple[str, bytes] | PohgraphError]:
    for text in inputs:
        if text == "-":
            yield "text", sys.stdin.buffer.read()
        elif not _exists(text) and not _path_like(text):
            yield "text", text.encode()
        else:
            yield from map(_load, source_files([Path(text)]))


def _load(file: SourceFile | PohgraphError) -> tuple[str, bytes] | PohgraphError:
    if isinstance(file, PohgraphError):
        return file
    try:
        return file.path.name, file.read()
    except ReadError as error:
        return error


def _exists(text: str) -> bool:
    try:
        return Path(text).exists()
    except (OSError, ValueError):
        return False  # too long for a path, or with a NUL: it is a text


def _path_like(text: str) -> bool:
    return " " not in text and ("/" in text or Path(text).suffix.lower() in _LOOKS_LIKE_PATH)
