"""Bytes to text. Every byte is kept in some form: what is not UTF-8 is read as Windows-1252 and reported."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.errors import ReadError
from pohgraph.model import Span
from pohgraph.read.documents import document_kind, document_text
from pohgraph.read.layout import PageRemark

_ESCAPED = compiled("[\udc80-\udcff]")  # how Python marks a byte that is not UTF-8
_VALID = compiled("[^\x00-\x7f\udc80-\udcff]")
_SAMPLE = 65_536
_CONTROLS = dict.fromkeys((*range(9), *range(14, 27), *range(28, 32), 127))
_MOST_CONTROLS = 0.02  # of the first 64 Ki code points; a text has next to none, a binary file a tenth


class Decoded(NamedTuple):
    """The text, the name of its encoding (for a document its kind), and what was wrong."""

    text: str
    encoding: str
    remarks: tuple[PageRemark, ...] = ()


def decode(data: bytes, *, name: str) -> Decoded:
    """Decode a page. Line ends are kept, a byte order mark is not.

    Raises:
        ReadError: there is nothing in it, it is no text, or a document that cannot be read.
    """
    kind = document_kind(data)
    found = Decoded(document_text(data, kind, name=name), kind) if kind else _decoded(data)
    if not found.text.strip("\ufeff").strip():
        raise ReadError(path=name, reason="it is empty")
    nul = found.text.find("\0")
    if nul >= 0:
        raise ReadError(path=name, reason="binary data, not text: it holds NUL", place=f"character {nul}")
    sample = found.text[:_SAMPLE]
    if len(sample) - len(sample.translate(_CONTROLS)) > _MOST_CONTROLS * len(sample):
        raise ReadError(path=name, reason="binary data, not text: it is full of control characters")
    return found


def _decoded(data: bytes) -> Decoded:
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return _utf16(data)
    if data.startswith(BOM_UTF8):
        found = _utf8(data[len(BOM_UTF8) :], offset=len(BOM_UTF8))
        return found._replace(encoding=found.encoding.replace("utf-8", "utf-8-sig", 1))
    return _utf8(data, offset=0)


def _utf16(data: bytes) -> Decoded:
    encoding = "utf-16-le" if data.startswith(BOM_UTF16_LE) else "utf-16-be"
    body = data[len(BOM_UTF16_LE) :]
    try:
        return Decoded(body.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        message = f"byte {error.start + 2} does not belong to {encoding}; such places are read as U+FFFD"
        return Decoded(body.decode(encoding, errors="replace"), encoding, (PageRemark("encoding", message),))


def _utf8(data: bytes, *, offset: int) -> Decoded:
    try:
        return Decoded(data.decode(), "utf-8")
    except UnicodeDecodeError as error:
        first = error.start
    escaped = data.decode(errors="surrogateescape")
    text = escaped.translate(_WINDOWS)
    bad = len(_ESCAPED.findall(escaped))
    encoding = "utf-8 with cp1252" if _VALID.search(escaped) else "cp1252"
    message = (
        f"{bad} bytes are not UTF-8, the first is 0x{data[first]:02x} at byte {first + offset}; read as Windows-1252"
    )
    place = len(data[:first].decode())
    return Decoded(text, encoding, (PageRemark("encoding", message, Span(place, place + 1)),))


def _windows_table() -> dict[int, str]:
    """Escaped byte -> its character in Windows-1252, or in Latin-1 where Windows-1252 has none."""
    table = {}
    for byte in range(0x80, 0x100):
        raw = bytes((byte,))
        text = raw.decode("cp1252", errors="ignore") or raw.decode("latin-1")
        table[0xDC00 + byte] = text
    return table


_WINDOWS = _windows_table()
