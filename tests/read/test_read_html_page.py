"""HTML of no known site: its own text, headings known from other pages, nothing hidden."""

from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from pohgraph.errors import ReadError
from pohgraph.read import read_page
from pohgraph.read.addresses import is_address

SAMPLE = (Path(__file__).parent / "samples" / "page.html").read_bytes()


def test_the_page_is_read_by_its_headings() -> None:
    """Main text as Markdown: headings, paragraphs, broken lines, items, emphasis, rows of tables."""
    page = read_page(SAMPLE, name="page.html")
    assert page.document.text == (
        "# Sample dysplasia\n\nSample dysplasia is a rare disorder\nof bone.\n\n## Symptoms\n\n"
        "- Bone pain\n- Growth *delay*\n\n## Treatment\n\n| Drug | Dose |\n| --- | --- |\n| None | — |\n"
    )
    assert [section.name for section in page.document.sections] == [
        "header",
        "description",
        "symptoms",
        "treatment",
    ]
    assert page.document.source.iri == "https://example.org/sample-dysplasia"
    assert [remark.code for remark in page.remarks] == ["unknown_site"]


def test_a_page_without_heading_is_called_by_its_title() -> None:
    """The browser's title is better than none."""
    page = read_page(b"<html><title>A bone page</title><p>Bone forms.</html>", name="page.html")
    assert page.document.text.startswith("# A bone page\n")


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
        ("<p>a <del>b</del> <s>c</s> <strike>d</strike> <ins>e</ins>", "a e\n"),
        ('<p>a<p style="Display: none">b<p style="color:red;visibility:hidden">c', "a\n"),
        ("<details><summary>More</summary><p>a</details>", "More\n\na\n"),
        ("<p>a<label><input type=checkbox>b</label><select><option>c</select>", "a\n"),
        (
            "<p>seizures<sup>3</sup>, ataxia<sup>1, 2</sup> and cataract.<sup><a href=#r5>5</a></sup>",
            "seizures[3], ataxia[1,2] and cataract.[5]\n",
        ),
        ('<p>ataxia<a href="#n4">4</a> and anemia <sup class="ref">[12]</sup>', "ataxia[4] and anemia [12]\n"),
        (
            "<p>10<sup>3</sup> cells, m<sup>2</sup>, T<sub>2</sub>, <sup>18</sup>F, 1<sup>st</sup>, tremor<sup>a</sup>",
            "10³ cells, m2, T2, 18F, 1st, tremor[a]\n",
        ),
        ("<p>rare.<sup>[<i>citation needed</i>]</sup> So", "rare. So\n"),
        (
            "<dl><dt>Other names</dt><dd>AB</dd><dd>CD</dd><dt>Onset:</dt><dd>Infancy</dd></dl>",
            "Other names: AB; CD\nOnset: Infancy\n",
        ),
        ("<h2>x</h2><dl><dt>Is it rare?<dd><p>Yes.</p><p>Very.</p></dl>", "## x\n\n### Is it rare?\n\nYes.\n\nVery.\n"),
        (
            '<table class="infobox"><tr><th colspan=2>x<tr><th>Names<td><ul><li>a<li>b</ul><tr><th>Causes<td>c<br>d</table>',
            "Names: a; b\nCauses: c; d\n",
        ),
        ("<table><tr><td><b>Gene:</b><td><i>GNAS</i></table>", "Gene: *GNAS*\n"),
        (
            "<table><caption>Signs</caption><tr><th>a<th>b|c<tr><td rowspan=2>d<td>e<tr><td>f</table>",
            "Signs\n\n| a | b/c |\n| --- | --- |\n| d | e |\n| d | f |\n",
        ),
        ("<table><tr><td><b>Names</b><td>a<sup>[1]</sup>, b<sup>2,3</sup></table>", "Names: a, b\n"),
        ("<h3><button>x</button></h3><p>a", "### x\n\na\n"),
        ("<h2>y</h2><button class=accordion>x</button><p>a<button>b</button>", "## y\n\n### x\n\na\n"),
        ("<table><tr><td>a<td>b<tr><td colspan=2>c</table>", "| a | b |\n| c |  |\n"),
        ("<table><tr><td><h2>a</h2><p>b<td>c</table>", "## a\n\nb\n\nc\n"),
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


