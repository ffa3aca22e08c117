"""Two claims that agree are two witnesses only where neither has it from the other's data."""

import pytest

from pohgraph.compare.independence import corroborated, dependence, independent, of_hpo_annotations
from pohgraph.model import Claim, Detail, Named, SourceRecord

_GARD = ("pohsource:gard_text", "supporting_data_source infores:hpo-annotations infores:orphanet", False)
_PROSE = ("pohsource:gard_text", "", False)
_OTHER_PAGE = ("infores:medlineplus", "", False)
_HPOA = ("infores:hpo-annotations", "", True)
_OMIM = ("infores:omim", "aggregator_knowledge_source infores:hpo-annotations", True)
_ORPHANET = ("infores:orphanet", "aggregator_knowledge_source infores:hpo-annotations", True)


def _claim(source: tuple[str, str, bool], name: str = "a") -> Claim:
    by, details, is_dataset = source
    slot, *values = details.split() or [""]
    return Claim(
        subject=Named("MONDO:1"),
        predicate=Named("biolink:has_phenotype"),
        object=Named("HP:1"),
        knowledge_source=by,
        details=tuple(Detail(f"biolink:{slot}", value, is_reference=True) for value in values),
        source=SourceRecord(id=name, is_dataset=is_dataset, stated_by=Named(by if is_dataset else "")),
    )


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (_GARD, _OTHER_PAGE, True),
        (_GARD, _GARD, False),  # tables of two pages
        (_GARD, _HPOA, False),
        (_GARD, _ORPHANET, False),
        (_GARD, _OMIM, False),  # through the annotations that the table repeats
        (_OMIM, _ORPHANET, True),  # two sources, though one collection passes both on
        (_HPOA, _HPOA, False),  # two files of one source
        (_PROSE, _PROSE, True),  # nobody registered publishes both, as far as the graph knows
        (_PROSE, _HPOA, True),
        (_OTHER_PAGE, _OTHER_PAGE, False),
    ],
)
def test_data_makes_the_witness(first: tuple[str, str, bool], second: tuple[str, str, bool], *, expected: bool) -> None:
    """Claims are independent where neither source nor data is shared, whichever is asked first."""
    one, other = _claim(first), _claim(second, "b")
    assert independent(one, other) is independent(other, one) is expected
    assert dependence(one, other) == ("" if expected else "not independent")


def test_one_page_is_one_witness() -> None:
    """What one page says twice stands once."""
    assert not corroborated([_claim(_PROSE), _claim(_PROSE)])
    assert corroborated([_claim(_GARD), _claim(_GARD, "b"), _claim(_OTHER_PAGE, "c")])


def test_annotations_are_known_by_whoever_passes_them_on() -> None:
    """A statement of a file that comes from HPO's annotations is one of them; a page that repeats them is a page."""
    assert of_hpo_annotations(_claim(_HPOA))
    assert of_hpo_annotations(_claim(_OMIM))
    assert not of_hpo_annotations(_claim(_GARD))
