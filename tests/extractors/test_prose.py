"""A page's own running text, and the words that are looked for in it before a pattern is tried."""

from pohgraph.extractors.shared.prose import Prose
from pohgraph.language.patterns import Patterns
from pohgraph.model import Document, Element, Section, Source, Span


def _prose(text: str, *elements: Element) -> Prose:
    whole = Span(0, len(text))
    source = Source(family="", file_name="", sha256="", encoding="")
    sections = (Section(name="description", span=whole),)
    return Prose(Document(id="a:1", text=text, source=source, sections=sections, elements=elements, sentences=(whole,)))


def test_a_pattern_is_sought_between_two_offsets() -> None:
    """The first match and all matches are those within the stretch, and none where a needed word is missing."""
    patterns = Patterns("extractors/shared", "other_names_patterns.tsv")
    text = "It is also known as Abc. Def is also called Ghi."
    prose, start = _prose(text), text.index("Def")
    assert [match["name"] for match in prose.finditer(patterns, "also", Span(start, len(text)))] == ["Ghi"]
    first = prose.search(patterns, "also", Span(start, len(text)))
    assert first
    assert first["name"] == "Ghi"
    assert prose.search(patterns, "also", Span(start, start + 3)) is None


def test_words_are_sought_between_two_offsets() -> None:
    """A word elsewhere on the page does not count; where an offset cuts a word, the pattern is tried."""
    patterns = Patterns("extractors/shared", "other_names_patterns.tsv")
    prose = _prose("It is rare. Others are called Abc.")
    assert prose.may_have(patterns, "also", Span(12, 34))
    assert not prose.may_have(patterns, "also", Span(0, 11))
    assert prose.may_have(patterns, "also", Span(0, 9))


def test_a_question_is_no_running_text() -> None:
    """A sentence that is a question, standard text or a repeat is in no section."""
    text = "What is it?"
    question = Element(kind="question", span=Span(0, len(text)))
    assert _prose(text).sentences(("description",)) == [Span(0, len(text))]
    assert _prose(text, question).sentences(("description",)) == []


def test_of_several_patterns_those_are_left_whose_words_stand_there() -> None:
    """In the order given; a pattern of which no needed word is known is always among them."""
    patterns = Patterns("extractors/shared", "other_names_patterns.tsv")
    prose, names = _prose("It is rare. Others are called Abc."), ("also", "cued_by", "or_name")
    known = [name for name in names if name in patterns.bits]
    assert {"also", "cued_by"}.issubset(known)
    for span in (Span(0, 11), Span(12, 34), Span(0, 9)):
        assert list(prose.possible(patterns, names, span)) == [n for n in names if prose.may_have(patterns, n, span)]
    assert list(prose.possible(patterns, ("also", "cued_by"), Span(0, 11))) == []
    assert "link" not in patterns.bits
    assert list(prose.possible(patterns, ("also", "link"), Span(0, 11))) == ["link"]
