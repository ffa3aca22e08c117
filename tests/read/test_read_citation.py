"""Records of programs for references: an article each, whatever tags they have."""

import pytest

from pohgraph.errors import ReadError
from pohgraph.read import Piece, read_page, split_pages
from pohgraph.read.formats import citation

WORDS = "Sample dysplasia is a rare disorder of bone."
RIS = f"TY  - JOUR\nAU  - Doe, J.\nTI  - A family with sample dysplasia\nDO  - 10.9999/example.1\nAB  - {WORDS}\nKW  - bone\nER  - \n"
RECORDS = {
    "RIS": RIS,
    "EndNote": f"%0 Journal Article\n%A Doe, J.\n%T A family with sample dysplasia\n%R 10.9999/example.1\n%X {WORDS}\n%K bone\n",
    "Web of Science": (
        "FN Clarivate\nVR 1.0\nPT J\nAU Doe, J\nTI A family with\n   sample dysplasia\nID BONE\n"
        f"AB {WORDS}\nDI 10.9999/example.1\nER\n\nEF\n"
    ),
    "BibTeX": (
        "@article{doe,\n title = {{A family with {\\it sample} dysplasia}},\n year = 2020,\n"
        f' abstract = "{WORDS}",\n keywords = {{bone}},\n doi = {{10.9999/example.1}}\n}}\n'
    ),
}


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
def test_a_record_is_an_article(record: str) -> None:
    """Its title is a sentence, no name of the page; authors, years and kinds of work are no text."""
    doc = read_page(record.encode(), name="export.txt").document
    lines = doc.text.split("\n")
    assert (doc.source.family, doc.id) == ("citation", "pohdoc:DOI_10.9999-example.1")
    assert lines[0] == "A family with sample dysplasia"
    assert WORDS in lines
    assert "keywords: bone" in doc.text.lower()
    assert "Doe" not in doc.text
    assert not doc.elements_of("title")


def test_the_lines_of_pubtator() -> None:
    """The number is PubMed's; annotations are not read."""
    doc = read_page(f"91|t|A title\n91|a|{WORDS}\n91\t2\t7\ttitle\tDisease\tD1\n".encode(), name="x.txt").document
    assert (doc.id, doc.text) == ("pohdoc:PMID_91", f"A title\n\n{WORDS}\n\nPMID: 91\n")


@pytest.mark.parametrize("record", [*RECORDS.values(), f"91|t|A title\n91|a|{WORDS}\n"], ids=[*RECORDS, "PubTator"])
def test_a_file_of_many(record: str) -> None:
    """Each record is a page of its own, however the file comes in."""
    body = record.removeprefix("FN Clarivate\nVR 1.0\n").replace("\nEF\n", "")
    data = (record.replace("\nEF\n", "") + "\n" + body).encode()
    for size in (7, len(data)):
        chunks = [data[at : at + size] for at in range(0, len(data), size)]
        pieces = [piece for piece in split_pages(chunks, name="export") if isinstance(piece, Piece)]
        assert [WORDS in piece.data.decode() for piece in pieces] == [True, True]


def test_a_record_that_says_nothing() -> None:
    """Without a title and an abstract it is no page, and its numbers are not the next one's."""
    untitled = "TY  - JOUR\nDO  - 10.1/other\nER  - \n\n"
    pieces = [piece for piece in split_pages([f"{untitled}{RIS}".encode()], name="x.ris") if isinstance(piece, Piece)]
    assert read_page(pieces[1].data, name="x.ris").document.id == "pohdoc:DOI_10.9999-example.1"
    with pytest.raises(ReadError, match="without a title and an abstract"):
        citation.read("TY  - JOUR\nAU  - Doe, J.\nER  - \n")


@pytest.mark.parametrize("before", ['@string{j = "Bone"}', "@comment{jabref-meta: x;}", '@preamble{"x"}'])
def test_what_bibtex_has_beside_its_entries(before: str) -> None:
    """It is no page, before them or behind; a book without a title hides no other entry."""
    entry = RECORDS["BibTeX"]
    data = f"{before}\n\n{entry}\n@book{{y,\n author = {{X}}\n}}\n{entry}\n@Comment{{z}}\n".encode()
    pieces = [piece.data for piece in split_pages([data], name="x.bib") if isinstance(piece, Piece)]
    assert [WORDS in piece.decode() for piece in pieces] == [True, False, True]
    docs = [read_page(piece, name="x.bib").document for piece in (pieces[0], pieces[2])]
    assert [doc.text.startswith("A family with sample dysplasia\n\nSample") for doc in docs] == [True, True]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("AN  - 601234567\nDB  - Embase\nC7  - 105\n", "x"),
        ("AN  - 91\nDP  - NLM\n", "PMID_91"),
        ("UR  - https://pubmed.ncbi.nlm.nih.gov/91/\n", "PMID_91"),
    ],
)
def test_which_number_is_pubmeds(fields: str, found: str) -> None:
    """Other databases count their records, too."""
    record = RIS.replace("DO  - 10.9999/example.1\n", fields)
    assert read_page(record.encode(), name="x.ris").document.id == f"pohdoc:{found}"
