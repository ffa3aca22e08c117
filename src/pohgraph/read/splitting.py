"""Files that hold many pages, cut into one piece per page as the bytes come in.

A piece is one page's own bytes, which can be read, hashed and kept on their own; a damaged one leaves the others alone.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from pohgraph.errors import ReadError
from pohgraph.read.listed_pages import listed_pages
from pohgraph.read.pasted import must_be_whole

_HEAD = 65_536  # bytes at the start of a file in which its root element stands
_LARGEST = 8 * 2**20  # bytes of one page; the longest abstract or summary has a hundredth of that
_ROOT = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?[^>]*\?>\s*|<!--(?s:.)*?-->\s*|<!DOCTYPE[^\[>]*>\s*)*<(?P<name>[A-Za-z][\w.-]*)[\s>]"
)


class _Printed(NamedTuple):
    """Records that are no XML: how a file of them begins, what stands before the next one, the number that each has.

    `longest` is how many bytes a match of `following`, with what it looks ahead at, has at most.
    """

    opening: re.Pattern[bytes]
    following: re.Pattern[bytes]
    own: re.Pattern[bytes]
    longest: int


_BOM = rb"\A(?:\xef\xbb\xbf)?\s*"
_PRINTED = (
    _Printed(  # "PMID- 123", a tag before each field
        re.compile(_BOM + rb"PMID- ?\d{1,9}\s*$", re.MULTILINE),
        re.compile(rb"\r?\n[ \t]{0,8}\r?\n(?=PMID- ?\d(?P<number>))"),
        re.compile(rb"PMID- ?\d"),
        24,
    ),
    _Printed(  # printed abstracts, each with its number in the file
        re.compile(_BOM + rb"1\. \S(?s:.{0,20000}?)^PMID: ?\d{1,9}\b", re.MULTILINE),
        re.compile(rb"\r?\n[ \t]{0,8}\r?\n[ \t]{0,8}\r?\n(?=(?P<number>\d{1,6})\. \S[^\n]{2,200}\n)"),
        re.compile(rb"^PMID: ?\d{1,9}\b", re.MULTILINE),
        240,
    ),
    _Printed(  # OMIM's flat file
        re.compile(_BOM + rb"\*RECORD\*\s*\*FIELD\* NO\b"),
        re.compile(rb"\r?\n(?=\*RECORD\*[ \t]{0,4}\r?\n(?P<number>))"),
        re.compile(rb"^\*FIELD\* TI", re.MULTILINE),
        24,
    ),
    _Printed(  # RIS, and below it EndNote's tags, Web of Science's, BibTeX and PubTator's lines
        re.compile(_BOM + rb"TY {0,2}- [A-Z]"),
        re.compile(rb"\r?\n\s{0,8}(?=TY {0,2}- [A-Z](?P<number>))"),
        re.compile(rb"TY {0,2}- [A-Z]"),
        24,
    ),
    _Printed(
        re.compile(_BOM + rb"%0 [A-Z]"),
        re.compile(rb"\r?\n\s{0,8}(?=%0 [A-Z](?P<number>))"),
        re.compile(rb"%0 [A-Z]"),
        24,
    ),
    _Printed(
        re.compile(_BOM + rb"(?:FN [^\n]{0,200}\n)?(?:VR [^\n]{0,20}\n)?\s*PT [A-Z]\s*$", re.MULTILINE),
        re.compile(rb"\r?\nER[ \t]{0,4}\r?\n\s{0,8}(?=PT [A-Z](?P<number>))"),
        re.compile(rb"PT [A-Z]"),
        40,
    ),
    _Printed(
        re.compile(_BOM + rb"(?:%[^\n]{0,200}\n\s*){0,20}@[A-Za-z]{4,20}\s{0,4}[{(]"),
        re.compile(rb"\r?\n\s{0,8}(?=@(?!comment|preamble|string)[a-z]{4,20}\s{0,4}[{(](?P<number>))", re.IGNORECASE),
        re.compile(rb"^\s*@(?!comment|preamble|string)[a-z]{4,20}\s{0,4}[{(]", re.IGNORECASE | re.MULTILINE),
        48,
    ),
    _Printed(
        re.compile(_BOM + rb"\d{1,9}\|t\|"),
        re.compile(rb"\r?\n\s{0,8}(?=\d{1,9}\|t\|(?P<number>))"),
        re.compile(rb"^\d{1,9}\|[ta]\|", re.MULTILINE),
        48,
    ),
)


class Piece(NamedTuple):
    """The bytes of one page; `place` says where in its file, empty where the file is the page.

    `name` is what it is called where the file's name would be that of many.
    """

    data: bytes
    place: str = ""
    name: str = ""


class SetAside(NamedTuple):
    """How many elements of a kind that is no page a file holds."""

    number: int
    kind: str


class _Collection(NamedTuple):
    """Names of the elements that are pages, and of those that stand beside them and are none."""

    pages: tuple[str, ...]
    others: tuple[str, ...] = ()


# The root elements of files that hold many pages.
_COLLECTIONS = {
    b"summaries": _Collection(
        ("health-condition-summary",), ("gene-summary", "chromosome-summary", "mitochondrial-dna-summary")
    ),
    b"PubmedArticleSet": _Collection(("PubmedArticle", "PubmedBookArticle"), ("DeleteCitation",)),
    b"pmc-articleset": _Collection(("article",)),
    b"omim": _Collection(("entry",)),
    b"JDBOR": _Collection(("Disorder",)),  # of Orphadata
    b"collection": _Collection(("document",)),  # of BioC
    b"responseWrapper": _Collection(("result",)),  # of Europe PMC
    b"xml": _Collection(("record",)),  # of EndNote
}


# An element that stands near the beginning of some of them: other files have a root element of that name, too.
_WITHIN = {b"collection": b"<passage", b"responseWrapper": b"<result>", b"xml": b"<records>"}


def split_pages(chunks: Iterable[bytes], *, name: str) -> Iterator[Piece | SetAside | ReadError]:
    """The pages of a file that holds many, in order; any other file is one page. `name` is what errors call it.

    The memory it takes is that of a chunk and the longest page, for a file of any length.
    """
    source = iter(chunks)
    head = b""
    for chunk in source:
        head += chunk
        if len(head) >= _HEAD:
            break
    if kind := next((kind for kind in _PRINTED if kind.opening.match(head[:_HEAD])), None):
        yield from _records(chain([head], source), name, kind)
        return
    root = _ROOT.match(head[:_HEAD])
    collection = _COLLECTIONS.get(root["name"]) if root else None
    if root and _WITHIN.get(root["name"], b"") not in head:
        collection = None  # of something else
    if root is None or collection is None:
        yield from _listed(b"".join((head, *source)))
        return
    splitter = _Splitter(name, collection, offset=root.end())
    yield from splitter.feed(head[root.end() :])
    for chunk in source:
        yield from splitter.feed(chunk)
    yield from splitter.close()


def _listed(data: bytes) -> Iterator[Piece]:
    """The pages of a file of data, or the whole file."""
    pages = listed_pages(data)
    for number, (name, page) in enumerate(pages, 1):
        yield Piece(page, f"record {number}" if len(pages) > 1 else "", name if len(pages) > 1 else "")
    if not pages:
        yield Piece(data)


def _records(chunks: Iterable[bytes], name: str, kind: _Printed) -> Iterator[Piece | ReadError]:
    """The records of PubMed's text formats, each after blank lines; what has no number of PubMed yet goes on."""
    buffer, offset, count, looked = b"", 0, 0, 0
    for chunk in chunks:
        buffer += chunk
        start = 0
        for end in kind.following.finditer(buffer, looked):
            piece = buffer[start : end.start()]
            if int(end["number"] or count + 2) == count + 2 and kind.own.search(piece):
                count += 1
                yield Piece(piece, f"record {count} at byte {offset + start}")
                start = end.end()
        buffer, offset = buffer[start:], offset + start
        looked = max(0, len(buffer) - kind.longest)
        if len(buffer) > _LARGEST:
            place = f"record {count + 1} at byte {offset}"
            yield ReadError(name, f"longer than {_LARGEST // 2**20} MiB, no page is", place)
            return
    yield Piece(buffer, f"record {count + 1} at byte {offset}" if count else "")


