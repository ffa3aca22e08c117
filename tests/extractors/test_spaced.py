"""The view of a page in which blanks stand between words."""

from pohgraph.extractors.shared.spaced import spaced
from pohgraph.model import Document, Source, Span


def test_only_spaces_between_words_of_a_sentence_become_blanks() -> None:
    """Offsets stay; a line end before the mark of an item does too, and so does whatever stands outside sentences."""
    text = "A\u00a0B\n\nDrugs are\nused:\n- one"
    source = Source(family="case", file_name="case.txt", sha256="0" * 64, encoding="utf-8")
    doc = Document(id="pohdoc:x", text=text, source=source, sentences=(Span(5, len(text)),))
    assert spaced(doc).text == "A\u00a0B\n\nDrugs are used:\n- one"
