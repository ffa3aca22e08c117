"""Claims and their evidence: how far a quote goes, which works it cites, whose claim it is and for how many patients."""

from dataclasses import replace

import pytest
from tests.extractors.pages import OTHER, TOPIC, mention, page_of, place

from pohgraph.extractors.shared.evidence import claim_of, context_qualifiers, context_spans, evidence_of, qualified
from pohgraph.extractors.topic.subject import Subject
from pohgraph.model import Context, Detail, Element, Part, Publication, Qualifiers, Reference, Span
from pohgraph.recognise import Recogniser

TEXT = "It is rare. Some have fits [2]. Others do not [1, 3]."
FIRST, SECOND, THIRD = (
    place(TEXT, "It is rare."),
    place(TEXT, "Some have fits [2]."),
    place(TEXT, "Others do not [1, 3]."),
)
SENTENCES = (FIRST, SECOND, THIRD)
HAS = Reference("biolink", "has_phenotype")


@pytest.mark.parametrize(
    ("object_", "quote"),
    [
        (None, FIRST),
        (place(TEXT, "rare"), FIRST),
        # A quote is widened by whole sentences.
        (place(TEXT, "fits"), FIRST.cover(SECOND)),
        (place(TEXT, "not"), FIRST.cover(THIRD)),
    ],
)
def test_a_quote_holds_the_object(object_: Span | None, quote: Span, recogniser: Recogniser) -> None:
    """Evidence for what stands outside of its sentence quotes both."""
    page = page_of(TEXT, recogniser.lexicon, sentences=SENTENCES)
    evidence = evidence_of(page, "case", FIRST, object_=object_)
    assert (evidence.quote, evidence.object_span, evidence.section) == (quote, object_, "description")


def test_only_qualifiers_with_words_are_kept(recogniser: Recogniser) -> None:
    """A qualifier that no word of the text makes is none."""
    page = page_of(TEXT, recogniser.lexicon, sentences=SENTENCES)
    placed = [("negation", None), ("frequency", place(TEXT, "Some"))]
    assert evidence_of(page, "case", SECOND, qualifiers=placed).qualifier_spans == (("frequency", place(TEXT, "Some")),)


@pytest.mark.parametrize(("quote", "works"), [(FIRST, ()), (SECOND, ("2",)), (THIRD, ("1", "3"))])
def test_a_quote_cites_the_works_whose_numbers_it_holds(
    quote: Span, works: tuple[str, ...], recogniser: Recogniser
) -> None:
    """In the order of the page's list, not of other sentences."""
    markers = tuple(
        Element(
            kind="citation",
            span=place(TEXT, marker),
            parts=tuple(Part("number", place(TEXT, number)) for number in numbers),
        )
        for marker, numbers in (("[2]", "2"), ("[1, 3]", "13"))
    )
    listed = tuple(Publication(reference=Reference("PMID", str(n)), citation="x", number=n) for n in (1, 2, 3))
    page = page_of(TEXT, recogniser.lexicon, elements=markers, sentences=SENTENCES, publications=listed)
    assert tuple(work.identifier for work in evidence_of(page, "case", quote).publications) == works


def test_a_claim_is_about_the_topic_where_nobody_is_named(recogniser: Recogniser) -> None:
    """Its object bears the vocabulary's label where the caller gives none."""
    page = page_of(TEXT, recogniser.lexicon, sentences=SENTENCES)
    claim = claim_of(page, HAS, evidence_of(page, "case", SECOND), object_=Reference("HP", "0001250"))
    assert (claim.subject, claim.subject_label) == (TOPIC, "Own disease")
    assert claim.object_label == "Seizure"
    assert not claim.qualifiers.borrowed


def test_a_claim_about_another_disease_is_borrowed(recogniser: Recogniser) -> None:
    """The subject says so, whatever the qualifiers say."""
    page = page_of(TEXT, recogniser.lexicon, sentences=SENTENCES)
    other = Subject(reference=OTHER, label="Other", span=None, borrowed=True)
    claim = claim_of(page, HAS, evidence_of(page, "case", SECOND), value="fits", subject=other)
    assert (claim.subject, claim.qualifiers.borrowed) == (OTHER, True)


def test_a_claim_keeps_the_words_for_how_many(recogniser: Recogniser) -> None:
    """The page's own words come first among the details, with single blanks."""
    text = "In about\n half  of patients"
    page = page_of(text, recogniser.lexicon)
    evidence = evidence_of(
        page, "case", Span(0, len(text)), qualifiers=[("frequency", place(text, "about\n half  of"))]
    )
    own = Subject(reference=TOPIC, label="Own disease", span=None, borrowed=False)
    found = qualified(page, Qualifiers(details=(Detail("a", "b"),)), own, evidence)
    assert found.details == (Detail("pohgraph:frequency_text", "about half of"), Detail("a", "b"))


def test_a_mention_is_qualified_by_its_context_and_its_entity() -> None:
    """What a relative has, and where the thing stands that a quality is said of, come with the words of the context."""
    some = place(TEXT, "Some")
    context = Context(frequency=some, relative=Span(3, 5))
    found = replace(mention(TEXT, "fits", "phenotype"), context=context, entity=FIRST)
    assert [pair for pair in context_spans(context) if pair[1]] == [("frequency", some)]
    placed = [pair for pair in context_qualifiers(found) if pair[1]]
    assert placed == [("frequency", some), ("relative", Span(3, 5)), ("entity", FIRST)]
