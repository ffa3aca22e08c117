"""Bytes to text: nothing is lost without a remark."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pohgraph.errors import ReadError
from pohgraph.read.decode import decode


def test_utf8_is_read_as_it_is() -> None:
    """UTF-8 needs no remark."""
    assert decode("Sjögren\r\n".encode(), name="x") == ("Sjögren\r\n", "utf-8", ())


def test_a_byte_order_mark_is_dropped_and_named() -> None:
    """The mark is no part of the text; the encoding tells that it was there."""
    assert decode(b"\xef\xbb\xbfSkin", name="x") == ("Skin", "utf-8-sig", ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_is_known_by_its_mark(encoding: str) -> None:
    """UTF-16 of either order is read."""
    data = "\ufeffSkin – 中".encode(encoding)  # noqa: RUF001
    assert decode(data, name="x") == ("Skin – 中", encoding, ())  # noqa: RUF001


def test_a_cut_utf16_file_is_read_with_a_remark() -> None:
    """Half a character at the end does not lose the page."""
    found = decode("\ufeffSkin".encode("utf-16-le") + b"a", name="x")
    assert found.text == "Skin\ufffd"
    assert [remark.code for remark in found.remarks] == ["encoding"]


def test_windows_text_is_read_and_remarked() -> None:
    """What is not UTF-8 is Windows-1252; the remark says where it begins."""
    found = decode(b"Sj\xf6gren \x96 \x81", name="x")
    assert (found.text, found.encoding) == ("Sjögren – \x81", "cp1252")  # noqa: RUF001
    assert "3 bytes are not UTF-8, the first is 0xf6 at byte 2" in found.remarks[0].message
    assert found.remarks[0].span == (2, 3)


def test_a_single_bad_byte_does_not_spoil_the_rest() -> None:
    """Valid UTF-8 around a bad byte stays what it is."""
    found = decode("Sjögren caf".encode() + b"\xe9", name="x")
    assert (found.text, found.encoding) == ("Sjögren café", "utf-8 with cp1252")


@pytest.mark.parametrize("data", [b"", b" \r\n\t ", b"\xef\xbb\xbf", "\ufeff \n".encode("utf-16-le")])
def test_nothing_is_an_error(data: bytes) -> None:
    """An empty page is refused by that word."""
    with pytest.raises(ReadError, match=r"^page\.txt: it is empty$"):
        decode(data, name="page.txt")


@pytest.mark.parametrize("data", [b"Skin\0bone", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes(range(1, 9)) * 50 + b"text"])
def test_binary_data_is_an_error(data: bytes) -> None:
    """What is no text is refused."""
    with pytest.raises(ReadError, match="binary data"):
        decode(data, name="x")


@given(st.binary(max_size=200))
def test_bytes_are_read_or_refused(data: bytes) -> None:
    """Any bytes at all give a text that can be written again, or a ReadError."""
    try:
        found = decode(data, name="x")
    except ReadError:
        return
    assert found.text.encode()
