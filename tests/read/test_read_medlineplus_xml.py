"""Conditions of MedlinePlus Genetics' bulk file: prose, and structured fields as lines that can be quoted."""

from pathlib import Path

import pytest

from pohgraph.errors import ReadError
from pohgraph.read import Piece, ReadPage, read_page, split_pages

BULK = (Path(__file__).parent / "samples" / "medlineplus_bulk.xml").read_bytes()
CONDITIONS = [found.data for found in split_pages([BULK], name="bulk.xml") if isinstance(found, Piece)]


def condition(index: int) -> ReadPage:
    """Read one condition of the sample."""
    return read_page(CONDITIONS[index], name="ghr-summaries.xml")


def quoted(page: ReadPage, kind: str) -> list[str]:
    """The words of all elements of a kind."""
    return [page.document.quote(element.span) for element in page.document.elements_of(kind)]


def test_the_document_is_named_by_the_address_of_its_page() -> None:
    """Id, address, title and the date of publication are the condition's own."""
    doc = condition(0).document
    assert doc.id == "medlineplus:progressive-osseous-heteroplasia"
    assert doc.source.iri == "https://medlineplus.gov/genetics/condition/progressive-osseous-heteroplasia"
    assert (doc.source.title, doc.source.modified) == ("Progressive osseous heteroplasia", "2023-06-29")
    assert (doc.source.infores, doc.source.file_name) == ("infores:medlineplus", "ghr-summaries.xml")
    assert condition(1).document.source.modified == "2020-08-18"


def test_the_text_is_derived_line_by_line() -> None:
    """Paragraphs on one line each, then one line for each entry of each list."""
    assert condition(0).document.text == (
        "Progressive osseous heteroplasia\n\n"
        "Progressive osseous heteroplasia makes bone grow where no bone belongs, first in the skin and later in muscle."
        " Mutations in the GNAS gene cause progressive osseous heteroplasia.\n"
        "Most patients have ectopic calcification & short stature. They do not have seizures.\n"
        "Signs appear in infancy\nJoints may become stiff\n\n"
        "Autosomal dominant\nPattern unknown\n\nGNAS\n\nEctopic ossification, familial\nPOH\n\n"
        "GTR:C0334041\nICD-10-CM:M61.50\nMeSH:C562735\nOMIM:166350\nSNOMED CT:699302009\n\n"
        "Reviewed: 2013-07\nPublished: 2023-06-29\n"
    )


def test_sections_follow_the_lists() -> None:
    """Texts by their role, lists by what they list; an unknown role is a description, and reported."""
    names = ["header", "description", "inheritance", "genes", "synonyms", "coding", "header"]
    assert [section.name for section in condition(0).document.sections] == names
    page = condition(1)
    assert [section.name for section in page.document.sections][:4] == [
        "header",
        "description",
        "frequency",
        "description",
    ]
    assert [(remark.code, remark.message.partition(" is ")[0]) for remark in page.remarks] == [
        ("unknown_heading", "'anecdote'")
    ]


def test_every_entry_is_an_element() -> None:
    """Synonyms, genes, patterns and keys can each be quoted; the prose holds none of them."""
    page = condition(0)
    assert quoted(page, "synonym") == ["Ectopic ossification, familial", "POH"]
    assert quoted(page, "related_gene") == ["GNAS"]
    assert quoted(page, "phenotype_row") == ["Autosomal dominant", "Pattern unknown"]
    assert quoted(page, "identifier")[0] == "GTR:C0334041"
    assert len(page.document.sentences) == 6


def test_a_condition_that_says_nothing_is_read() -> None:
    """What is missing is reported, not an error."""
    page = read_page(b"<health-condition-summary><name/></health-condition-summary>\n", name="x.xml")
    assert page.document.id == "pohdoc:x"
    assert {remark.code for remark in page.remarks} == {"no_title", "no_identifier"}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (BULK, r"root element is <summaries>"),
        (CONDITIONS[0].replace(b"</name>", b""), r"^x\.xml, line \d+, column \d+: not well-formed XML"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]>' + CONDITIONS[0], "declares things of its own"),
    ],
    ids=["many conditions", "not well formed", "entity"],
)
def test_what_is_no_condition_is_an_error(data: bytes, reason: str) -> None:
    """One line that says why."""
    with pytest.raises(ReadError, match=reason):
        read_page(data, name="x.xml")
