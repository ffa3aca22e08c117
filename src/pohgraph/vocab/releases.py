"""Fetches the newest releases of vocabularies from their permanent URLs and adds them; the table is `releases.tsv`."""

import http.client
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NamedTuple

from pohgraph.errors import VocabularyError
from pohgraph.leftovers import scratch_folder
from pohgraph.resources import data_file
from pohgraph.tables import read_table
from pohgraph.version import __version__
from pohgraph.vocab.inputs import Input, lexicon_inputs
from pohgraph.vocab.user.added import Addition, add_files
from pohgraph.vocab.user.kinds import get_kind
from pohgraph.vocab.user.manifest import AddedVocabulary, sha256_of

TIMEOUT = 30.0
_LARGEST = 1 << 30  # bytes; no vocabulary is near it
_CHUNK = 1 << 20
_NOT_MODIFIED = 304


class UnreachableError(VocabularyError):
    """There is no way to a server: no network, no such host, nobody who listens."""


class Release(NamedTuple):
    """A file to fetch: `name` is what it is added under."""

    kind: str
    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What came of one file: `addition` is None where it is what is in use already."""

    release: Release
    addition: Addition | None


def releases(kinds: Sequence[str], table: Path | None = None) -> tuple[Release, ...]:
    """What to fetch for the kinds named, or without any for those in use.

    Raises:
        VocabularyError: an unknown kind, one that has no permanent URL, or a malformed table.
    """
    for kind in kinds:
        get_kind(kind)
    inputs = lexicon_inputs()
    wanted = set(kinds) or {i.kind for i in inputs if i.added or i.kind != "sssom"}
    rows = [row for row in read_table(table or data_file("vocab", "releases.tsv")) if row["kind"] in wanted]
    found = tuple(release for row in rows for release in _of_row(row, inputs, named=row["kind"] in kinds))
    for kind in kinds:
        if not any(release.kind == kind for release in found):
            raise VocabularyError(path=kind, reason="no permanent URL is known for it: add a file with `vocab add`")
    return found


def update(release: Release, *, timeout: float = TIMEOUT) -> Update:
    """Fetch one file and add it, unless it is what is in use already.

    Raises:
        UnreachableError: there is no way to the server.
        VocabularyError: the server does not have it, or what it gives is damaged.
    """
    inputs = [i for i in lexicon_inputs() if i.kind == release.kind]
    with scratch_folder("update") as folder:
        path = folder / release.name
        tag = _fetch(release.url, path, _tag_in_use(release, inputs), timeout)
        if tag is None:
            return Update(release=release, addition=None)
        digest = sha256_of(path)
        if any(digest == (i.added.sha256 if i.added else sha256_of(i.path)) for i in inputs):
            return Update(release=release, addition=None)
        try:
            return Update(release=release, addition=add_files([path], release.kind, tag)[0])
        except VocabularyError as error:
            raise VocabularyError(path=release.url, reason=error.reason, line=error.line) from None


def _of_row(row: dict[str, str], inputs: Sequence[Input], *, named: bool) -> Iterator[Release]:
    kind, name, url = row["kind"], Path(row["name"]).name, row["url"]
    added = [i.added for i in inputs if i.added and i.kind == kind]
    if url.endswith("/"):
        yield from (Release(kind, v.name, v.iri) for v in added if v.iri.startswith(url))
    # Who has only the mapping sets of a vocabulary asks for the whole of it by naming it.
    elif named or kind in {"hpo", "hpoa", "phenotype-to-genes"} or any(_is_from(v, name) for v in added):
        yield Release(kind, name, url)


def _is_from(vocabulary: AddedVocabulary, name: str) -> bool:
    return ".sssom" not in vocabulary.name and Path(vocabulary.name).suffix == Path(name).suffix


def _tag_in_use(release: Release, inputs: Sequence[Input]) -> str:
    return next((i.added.tag for i in inputs if i.added and i.added.name == release.name), "")


def _fetch(url: str, target: Path, tag: str, timeout: float) -> str | None:
    """Write what the URL gives to `target` and return its tag, which may be empty; None where it is what `tag` names."""
    if not url.startswith(("http://", "https://")):
        raise VocabularyError(path=url, reason="not fetched: only http and https are")
    headers = {"User-Agent": f"pohgraph/{__version__}"} | ({"If-None-Match": tag} if tag else {})
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 - the scheme was looked at
    try:
        with urllib.request.urlopen(request, timeout=timeout) as response, target.open("wb") as file:  # noqa: S310 - the same
            size = _copy(response, file)
            expected = response.headers.get("Content-Length")
            if size > _LARGEST or (expected and size != int(expected)):
                raise VocabularyError(path=url, reason=f"not fetched: {size} bytes of {expected or 'too many'}")
            return response.headers.get("ETag") or ""
    except urllib.error.HTTPError as error:
        error.close()
        if error.code == _NOT_MODIFIED:
            return None
        raise VocabularyError(path=url, reason=f"not fetched: the server says {error.code} {error.reason}") from None
    except urllib.error.URLError as error:
        raise UnreachableError(path=url, reason=f"not fetched, is there a network? {_cause(error)}") from None
    except (OSError, http.client.HTTPException) as error:
        raise VocabularyError(path=url, reason=f"not fetched: {_cause(error)}") from None


def _copy(response: IO[bytes], file: IO[bytes]) -> int:
    size = 0
    while size <= _LARGEST and (chunk := response.read(_CHUNK)):
        file.write(chunk)
        size += len(chunk)
    return size


def _cause(error: Exception) -> str:
    reason = getattr(error, "reason", error)
    return (getattr(reason, "strerror", None) or str(reason) or type(reason).__name__).lower()
