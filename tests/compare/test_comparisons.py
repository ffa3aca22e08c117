"""Comparison with HPO's annotations, and differences: each says only what its claims support."""

from dataclasses import replace
from typing import Any

import pytest

from pohgraph.compare.annotations import compare
from pohgraph.compare.difference import differences
from pohgraph.model import Annotation, Claim, Detail, Named, SourceRecord

_PARENTS = {
    "HP:2": {"HP:1"},
    "HP:3": {"HP:2", "HP:1"},
}
_ONSETS = [("HP:0003577", "a"), ("HP:0011463", "a"), ("HP:0003581", "b")]
_MODE, _PHENOTYPE = "biolink:has_mode_of_inheritance", "biolink:has_phenotype"


def _ancestors(curie: str) -> frozenset[str]:
    return frozenset({curie, *_PARENTS.get(curie, ())})


def _claim(object_: str, source: str = "a", **fields: Any) -> Claim:  # noqa: ANN401 - any field of a claim
    claim = Claim(
        subject=Named("MONDO:1"),
        predicate=Named(_PHENOTYPE),
        object=Named(object_),
        source=SourceRecord(id=source),
        quotes=(f"{source} says so",),
    )
    return replace(claim, **fields)


def _annotation(term: str, **fields: Any) -> Annotation:  # noqa: ANN401 - any field of an annotation
    return replace(Annotation(disease="OMIM:9", term=term, aspect="P", reference="PMID:1"), **fields)


def _statuses(claims: list[Claim], *annotations: Annotation) -> list[tuple[str, str]]:
    found = compare(claims, annotations, {"OMIM:9": "MONDO:1"}, _ancestors)
    return [(comparison.status, comparison.term) for comparison in found]


@pytest.mark.parametrize(
    ("claim", "annotation", "status"),
    [
        (_claim("HP:2"), _annotation("HP:2"), "agrees"),
        (_claim("HP:2", negated=True), _annotation("HP:2"), "contradicts"),
        (_claim("HP:2"), _annotation("HP:2", negated=True), "contradicts"),
        (_claim("HP:2"), _annotation("HP:2", frequency="0/30"), "contradicts"),
        (_claim("HP:2", negated=True), _annotation("HP:2", frequency="HP:0040285"), "both deny"),
        (_claim("HP:2", negated=True), _annotation("HP:2", negated=True), "both deny"),
        (_claim("HP:1", negated=True), _annotation("HP:2"), "contradicts"),
        (_claim("HP:3"), _annotation("HP:2", negated=True), "contradicts"),
        (_claim("HP:2", onset=Named("HP:3")), _annotation("HP:2", onset="HP:1"), "agrees"),
        (_claim("HP:2", onset=Named("HP:8")), _annotation("HP:2", onset="HP:9"), "onset differs"),
        (_claim("HP:2", frequency="HP:0040281"), _annotation("HP:2", frequency="3/30"), "frequency differs"),
        (_claim("HP:2", frequency="HP:0040281"), _annotation("HP:2", frequency="0/1"), "contradicts"),
        (_claim("HP:2", frequency="HP:0040281"), _annotation("HP:2", frequency="1/3"), "agrees"),
        (_claim("HP:3"), _annotation("HP:2"), "more specific than HPOA"),
        (_claim("HP:1"), _annotation("HP:2"), "more general than HPOA"),
        (_claim("HP:2", hedged=True), _annotation("HP:2"), "open"),
    ],
)
def test_claim_against_annotation(claim: Claim, annotation: Annotation, status: str) -> None:
    """Each way a claim and an annotation of one term can stand to each other."""
    assert _statuses([claim], annotation) == [(status, claim.object)]


def test_each_side_has_what_the_other_lacks() -> None:
    """A claim without an annotation, and an annotation no page speaks of, are both listed."""
    assert _statuses([_claim("HP:8")], _annotation("HP:9")) == [("not in HPOA", "HP:8"), ("only in HPOA", "HP:9")]


def test_one_annotation_that_agrees_is_enough() -> None:
    """HPO's studies differ among themselves; a page contradicts them only where it contradicts all with a figure."""
    rows = [_annotation("HP:2", frequency="3/30"), _annotation("HP:2", frequency="28/30")]
    assert _statuses([_claim("HP:2", frequency="HP:0040281")], *rows) == [("agrees", "HP:2")]


def test_aspects_are_held_against_their_own_relation() -> None:
    """A mode of inheritance is looked for among modes alone; what is said of someone else is shown apart."""
    claims = [_claim("HP:0000006", predicate=_MODE), _claim("HP:2", borrowed=True)]
    found = _statuses(claims, _annotation("HP:0000006", aspect="I"), _annotation("HP:2"))
    assert found == [("borrowed", "HP:2"), ("agrees", "HP:0000006"), ("only in HPOA", "HP:2")]


