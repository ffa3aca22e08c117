"""What pages say waits on disk, and comes back whole, in order, and without the pages that were dropped."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from pohgraph.pipeline.spool import Spool


@given(
    pages=st.dictionaries(st.text(max_size=3), st.binary(max_size=40), max_size=12),
    dropped=st.sets(st.integers(0, 11)),
    size=st.integers(1, 100),
)
def test_pages_come_back_in_order_and_whole(pages: dict[str, bytes], dropped: set[int], size: int) -> None:
    """Every batch is whole pages, only the last may be short, and dropped pages are in none."""
    with TemporaryDirectory() as folder, Spool(Path(folder) / "pages.nq") as spool:
        for document, nquads in pages.items():
            spool.add(document, nquads)
        names = [name for number, name in enumerate(pages) if number in dropped]
        for name in names:
            spool.drop(name)
        batches = list(spool.batches(size))
    assert b"".join(batches) == b"".join(text for name, text in pages.items() if name not in names)
    assert all(len(batch) >= size for batch in batches[:-1])


def test_the_disk_is_free_when_all_is_taken(tmp_path: Path) -> None:
    """The file is as large as the graph's text, so it does not stay until the build ends."""
    with Spool(tmp_path / "pages.nq") as spool:
        spool.add("page", b"text\n")
        assert list(spool.batches(1)) == [b"text\n"]
        spool.add("renamed", b"more\n")
        assert list(spool.batches(1)) == [b"more\n"]
    assert (tmp_path / "pages.nq").stat().st_size == 0
