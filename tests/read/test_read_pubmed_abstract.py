"""PubMed's printed abstracts: citation, title, abstract by its labels, numbers; copies of them, and articles behind them."""

from pathlib import Path

import pytest

from pohgraph.errors import ReadError
from pohgraph.read import Piece, read_page, split_pages
from pohgraph.read.formats import pubmed_abstract

SAMPLE = (Path(__file__).parent / "samples" / "pubmed_abstracts.txt").read_bytes()
RECORDS = [found.data for found in split_pages([SAMPLE], name="abstracts.txt") if isinstance(found, Piece)]


def test_what_is_printed_around_an_abstract_is_left_out() -> None:
    """Authors, addresses and notices are none of its text; labels at the beginning of lines open its parts."""
    doc = read_page(RECORDS[0], name="abstracts.txt").document
    assert (doc.source.family, doc.id) == ("pubmed_abstract", "pohdoc:PMID_91000021")
    assert (doc.source.publisher, doc.source.rights) == ("J Made Up Examples", "Copyright © 2012, nobody.")
    assert doc.text == (
        "Progressive osseous heteroplasia: a study of patients in Sardinia.\n\n"
        "CONTEXT\nProgressive osseous heteroplasia (POH) is a childhood-onset disorder caused by mutations in the GNAS"
        " gene.\n\n"
        "PATIENTS\nTwenty-two patients were seen.\n\n"
        "RESULTS\nEctopic calcification was present in all patients, and seizures were rare.\n\n"
        "PMID: 91000021\nPMC: 9100021\nDOI: 10.9999/example.21\n"
    )


def test_a_chapter_is_called_as_its_citation() -> None:
    """What names the book is no text of it."""
    doc = read_page(RECORDS[1], name="abstracts.txt").document
    assert doc.text == (
        "Progressive osseous heteroplasia.\n\nProgressive osseous heteroplasia has dermal ossification.\n\nPMID: 91000022\n"
    )


def test_each_record_of_a_file_is_a_page() -> None:
    """However the bytes come in, and whichever line ends they have."""
    for data in (SAMPLE, SAMPLE.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf\n" + SAMPLE):
        whole = list(split_pages([data], name="x"))
        assert len(whole) == 2
        assert list(split_pages([data[i : i + 7] for i in range(0, len(data), 7)], name="x")) == whole
        texts = [read_page(piece.data, name="x").document.text for piece in whole if isinstance(piece, Piece)]
        assert texts == [read_page(record, name="x").document.text for record in RECORDS]


def test_a_copy_has_a_head_of_its_own_and_the_article_behind() -> None:
    """The head of the file is left out, and the article's sections count in the whole text."""
    head = b'---\nreference_id: "PMID:91000021"\ntitle: POH.\n---\n\n# POH.\n**Authors:** Rossi A\n\n## Content\n\n'
    behind = b"\n\nA girl had hard lumps.\n\nDiscussion\n\nLumps are seldom found at birth, and most are found later.\n"
    doc = read_page(head + RECORDS[0] + behind, name="PMID_91000021.md").document
    assert doc.text.startswith("Progressive osseous heteroplasia: a study")
    assert [doc.quote(part.heading) for part in doc.sections if part.heading][-1] == "Discussion"
    assert [doc.quote(sentence) for sentence in doc.sentences][-2:] == [
        "A girl had hard lumps.",
        "Lumps are seldom found at birth, and most are found later.",
    ]


def test_a_list_of_numbers_is_no_record() -> None:
    """What has neither a citation nor a number of PubMed says so."""
    for text in ("PMID: 1\n", "1. A journal. 2012 Apr;97(4):1-2.\n\nA title.\n"):
        with pytest.raises(ReadError):
            pubmed_abstract.read(text)