@pytest.mark.parametrize(
    "around",
    [
        "<aside>{}</aside>",
        "<div class='navbox'>{}</div>",
        "<div id='catlinks'>{}</div>",
        "<div class='hatnote navigation-not-searchable'>{}</div>",
        "<div role=navigation>{}</div>",
        "<section class='relatedArticles-list'>{}</section>",
        "<div id='cookie-consent-banner'>{}</div>",
        "<ul class='share_buttons'>{}</ul>",
        "<div class='sidebar-left'>{}</div>",
        "<form>{}</form>",
        "<blockquote>“My son has {}.” — Ann</blockquote>",
        "<blockquote>{} <cite>A mother</cite></blockquote>",
    ],
)
def test_what_is_not_content_is_left_out(around: str) -> None:
    """By element, role, class or id; a quote where somebody speaks."""
    page = (
        f"<html><main><h1>Bone</h1><p>Bone forms in the skin of all.</p>{around.format('<i>ataxia</i>')}</main></html>"
    )
    text = read_page(page.encode(), name="x.html").document.text
    assert text == "# Bone\n\nBone forms in the skin of all.\n"


@pytest.mark.parametrize(
    "around",
    [
        "<div class='has-sidebar'>{}</div>",
        "<div class='banner'><h1>Bone</h1>{}</div>",
        "<form id=aspnetForm><h1>Bone</h1>{}</form>",
        "<div class='content-menu'>{}</div>",
        "<article><header><p>x</p></header>{}</article>",
        "<blockquote>{}</blockquote>",
        "<div class='tocsin story'>{}</div>",
    ],
)
def test_what_holds_the_text_is_kept_whatever_it_is_called(around: str) -> None:
    """The title, most of the paragraphs, and a name that only sounds alike."""
    page = f"<html><body>{around.format('<p>Bone forms in skin.</p>')}</body></html>"
    assert "Bone forms in skin." in read_page(page.encode(), name="x.html").document.text


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("<title>A bone page</title><p>Bone forms.", "A bone page"),
        ("<title>Sample dysplasia | Some hospital</title><p>Bone forms.", "Sample dysplasia"),
        ("<title>Sample dysplasia - Overview - Big site</title><h1>Overview</h1><p>Bone forms.", "Sample dysplasia"),
        ("<title>Sample dysplasia: Big Site</title><p>Bone forms.", "Sample dysplasia"),
        ("<title>Sample dysplasia - Site</title><header><h1>Site</h1></header><p>Bone forms.", "Sample dysplasia"),
        ("<header><h1>Site</h1></header><main><h1>Sample dysplasia</h1><p>Bone forms.</main>", "Sample dysplasia"),
        ("<header><h1>Sample dysplasia</h1></header><main><p>Bone forms.</main>", "Sample dysplasia"),
        ("<meta property='og:title' content='Sample dysplasia'><title>x</title><p>Bone.", "Sample dysplasia"),
        ("<h1>What is sample dysplasia?</h1><p>Bone forms.", "sample dysplasia"),
        ("<h1>Ehlers-Danlos syndrome, type 1</h1><p>Bone forms.", "Ehlers-Danlos syndrome, type 1"),
    ],
)
def test_the_title_is_the_pages_own(page: str, title: str) -> None:
    """The heading of the text before that of the site; what names only a part of a page is none."""
    doc = read_page(f"<html>{page}</html>".encode(), name="x.html").document
    assert doc.source.title == title
    assert [doc.quote(element.span) for element in doc.elements_of("title")] == [title]


def test_a_page_whose_text_is_mostly_hidden_says_so() -> None:
    """Collapsed parts are not read; a person should know."""
    page = read_page(
        b"<html><p>Bone.<div hidden><p>" + b"Bone forms in the skin. " * 40 + b"</div></html>", name="x.html"
    )
    assert "mostly_left_out" in [remark.code for remark in page.remarks]


@pytest.mark.parametrize(
    "stated",
    [
        "https://example.org/a|b",
        "https://example.org/%zz",
        "https://[example/",
        "https://example.org/a\u202eb",
        'https://e.org/"',
    ],
)
def test_an_address_that_is_none_is_left_out(stated: str) -> None:
    """It could not stand in a graph: one such page stopped a whole build."""
    page = read_page(
        f"<html><head><link rel='canonical' href='{stated}'></head><body><h1>POH</h1><p>Bone forms.</p></body></html>".encode(),
        name="page.html",
    )
    assert page.document.source.iri == ""
    assert "bad_address" in [remark.code for remark in page.remarks]


@given(st.text(alphabet=st.characters(codec="utf-8") | st.sampled_from("[]%:/?#@ 09afAF"), max_size=12))
def test_an_address_that_is_kept_is_an_iri(rest: str) -> None:
    """The engine takes whatever we take for an address."""
    address = f"https://example.org{rest}"
    assert not is_address(address) or NamedNode(address).value == address


def test_headers_of_dashes_head_no_table() -> None:
    """Two rows of header cells with dashes alone; the row below them is read all the same."""
    dashes = "<tr><th>-</th><th>-</th></tr>" * 2
    page = f"<html><h1>Marfan syndrome</h1><table>{dashes}<tr><td>Scoliosis</td><td>12%</td></tr></table></html>"
    doc = read_page(page.encode(), name="page.html").document
    assert "| Scoliosis | 12% |" in doc.text
