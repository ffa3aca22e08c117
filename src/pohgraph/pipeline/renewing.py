"""A graph of nearly the same pages as the live one: a copy of it in which what differs is replaced."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pohgraph.errors import PohgraphError, StoreError
from pohgraph.pipeline.corpus import Corpus
from pohgraph.pipeline.kept import Kept, from_told
from pohgraph.pipeline.sources import PageSource
from pohgraph.pipeline.statements import PageStatements, Renamed
from pohgraph.store.basis import Basis, PageRow, find_basis
from pohgraph.store.directory import live_generation
from pohgraph.store.manifest import Reading
from pohgraph.store.rdf import term
from pohgraph.store.signing import signature_path
from pohgraph.store.writer import GraphWriter
from pohgraph.vocab.lexicon import Lexicon

_SHARE, _FEW = 8, 8  # where more than one page in so many differs, and more than a few, loading all anew is as quick


class _Difference(NamedTuple):
    """The pages that only the live graph has, and the ids of those that only the new one has."""

    gone: list[PageRow]
    new: set[str]


def live_basis(store: Path, reading: Reading) -> Basis | None:
    """What the live graph of a store was made of; None where pages were read otherwise, or it is not as a build left it."""
    try:
        basis = find_basis(live_generation(store))
    except StoreError:
        return None
    if basis and basis.manifest.origin.is_whole and basis.manifest.origin.readings == (reading,):
        return basis
    return None


def is_signed(basis: Basis) -> bool:
    """Whether the live graph has a signature."""
    return signature_path(basis.manifest_path).exists()


def renew(corpus: Corpus, graph: GraphWriter, basis: Basis, kept: Kept, lexicon: Lexicon) -> bool:
    """Make the graph of a corpus out of the live one; False where that would save nothing, or cannot be done."""
    difference = _difference(basis.pages(), corpus.rows())
    if difference is None:
        return False
    folder = graph.scratch / "gone"
    folder.mkdir()
    try:
        for row in difference.gone:
            (folder / row.sha256).with_suffix(f".{row.key}").write_bytes(_claims(row, basis, kept))
    except (PohgraphError, OSError, ValueError):
        return False
    renewal = graph.start_from(basis)
    renewal.undo(basis.decided())
    for row in difference.gone:
        claims = (folder / row.sha256).with_suffix(f".{row.key}").read_bytes()
        renewal.remove_page(term(row.id).value, claims)
    for nquads in corpus.own(difference.new):
        renewal.add(nquads)
    for id_ in difference.new:
        renewal.add_page(term(id_).value)
    for number, lines in enumerate(corpus.shared(lexicon)):
        before = basis.part(number)
        if lines != before:
            renewal.remove(b"".join(set(before).difference(lines)))
            renewal.add(b"".join(set(lines).difference(before)))
    return True


def _difference(before: Iterable[PageRow], now: Iterator[PageRow]) -> _Difference | None:
    new = {row.id: row.key for row in now}
    most = max(_FEW, len(new) // _SHARE)
    gone: list[PageRow] = []
    for row in before:
        if new.get(row.id) == row.key:
            del new[row.id]
        elif len(gone) > most:
            return None
        else:
            gone.append(row)
    return _Difference(gone, set(new)) if len(gone) + len(new) <= most else None


def _claims(row: PageRow, basis: Basis, kept: Kept) -> bytes:
    """What a page of the live graph had for itself in the default graph.

    Raises:
        PohgraphError: it cannot be read again.
        OSError: its bytes are not there.
        ValueError: they are others.
    """
    name, place, told, is_renamed = row.told
    source = PageSource(name, name, basis.source(row.sha256), place, from_told(told))
    page = kept.state_renamed(Renamed(source, row.id)) if is_renamed else kept.state(source)
    if not isinstance(page, PageStatements) or (page.id, page.sha256) != (row.id, row.sha256):
        message = f"{row.id} is another page than it was"
        raise ValueError(message)
    return page.claims_text
