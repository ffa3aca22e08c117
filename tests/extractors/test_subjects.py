"""Whose claim it is: a disease that the sentence names, the one a question asks about, or the page's own."""

from dataclasses import replace

import pytest
from tests.extractors.pages import OTHER, TOPIC, mention, page_of, place

from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.subjects import as_subject, speaks_of_group, subject_at, topic_subject
from pohgraph.model import Element, Section, Span
from pohgraph.recognise import Recogniser


def _whole(page: Page) -> Span:
    return Span(0, len(page.doc.text))


@pytest.mark.parametrize(
    ("text", "borrowed"),
    [
        # The disease before the claim is its subject, wherever another one follows.
        ("Gout causes CLAIM", True),
        ("It causes CLAIM, as Gout does", False),
        # A disease that only qualifies a noun is none.
        ("Gout-associated CLAIM is common", False),
        # Nor one in parentheses that are closed before the claim; those still open count.
        ("Arthritis (as in Gout) causes CLAIM", False),
        ("Arthritis (Gout causes CLAIM)", True),
        # An abbreviation right behind its long form stands alone in its parentheses.
        ("The disease (Gout) causes CLAIM", True),
    ],
)
def test_the_last_disease_before_a_claim_is_its_subject(text: str, borrowed: bool, recogniser: Recogniser) -> None:
    """But not one that is said in passing; then the claim is the page's own."""
    page = page_of(text, recogniser.lexicon, mention(text, "Gout"))
    subject = subject_at(page, _whole(page), text.index("CLAIM"))
    assert (subject.reference, subject.borrowed) == ((OTHER, True) if borrowed else (TOPIC, False))
    assert subject.span == (place(text, "Gout") if borrowed else None)


def test_of_two_diseases_the_nearer_is_the_subject(recogniser: Recogniser) -> None:
    """What is said unlike A, of B, is said of B."""
    text = "Unlike Gout, Lupus causes CLAIM"
    page = page_of(text, recogniser.lexicon, mention(text, "Gout"), mention(text, "Lupus", reference=TOPIC))
    subject = subject_at(page, _whole(page), text.index("CLAIM"))
    assert (subject.label, subject.span, subject.borrowed) == ("Own disease", place(text, "Lupus"), False)


@pytest.mark.parametrize("text", ["Features may include Reflux, CLAIM", "Reflux causes CLAIM"])
def test_a_disorder_that_is_a_finding_is_no_subject(text: str, recogniser: Recogniser) -> None:
    """Some registry lists it as a disease; here it is what patients have."""
    page = page_of(text, recogniser.lexicon, mention(text, "Reflux"), mention(text, "Reflux", "phenotype"))
    assert not subject_at(page, _whole(page), text.index("CLAIM")).borrowed


@pytest.mark.parametrize(
    ("text", "borrowed"),
    [
        ("Features include Reflux disease, CLAIM", False),
        ("In some, Reflux disease, CLAIM", True),
        ("Features include Reflux disease, which causes CLAIM", True),
        ("Features include Reflux disease that causes CLAIM", True),
    ],
)
def test_a_disorder_whose_name_holds_a_finding_may_be_listed(text: str, borrowed: bool, recogniser: Recogniser) -> None:
    """It is an item where a verb stands before it, a separator behind it, and no verb before the claim."""
    page = page_of(text, recogniser.lexicon, mention(text, "Reflux disease"), mention(text, "Reflux", "phenotype"))
    assert subject_at(page, _whole(page), text.index("CLAIM")).borrowed is borrowed


def _asked(name: str, recogniser: Recogniser, *, apart: bool = False) -> Page:
    """A page called "Gout type 2" that asks about a disease; the answer may stand in a section of its own."""
    question = f"What is {name}?"
    text = f"Gout type 2\n\n{question}\n\nIt causes CLAIM."
    asked, answer = place(text, question), place(text, "It causes CLAIM.")
    split = answer.start if apart else 0
    before = (Section(name="description", span=Span(0, split)),) if apart else ()
    named = replace(mention(question, name), span=Span(asked.start + len("What is "), asked.end - 1))
    return page_of(
        text,
        recogniser.lexicon,
        named,
        elements=(Element(kind="title", span=Span(0, len("Gout type 2"))), Element(kind="question", span=asked)),
        sections=(*before, Section(name="symptoms", span=Span(split, len(text)))),
        sentences=(answer,),
    )


@pytest.mark.parametrize(("name", "borrowed"), [("Lupus", True), ("Gout", False)])
def test_an_answer_is_about_the_disease_of_its_question(name: str, borrowed: bool, recogniser: Recogniser) -> None:
    """Unless that is the page's own name cut short."""
    page = _asked(name, recogniser)
    subject = subject_at(page, page.doc.sentences[0], page.doc.text.index("CLAIM"))
    assert subject.borrowed is borrowed
    assert subject.span == (page.mentions[0].span if borrowed else None)


def test_a_question_holds_for_its_own_section(recogniser: Recogniser) -> None:
    """What stands in the next section answers another question."""
    page = _asked("Lupus", recogniser, apart=True)
    assert not subject_at(page, page.doc.sentences[0], page.doc.text.index("CLAIM")).borrowed


def test_the_topic_is_named_where_the_page_names_it(recogniser: Recogniser) -> None:
    """A mention of the topic, by whatever candidate, bears the topic's label and is not borrowed."""
    text = "Gout causes pain"
    own = mention(text, "Gout")
    own = replace(own, candidates=(*own.candidates, *mention(text, "Gout", reference=TOPIC).candidates))
    page = page_of(text, recogniser.lexicon, own)
    assert as_subject(page, own).label == "Own disease"
    assert not as_subject(page, own).borrowed
    assert topic_subject(page).span == page.topic.span


@pytest.mark.parametrize(
    ("text", "of_group"),
    [
        ("These disorders share a gene.", True),
        ("All of these genetic conditions share a gene.", True),
        ("This disorder shares a gene.", False),
        ("Genes cause these disorders.", False),
    ],
)
def test_a_sentence_may_be_about_a_group(text: str, of_group: bool, recogniser: Recogniser) -> None:
    """The words for several disorders must stand at its start."""
    page = page_of(text, recogniser.lexicon)
    assert speaks_of_group(page, _whole(page)) is of_group
