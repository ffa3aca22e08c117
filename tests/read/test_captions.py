"""The captions of tables."""

import pytest

from pohgraph.model import Document
from pohgraph.read import read_page


def _page(text: str) -> Document:
    return read_page(text.encode(), name="note.txt").document


def _captions(doc: Document) -> list[str]:
    return [doc.quote(words) for caption in doc.elements_of("caption") if (words := caption.part("words"))]


@pytest.mark.parametrize(
    ("above", "words"),
    [
        ("Table 2. Clinical features of cystinosis", ["Clinical features of cystinosis"]),
        ("**Table S1.** Signs of four patients", ["Signs of four patients"]),
        ("Table 1\nSigns of four patients\n", ["Signs of four patients"]),
        ("Supplementary Table 5: Signs\n\n", ["Signs"]),
        ("Clinical findings in three families\n", ["Clinical findings in three families"]),
        ("They walked late.", []),
    ],
)
def test_captions(above: str, words: list[str]) -> None:
    """With a number, or with words on patients; a sentence is none. It is no prose, but a sentence, so that names are found."""
    doc = _page(f"{above}\nSign\tPatient 1\tPatient 2\nPain\t+\t-\nFever\t-\t+\n")
    assert _captions(doc) == words
    assert not doc.elements_of("title")
    assert all(any(doc.quote(sentence) == said for sentence in doc.sentences) for said in words)


def test_rows_that_head_a_table_of_html() -> None:
    """They are made one: what spans columns is said of each."""
    head = "<tr><th rowspan=2>Sign</th><th colspan=2>Ours</th></tr><tr><th>n</th><th>%</th></tr>"
    page = f"<html><body><h1>Gout</h1><p>It hurts.</p><table>{head}<tr><td>Pain</td><td>3</td><td>75</td></tr></table>"
    doc = read_page(page.encode(), name="page.html").document
    (row,) = doc.elements_of("table_header")
    assert [doc.quote(cell) for cell in row.all_parts("cell")] == ["Sign", "Ours n", "Ours %"]
