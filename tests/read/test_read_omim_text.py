"""OMIM's flat file: an entry as its page prints it."""

import pytest

from pohgraph.errors import ReadError
from pohgraph.read import Piece, read_page, split_pages
from pohgraph.read.formats import omim_text

ENTRY = """*RECORD*
*FIELD* NO
100000
*FIELD* TI
#100000 SAMPLE DYSPLASIA; SDP
;;WEAK KNEE SYNDROME;;
KNEES, WEAK
*FIELD* TX

DESCRIPTION

Sample dysplasia is a disorder
of bone.
*FIELD* CS

Inheritance:
   Autosomal dominant

*FIELD* ED
joe: 07/19/2000

"""


def test_an_entry() -> None:
    """Its number, its names, its text by headings and its synopsis; who edited it is left out."""
    doc = read_page(ENTRY.encode(), name="omim.txt").document
    assert (doc.id, doc.source.iri) == ("pohdoc:OMIM_100000", "https://omim.org/entry/100000")
    assert doc.source.title == "SAMPLE DYSPLASIA"
    assert "WEAK KNEE SYNDROME" in [doc.quote(element.span) for element in doc.elements_of("synonym")]
    assert "INHERITANCE\n   Autosomal dominant" in doc.text
    assert "joe" not in doc.text


def test_a_text_without_a_heading_is_no_name() -> None:
    """What follows the other titles is the text."""
    entry = ENTRY.replace(
        "TX\n\nDESCRIPTION\n\n", "TX\nA number sign is used because it is caused by\nmutation in ABC1.\n\n"
    )
    doc = read_page(entry.encode(), name="omim.txt").document
    assert [doc.quote(element.span) for element in doc.elements_of("synonym")] == [
        "SDP",
        "WEAK KNEE SYNDROME",
        "KNEES, WEAK",
    ]


def test_a_file_of_many() -> None:
    """Each entry is a page."""
    data = (ENTRY + ENTRY.replace("100000", "100001") + "*THEEND*\n").encode()
    pieces = [piece for piece in split_pages([data], name="omim.txt") if isinstance(piece, Piece)]
    assert [read_page(piece.data, name="omim.txt").document.id for piece in pieces] == [
        "pohdoc:OMIM_100000",
        "pohdoc:OMIM_100001",
    ]


def test_an_entry_without_a_title() -> None:
    """It has no name."""
    with pytest.raises(ReadError, match="without a number and a title"):
        omim_text.read("*RECORD*\n*FIELD* NO\n100000\n")


def test_an_entry_on_a_gene() -> None:
    """Its number and its symbol are none of a disease that its text speaks of."""
    entry = ENTRY.replace(
        "#100000 SAMPLE DYSPLASIA; SDP\n;;WEAK KNEE SYNDROME;;\nKNEES, WEAK", "*100000 SAMPLE PROTEIN; ABC1"
    )
    doc = read_page(entry.encode(), name="omim.txt").document
    assert (doc.source.title, doc.elements_of("synonym"), doc.elements_of("identifier")) == ("SAMPLE PROTEIN", (), ())
