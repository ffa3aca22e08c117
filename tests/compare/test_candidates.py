"""What becomes a candidate for HPO's annotations, what does not and why, and which comes first."""

from dataclasses import replace
from typing import Any

import pytest

from pohgraph.compare import candidates as reasons
from pohgraph.compare.candidates import Beside, candidates, chosen
from pohgraph.model import Annotation, Claim, Detail, Named, SourceRecord

_PARENTS = {"HP:3": {"HP:2", "HP:1"}, "HP:2": {"HP:1"}, "HP:4": {"HP:1"}}
_INFORMATION = {"HP:1": 0.0, "HP:2": 2.0, "HP:3": 5.0, "HP:4": 3.0, "HP:9": 1.0}
_FROM_HPO = (Detail("biolink:supporting_data_source", "infores:hpo-annotations", is_reference=True),)


def _ancestors(term: str) -> frozenset[str]:
    return frozenset({term, *_PARENTS.get(term, ())})


def _claim(term: str, source: str = "a", **fields: Any) -> Claim:  # noqa: ANN401 - any field of a claim
    claim = Claim(
        id=Named(f"pohassoc:{term}{source}"),
        subject=Named("MONDO:1", label="Brittle nail disease"),
        predicate=Named("biolink:has_phenotype"),
        object=Named(term, label=f"Finding {term}"),
        source=SourceRecord(id=source),
        quotes=(f"{source} says {term}",),
    )
    return replace(claim, **fields)


def _row(term: str, **fields: Any) -> Annotation:  # noqa: ANN401 - any field of an annotation
    return replace(Annotation(disease="OMIM:9", term=term, aspect="P"), **fields)


def _found(
    claims: list[Claim], *rows: Annotation, types: tuple[Annotation, ...] = (), doubtful: tuple[str, ...] = ()
) -> tuple[list[str], dict[str, int]]:
    beside = Beside(
        annotations=rows,
        of_types=types,
        names=["Brittle nail disease"],
        doubtful=doubtful,
        ancestors=_ancestors,
        information=_INFORMATION.__getitem__,
    )
    found, left_out = candidates(claims, beside, lambda _: "P")
    kept, untold = chosen(found, claims, beside)
    return [str(candidate.best.object) for candidate in kept], dict(left_out + untold)


@pytest.mark.parametrize(
    ("claim", "row", "reason"),
    [
        (_claim("HP:2"), _row("HP:3"), reasons.IMPLIED),
        (_claim("HP:2"), _row("HP:2", negated=True), reasons.EXCLUDED),
        (_claim("HP:3"), _row("HP:2", negated=True), reasons.EXCLUDED),
        (_claim("HP:2", details=_FROM_HPO), _row("HP:9"), reasons.FROM_HPO),
        (_claim("HP:2", object=Named("HP:2", label="Brittle nails")), _row("HP:9"), reasons.IN_THE_NAME),
    ],
)
def test_why_a_term_is_no_candidate(claim: Claim, row: Annotation, reason: str) -> None:
    """Each reason is counted."""
    assert _found([claim], row) == ([], {reason: 1})


def test_what_hpo_has_is_neither_a_candidate_nor_counted() -> None:
    """The same term is known; a narrower one is new."""
    assert _found([_claim("HP:2")], _row("HP:2")) == ([], {})
    assert _found([_claim("HP:3")], _row("HP:2")) == (["HP:3"], {})


@pytest.mark.parametrize("fields", [{"negated": True}, {"borrowed": True}])
def test_what_no_page_states_is_no_candidate(fields: dict[str, bool]) -> None:
    """A denial and a claim about others are not new findings."""
    assert _found([replace(_claim("HP:2"), **fields)], _row("HP:9"))[0] == []  # type: ignore[arg-type] # these fields are flags


def test_a_page_that_denies_it_is_enough() -> None:
    """What pages disagree on is a matter of `conflicts`."""
    claims = [_claim("HP:2"), _claim("HP:2", "b", negated=True)]
    assert _found(claims, _row("HP:9")) == ([], {reasons.DISPUTED: 1})


def test_annotations_of_types_count_for_the_disease() -> None:
    """What HPO has of "X 1" is not new of X."""
    assert _found([_claim("HP:2")], _row("HP:9"), types=(_row("HP:3"),)) == ([], {reasons.OF_A_TYPE: 1})


def test_a_page_that_may_be_about_another_disease_is_left_out() -> None:
    """Unless another page says so as well."""
    claims = [_claim("HP:2", "b")]
    assert _found(claims, _row("HP:9"), doubtful=("b",)) == ([], {reasons.DOUBTFUL: 1})
    assert _found([*claims, _claim("HP:2")], _row("HP:9"), doubtful=("b",)) == (["HP:2"], {})


def test_another_age_of_onset_is_a_difference_and_no_candidate() -> None:
    """HPO has an onset already."""
    onset = _claim("HP:9", predicate=Named("pohgraph:has_onset"))
    assert _found([onset], _row("HP:0003674", aspect="C")) == ([], {reasons.OTHER_ONSET: 1})


def test_a_narrower_candidate_says_it_all() -> None:
    """The wider one is left out, unless the narrower is open where it is stated."""
    assert _found([_claim("HP:2"), _claim("HP:3")], _row("HP:9")) == (["HP:3"], {reasons.NARROWER: 1})
    assert _found([_claim("HP:2"), _claim("HP:3", hedged=True)], _row("HP:9")) == (["HP:2", "HP:3"], {})


def test_the_order_is_surety_and_then_what_a_term_adds() -> None:
    """Stated before open, more witnesses first, then what says more beyond HPO's own terms."""
    claims = [_claim("HP:3", hedged=True), _claim("HP:4"), _claim("HP:9"), _claim("HP:9", "b")]
    assert _found(claims, _row("HP:2"))[0] == ["HP:9", "HP:4", "HP:3"]


def test_what_a_term_adds() -> None:
    """HP:3 says 5.0, of which HP:2, which HPO has, says 2.0 already."""
    beside = Beside(
        annotations=[_row("HP:2")],
        of_types=[],
        names=[],
        doubtful=[],
        ancestors=_ancestors,
        information=_INFORMATION.__getitem__,
    )
    ((found,), _) = candidates([_claim("HP:3")], beside, lambda _: "P")
    assert (found.closest, found.information, found.added) == ("HP:2", 5.0, 3.0)


def test_an_open_claim_that_a_curator_accepted_is_left_out_unless_another_page_says_more() -> None:
    """Its page leaves it open, as the curator found; another page's own words still have to be looked at."""
    accepted = _claim("HP:2", hedged=True, curators=(Named("orcid:0"),), accepted=("2026-01-02",))
    assert _found([accepted]) == ([], {reasons.LEFT_OPEN: 1})
    assert _found([accepted, _claim("HP:2", "b")]) == (["HP:2"], {})
