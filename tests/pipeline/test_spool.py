"""What pages say waits on disk, and comes back whole, in order, and without the pages that were dropped."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from pohgraph.assemble import Named
from pohgraph.model import DocumentReport
from pohgraph.pipeline.sources import PageSource
from pohgraph.pipeline.spool import Spool
from pohgraph.pipeline.statements import PageStatements
from pohgraph.store.digests import text_digest


def _page(id_: str, evidence: bytes, claims: bytes = b"", shared: bytes = b"") -> PageStatements:
    return PageStatements(
        source=PageSource(id_, id_, b""),
        sha256="",
        report=DocumentReport(id=id_, path="", family="", title="", about="", about_label=""),
        remarks=(),
        evidence=evidence,
        claims=claims,
        shared=shared,
        graph=text_digest(b""),
        associations=0,
        named=Named(),
        publications=(),
        citations=(),
    )


@given(
    pages=st.dictionaries(st.text(max_size=3), st.tuples(*[st.binary(max_size=40)] * 3, st.booleans()), max_size=12),
    dropped=st.sets(st.integers(0, 11)),
    size=st.integers(1, 100),
)
def test_pages_come_back_in_order_and_whole(
    pages: dict[str, tuple[bytes, bytes, bytes, bool]], dropped: set[int], size: int
) -> None:
    """Every batch is whole pages, only the last may be short, and dropped pages are in none, compressed or not."""
    with TemporaryDirectory() as folder, Spool(Path(folder) / "pages") as spool:
        for id_, (evidence, claims, shared, is_packed) in pages.items():
            page = _page(id_, evidence, claims, shared)
            spool.add(page.packed() if is_packed else page)
        names = [name for number, name in enumerate(pages) if number in dropped]
        for name in names:
            spool.drop(name)
        shared_parts = list(spool.shared())
        batches = list(spool.batches(size))
    left = [parts for name, parts in pages.items() if name not in names]
    assert shared_parts == [shared for _, _, shared, _ in left]
    assert b"".join(batches) == b"".join(evidence + claims for evidence, claims, *_ in left)
    assert all(len(batch) >= size for batch in batches[:-1])


def test_the_disk_is_free_when_all_is_taken(tmp_path: Path) -> None:
    """The file is as large as the graph's text, so it does not stay until the build ends."""
    with Spool(tmp_path / "pages") as spool:
        spool.add(_page("page", b"text\n"))
        assert list(spool.batches(1)) == [b"text\n"]
        spool.add(replace(_page("renamed", b"more\n"), claims=b"claims\n"))
        assert list(spool.batches(1)) == [b"more\nclaims\n"]
    assert (tmp_path / "pages").stat().st_size == 0
