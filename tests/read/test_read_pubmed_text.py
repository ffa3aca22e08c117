"""PubMed's text format: title, abstract by the labels in it, the article's own identifiers."""

from pathlib import Path

import pytest

from pohgraph.errors import ReadError
from pohgraph.read import Piece, ReadPage, read_page, split_pages
from pohgraph.read.formats import pubmed_text

SAMPLE = (Path(__file__).parent / "samples" / "pubmed.nbib").read_bytes()
ARTICLES = [found.data for found in split_pages([SAMPLE], name="pubmed.nbib") if isinstance(found, Piece)]


def article(index: int) -> ReadPage:
    """Read one article of the sample."""
    return read_page(ARTICLES[index], name="pubmed.nbib")


def test_the_article_is_what_its_xml_would_be() -> None:
    """Id, address, journal, rights, date and language of the record."""
    doc = article(0).document
    assert (doc.id, doc.source.iri) == ("pohdoc:PMID_91000011", "https://pubmed.ncbi.nlm.nih.gov/91000011/")
    assert doc.source.title == "Progressive osseous heteroplasia in a family with a mutation in the GNAS gene."
    assert (doc.source.publisher, doc.source.rights) == ("Journal of made-up examples", "Copyright 2020, nobody.")
    assert (doc.source.modified, doc.source.language) == ("2021-03-09", "en")


def test_labels_within_the_abstract_open_sections() -> None:
    """Lines are joined; a colon within a sentence is no label; what the article is mainly about comes first."""
    doc = article(0).document
    assert doc.text == (
        "Progressive osseous heteroplasia in a family with a mutation in the GNAS gene.\n\n"
        "BACKGROUND\nProgressive osseous heteroplasia is a rare disorder of bone.\n\n"
        "RESULTS/FINDINGS\nProgressive osseous heteroplasia was caused by mutations in the GNAS gene."
        " It led to ectopic calcification (p<0.05): see below.\n\n"
        "CONCLUSION\nMore families should be looked for.\n\n"
        "Keywords: bone; GNAS\n\nMeSH terms: Ossification, Heterotopic; Bone and Bones\n\n"
        "PMID: 91000011\nPMC: 9100011\nDOI: 10.9999/example.11\n"
    )
    assert [doc.quote(section.heading) for section in doc.sections if section.heading][1:] == [
        "BACKGROUND",
        "RESULTS/FINDINGS",
        "CONCLUSION",
    ]


def test_an_abstract_that_opens_without_a_label_is_one_text() -> None:
    """Capitals before a colon may be anything there."""
    layout = pubmed_text.read("PMID- 1\nTI  - A title.\nAB  - We read DNA. RNA: we did not. GNAS: mutated.\n")
    assert "We read DNA. RNA: we did not. GNAS: mutated." in layout.text


def test_a_record_may_be_indented_as_a_whole() -> None:
    """As it stands in a program's tests or in a message."""
    record = "PMID- 1\nTI  - A title.\nAB  - We read\n      DNA.\n"
    indented = "".join(f"    {line}" for line in record.splitlines(keepends=True))
    assert pubmed_text.read(indented).text == pubmed_text.read(record).text


def test_a_word_in_capitals_within_a_part_is_no_label() -> None:
    """Only what a heading may be called opens a part; what is not read stays unread to its end."""
    layout = pubmed_text.read(
        "PMID- 1\nTI  - A title.\nAB  - METHODS: All were seen. MRI: Bones. RESULTS AND DISCUSSION: None.\n"
    )
    assert "METHODS\nAll were seen. MRI: Bones.\n\nRESULTS AND DISCUSSION\nNone." in layout.text


def test_a_retracted_article_says_so() -> None:
    """The type of the publication, and the notice that refers to it."""
    page = article(1)
    assert page.document.source.status == "retracted"
    assert [remark.code for remark in page.remarks] == ["no_abstract", "publication_status"]


def test_each_article_of_a_file_is_a_record() -> None:
    """However the bytes come in, and whichever line ends they have."""
    for data in (SAMPLE, SAMPLE.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf\n" + SAMPLE):
        whole = list(split_pages([data], name="x"))
        assert len(whole) == 2
        assert list(split_pages([data[i : i + 7] for i in range(0, len(data), 7)], name="x")) == whole
        assert all(isinstance(piece, Piece) and b"PMID- " in piece.data for piece in whole)
    assert [piece.place for piece in split_pages([SAMPLE], name="x") if isinstance(piece, Piece)] == [
        "record 1 at byte 0",
        "record 2 at byte 719",
    ]


def test_a_file_of_one_article_is_one_page() -> None:
    """Its place is not worth a word."""
    assert list(split_pages([ARTICLES[0]], name="x")) == [Piece(ARTICLES[0])]


def test_an_endless_record_is_given_up() -> None:
    """Its memory is bounded."""
    chunks = [b"PMID- 1\nAB  - ", *[b"x" * 2**20] * 20]
    assert [str(found) for found in split_pages(chunks, name="x.nbib") if isinstance(found, ReadError)] == [
        "x.nbib, record 1 at byte 0: longer than 8 MiB, no page is"
    ]


def test_a_text_without_pmid_is_no_record() -> None:
    """The reader says what is missing."""
    with pytest.raises(ReadError, match="no line of it gives a PMID"):
        pubmed_text.read("TI  - A title.\n")
