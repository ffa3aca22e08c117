"""JATS articles: title, abstract by its parts, identifiers, licence."""

from pathlib import Path

import pytest

from pohgraph.errors import ReadError
from pohgraph.read import Piece, read_page, split_pages

SAMPLE = (Path(__file__).parent / "samples" / "jats.xml").read_bytes()


def test_the_article_is_named_by_its_pmid() -> None:
    """Id, address and journal; the licence is the article's own."""
    source = read_page(SAMPLE, name="jats.xml").document.source
    assert source.iri == "https://pubmed.ncbi.nlm.nih.gov/92000001/"
    assert source.license == "https://creativecommons.org/licenses/by/4.0/"
    assert source.rights == "Free to share under the Creative Commons Attribution License."
    assert source.publisher == "Examples of Rare Disorders"


def test_the_abstract_is_read_by_its_parts() -> None:
    """Headings open sections; abstracts in pictures and the body are left out, the latter with a word."""
    page = read_page(SAMPLE, name="jats.xml")
    assert page.document.text == (
        "Bone in the skin: GNAS and progressive osseous heteroplasia\n\n"
        "Introduction\nProgressive osseous heteroplasia begins in infancy.\n\n"
        "Case presentation\nA boy with progressive osseous heteroplasia had brachydactyly.\nHe had no seizures.\n\n"
        "PMID: 92000001\nPMC: 9200001\nDOI: 10.9999/example.2\n"
    )
    assert [section.name for section in page.document.sections] == ["header", "description", "case", "header"]
    assert [remark.code for remark in page.remarks] == ["body_not_read"]


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
