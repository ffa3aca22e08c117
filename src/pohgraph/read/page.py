"""The one way in: a page's bytes and its file's base name make a Document."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import import_module
from pathlib import PurePath
from typing import NamedTuple, TypeVar

from pohgraph.compiled import compiled
from pohgraph.errors import MalformedError, ReadError
from pohgraph.model import Document, Element, Remark, Section, Source
from pohgraph.read.addresses import with_addresses
from pohgraph.read.captions import with_captions
from pohgraph.read.decode import decode
from pohgraph.read.languages import english_only
from pohgraph.read.layout import Layout, PageRemark
from pohgraph.read.lexical import signature
from pohgraph.read.long_sentences import without_long_sentences
from pohgraph.read.own_number import with_own_number
from pohgraph.read.pasted import Pasted, must_be_whole, pasted_json, pasted_xml
from pohgraph.read.publication_status import with_status
from pohgraph.tables import package_table

_ENOUGH = 0.3  # a page that looks less than this like a known family is read as plain text
_ONE_LINE = 1_000  # code points; a page of a known family that is longer has several lines
_Placed = TypeVar("_Placed", Section, Element)
_UNSAFE = compiled(r"[^A-Za-z0-9._-]+")


class Reader(NamedTuple):
    """One source format, read by the module of `formats` that has its name: it is imported when a page needs it.

    A `marked_up` format tells its parts by marks, not by lines: it may stand on one line, and end where it likes. No page
    of it is without its `mark`.
    """

    name: str
    marked_up: bool = False
    mark: str = "<"

    def recognises(self, text: str, *, least: float = 0.0) -> float:
        """How much a text looks like a page of this format, 0 to 1, by its content alone; less than `least` counts as nothing."""
        if self.name == PLAIN_TEXT:
            return _ENOUGH if text else 0.0
        if self.marked_up and self.mark not in text:
            return 0.0
        return signature(self.name, text, least=least)

    def read(self, text: str) -> Layout:
        """A page of this format.

        Raises:
            ReadError: it breaks the rules of the format, or shows no text.
        """
        layout: Layout = import_module(f"{__package__}.formats.{self.name}").read(text)
        return layout


PLAIN_TEXT = "plain_text"
READERS: tuple[Reader, ...] = (
    Reader("medquad_xml", marked_up=True),
    Reader("medlineplus_xml", marked_up=True),
    Reader("pubmed_xml", marked_up=True),
    Reader("jats_xml", marked_up=True),
    Reader("omim_xml", marked_up=True, mark="mimNumber"),
    Reader("orphadata_xml", marked_up=True, mark="<Disorder"),
    Reader("gard_html", marked_up=True),
    Reader("medlineplus_html", marked_up=True),
    Reader("html_page", marked_up=True),
    Reader("xml_page", marked_up=True),
    Reader("pubmed_text"),
    Reader("citation"),
    Reader("pubmed_abstract"),
    Reader("gard_text"),
    Reader("medlineplus_markdown"),
    Reader("question_answer"),
    Reader("omim_text"),
    Reader("notebook", marked_up=True, mark='"cell_type"'),
    Reader("json_page", marked_up=True, mark="{"),
    Reader("yaml_page"),
    Reader(PLAIN_TEXT),
)
_PLAIN = READERS[-1]
_AROUND = 0.02  # of a text around a listing that is worth a word


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage:
    """A page, and what a person should know about how it was read."""

    document: Document
    remarks: tuple[Remark, ...] = ()


def read_page(data: bytes, *, name: str) -> ReadPage:
    """Read one page. `name` is its file's base name, which never decides how it is read.

    But XML and JSON that are damaged are mended only where the name does not say that they are such files.

    Raises:
        ReadError: the bytes hold no text, or break the rules of the format they are in.
    """
    decoded = decode(data, name=name)
    try:
        reader, layout, noticed = _read(decoded.text, name)
    except ReadError as error:
        raise ReadError(path=name, reason=error.reason, place=error.place) from None
    layout = with_addresses(without_long_sentences(with_status(english_only(with_captions(layout)))))
    publisher = _publisher(reader.name, layout.collection)
    identifier = f"{publisher['id_prefix']}{_safe(layout.id)}" if layout.id else f"pohdoc:{_safe(PurePath(name).stem)}"
    document = Document(
        id=identifier,
        text=layout.text,
        source=Source(
            family=reader.name,
            site=publisher["site"],
            file_name=name,
            sha256=sha256(data).hexdigest(),
            encoding=decoded.encoding,
            iri=layout.iri,
            title=layout.title,
            publisher=layout.publisher or publisher["publisher"],
            infores=publisher["infores"],
            license=layout.license or publisher["license"],
            rights=layout.rights or publisher["rights"],
            modified=layout.modified,
            language=layout.language,
            status=layout.status,
        ),
        sections=_in_order(layout.sections),
        elements=_in_order(layout.elements),
        sentences=layout.sentences,
    )
    remarks = tuple(
        Remark(document=identifier, code=code, message=message, start=span.start, end=span.end)
        for code, message, span in (*decoded.remarks, *noticed, *layout.remarks, *_cut_off(reader, layout))
    )
    return ReadPage(document=document, remarks=remarks)


class _Read(NamedTuple):
    reader: Reader
    layout: Layout
    remarks: tuple[PageRemark, ...] = ()


def _read(text: str, name: str) -> _Read:
    """The page by the reader that recognises it, or by that of what it prints or damages."""
    reader = _reader_of(text)
    if must_be_whole(name):
        return _Read(reader, *_read_by(reader, text))
    if reader is _PLAIN:
        return _read_pasted(pasted_json(text)) or _Read(reader, *_read_by(reader, text))
    try:
        return _Read(reader, *_read_by(reader, text))
    except MalformedError as error:
        pasted = pasted_json(text) if reader.mark == "{" or text.lstrip().startswith("{") else pasted_xml(text)
        if found := _read_pasted(pasted, error):
            return found
        message = f"{_reason(error)}; it was read as plain text, since nothing could be told of its parts"
        layout, remarks = _read_by(_PLAIN, text)
        return _Read(_PLAIN, layout, (*remarks, PageRemark("malformed", message)))


def _read_pasted(pasted: Pasted | None, error: ReadError | None = None) -> _Read | None:
    """What a text holds, read as such a file; None where it is no page."""
    reader = _reader_of(pasted.text) if pasted else _PLAIN
    if pasted is None or not reader.marked_up:
        return None
    try:
        layout, remarks = _read_by(reader, pasted.text)
    except ReadError:
        return None
    kind = "JSON" if pasted.text.startswith("{") else "XML"
    told = f"{_reason(error)}: what could be told of it was read" if error else f"{kind} within a text was read"
    cut = "; it breaks off, and the sentence in which it does was left out" if pasted.is_cut else ""
    around = "; what stands around it was not read" if pasted.around > _AROUND else ""
    return _Read(reader, layout, (*remarks, PageRemark("malformed", f"{told}{cut}{around}")))


def _reason(error: ReadError) -> str:
    return f"{error.reason} ({error.place})" if error.place else error.reason


def _reader_of(text: str) -> Reader:
    """The reader that recognises a text best, of equal ones the first."""
    best, most = READERS[0], -1.0
    enough = _ENOUGH if text else 0.0  # what the last of them, plain text, is sure of
    for reader in READERS:
        score = reader.recognises(text, least=max(most, enough))
        if score > most:
            best, most = reader, score
        if most >= 1.0:
            break  # nothing is more certain
    return best


def _read_by(reader: Reader, text: str) -> tuple[Layout, tuple[PageRemark, ...]]:
    """The page by its family's rules; without them where its lines were run together."""
    if reader.name == PLAIN_TEXT:
        message = "the page is from no source that is known by its form; it was read as plain text"
        return with_own_number(reader.read(text)), (PageRemark("unknown_family", message),)
    if not reader.marked_up and len(text) > _ONE_LINE and len(text.strip().splitlines()) == 1:
        message = f"the page ({reader.name}) is all on one line, so its parts could not be told apart"
        return _PLAIN.read(text), (PageRemark("one_line", message),)
    return reader.read(text), ()


