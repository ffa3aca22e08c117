"""Printed identifiers and names beside those of a mapping set."""

from dataclasses import replace

import pytest

from pohgraph.compare.disease_names import compare_names
from pohgraph.compare.identifiers import compare_identifiers
from pohgraph.model import Claim, Mapping, Named, Reference, SourceRecord

_EXACT, _XREF, _BROAD = "skos:exactMatch", "oboInOwl:hasDbXref", "skos:broadMatch"


def _claim(predicate: str, identifier: str) -> Claim:
    return Claim(
        subject=Named("MONDO:1"),
        predicate=Named(predicate),
        object=Named(identifier),
        source=SourceRecord(id="a"),
    )


def _row(predicate: str, identifier: str) -> Mapping:
    return Mapping(
        subject=Reference.parse("MONDO:1"),
        predicate=Reference.parse(predicate),
        object=Reference.parse(identifier),
    )


def _statuses(claim: Claim, *rows: Mapping) -> list[tuple[str, str]]:
    owners = {"OMIM:8": "MONDO:8"}
    found = compare_identifiers("MONDO:1", [claim], rows, lambda identifier: owners.get(identifier, ""))
    return [(comparison.status, comparison.term) for comparison in found]


@pytest.mark.parametrize(
    ("claim", "row", "status"),
    [
        (_claim(_EXACT, "OMIM:2"), _row(_EXACT, "OMIM:2"), "agrees"),
        (_claim(_XREF, "OMIM:2"), _row(_EXACT, "OMIM:2"), "agrees"),
        (_claim(_EXACT, "GARD:2"), _row(_XREF, "GARD:2"), "agrees"),
        (_claim(_EXACT, "OMIM:2"), _row(_BROAD, "OMIM:2"), "match differs"),
        (replace(_claim(_EXACT, "OMIM:2"), hedged=True), _row(_EXACT, "OMIM:2"), "open"),
        (replace(_claim(_EXACT, "OMIM:2"), negated=True), _row(_EXACT, "OMIM:2"), "contradicts"),
    ],
)
def test_identifier_of_both(claim: Claim, row: Mapping, status: str) -> None:
    """The same identifier agrees unless one side takes it for less than the other."""
    assert _statuses(claim, row) == [(status, str(claim.object))]


def test_identifier_of_one_side() -> None:
    """What only one side has is listed, and the number of another disease contradicts."""
    row = _row(_EXACT, "OMIM:2")
    assert _statuses(_claim(_EXACT, "OMIM:3"), row) == [("not in Mondo", "OMIM:3"), ("only in Mondo", "OMIM:2")]
    assert _statuses(_claim(_EXACT, "OMIM:8"), row) == [("contradicts", "OMIM:8"), ("only in Mondo", "OMIM:2")]


def test_what_a_vocabulary_lent_is_not_compared() -> None:
    """An identifier that the page does not print is the vocabulary's own."""
    lent = replace(_claim(_EXACT, "OMIM:2"), knowledge_level="logical_entailment")
    assert _statuses(lent, _row(_EXACT, "OMIM:2")) == [("only in Mondo", "OMIM:2")]


@pytest.mark.parametrize(
    ("scope", "name", "hedged", "status"),
    [
        ("Exact", "Odd fever", False, "agrees"),
        ("Exact", "Fever, odd", False, "agrees"),
        ("Related", "odd fever", True, "open"),
        ("Exact", "Even fever", False, "contradicts"),
        ("Related", "Even fever", False, "not in Mondo"),
        ("Exact", "Third fever", False, "not in Mondo"),
    ],
)
def test_names(scope: str, name: str, hedged: bool, status: str) -> None:
    """A name agrees in any order of its words; an exact synonym that is another disease's contradicts; a title is no name of Mondo's alone."""
    row = replace(_row("skos:exactMatch", "OMIM:2"), object_label="odd fever")
    claim = replace(_claim(f"oboInOwl:has{scope}Synonym", "x"), object=name, hedged=hedged)
    others = {"Even fever": "MONDO:8"}
    found = compare_names(
        "MONDO:1",
        [claim],
        {"odd fever": row, "strange fever": row},
        lambda one: others.get(one, ""),
        titles=["Odd fever"],
    )
    assert [(one.status, one.term) for one in found] == [(status, name), ("only in Mondo", "strange fever")]
