"""Who wrote a graph and whether it is what its pages give: keys that sign it, and its check, without a command line."""

import os
from collections.abc import Sequence
from pathlib import Path

from pohgraph.api.table import Table
from pohgraph.check import CheckResult
from pohgraph.errors import SignatureError
from pohgraph.pipeline.filed import check_file
from pohgraph.pipeline.proving import check_copy, check_graph
from pohgraph.store.copied import copied
from pohgraph.store.directory import is_store
from pohgraph.store.graph import GraphStore, default_path, open_store
from pohgraph.store.signing import PublicKey, Signer, open_public_key, open_secret_key
from pohgraph.store.source import OpenGraph

_PASSWORD = "POHGRAPH_SIGN_PASSWORD"  # noqa: S105 - the name of the variable that has it
_COLUMNS = ("part", "kind", "node", "message")


def signer_of(key: str | Path | None, password: str | None = None) -> Signer | None:
    """A secret key of minisign, opened; None for none. Without a password, $POHGRAPH_SIGN_PASSWORD has it.

    Raises:
        MissingLibraryError: py-minisign is not installed.
        SignatureError: it is no such key, or its password is missing or another.
    """
    return None if key is None else open_secret_key(Path(key), lambda: _password(Path(key), password))


def verify(
    path: str | Path | None = None,
    *,
    fast: bool = False,
    pages: Sequence[str | Path] = (),
    manifest: str | Path | None = None,
    public_key: str | Path = "",
    jobs: int = 1,
) -> Table:
    """What is wrong with a store, a graph file or the folder of a release: one row for each fault, none where nothing is.

    The `notes` of the table say what was checked, and what could not be proven.

    Args:
        path: the store, file or folder; else $POHGRAPH_STORE, else ./pohgraph.db.
        fast: do not read the pages again: claims are not held against them.
        pages: files and folders with pages that the store or the file lacks; they are known by their hashes.
        manifest: that of a file, where it is not beside it.
        public_key: a public key of minisign, or its file: the manifest must be signed with it.
        jobs: how many pages are read at the same time.

    Raises:
        MissingLibraryError: a key needs `pohgraph[sign]`.
        ReadError: the file is no graph, or one of `pages` gives no page.
        SignatureError: `public_key` is none.
        StoreError: the store cannot be read.
    """
    target = default_path() if path is None else Path(path)
    if path is None or is_store(target):
        with open_store(target, wholly=True) as store:
            return check(store, fast=fast, pages=pages, jobs=jobs, public_key=public_key)
    beside = None if manifest is None else Path(manifest)
    found = [Path(page) for page in pages]
    key = _key(public_key)
    return _table(check_file(target, manifest=beside, fast=fast, pages=found, jobs=jobs, key=key))


def check(
    store: OpenGraph,
    *,
    fast: bool = False,
    pages: Sequence[str | Path] = (),
    jobs: int = 1,
    public_key: str | Path = "",
) -> Table:
    """The same of a graph that is open. That of a server has neither a manifest nor a signature."""
    found = [Path(page) for page in pages]
    if not isinstance(store, GraphStore):
        if public_key:
            raise SignatureError(str(store.path), "the graph of a server has no signature")
        with copied(store) as copy:
            return _table(check_copy(copy, fast=fast, pages=found, jobs=jobs))
    return _table(check_graph(store, fast=fast, pages=found, jobs=jobs, key=_key(public_key)))


def _table(result: CheckResult) -> Table:
    rows = [(fault.part, fault.kind, fault.node, fault.message) for fault in result.faults]
    return Table(_COLUMNS, rows, title="Faults", notes=result.lines)


def _key(text: str | Path) -> PublicKey | None:
    return open_public_key(str(text)) if text else None


def _password(path: Path, given: str | None) -> str:
    password = os.environ.get(_PASSWORD) if given is None else given
    if password is None:
        raise SignatureError(str(path), f"has a password: give it, or put it into ${_PASSWORD}")
    return password
