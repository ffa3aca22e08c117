"""Word's documents, PDF and rich text: the words of a page, whatever they are packed in."""

import io
import zipfile

import pytest

from pohgraph.errors import ReadError
from pohgraph.read import documents, read_page

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
_STYLES = f'<w:styles {_W}><w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style></w:styles>'
_STYLE_LINK = (
    _LINKS.replace("officeDocument", "styles")
    .replace("word/document.xml", "styles.xml")
    .replace("/styles/2006/relationships/styles", "/officeDocument/2006/relationships/styles")
)


def _word(*paragraphs: tuple[str, str]) -> bytes:
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'
        for style, words in paragraphs
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _LINKS)
        archive.writestr("word/document.xml", f"<w:document {_W}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/_rels/document.xml.rels", _STYLE_LINK)
        archive.writestr("word/styles.xml", _STYLES)
    return packed.getvalue()


def _pdf(*lines: str) -> bytes:
    drawn = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    stream = f"BT /F1 12 Tf 72 720 Td {drawn} ET"
    parts = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    data, places = "%PDF-1.4\n", list[int]()
    for number, part in enumerate(parts, 1):
        places.append(len(data))
        data += f"{number} 0 obj{part}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(data)
    return f"{data}xref\n0 6\n0000000000 65535 f \n{table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()


PAGES = {
    "DOCX": _word(("H", "Sample dysplasia"), ("", "Patients have weak knees.")),
    "PDF": _pdf("Sample dysplasia", "Patients have weak knees."),
    "RTF": rb"{\rtf1\ansi {\b Sample dysplasia}\par Patients have {\i weak} knees.\par}",
}


@pytest.mark.parametrize("kind", PAGES)
def test_the_words_of_a_document(kind: str) -> None:
    """Its title and its text are those of any page; the source says what it was."""
    doc = read_page(PAGES[kind], name="page.bin").document
    assert doc.source.encoding == kind
    assert doc.source.title == "Sample dysplasia"
    assert "Patients have weak knees." in doc.text


@pytest.mark.parametrize("kind", PAGES)
def test_a_document_without_its_library(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line says what to install, or how to save it."""
    monkeypatch.setitem(documents._LIBRARIES, kind, "no_such_library")
    with pytest.raises(ReadError, match=r"save it as|write its text.*pip install 'pohgraph\[documents\]'"):
        read_page(PAGES[kind], name="page.bin")


def test_a_document_that_is_damaged_or_empty() -> None:
    """What its library raises is told in one line."""
    with pytest.raises(ReadError, match="a PDF: write its text"):
        read_page(b"%PDF-1.7\n%\xe2\xe3", name="page.pdf")
    with pytest.raises(ReadError, match="an office document: save it as text or HTML"):
        read_page(PAGES["DOCX"][:400] + PAGES["DOCX"][500:], name="page.docx")
    with pytest.raises(ReadError, match="it holds no text"):
        read_page(_pdf(), name="scan.pdf")
