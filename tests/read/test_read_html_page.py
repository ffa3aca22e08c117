"""HTML of no known site: its own text, headings known from other pages, nothing hidden."""

from pathlib import Path
from time import process_time

import pytest

from pohgraph.errors import ReadError
from pohgraph.read import read_page

SAMPLE = (Path(__file__).parent / "samples" / "page.html").read_bytes()


def test_the_page_is_read_by_its_headings() -> None:
    """Main text as Markdown: headings, paragraphs, broken lines, items, emphasis, rows of tables."""
    page = read_page(SAMPLE, name="page.html")
    assert page.document.text == (
        "# Sample dysplasia\n\nSample dysplasia is a rare disorder\nof bone.\n\n## Symptoms\n\n"
        "- Bone pain\n- Growth *delay*\n\n## Treatment\n\nDrug Dose\n\nNone —\n"
    )
    assert [section.name for section in page.document.sections] == ["description", "symptoms", "treatment"]
    assert page.document.source.iri == "https://example.org/sample-dysplasia"
    assert [remark.code for remark in page.remarks] == ["unknown_site"]


def test_a_page_without_heading_is_called_by_its_title() -> None:
    """The browser's title is better than none."""
    page = read_page(b"<html><title>A bone page</title><p>Bone forms.</html>", name="page.html")
    assert page.document.source.title == "A bone page"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<p>a<script>b</script><style>c</style><!-- d --><template>e</template>", "a\n"),
        ("<p>x <b>y</b>z<p>w", "x yz\n\nw\n"),
        ("<ul><li>one<ul><li>two</ul><li>three</ul>", "- one\n- two\n- three\n"),
        ("<div>a<p>b</div>c", "a\n\nb\n\nc\n"),
        ("<p>&amp;&beta;&#x1F9B4;&nbsp;&lt;i&gt;", "&β🦴 <i>\n"),
        ("<p>a <em> b </em>c", "a *b* c\n"),
        (
            '<p><a href="https://example.org/">a</a><ul><li><a href="https://example.org/">b</a>',
            "a\n\n- b (<https://example.org/>)\n",
        ),
        ('<ul><li><a href="javascript:alert(1)">a</a> <a href="/x">b</a>', "- a b\n"),
        ("<p>shown<p hidden>hidden<p aria-hidden=true>hidden", "shown\n"),
    ],
)
def test_markup_becomes_lines(inner: str, text: str) -> None:
    """What a reader of the page sees, and no more."""
    assert read_page(f"<html><main>{inner}</main></html>".encode(), name="x.html").document.text == text


@pytest.mark.parametrize("tag", ["<div>", "<b>", "<ul><li>", "<table><tr><td>"])
def test_deep_nesting_is_refused_and_never_slow(tag: str) -> None:
    """A tree too deep for any page is refused before it is built; a deep one is read."""
    begun = process_time()
    with pytest.raises(ReadError, match="nested more than 2000 deep"):
        read_page(b"<html>" + tag.encode() * 100_000, name="x.html")
    assert read_page(b"<html>" + tag.encode() * 1_000 + b"bone", name="x.html").document.text.strip(" -\n") == "bone"
    assert process_time() - begun < 5


def test_a_piece_of_html_is_html() -> None:
    """Text copied out of a page keeps no tags; XML of no known kind is an error, prose with a sign is prose."""
    assert read_page(b"<div><p>Bone forms.</p></div>", name="x.html").document.text == "Bone forms.\n"
    with pytest.raises(ReadError, match="unknown kind of XML"):
        read_page(b"<gene><p>Bone forms.</p></gene>", name="x.xml")
    assert read_page(b"<5% of bones form.", name="x.txt").document.source.family == "plain_text"
