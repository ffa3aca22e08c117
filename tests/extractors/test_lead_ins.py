"""Lists whose lead-in denies their items."""

import pytest

from pohgraph.extractors import extract
from pohgraph.read import read_page
from pohgraph.recognise import Recogniser

SEIZURE, SCOLIOSIS = "HP:0001250", "HP:0002650"


def _claims(recogniser: Recogniser, lead: str, items: str = "- seizures\n- scoliosis\n") -> dict[str, bool]:
    text = f"# Progressive osseous heteroplasia\n\n## Symptoms\n\n{lead}\n\n{items}"
    found = extract(read_page(text.encode(), name="page.md").document, recogniser)
    return {
        claim.object.curie: claim.qualifiers.negated
        for claim in found.assertions
        if claim.object and claim.object.curie in {SEIZURE, SCOLIOSIS} and not claim.qualifiers.hedged
    }


@pytest.mark.parametrize(
    "lead",
    [
        "The condition is not associated with:",
        "It does not cause:",
        "Patients do not have any of the following:",
        "People with POH never have:",
        "Features not seen in this disorder:",
        "### Absent features",
        "Features that are absent in POH:",
        "The following are not features of the disease:",
    ],
)
def test_items_are_denied(recogniser: Recogniser, lead: str) -> None:
    """The disease or its patients plainly lack them."""
    assert _claims(recogniser, lead) == {SEIZURE: True, SCOLIOSIS: True}


@pytest.mark.parametrize(
    "lead",
    [
        "Signs include:",
        "Signs include, but are not limited to:",
        "There is no single test. Signs include:",
        "Not all have:",
    ],
)
def test_items_are_stated(recogniser: Recogniser, lead: str) -> None:
    """A denial of something else says nothing of the list."""
    assert _claims(recogniser, lead) == {SEIZURE: False, SCOLIOSIS: False}


@pytest.mark.parametrize(
    "lead",
    [
        "Patients usually do not have:",
        "Unlike other disorders, it does not cause:",
        "It should not be mistaken for:",
        "Children may not have:",
    ],
)
def test_items_are_left_out(recogniser: Recogniser, lead: str) -> None:
    """What only some lack, or what is said beside another disease, is neither stated nor denied."""
    assert _claims(recogniser, lead) == {}


def test_the_next_paragraph_is_no_item(recogniser: Recogniser) -> None:
    """A list ends where its bullets end."""
    items = "- seizures\n\nMost people have scoliosis.\n"
    assert _claims(recogniser, "The condition is not associated with:", items) == {SEIZURE: True, SCOLIOSIS: False}


def test_the_quote_holds_the_denial(recogniser: Recogniser) -> None:
    """Who reads it sees what the list is of."""
    text = "# Progressive osseous heteroplasia\n\n## Symptoms\n\nThe condition is not associated with:\n\n- seizures\n"
    document = read_page(text.encode(), name="page.md").document
    claims = extract(document, recogniser).assertions
    quote = next(document.quote(c.evidence[0].quote) for c in claims if c.object and c.object.curie == SEIZURE)
    assert quote == "The condition is not associated with:\n\n- seizures"


@pytest.mark.parametrize(
    "items", ["- Brain: seizures\n- Spine: scoliosis\n", "- Brain:\n  - seizures\n- Spine:\n  - scoliosis\n"]
)
def test_groups_within_a_list_are_denied_as_well(recogniser: Recogniser, items: str) -> None:
    """A list within it says nothing else."""
    claims = _claims(recogniser, "The condition is not associated with:", items)
    assert False not in claims.values()


def test_a_denial_within_a_list_ends_with_its_items(recogniser: Recogniser) -> None:
    """What is set in as far as the words over them is stated again."""
    items = "- Features that are not seen:\n  - seizures\n- scoliosis\n"
    assert _claims(recogniser, "The signs are:", items) == {SEIZURE: True, SCOLIOSIS: False}


@pytest.mark.parametrize("heading", ["**Late:**", "Late:", "### Late"])
def test_a_new_heading_ends_what_the_list_above_denies(recogniser: Recogniser, heading: str) -> None:
    """Its items are stated."""
    items = f"- seizures\n\n{heading}\n\n- scoliosis\n"
    assert _claims(recogniser, "It does not cause:", items) == {SEIZURE: True, SCOLIOSIS: False}


def _frequencies(text: str, recogniser: Recogniser) -> dict[str, str | None]:
    """The words for how often each finding of a page is there, by its CURIE."""
    found = extract(read_page(text.encode(), name="page.md").document, recogniser)
    spans = {
        claim.object.curie: claim.evidence[0].qualifier_span("frequency") for claim in found.assertions if claim.object
    }
    return {curie: found.doc.quote(span) if span else None for curie, span in spans.items()}


@pytest.mark.parametrize(
    ("lead", "often"),
    [
        ("Most patients have:", "Most patients"),
        ("Common symptoms of POH include:", "Common symptoms"),
        ("### Less common features", "Less common features"),
        ("Less common:", "Less common"),
        ("### Occasional (5-29%)", "Occasional (5-29%)"),
        ("### Findings in more than 50% of patients", "more than 50% of patients"),
        ("Many patients have one or more of the following:", None),
        ("Signs may include:", None),
    ],
)
def test_items_are_as_frequent_as_the_lead_says(recogniser: Recogniser, lead: str, often: str | None) -> None:
    """What leads to a list counts all of it, unless it counts those who have one of several things."""
    text = f"# Progressive osseous heteroplasia\n\n## Symptoms\n\n{lead}\n\n- seizures\n- scoliosis\n"
    told = _frequencies(text, recogniser)
    assert {told[SEIZURE], told[SCOLIOSIS]} == {often}


@pytest.mark.parametrize(
    ("label", "often"),
    [
        ("Very frequent (80-99%)", "Very frequent (80-99%)"),
        ("**Less commonly**", "Less commonly"),
        ("In 20-50% of patients", "20-50% of patients"),
        ("Neurological", None),
    ],
)
def test_a_label_tells_how_frequent_its_line_is(recogniser: Recogniser, label: str, often: str | None) -> None:
    """What stands before the colon of a line is said of the findings behind it, and of no others."""
    text = f"# Progressive osseous heteroplasia\n\n## Symptoms\n\n{label}: seizures, scoliosis. They have ataxia.\n"
    told = _frequencies(text, recogniser)
    assert {told[SEIZURE], told[SCOLIOSIS]} == {often}
    assert told["HP:0001251"] is None
