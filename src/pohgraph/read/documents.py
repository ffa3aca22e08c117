"""Documents of word processors and PDF, as text: by libraries of their own, which come with `pip install 'pohgraph[documents]'`.

Word's headings, lists and tables become HTML's; of rich text and PDF the text is left, with a form feed between a PDF's sheets.
Whether they were read well, the text shows: a scanned PDF has none.
"""

import io
from importlib import import_module
from types import ModuleType

from pohgraph.errors import ReadError

_LARGEST = 64 * 2**20  # bytes that a document unpacks to
_MOST_SHEETS = 5_000
_WORD = "word/document.xml"
_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh"
_INSTEAD = {
    "DOCX": "an office document: save it as text or HTML",
    "PDF": "a PDF: write its text to a file, as `pdftotext FILE.pdf` does, and give that",
    "RTF": "rich text (RTF): save it as plain text or HTML",
}
_LIBRARIES = {"DOCX": "mammoth", "PDF": "pypdf", "RTF": "striprtf.striprtf"}


def document_kind(data: bytes) -> str:
    r"""What kind of document bytes are, by how they begin: "DOCX", "PDF", "RTF"; empty for any other file.

    >>> document_kind(b"{\\rtf1\\ansi Gout}"), document_kind(b"Gout")
    ('RTF', '')
    """
    if data.startswith(b"%PDF-"):
        return "PDF"
    if data.startswith(b"{\\rtf"):
        return "RTF"
    return "DOCX" if data.startswith(b"PK\x03\x04") and _WORD.encode() in data else ""


def document_text(data: bytes, kind: str, *, name: str) -> str:
    """The text of a document of a kind, HTML for Word's.

    Raises:
        ReadError: its library is not installed, it is damaged or locked, or it has no text.
    """
    try:
        library = import_module(_LIBRARIES[kind])
    except ImportError:
        raise ReadError(name, f"{_INSTEAD[kind]}; `pip install 'pohgraph[documents]'` reads it as it is") from None
    try:
        text = {"DOCX": _of_word, "PDF": _of_pdf, "RTF": _of_rich_text}[kind](library, data)
    except Exception as error:  # noqa: BLE001 - the libraries raise what they like
        reason = " ".join(str(error).split())[:120] or type(error).__name__
        raise ReadError(name, f"{_INSTEAD[kind]} ({reason})") from None
    if not text.strip("\f\n "):
        raise ReadError(name, f"{_INSTEAD[kind]} (it holds no text)")
    return text


def _of_word(library: ModuleType, data: bytes) -> str:
    from zipfile import ZipFile  # noqa: PLC0415 - most pages are text

    with ZipFile(io.BytesIO(data)) as archive:
        if sum(info.file_size for info in archive.infolist() if info.filename.endswith((".xml", ".rels"))) > _LARGEST:
            raise ValueError("it unpacks to more than any document has")
    no_picture = library.images.img_element(lambda _: {})
    found = library.convert_to_html(io.BytesIO(data), style_map=_STYLES, convert_image=no_picture)
    return f"<html><body>{found.value}</body></html>" if found.value else ""


def _of_pdf(library: ModuleType, data: bytes) -> str:
    from logging import CRITICAL, getLogger  # noqa: PLC0415 - most pages are text

    getLogger(library.__name__).setLevel(CRITICAL)  # what is wrong with a file, the error says
    sheets = library.PdfReader(io.BytesIO(data)).pages
    if len(sheets) > _MOST_SHEETS:
        raise ValueError(f"it has more than {_MOST_SHEETS} sheets")
    return "\n\f".join(sheet.extract_text() for sheet in sheets)


def _of_rich_text(library: ModuleType, data: bytes) -> str:
    return str(library.rtf_to_text(data.decode("latin-1"), errors="replace"))
