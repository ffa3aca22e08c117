"""Saved pages of MedlinePlus Genetics: the page's parts without the site around them."""

from pathlib import Path

import pytest

from pohgraph.errors import ReadError
from pohgraph.model import Document
from pohgraph.read import read_page

SAMPLE = (Path(__file__).parent / "samples" / "medlineplus.html").read_bytes()


def quoted(doc: Document, kind: str) -> list[str]:
    """The words of all elements of a kind."""
    return [doc.quote(element.span) for element in doc.elements_of(kind)]


def test_the_source_is_named() -> None:
    """Title, canonical address and date are the page's own; the id is that of the bulk file."""
    doc = read_page(SAMPLE, name="saved.html").document
    assert doc.id == "medlineplus:progressive-osseous-heteroplasia"
    assert doc.source.iri == "https://medlineplus.gov/genetics/condition/progressive-osseous-heteroplasia/"
    assert (doc.source.title, doc.source.modified) == ("Progressive osseous heteroplasia", "2018-02-01")


def test_headings_name_the_sections() -> None:
    """The parts of the page in order, lists within them."""
    doc = read_page(SAMPLE, name="saved.html").document
    assert [section.name for section in doc.sections] == [
        "header",
        "description",
        "frequency",
        "causes",
        "genes",
        "inheritance",
        "synonyms",
        "resources",
        "resources",
        "resources",
        "references",
    ]


def test_lists_are_elements_with_their_addresses() -> None:
    """Names and genes stand bare; links keep where they lead, if that is a web address."""
    doc = read_page(SAMPLE, name="saved.html").document
    assert quoted(doc, "synonym") == ["Cutaneous ossification", "POH"]
    assert quoted(doc, "related_gene") == ["GNAS"]
    assert [doc.quote(target) for link in doc.elements_of("link") if (target := link.part("target"))] == [
        "https://medlineplus.gov/genetics/gene/gnas/",
        "https://www.ncbi.nlm.nih.gov/gtr/conditions/C0334041/",
        "https://omim.org/entry/166350",
        "https://pubmed.ncbi.nlm.nih.gov/11111111",
    ]


@pytest.mark.parametrize("word", ["scoliosis", "Print", "sharing", "Collapse", "Health", "javascript"])
def test_the_site_around_the_page_is_left_out(word: str) -> None:
    """Scripts, buttons, navigation and footers are no text of the page."""
    assert word not in read_page(SAMPLE, name="saved.html").document.text


def test_a_page_without_its_parts_is_read_by_its_headings() -> None:
    """A page saved in another form keeps its prose."""
    doc = read_page(SAMPLE.replace(b"data-bookmark", b"data-x"), name="saved.html").document
    assert {"description", "inheritance", "synonyms"} <= {section.name for section in doc.sections}


def test_a_page_without_text_is_an_error() -> None:
    """A page that was saved before it was there says so."""
    head = SAMPLE[: SAMPLE.index(b"<body>")]
    with pytest.raises(ReadError, match="saved incompletely"):
        read_page(head + b"<body><div id='root'></div></body></html>", name="saved.html")
