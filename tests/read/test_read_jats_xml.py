"""JATS articles: title, abstract by its parts, body, identifiers, licence."""

from pathlib import Path

import pytest

from pohgraph.errors import ReadError
from pohgraph.read import Piece, ReadPage, read_page, split_pages

SAMPLE = (Path(__file__).parent / "samples" / "jats.xml").read_bytes()


def test_the_article_is_named_by_its_pmid() -> None:
    """Id, address and journal; the licence is the article's own."""
    source = read_page(SAMPLE, name="jats.xml").document.source
    assert source.iri == "https://pubmed.ncbi.nlm.nih.gov/92000001/"
    assert source.license == "https://creativecommons.org/licenses/by/4.0/"
    assert source.rights == "Free to share under the Creative Commons Attribution License."
    assert source.publisher == "Examples of Rare Disorders"


def test_the_abstract_is_read_by_its_parts() -> None:
    """Headings open sections; abstracts in pictures are left out. The body follows."""
    page = read_page(SAMPLE, name="jats.xml")
    assert page.document.text == (
        "Bone in the skin: GNAS and progressive osseous heteroplasia\n\n"
        "Introduction\nProgressive osseous heteroplasia begins in infancy.\n\n"
        "Case presentation\nA boy with progressive osseous heteroplasia had brachydactyly.\nHe had no seizures.\n\n"
        "Discussion\nThe body says more.\n\n"
        "PMID: 92000001\nPMC: 9200001\nDOI: 10.9999/example.2\n"
    )
    assert [section.name for section in page.document.sections] == [
        *("header", "description", "case", "other", "header"),
    ]
    assert page.remarks == ()


@pytest.mark.parametrize(
    ("identifiers", "document"),
    [
        ('<article-id pub-id-type="doi">10.9999/a(b)</article-id>', "pohdoc:DOI_10.9999-a-b"),
        ('<article-id pub-id-type="pmcid">PMC12</article-id>', "pohdoc:PMC_12"),
        ('<article-id pub-id-type="publisher-id">7</article-id>', "pohdoc:x"),
    ],
)
def test_an_article_without_pmid_is_named_by_what_it_has(identifiers: str, document: str) -> None:
    """PMCID before DOI; a publisher's own number names nothing."""
    text = (
        f"<article><front><article-meta>{identifiers}<abstract><p>Bone.</p></abstract></article-meta></front></article>"
    )
    assert read_page(text.encode(), name="x.xml").document.id == document


def test_articles_of_a_set_are_records() -> None:
    """PubMed Central gives several articles in one file."""
    article = SAMPLE[SAMPLE.index(b"<article ") :]
    found = list(split_pages([b"<pmc-articleset>", article, article, b"</pmc-articleset>"], name="set.xml"))
    assert found == [Piece(article.rstrip(), f"record {n} at byte {at}") for n, at in ((1, 16), (2, 16 + len(article)))]


def test_an_article_without_front_matter_is_an_error() -> None:
    """One line that says what was looked for."""
    with pytest.raises(ReadError, match="holds no <article> with <article-meta>"):
        read_page(b"<article><body/></article>", name="x.xml")


def _article(body: str, floats: str = "") -> ReadPage:
    front = "<front><article-meta><article-id pub-id-type='pmid'>92000002</article-id>"
    front += "<title-group><article-title>A report</article-title></title-group></article-meta></front>"
    return read_page(f"<article>{front}<body>{body}</body>{floats}</article>".encode(), name="x.xml")


def _sections(page: ReadPage) -> list[tuple[int, str, str]]:
    doc = page.document
    return [(s.level, s.name, doc.quote(s.heading)) for s in doc.sections if s.heading and s.name != "header"]


def _sentences(page: ReadPage) -> list[str]:
    return [page.document.quote(sentence) for sentence in page.document.sentences[1:]]


def test_sections_of_the_body_lie_within_each_other() -> None:
    """Names are canonical; what is below methods or relatives is of their kind, what is below a case is one unless it says otherwise."""
    page = _article(
        "<sec sec-type='intro'><title>1. Introduction</title><p>Rare.</p></sec>"
        "<sec><title>2. Case presentation</title><p>She was born at term.</p>"
        "<sec><title>2.1 First visit</title><p>She was short.</p></sec>"
        "<sec><title>Family history</title><p>Her aunt had gout.</p><sec><title>Symptoms</title><p>Pain.</p></sec></sec></sec>"
        "<sec sec-type='methods'><title>Materials</title><sec><title>Findings</title><p>Mice.</p></sec>"
        "<sec><title>Case 1</title><p>He had gout.</p></sec></sec>"
        "<sec><title>A word</title><p>On others.</p></sec><sec><title>Consent</title><p>Given.</p></sec>"
    )
    assert _sections(page) == [
        (1, "description", "1. Introduction"),
        (1, "case", "2. Case presentation"),
        (2, "case", "2.1 First visit"),
        (2, "family_history", "Family history"),
        (3, "family_history", "Symptoms"),
        (1, "methods", "Materials"),
        (2, "methods", "Findings"),
        (2, "case", "Case 1"),
        (1, "other", "A word"),
        (1, "not_content", "Consent"),
    ]
    case = page.document.sections[2]
    assert page.document.quote(case.span).endswith("Symptoms\nPain.")
    inner = page.document.section_at(page.document.text.index("short"))
    assert inner == page.document.sections[3]


