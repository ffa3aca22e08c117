"""Words that are looked for before a pattern is tried: no match of the pattern is without them."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import pohgraph
from pohgraph.extractors.shared.prose import Prose
from pohgraph.language.patterns import Patterns, pattern_rows
from pohgraph.model import Document, Element, Section, Source, Span

_SOURCE = Path(pohgraph.__file__).parent
_TABLES = [path.name for path in sorted((_SOURCE / "extractors").glob("*_patterns.tsv"))]
_GUARDED = [
    pytest.param(Patterns("extractors", table), name, id=f"{table.removesuffix('_patterns.tsv')}: {name}")
    for table in _TABLES
    for name in dict.fromkeys(row.cells["name"] for row in pattern_rows("extractors", table))
    if Patterns("extractors", table).needs(name)
]


def _prose(text: str, *elements: Element) -> Prose:
    whole = Span(0, len(text))
    source = Source(family="", file_name="", sha256="", encoding="")
    sections = (Section(name="description", span=whole),)
    return Prose(Document(id="a:1", text=text, source=source, sections=sections, elements=elements, sentences=(whole,)))


@pytest.mark.parametrize(("patterns", "name"), _GUARDED)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_match_is_without_one_of_the_words(patterns: Patterns, name: str, data: st.DataObject) -> None:
    """Whatever a pattern matches holds one of the words that it is asked for by."""
    text = data.draw(st.from_regex(patterns[name], alphabet=st.characters(codec="latin-1")))
    match = patterns[name].search(text)
    assert match is None or _prose(text).holds(patterns.needs(name), Span(*match.span()))


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
    """A word elsewhere on the page does not count."""
    prose = _prose("It is rare. Others are found in adults.")
    assert prose.holds(("found",), Span(12, 39))
    assert not prose.holds(("found",), Span(0, 11))


def test_a_question_is_no_running_text() -> None:
    """A sentence that is a question, standard text or a repeat is in no section."""
    text = "What is it?"
    question = Element(kind="question", span=Span(0, len(text)))
    assert _prose(text).sentences(("description",)) == [Span(0, len(text))]
    assert _prose(text, question).sentences(("description",)) == []
