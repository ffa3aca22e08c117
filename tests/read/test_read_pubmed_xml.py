"""PubMed's XML: title, abstract by its labels, the article's own identifiers."""

from pathlib import Path

import pytest

from pohgraph.errors import ReadError
from pohgraph.read import Piece, ReadPage, read_page, split_pages

SAMPLE = (Path(__file__).parent / "samples" / "pubmed.xml").read_bytes()
ARTICLES = [found.data for found in split_pages([SAMPLE], name="pubmed.xml") if isinstance(found, Piece)]


def article(index: int) -> ReadPage:
    """Read one article of the sample."""
    return read_page(ARTICLES[index], name="pubmed.xml")


def test_the_article_is_named_by_its_pmid() -> None:
    """Id, address, journal, rights and the date of the record."""
    doc = article(0).document
    assert (doc.id, doc.source.iri) == ("pohdoc:PMID_91000001", "https://pubmed.ncbi.nlm.nih.gov/91000001/")
    assert doc.source.title == "Progressive osseous heteroplasia in two sisters."
    assert (doc.source.publisher, doc.source.rights) == ("Journal of made-up examples", "Copyright 2020, nobody.")
    assert doc.source.modified == "2021-03-09"


def test_labels_open_sections() -> None:
    """The text is title, parts with their labels, and the article's own identifiers, not those it cites."""
    doc = article(0).document
    assert doc.text == (
        "Progressive osseous heteroplasia in two sisters.\n\n"
        "BACKGROUND\nProgressive osseous heteroplasia is a rare disorder of bone.\n\n"
        "RESULTS\nProgressive osseous heteroplasia was caused by mutations in the GNAS gene."
        " Both sisters had ectopic calcification (p<0.05) at a temperature of 37 °C.\n\n"
        "PMID: 91000001\nPMC: 9100001\nDOI: 10.9999/example.1\n"
    )
    assert [(s.name, doc.quote(s.heading) if s.heading else "") for s in doc.sections[1:]] == [
        ("description", "BACKGROUND"),
        ("description", "RESULTS"),
        ("header", ""),
    ]


def test_a_title_is_prose_and_no_topic() -> None:
    """The title of an article says what it finds; it is not the name of a disease."""
    doc = article(0).document
    assert doc.elements_of("title") == ()
    assert doc.quote(doc.sentences[0]) == doc.source.title


def test_an_article_without_abstract_is_reported() -> None:
    """Its title is still read."""
    page = article(1)
    assert [remark.code for remark in page.remarks] == ["no_abstract"]
    assert page.document.source.rights.startswith(
        "Courtesy of the U.S. National Library of Medicine. No licence is stated"
    )


def test_chapters_of_books_are_articles() -> None:
    """Paragraphs set apart by blank lines stay apart."""
    doc = article(2).document
    assert doc.source.publisher == "Example Press"
    assert doc.text.startswith("Fibrodysplasia ossificans progressiva\n\nCLINICAL CHARACTERISTICS\n")
    assert "\nSecond paragraph.\n" in doc.text


def test_a_file_of_one_article_need_not_be_cut() -> None:
    """With its set around it and its document type before it, an article is read as well."""
    end = SAMPLE.index(b"</PubmedArticle>") + len(b"</PubmedArticle>")
    assert read_page(SAMPLE[:end] + b"</PubmedArticleSet>", name="x.xml").document.id == "pohdoc:PMID_91000001"


def test_what_holds_no_article_is_an_error() -> None:
    """One line that says what was looked for."""
    with pytest.raises(ReadError, match="holds no <PubmedArticle>"):
        read_page(b"<PubmedArticleSet></PubmedArticleSet>", name="x.xml")