def test_a_gene_is_held_against_the_genes_of_the_disease() -> None:
    """A gene of both agrees, and one that a page leaves open does not."""
    causes = {"predicate": Named("biolink:causes"), "object_": "MONDO:1"}
    claims = [
        _claim(**causes, subject=Named("NCBIGene:1")),
        _claim(**causes, subject=Named("NCBIGene:2"), hedged=True),
    ]
    rows = (_annotation(f"NCBIGene:{number}", aspect=Annotation.GENE) for number in (1, 2, 3))
    assert _statuses(claims, *rows) == [
        ("open", "NCBIGene:2"),
        ("agrees", "NCBIGene:1"),
        ("only in HPOA", "NCBIGene:3"),
    ]


def test_one_onset_of_a_range_is_enough() -> None:
    """A page whose ages reach that of the reference does not differ; one that gives other ages alone does."""
    ages = [_claim(term, source, predicate=Named("pohgraph:has_onset")) for term, source in _ONSETS]
    rows = [_annotation("HP:0003577", aspect="C")]
    found = compare(ages, rows, {"OMIM:9": "MONDO:1"}, lambda term: frozenset({term, "HP:0003674"}))
    assert [(c.status, c.claim and c.claim.source.id) for c in found] == [
        ("onset differs", "b"),
        ("not in HPOA", "a"),
        ("agrees", "a"),
    ]


def test_the_reference_is_named() -> None:
    """A status says which reference lacks a claim."""
    found = compare([_claim("HP:8")], [_annotation("HP:9")], {"OMIM:9": "MONDO:1"}, _ancestors, reference="Orphanet")
    assert [c.status for c in found] == ["not in Orphanet", "only in Orphanet"]


def test_other_diseases_are_left_aside() -> None:
    """Annotations of a disease the graph does not have are none of its business."""
    assert compare([_claim("HP:2")], [_annotation("HP:2", disease="OMIM:8")], {"OMIM:9": "MONDO:1"}, _ancestors) == []


def test_difference_names_what_changed() -> None:
    """A claim of one source with another qualifier is changed, not removed and added."""
    (found,) = differences([_claim("HP:1")], [_claim("HP:1", negated=True)])
    assert (found.change, found.fields) == ("changed", ("status",))


@pytest.mark.parametrize(
    ("slot", "before", "after"),
    [
        ("biolink:subject_form_or_variant_qualifier", "pohgraph:loss_of_function", "pohgraph:gain_of_function"),
        ("pohgraph:grounding_score", "0.9", "0.7"),
        ("pohgraph:a_slot_nobody_listed", "a", "b"),
    ],
)
def test_difference_sees_every_detail(slot: str, before: str, after: str) -> None:
    """A variant's kind, a grounding's score or any other qualifier that changed is a change, with what it was and is."""
    old, new = (_claim("HP:1", details=(Detail(slot, value),)) for value in (before, after))
    (found,) = differences([old], [new])
    assert (found.change, found.fields) == ("changed", ("qualifiers",))
    assert found.values("qualifiers") == ((f"{slot}={before}",), (f"{slot}={after}",))


def test_what_an_association_says_of_itself_is_no_difference() -> None:
    """A file names its statements anew each time it is written; what they claim stays the same."""
    old, new = (_claim("HP:1", details=(Detail("dcterms:identifier", name),)) for name in ("uuid:1", "uuid:2"))
    assert differences([old], [new]) == []


def test_share_is_compared_once() -> None:
    """A percentage and a quotient of the same share are equal, and a new share is one change."""
    old, same, new = (
        _claim("HP:1", details=(Detail(f"biolink:has_{slot}", value),))
        for slot, value in (("percentage", "50.0"), ("quotient", "0.5"), ("quotient", "0.6"))
    )
    assert differences([old], [same]) == []
    assert [found.fields for found in differences([old], [new])] == [("frequency",)]


def test_difference_goes_source_by_source_unless_told_otherwise() -> None:
    """The same claim by another source came and went; in any source, nothing did."""
    old, new = [_claim("HP:1")], [_claim("HP:1", "b")]
    assert [found.change for found in differences(old, new)] == ["removed", "added"]
    assert differences(old, new, any_source=True) == []


def test_equal_claims_pair_before_others() -> None:
    """Where one of two equal-looking claims changed, the other one is not reported."""
    old = [_claim("HP:1", frequency="HP:0040281"), _claim("HP:1")]
    new = [_claim("HP:1", frequency="HP:0040282"), _claim("HP:1")]
    (found,) = differences(old, new)
    assert (found.change, found.fields) == ("changed", ("frequency",))


def test_difference_has_a_direction() -> None:
    """What is added one way is removed the other."""
    old, new = [_claim("HP:1")], [_claim("HP:1"), _claim("HP:2")]
    assert [found.change for found in differences(old, new)] == ["added"]
    assert [found.change for found in differences(new, old)] == ["removed"]
