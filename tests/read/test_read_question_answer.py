"""Question-and-answer pages: the teaser repeats the answers, questions are run into the text."""

from pohgraph.read import ReadPage, read_page
from pohgraph.resources import bundled

SEED = (bundled("seeds") / "000_c74ab92bd6314247.txt").read_bytes()


def answer_page(data: bytes = SEED) -> ReadPage:
    """Read a question-and-answer page."""
    return read_page(data, name="000_c74ab92bd6314247.txt")


def test_the_source_states_nothing_it_does_not_know() -> None:
    """The page names neither title, publisher nor licence."""
    source = answer_page().document.source
    assert (source.family, source.modified) == ("question_answer", "2026-05-08")
    assert (source.title, source.publisher, source.infores, source.license) == ("", "", "", "")
    assert source.rights == "No licence is stated on the page."


def test_paragraphs_are_named_by_what_they_say() -> None:
    """The teaser is cut at its question; each further paragraph is one section."""
    doc = answer_page().document
    assert [section.name for section in doc.sections] == [
        "header",
        "coding",
        "description",
        "coding",
        "description",
        "diagnosis",
        "inheritance",
        "disclaimer",
    ]


def test_the_question_is_a_sentence_of_its_own() -> None:
    """It heads the answer that follows it in the same paragraph."""
    doc = answer_page().document
    (question,) = doc.elements_of("question")
    assert doc.quote(question.span) == "What is the clinical nature of Progressive Osseous Heteroplasia?"
    assert question.span in doc.sentences
    assert doc.sections[2].heading == question.span


def test_repeated_sentences_are_marked_where_they_stand_first() -> None:
    """The last place of a sentence is the original; all earlier ones are repeats."""
    doc = answer_page().document
    repeats = doc.elements_of("repeat")
    assert len(repeats) == 3
    assert all(doc.quote(e.span) in doc.text[e.span.end :] for e in repeats)
    assert doc.text.index("Unlike other conditions") > repeats[-1].span.end


def test_head_and_disclaimer_are_boilerplate() -> None:
    """They say nothing of the disorder."""
    doc = answer_page().document
    assert [doc.quote(element.span)[:16] for element in doc.elements_of("boilerplate")] == [
        "Short answer · M",
        "When seeking car",
        "Medical disclaim",
    ]


def test_no_sentence_of_the_head_is_left() -> None:
    """The first sentence is the first of the teaser."""
    doc = answer_page().document
    assert doc.quote(doc.sentences[0]).startswith("Progressive Osseous Heteroplasia (POH) does not have")


def test_other_pages_of_the_family_are_named_too() -> None:
    """The cues are not those of one page."""
    text = (
        "Short answer · Medically reviewed summary · Last updated: 2025-01-31\n"
        "What are the symptoms of Sample syndrome? Symptoms include pain.\n"
        "Treatment of Sample syndrome is supportive.\n"
        "The life expectancy of patients is normal.\n"
        "The prevalence of Sample syndrome is 1 in 20,000.\n"
        "Sample syndrome is inherited in an autosomal recessive manner.\n"
        "Nothing else is known.\n"
        "Medical disclaimer: This information is for educational purposes only."
    )
    doc = answer_page(text.encode()).document
    assert [section.name for section in doc.sections] == [
        "header",
        "symptoms",
        "treatment",
        "prognosis",
        "frequency",
        "inheritance",
        "inheritance",
        "disclaimer",
    ]
