"""A page's title and how its text takes it up: in another order, without its class, by letters, or beside a known name."""

import pytest

from pohgraph.extractors import extract
from pohgraph.extractors.topic.topic import find_subject
from pohgraph.model import Document
from pohgraph.read import read_page
from pohgraph.recognise import Recogniser


def _page(title: str, text: str) -> Document:
    return read_page(f"{title}\n\n{text}".encode(), name="page.txt").document


def _subject(doc: Document, recogniser: Recogniser) -> tuple[str, str]:
    """The label of what a page is about, and the prefix of its reference."""
    topic = find_subject(doc, recogniser.mentions(doc, tables=False), recogniser.lexicon).topic
    return (topic.label, topic.reference.prefix) if topic else ("", "")


@pytest.mark.parametrize(
    ("title", "text", "label", "prefix"),
    [
        ("Gout Blameless", "Blameless gout is a rare disorder of the feet.", "Blameless gout", "pohdisease"),
        ("Nerve Degeneration Moonlit", "Moonlit nerve degeneration (MND) affects men.", "Moonlit nerve degeneration", "pohdisease"),
        ("Sarcoma Blue Tendon", "Sarcoma of the blue tendon is a rare tumor.", "Sarcoma of the blue tendon", "pohdisease"),
        ("Cervical Lunar Wart", "Cervical lunar warts are a rare condition.", "Cervical Lunar Wart", "pohdisease"),
        ("Wobbly Arm Zork Type", "Wobbly arm, Zork type is a rare disorder.", "Wobbly arm, Zork type", "pohdisease"),
        ("Ichthyosis CHILD Syndrome", "CHILD syndrome (letters for its signs) is a rare disorder.", "CHILD syndrome", "MONDO"),
        ("Neonatal CHILD Syndrome", "CHILD syndrome is a rare disorder.", "Neonatal CHILD Syndrome", "pohdisease"),
        ("Ectrodactyly Eyelash Cleft", "EEC syndrome affects boys and girls.", "EEC syndrome", "MONDO"),
        ("Chromosome 18 Tetrasomy 18p", "It is rare.", "tetrasomy 18p", "MONDO"),
        ("Spastic Wobbly Ataxia", "Ataxias are many.", "Spastic Wobbly Ataxia", "pohdisease"),
        ("Muscular Atrophy with Blue Toes", "It is rare.", "Muscular Atrophy with Blue Toes", "pohdisease"),
        ("Our Time with Blue Toes", "It is rare.", "", ""),
        ("Green Toe Disease and Lunar Ataxia", "It is rare.", "Green Toe Disease and Lunar Ataxia", "pohdisease"),
        ("Falls in Ataxia", "They are many.", "", ""),
        ("Treating Ataxia", "It is hard.", "", ""),
        ("My Journey to Ataxia", "It was long.", "", ""),
        ("Exercise and Ataxia", "It is hard.", "", ""),
        ("Noonan syndrome or CHILD syndrome", "CHILD syndrome is a rare disorder.", "Noonan syndrome or CHILD syndrome", "pohdisease"),
        ("Noonan syndrome vs CHILD syndrome", "CHILD syndrome is a rare disorder.", "Noonan syndrome vs CHILD syndrome", "pohdisease"),
        ("Lunar Dystonia", "Lunar dystonia is an enzyme deficiency.", "Lunar Dystonia", "pohdisease"),
        ("Lunar Hypotonia", "Lunar hypotonia is a rare protein folding disorder.", "Lunar Hypotonia", "pohdisease"),
        ("Zorkles Neonatal", "Neonatal zorkles are a rare infection of babies.", "Neonatal zorkles", "pohdisease"),
        ("Zorkles Neonatal", "Neonatal zorkles are a game of babies.", "", ""),
        ("Lunarpox", "Lunarpox is a virus infection. Lunarpox is rare.", "Lunarpox", "pohdisease"),
    ],
)  # fmt: skip
def test_the_title_is_what_the_text_defines(
    title: str, text: str, label: str, prefix: str, recogniser: Recogniser
) -> None:
    """In the order of speech; a word that only says which kind is no class; letters count where they name a known disease."""
    assert _subject(_page(title, text), recogniser) == (label, prefix)


def test_findings_of_a_title_in_another_order_are_those_of_its_disease(recogniser: Recogniser) -> None:
    """Sentences that call the disease as the text does are about it."""
    doc = _page("Gout Blameless", "Blameless gout is a rare disorder. Patients with blameless gout have cataract.")
    claims = [(a.subject_label, a.object_label) for a in extract(doc, recogniser).assertions if not a.about]
    assert ("Blameless gout", "Cataract") in claims


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Wobbly gait syndrome, also known as ulnar-mammary syndrome, is rare.", "ulnar-mammary syndrome"),
        ("Wobbly gait syndrome (WGS), which is also called ulnar-mammary syndrome, is rare.", "ulnar-mammary syndrome"),
        ("Wobbly gait syndrome resembles Noonan syndrome, also known as ulnar-mammary syndrome.", "Wobbly Gait Syndrome"),
        ("Wobbly gait syndrome, also known as cataract, is rare.", "Wobbly Gait Syndrome"),
        ("Wobbly gait syndrome, formerly known as ulnar-mammary syndrome, is rare.", "Wobbly Gait Syndrome"),
        ("Wobbly gait syndrome, also known as ulnar-mammary syndrome type 2, is rare.", "Wobbly Gait Syndrome"),
        ("Wobbly gait syndrome, also known as wobbly Marfan syndrome, is rare.", "Wobbly Gait Syndrome"),
    ],
)  # fmt: skip
def test_a_page_is_about_the_known_disease_that_its_own_is_said_to_be(
    text: str, label: str, recogniser: Recogniser
) -> None:
    """Only right behind its name, and neither of a finding, nor of a type, nor by a former name."""
    assert _subject(_page("Wobbly Gait Syndrome", text), recogniser)[0] == label


def test_a_name_that_says_more_or_less_may_be_another_extent(recogniser: Recogniser) -> None:
    """The group that a disease belongs to, or one of its types."""
    text = "Wobbly ulnar-mammary syndrome, also known as ulnar-mammary syndrome, is rare."
    assert _subject(_page("Wobbly ulnar-mammary syndrome", text), recogniser)[1] == "pohdisease"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Zorkacaftor", "Zorkacaftor is used to treat cystic fibrosis. Patients may have headache."),
        ("Blue Electrophoresis", "Blue electrophoresis is a test for anemia. Patients have cataract."),
        ("Interferon Gamma", "Interferon gamma is a protein. Patients have cataract."),
    ],
)
def test_a_page_on_something_else_gives_nothing_and_says_why(title: str, text: str, recogniser: Recogniser) -> None:
    """A medicine, a test and a protein are no diseases, whatever they are for."""
    found = extract(_page(title, text), recogniser)
    assert not found.assertions
    assert [remark.code for remark in found.remarks] == ["no_topic"]
    assert "its subject is no disease" in found.remarks[0].message


def test_a_disease_that_is_called_a_process_stays_one(recogniser: Recogniser) -> None:
    """Its name says what it is."""
    doc = _page("Lunar Wobbly Syndrome", "Lunar wobbly syndrome is a process that makes people fall.")
    assert _subject(doc, recogniser) == ("Lunar Wobbly Syndrome", "pohdisease")


def test_a_title_is_read_as_the_text_is(recogniser: Recogniser) -> None:
    """Words that names join, and short forms of words, where no name is spelt so."""
    doc = _page("Post Polio Syndrome", "It affects some people.")
    assert _subject(doc, recogniser) == ("postpoliomyelitis syndrome", "MONDO")
