"""The sentences of comparisons: each names a claim's state in the one word for it, and each is made in one place."""

from dataclasses import replace

import pytest

from pohgraph.compare.annotations import Comparison
from pohgraph.compare.rules import Conflict, Statement
from pohgraph.compare.standing import Standing
from pohgraph.compare.wording import (
    COMPARISON_COLUMNS,
    CONFLICT_COLUMNS,
    comparison_row,
    conflict_row,
    page_says,
    reference_says,
)
from pohgraph.model import Annotation, Claim, Detail, Named, SourceRecord

_LABELS = {"HP:1": "Pain", "HP:2": "Bone pain", "HP:0040281": "Very frequent"}
_CLAIM = Claim(
    id=Named("pohassoc:1"),
    category="biolink:DiseaseToPhenotypicFeatureAssociation",
    subject=Named("MONDO:1", label="Disease"),
    predicate=Named("biolink:has_phenotype"),
    object=Named("HP:2", label="Bone pain"),
    source=SourceRecord(id="page:1", label="Page 1"),
    quotes=("Bones\n hurt", "Bone pain"),
)


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        ({}, "stated"),
        ({"negated": True}, "denied"),
        ({"hedged": True}, "open"),
        ({"negated": True, "hedged": True}, "denied"),
        ({"borrowed": True}, "borrowed"),
        ({"negated": True, "borrowed": True}, "borrowed, denied"),
    ],
)
def test_a_page_says_one_word(flags: dict[str, bool], said: str) -> None:
    """A claim has one state, whatever its flags; of another disease it is told with what the page says of that."""
    assert page_says(replace(_CLAIM, **flags), str) == said  # type: ignore[arg-type] # these fields are flags


def test_a_figure_is_said_before_a_band() -> None:
    """What the page prints is exact; its band is worded as the caller words frequencies."""
    claim = replace(_CLAIM, frequency=Named("HP:0040281"))
    assert page_says(claim, _LABELS.__getitem__) == "stated Very frequent"
    assert (
        page_says(replace(claim, details=(Detail("biolink:has_percentage", "90"),)), _LABELS.__getitem__)
        == "stated 90%"
    )


def test_annotations_name_terms_of_their_own() -> None:
    """Each is said once, and a term is named only where it is not the claim's."""
    rows = (
        Annotation(disease="OMIM:1", term="HP:1", aspect="P", frequency="1/2"),
        Annotation(disease="OMIM:1", term="HP:1", aspect="P", frequency="1/2", reference="PMID:1"),
        Annotation(disease="OMIM:1", term="HP:2", aspect="P", negated=True),
    )
    comparison = _comparison(*rows)
    assert reference_says(comparison, _LABELS.__getitem__, str) == "stated Pain 1/2; denied"


def test_rows_fill_their_columns() -> None:
    """A row has a cell for each column; quotes are one line."""
    denial = replace(_CLAIM, negated=True, source=SourceRecord(id="page:2"))
    conflict = Conflict(rule="stated-and-denied", about="MONDO:1", about_label="Disease", first=_CLAIM, second=denial)
    found = dict(zip(CONFLICT_COLUMNS, conflict_row(conflict), strict=True))
    assert found["first"] == "biolink:has_phenotype Bone pain HP:2"
    assert found["second"] == "denied biolink:has_phenotype Bone pain HP:2"
    assert (found["first_source"], found["second_source"]) == ("Page 1", "page:2")
    assert found["first_quote"] == "Bones hurt | Bone pain"
    assert (found["kind"], found["severity"], found["note"]) == ("polarity", "contradiction", "")
    row = comparison_row(_comparison(Annotation(disease="OMIM:1", term="HP:1", aspect="P")), _LABELS.__getitem__)
    compared = dict(zip(COMPARISON_COLUMNS, row, strict=True))
    assert (compared["label"], compared["reference_says"]) == ("Bone pain", "stated Pain HP:1")


def test_a_vocabulary_is_named_with_its_release() -> None:
    """Where the other side is no claim, its words and its release stand in the place of a source."""
    said = Statement(source="Names of diseases", release="2025-01", says="Bone pain: a name of another")
    conflict = Conflict(rule="name-of-another", about="MONDO:1", first=_CLAIM, second=said)
    found = dict(zip(CONFLICT_COLUMNS, conflict_row(conflict), strict=True))
    assert (found["second"], found["second_source"]) == ("Bone pain: a name of another", "Names of diseases 2025-01")
    assert (found["second_quote"], found["note"]) == ("", "")


def test_one_page_that_says_both_is_not_called_dependent() -> None:
    """Two claims of one page are no two witnesses, and no copies of each other either."""
    conflict = Conflict(rule="stated-and-denied", about="MONDO:1", first=_CLAIM, second=replace(_CLAIM, negated=True))
    assert dict(zip(CONFLICT_COLUMNS, conflict_row(conflict), strict=True))["note"] == "same source"


def _comparison(*annotations: Annotation) -> Comparison:
    return Comparison(
        standing=Standing.AGREES,
        disease="MONDO:1",
        relation="biolink:has_phenotype",
        term="HP:2",
        claim=_CLAIM,
        annotations=annotations,
    )
