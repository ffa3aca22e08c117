"""Words that are looked for before a pattern is tried: no match of the pattern is without them."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pohgraph.extractors import (
    gene,
    identifier,
    inheritance,
    onset,
    parent_of_origin,
    phenotype_text,
    prevalence,
    related,
    synonym,
)
from pohgraph.extractors.shared.prose import Prose
from pohgraph.model import Document, Element, Section, Source, Span

_GUARDED = {
    "sporadic": (inheritance._SPORADIC_CUE, inheritance._SPORADIC_WORDS),
    "multifactorial": (inheritance._MULTIFACTORIAL_CUE, inheritance._MULTIFACTORIAL_WORDS),
    "de novo": (inheritance._DE_NOVO_CUE, inheritance._ORIGIN_WORDS),
    "inherited": (inheritance._INHERITED_CUE, inheritance._ORIGIN_WORDS),
    "spectrum": (related._SPECTRUM, related._SPECTRUM_WORDS),
    "differentiated": (related._DIFFERENTIATE, related._DIFFERENCE_WORDS),
    "parent of origin": (parent_of_origin._CUE, parent_of_origin._WORDS),
    "no code": (identifier._NO_CODE, identifier._CODE_WORDS),
    "these genes": (gene._THESE_GENES, gene._THESE_GENES_WORDS),
    "also known as": (synonym._ALSO, synonym._ALSO_WORDS),
    "definition": (phenotype_text._DEFINITION, phenotype_text._DEFINITION_WORDS),
    "differential": (phenotype_text._DIFFERENTIAL, phenotype_text._DIFFERENTIAL_WORDS),
    "listed": (phenotype_text._LISTED, phenotype_text._LISTED_WORDS),
    "compared": (phenotype_text._COMPARED, phenotype_text._COMPARED_WORDS),
    "law": (prevalence._LAW, prevalence._LAW_WORDS),
    "found": (onset._FOUND, onset._FOUND_WORDS),
    "born": (onset._BORN, onset._BORN_WORDS),
    "present": (onset._PRESENT, onset._PRESENT_WORDS),
}


def _prose(text: str, *elements: Element) -> Prose:
    whole = Span(0, len(text))
    source = Source(family="", file_name="", sha256="", encoding="")
    sections = (Section(name="description", span=whole),)
    return Prose(Document(id="a:1", text=text, source=source, sections=sections, elements=elements, sentences=(whole,)))


@pytest.mark.parametrize(("pattern", "words"), _GUARDED.values(), ids=_GUARDED)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_match_is_without_one_of_the_words(
    pattern: re.Pattern[str], words: tuple[str, ...], data: st.DataObject
) -> None:
    """Whatever a pattern matches holds one of the words that it is asked for by."""
    text = data.draw(st.from_regex(pattern, alphabet=st.characters(codec="latin-1")))
    match = pattern.search(text)
    assert match is None or _prose(text).holds(words, Span(*match.span()))


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
