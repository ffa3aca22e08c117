"""Fetches the newest releases of vocabularies from their permanent URLs and adds them; the table is `releases.tsv`."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http.client import HTTPException, IncompleteRead
from pathlib import Path
from ssl import SSLError
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request

from pohgraph.errors import VocabularyError
from pohgraph.fetching import USER_AGENT, Deadline, TooLargeError, body_of, opened
from pohgraph.leftovers import scratch_folder
from pohgraph.pipes import NO_FILE, is_pipe_or_device
from pohgraph.resources import data_file
from pohgraph.tables import read_table
from pohgraph.vocab.inputs import Input, lexicon_inputs
from pohgraph.vocab.user.added import Addition, add_files
from pohgraph.vocab.user.kinds import get_kind
from pohgraph.vocab.user.manifest import AddedVocabulary, sha256_of

TIMEOUT = 600.0  # seconds for a whole file: some have a hundred megabytes
_SILENCE = 30.0  # seconds in which something must come
_LARGEST = 1 << 30  # bytes; no vocabulary is near it
_NOT_MODIFIED = 304


class UnreachableError(VocabularyError):
    """There is no way to a server: no network, no such host, nobody who listens."""


class Release(NamedTuple):
    """A file to fetch: `name` is what it is added under."""

    kind: str
    name: str
    url: str

    @property
    def host(self) -> str:
        """The server that has it, with its port; "" where the URL names none."""
        return urlsplit(self.url).netloc


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
    if table and is_pipe_or_device(table, read_once=True):
        raise VocabularyError(path=str(table), reason=NO_FILE)
    inputs = lexicon_inputs()
    wanted = set(kinds) or {i.kind for i in inputs if i.added or i.kind != "sssom"}
    rows = [row for row in read_table(table or data_file("vocab", "releases.tsv")) if row["kind"] in wanted]
    found = tuple(release for row in rows for release in _of_row(row, inputs, named=row["kind"] in kinds))
    for kind in kinds:
        if not any(release.kind == kind for release in found):
            raise VocabularyError(path=kind, reason="no permanent URL is known for it: add a file with `vocab add`")
    return found


def update(release: Release, *, timeout: float = TIMEOUT) -> Update:
    """Fetch one file and add it, unless it is what is in use already. `timeout` is in seconds, for the whole file.

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
    headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip"} | ({"If-None-Match": tag} if tag else {})
    deadline = Deadline(timeout, _SILENCE)
    try:
        request = Request(url, headers=headers)  # noqa: S310 - the scheme was looked at
        with opened(request, deadline) as response, target.open("wb") as file:
            if response.headers.get_content_type() == "text/html":
                reason = "not fetched: the server gives a web page in its place; does the network want a login?"
                raise VocabularyError(path=url, reason=reason)
            for piece in body_of(response, most=_LARGEST):
                file.write(piece)
            return response.headers.get("ETag") or ""
    except HTTPError as error:
        error.close()
        if error.code == _NOT_MODIFIED:
            return None
        raise VocabularyError(path=url, reason=f"not fetched: the server says {error.code} {error.reason}") from None
    except TooLargeError as error:
        raise VocabularyError(path=url, reason=f"not fetched: {error}, which no vocabulary is") from None
    except (OSError, HTTPException, ValueError, EOFError, zlib.error) as error:
        raise _failure(url, error, deadline, timeout) from None


def _failure(url: str, error: Exception, deadline: Deadline, timeout: float) -> VocabularyError:
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, TimeoutError):
        late = f"it took more than {timeout:g} seconds; --timeout gives it more" if deadline.is_over else "nothing came"
        return VocabularyError(path=url, reason=f"not fetched: {late}")
    if isinstance(reason, SSLError):
        said = getattr(reason, "verify_message", "") or reason.reason or reason
        return VocabularyError(path=url, reason=f"not fetched: no secure connection: {said}")
    if isinstance(error, URLError):
        return UnreachableError(path=url, reason=f"not fetched, is there a network? {_cause(reason)}")
    if isinstance(reason, IncompleteRead):
        return VocabularyError(path=url, reason="not fetched: the server hung up in the middle of it")
    if isinstance(reason, EOFError | zlib.error):
        return VocabularyError(path=url, reason=f"not fetched: its packed bytes are damaged: {reason}")
    return VocabularyError(path=url, reason=f"not fetched: {_cause(reason)}")


def _cause(reason: object) -> str:
    return (getattr(reason, "strerror", None) or str(reason) or type(reason).__name__).lower()
