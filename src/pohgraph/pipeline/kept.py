"""What was read from pages before, kept in the user's cache: a file for each page, named by all that its statements depend on.

A file begins with the digest of the rest, so that a damaged one is known and made again. It appears under its name when it is
complete, and says the same whoever writes it, so that several builds may use the cache at once.
"""

import hashlib
import os
import sys
import tempfile
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyoxigraph

from pohgraph.extractors.topic.subject import Given
from pohgraph.leftovers import sweep
from pohgraph.model import Reference
from pohgraph.pipeline.choosing import NOT_CHOSEN, choice
from pohgraph.pipeline.packing import pack, unpack
from pohgraph.pipeline.sources import Found, PageSource
from pohgraph.pipeline.statements import NoPage, PageStatements, Renamed, state, state_renamed
from pohgraph.resources import cache_folder
from pohgraph.store.manifest import Reading

LIMIT = 2 * 2**30  # bytes of all files together
_LIMIT = "POHGRAPH_CACHE_MIB"
_ROOM = 0.9  # how much of the limit is left in use when files are taken away
_DIGEST = 32  # bytes
_UNFINISHED = "unfinished-"


class Kept(NamedTuple):
    """Where pages are kept, and what besides a page its statements depend on; no folder where nothing is kept."""

    folder: Path | None
    reading: str

    def state(self, found: Found) -> PageStatements | NoPage:
        """The same as `state`, from the cache where it is there."""
        if not isinstance(found, PageSource):
            return state(found)
        chosen = choice(found)
        if chosen and chosen.code == NOT_CHOSEN:
            return NoPage(None, (chosen,))
        name = self._name(found)
        if page := self._find(name, found):
            return page
        made = state(found)
        return self._keep(name, made) if isinstance(made, PageStatements) else made

    def state_renamed(self, page: Renamed) -> PageStatements:
        """The same as `state_renamed`, from the cache where it is there."""
        name = self._name(page.source, page.id)
        if found := self._find(name, page.source):
            return found
        return self._keep(name, state_renamed(page))

    def _name(self, source: PageSource, id_: str = "") -> str:
        sha256 = hashlib.sha256(source.data).hexdigest()
        return page_key(self.reading, sha256, source.name, source.place, source.about, id_)

    def _find(self, name: str, source: PageSource) -> PageStatements | None:
        if self.folder is None:
            return None
        path = self.folder / name[:2] / name
        try:
            kept = path.read_bytes()
            digest, rest = kept[:_DIGEST], memoryview(kept)[_DIGEST:]
            if hashlib.sha256(rest).digest() != digest:
                return None
            os.utime(path)  # those that nobody asks for go first
        except OSError:
            return None
        return unpack(rest, source)

    def _keep(self, name: str, page: PageStatements) -> PageStatements:
        """Keep a page; where the disk refuses, the build goes on without."""
        if self.folder is None:
            return page
        page = page.packed()
        rest = pack(page)
        with suppress(OSError):
            place = self.folder / name[:2]
            place.mkdir(parents=True, exist_ok=True)
            handle, aside = tempfile.mkstemp(dir=place, prefix=_UNFINISHED)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(hashlib.sha256(rest).digest())
                    file.write(rest)
                Path(aside).replace(place / name)
            except BaseException:
                with suppress(OSError):
                    Path(aside).unlink()
                raise
        return page


def kept_pages(reading: Reading, *, is_used: bool = True) -> Kept:
    """The cache of pages that were read in this way; one that keeps nothing if it is not to be used."""
    vocabularies = sorted(reading.vocabularies.items())
    parts = (*reading.programs, reading.code, *(f"{name}={sha256}" for name, sha256 in vocabularies), *_machine())
    return Kept(_folder() if is_used else None, hashlib.sha256("\n".join(parts).encode()).hexdigest())


def page_key(reading: str, sha256: str, name: str, place: str, about: Given | None, id_: str = "") -> str:
    """What a page's statements depend on, as a hash: its bytes and name, the user's word on it, and how it is read.

    `id_` is what it is called where another page has its name.
    """
    parts = (reading, sha256, name, place, id_, *(as_told(about) or ()))
    return hashlib.sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()


def as_told(about: Given | None) -> list[str] | None:
    """What the user says a page is about, in words."""
    if about is None:
        return None
    same = sorted(reference.curie for reference in about.same)
    return [about.reference.curie, about.label, about.asked, "known" if about.is_known else "", *same]


def from_told(told: Sequence[str] | None) -> Given | None:
    """The same back."""
    if told is None:
        return None
    reference, label, asked, known, *same = told
    return Given(
        reference=Reference.parse(reference),
        label=label,
        asked=asked,
        is_known=bool(known),
        same=frozenset(map(Reference.parse, same)),
    )


def tidy(limit: int | None = None) -> None:
    """Take away what was not used for longest, where all files together have more bytes than they may."""
    limit = _limit() if limit is None else limit
    folder = _folder()
    files: list[tuple[float, int, str]] = []
    with suppress(OSError):
        for place in folder.iterdir():
            sweep(place, f"{_UNFINISHED}*")
            with os.scandir(place) as entries:
                for entry in entries:
                    with suppress(OSError):
                        status = entry.stat()
                        files.append((status.st_mtime, status.st_size, entry.path))
    size = sum(size for _, size, _ in files)
    if size <= limit:
        return
    for _, its, path in sorted(files):
        if size <= limit * _ROOM:
            break
        with suppress(OSError):
            Path(path).unlink()
            size -= its


def _folder() -> Path:
    return cache_folder() / "pages"


def _limit() -> int:
    given = os.environ.get(_LIMIT, "")
    return int(given) * 2**20 if given.isdecimal() else LIMIT


@cache
def _machine() -> tuple[str, ...]:
    """What else may read or write a page otherwise: the language's version with its tables of characters, and the engine's."""
    return (*map(str, sys.version_info[:2]), unicodedata.unidata_version, pyoxigraph.__version__)
