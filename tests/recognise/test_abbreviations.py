"""Abbreviations that a text defines itself."""

from collections.abc import Callable

import pytest

from pohgraph.model import Mention

Find = Callable[..., list[Mention]]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Intellectual disability (ID) occurs. ID is common.", [25, 37]),
        ("ID is common. Intellectual disability (ID) occurs.", [0, 39]),
        ("Intellectual disability  (ID) occurs.", [26]),
        ("Intellectual disability, or (ID), occurs.", []),
        ("Intellectual disability (XY) occurs. XY is common.", []),
        ("Intellectual disability (id) occurs. id is common.", []),
        ("Intellectual disability (ID) occurs. IDs and MIDI.", [25]),
        ("ID is common.", []),
    ],
    ids=["after", "before", "wide-gap", "not-behind", "other-letters", "small-letters", "whole-words", "undefined"],
)
def test_an_abbreviation_means_what_it_stands_behind(mentions: Find, text: str, places: list[int]) -> None:
    """In capitals, right behind a name whose letters it has in order; then wherever the text says it as a whole word."""
    found = [m for m in mentions(text, "phenotype") if m.text in {"ID", "XY", "id"}]
    assert [m.span.start for m in found] == places
    assert {m.reference.curie for m in found} <= {"HP:0001249"}


def test_an_abbreviation_says_what_it_is_short_for(mentions: Find) -> None:
    """The last step names the long form."""
    (short,) = [m for m in mentions("Intellectual disability (ID)", "phenotype") if m.text == "ID"]
    assert short.candidates[0].steps[-1] == "abbreviation of Intellectual disability"


def test_an_abbreviation_keeps_its_first_definition(mentions: Find) -> None:
    """Where two names are followed by the same letters, the first one's meaning holds."""
    found = mentions("Scoliosis (SC). Short clavicles (SC). SC is common.", "phenotype")
    assert {m.reference.curie for m in found if m.text == "SC"} == {"HP:0002650"}