def test_text_of_the_body_without_a_heading_is_read() -> None:
    """A letter has no sections."""
    page = _article("<p>We saw a girl.</p>")
    assert _sentences(page) == ["We saw a girl."]
    assert [section.name for section in page.document.sections] == ["header", "other", "header"]


def test_paragraphs_are_cut_at_lists_figures_and_footnotes() -> None:
    """Items are sentences of their own; captions, formulas and footnotes are no text of the article."""
    page = _article(
        "<sec><title>Results</title><p>She had H<sub>2</sub>O loss:<list><list-item><p>Gout</p></list-item>"
        "<list-item><p>Pain, and</p><list><list-item><p>fever</p></list-item></list></list-item></list>"
        "<fig><caption><p>A dog.</p></caption></fig>and more<fn><p>A note.</p></fn>."
        "<disp-formula>x = y</disp-formula></p><disp-quote><p>I was ill.</p></disp-quote></sec>"
    )
    assert _sentences(page) == ["She had H2O loss:", "Gout", "Pain, and", "fever", "and more.", "I was ill."]
    items = page.document.elements_of("list_item")
    assert [page.document.quote(item.span) for item in items] == ["- Gout", "- Pain, and", "- fever"]


def test_numbers_of_works_are_marks() -> None:
    """Raised or not, marked one by one or together; they do not keep a sentence from ending."""
    page = _article(
        "<sec><title>Results</title><p>He had gout.<sup><xref ref-type='bibr'>1</xref>,<xref ref-type='bibr'>2</xref></sup> "
        "He had pain.<xref ref-type='bibr'>3</xref><sup>,</sup><xref ref-type='bibr'>4</xref> "
        "He was ill [<xref ref-type='bibr'>5</xref>].</p></sec>"
    )
    assert _sentences(page) == ["He had gout.[1,2]", "He had pain.[3,4]", "He was ill [5]."]
    assert [len(mark.parts) for mark in page.document.elements_of("citation")] == [2, 2, 1]


def test_tables_are_rows_of_cells() -> None:
    """Rows of a head are made one, a cell that spans rows stands in each; two tables stay two, and floating ones are read."""
    page = _article(
        "<sec><title>Results</title><table-wrap><caption><title>Gout in all</title></caption><table><thead>"
        "<tr><th rowspan='2'>Finding</th><th colspan='2'>Seen in</th></tr><tr><th>Boys</th><th>Girls</th></tr></thead>"
        "<tbody><tr><td rowspan='2'>Gout</td><td>1/2</td><td>0/2</td></tr><tr><td>2/2<break/>late</td><td>a|b</td></tr></tbody>"
        "</table><table-wrap-foot><p>Boys: males.</p></table-wrap-foot></table-wrap>"
        "<table-wrap><table><tr><td>Sign</td><td>Share</td></tr><tr><td>Pain</td><td>10%</td></tr></table></table-wrap></sec>",
        "<floats-group><table-wrap><table><tr><td>Sign</td><td>Age</td></tr><tr><td>Fever</td><td>3</td></tr></table>"
        "</table-wrap></floats-group>",
    )
    doc = page.document
    rows = [[doc.quote(cell) for cell in row.all_parts("cell")] for row in doc.elements_of("table_row")]
    heads = [[doc.quote(cell) for cell in row.all_parts("cell")] for row in doc.elements_of("table_header")]
    assert heads == [["Finding", "Seen in Boys", "Seen in Girls"], ["Sign", "Share"], ["Sign", "Age"]]
    assert rows == [["Gout", "1/2", "0/2"], ["Gout", "2/2 late", "a/b"], ["Pain", "10%"], ["Fever", "3"]]
    assert [doc.quote(words) for said in doc.elements_of("caption") if (words := said.part("words"))] == ["Gout in all"]


def test_what_is_no_table_is_no_prose_either() -> None:
    """One row tells nothing."""
    page = _article("<sec><title>Results</title><table-wrap><table><tr><td>Gout</td></tr></table></table-wrap></sec>")
    assert _sentences(page) == []