class _Splitter:
    """Finds where pages begin and end; comments and CDATA within them hold no tags."""

    def __init__(self, name: str, collection: _Collection, *, offset: int) -> None:
        names = "|".join(map(re.escape, (*collection.pages, *collection.others)))
        self._token = re.compile(rf"<!--|<!\[CDATA\[|<(?P<end>/?)(?P<name>{names})(?=[\s/>])".encode())
        self._longest_token = max(map(len, (*collection.pages, *collection.others))) + 3
        self._name = name
        self._pages = {page.encode() for page in collection.pages}
        self._kinds = " or ".join(f"<{page}>" for page in collection.pages)
        self._buffer = b""
        self._offset = offset  # in the file, of the buffer's first byte
        self._position = 0  # in the buffer: what is before it was looked at
        self._start: int | None = None
        self._open = b""
        self._until = b""  # what ends the comment or CDATA that is open
        self._count = 0
        self._others: dict[str, int] = {}

    def feed(self, chunk: bytes) -> Iterator[Piece | ReadError]:
        """The pages that end in this chunk."""
        self._buffer += chunk
        while True:
            if self._until and not self._skipped():
                break
            token = self._token.search(self._buffer, self._position)
            if not token:
                self._position = max(self._position, len(self._buffer) - self._longest_token)
                break
            self._position = token.end()
            if not token["name"]:
                self._until = b"-->" if token[0] == b"<!--" else b"]]>"
            else:
                yield from self._tag(token)
        yield from self._trimmed()

    def close(self) -> Iterator[Piece | SetAside | ReadError]:
        """What is to be said at the end of the file; a page that ends with a pasted text is read as far as it goes."""
        if self._start is not None and not must_be_whole(self._name):
            yield Piece(self._buffer[self._start :], self._place(self._start))
        elif self._start is not None:
            yield self._error("the file ends within it", self._place(self._start))
        elif not self._count:
            yield self._error(f"the file holds no {self._kinds}")
        for kind, count in self._others.items():
            yield SetAside(count, kind)

    def _skipped(self) -> bool:
        """Whether the end of what is open was found; all before it is behind us."""
        found = self._buffer.find(self._until, self._position)
        if found < 0:
            self._position = max(self._position, len(self._buffer) - 2)
            return False
        self._position = found + len(self._until)
        self._until = b""
        return True

    def _tag(self, token: re.Match[bytes]) -> Iterator[Piece | ReadError]:
        name, ends = token["name"], bool(token["end"])
        if name not in self._pages:
            if not ends and self._start is None:
                self._others[name.decode()] = self._others.get(name.decode(), 0) + 1
            return
        if not ends:
            if self._start is not None:
                yield self._error("another one begins within it", self._place(self._start))
            self._count += 1
            self._start, self._open = token.start(), name
        elif self._start is not None and name == self._open:
            closed = self._buffer.find(b">", token.end())
            end = token.end() if closed < 0 else closed + 1
            data = self._buffer[self._start : end]
            yield Piece(data if closed >= 0 else data + b">", self._place(self._start))
            self._start = None

    def _trimmed(self) -> Iterator[ReadError]:
        """Let go of what was looked at; a page without an end is given up."""
        if self._start is not None and len(self._buffer) - self._start > _LARGEST:
            yield self._error(f"longer than {_LARGEST // 2**20} MiB, no page is", self._place(self._start))
            self._start = None
        keep = self._position if self._start is None else self._start
        self._buffer = self._buffer[keep:]
        self._offset += keep
        self._position -= keep
        self._start = None if self._start is None else 0

    def _place(self, start: int) -> str:
        return f"record {self._count} at byte {self._offset + start}"

    def _error(self, reason: str, place: str = "") -> ReadError:
        return ReadError(self._name, reason, place)