def _cut_off(reader: Reader, layout: Layout) -> Iterator[PageRemark]:
    """A remark where a page that should end with a full stop ends in the middle of a sentence."""
    told = not reader.marked_up and reader.name != PLAIN_TEXT
    last = layout.sentences[-1] if told and layout.sentences else None
    ended = len(layout.text.rstrip())
    if last and last.end == ended and layout.text[ended - 1].isalnum():
        yield PageRemark("cut_off", "the page ends in the middle of a sentence", last)


def _in_order(parts: Iterable[_Placed]) -> tuple[_Placed, ...]:
    """By start; of two that start together the longer first, so that what is nested comes later."""
    return tuple(sorted(parts, key=lambda part: (part.span.start, -part.span.end)))


def _safe(identifier: str) -> str:
    """An identifier that any CURIE and file system takes."""
    return _UNSAFE.sub("-", identifier).strip("-.") or "page"


@cache
def _publisher(family: str, collection: str) -> dict[str, str]:
    """The row of the families table; that of the family without a collection where there is none of its own."""
    rows = {row["collection"]: row for row in package_table("read", "families.tsv") if row["family"] == family}
    if collection in rows:
        return rows[collection]
    prefix = f"{rows['']['id_prefix']}{_safe(collection)}_" if collection else rows[""]["id_prefix"]
    return {**rows[""], "id_prefix": prefix}
