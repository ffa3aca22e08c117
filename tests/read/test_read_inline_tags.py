"""Tags within the words of a plain text."""

from pohgraph.model import Document
from pohgraph.read import read_page


def plain_page(text: str) -> Document:
    """Read a text of no known family."""
    doc = read_page(text.encode(), name="note.txt").document
    assert doc.source.family == "plain_text"
    return doc


def sentences_of(doc: Document) -> list[str]:
    """The sentences, without headings."""
    return [doc.quote(sentence) for sentence in doc.sentences]


def test_an_abstract_with_its_tags() -> None:
    """Paragraphs of JATS are paragraphs whatever lines they are on, and what is slanted is no sentence of its own."""
    doc = plain_page(
        "# Pompe disease in two sisters\n\n<jats:title>Abstract</jats:title>\n<jats:p>\n    <jats:bold>Background:</jats:bold>\n"
        "    Pompe disease is caused by variants in the\n    <jats:italic>GAA</jats:italic>\n    gene.\n    "
        "<jats:bold>Methods:</jats:bold>\n    We asked 10<jats:sup>3</jats:sup> people.\n</jats:p>\n"
    )
    assert sentences_of(doc) == [
        "Pompe disease is caused by variants in the GAA gene.",
        "We asked 10<sup>3</sup> people.",
    ]
    assert [section.name for section in doc.sections if section.heading][-1] == "methods"


def test_an_abstract_that_is_cut_off() -> None:
    """A paragraph that is never closed does not take the lines behind it."""
    doc = plain_page(
        "Pompe disease\n\n<jats:p>Pompe disease affects the heart.\n\nSymptoms\n\nThe <em>tongue</em> is large if p<0.05."
    )
    assert sentences_of(doc) == ["Pompe disease affects the heart.", "The tongue is large if p<0.05."]
    assert [section.name for section in doc.sections][-1] == "symptoms"
