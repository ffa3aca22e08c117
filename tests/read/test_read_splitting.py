"""Files of many pages, cut into records as their bytes come in."""

import tracemalloc
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pohgraph.errors import ReadError
from pohgraph.read import Piece, SetAside, read_page, split_pages

BULK = (Path(__file__).parent / "samples" / "medlineplus_bulk.xml").read_bytes()
HEAD = b'<?xml version="1.0"?>\n<summaries>'
GOOD = b"<health-condition-summary id='1'><name>A disease</name></health-condition-summary>"


def split(*chunks: bytes) -> list[Piece | SetAside | ReadError]:
    """The records of a file that comes in these chunks."""
    return list(split_pages(iter(chunks), name="bulk.xml"))


def reasons(*chunks: bytes) -> list[str]:
    """The errors of a file, as they are shown."""
    return [str(found) for found in split(*chunks) if isinstance(found, ReadError)]


def test_each_condition_is_a_record_of_its_own() -> None:
    """A record holds the bytes of its element, which read alone; what is commented out is none; genes are counted."""
    first, second, genes = split(BULK)
    assert isinstance(first, Piece)
    assert isinstance(second, Piece)
    assert BULK[161:].startswith(first.data)
    assert first.place == "record 1 at byte 161"
    assert read_page(second.data, name="x.xml").document.source.title == "Fibrodysplasia ossificans progressiva"
    assert genes == SetAside(1, "gene-summary")


@given(st.lists(st.integers(min_value=1, max_value=len(BULK) - 1), max_size=12, unique=True).map(sorted))
@settings(max_examples=60)
def test_where_chunks_end_makes_no_difference(cuts: list[int]) -> None:
    """Tags, comments and records may be cut anywhere by the way they come in."""
    # The head is read first whatever the chunks are, so that a long white space moves the cuts behind it.
    bulk = BULK.replace(b"<health-condition-summary", b" " * 70_000 + b"<health-condition-summary", 1)
    edges = [0, *(cut + 70_000 for cut in cuts), len(bulk)]
    assert split(*(bulk[start:end] for start, end in pairwise(edges))) == split(bulk)


def test_any_other_file_is_one_record() -> None:
    """A page is not looked into, whatever it is."""
    for data in (b"<summaries", b"Bone forms.", b"", b"<html><summaries>", GOOD):
        assert split(data) == [Piece(data)]


def test_a_damaged_record_leaves_the_others_alone() -> None:
    """A record without an end is reported with its place, and the next one is read."""
    broken = b"<health-condition-summary><name>B"
    found = split(HEAD + broken + GOOD + broken)
    assert [isinstance(item, Piece) for item in found] == [False, True, False]
    assert [str(item) for item in found if isinstance(item, ReadError)] == [
        "bulk.xml, record 1 at byte 33: another one begins within it",
        f"bulk.xml, record 3 at byte {33 + len(broken + GOOD)}: the file ends within it",
    ]


def test_a_file_without_records_is_an_error() -> None:
    """It says what was looked for."""
    assert reasons(HEAD + b"</summaries>") == ["bulk.xml: the file holds no <health-condition-summary>"]


def test_tags_in_comments_and_cdata_are_text() -> None:
    """Neither opens nor closes a record."""
    tricky = GOOD.replace(b"A disease", b"<![CDATA[</health-condition-summary>]]><!-- <health-condition-summary> -->A")
    assert split(HEAD + tricky + b"</summaries>") == [Piece(tricky, "record 1 at byte 33")]


@pytest.mark.parametrize("filler", [b"<!--", b"<health-condition-summary>", b"<![CDATA["])
def test_a_record_without_end_does_not_fill_the_memory(filler: bytes) -> None:
    """What never ends is given up after a few MiB."""

    def endless() -> Iterator[bytes]:
        yield HEAD + filler
        for _ in range(60):
            yield b"x" * 2**20

    tracemalloc.start()
    assert all(isinstance(found, ReadError) for found in split_pages(endless(), name="bulk.xml"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 32 * 2**20
