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
