"""What a page is about that is little more than a table."""

import pytest

from pohgraph.extractors import extract
from pohgraph.read import read_page
from pohgraph.recognise import Recogniser

_ROWS = "Sign\tPatient 1\tPatient 2\nAtaxia\t+\t-\nScoliosis\t-\t+\n"


@pytest.mark.parametrize(
    ("caption", "label"),
    [
        ("Table 1. Clinical features of two patients with cystinosis", "cystinosis"),
        ("Table 1. Findings in PTHS patients", "Pitt-Hopkins syndrome"),
        ("Table 1. Clinical features of patients with MAPK8IP3 variants", "brain abnormalities"),
        ("Table 1. Clinical features of patients with LMNA variants", "LMNA-related disorder"),
        ("Table 1. Features of children with Wobbly Moon disease", "Wobbly Moon disease"),
        ("", "disease of the patients in note"),
    ],
)
def test_a_table_has_a_subject(caption: str, label: str, recogniser: Recogniser) -> None:
    """The caption names the disease, letters that the legend explains, a gene, or whatever it calls it; else the file does."""
    legend = "\nPTHS, Pitt-Hopkins syndrome." if "PTHS" in caption else ""
    found = extract(read_page(f"{caption}\n\n{_ROWS}{legend}".encode(), name="note.txt").document, recogniser)
    assert found.topic is not None
    assert label in found.topic.label
    assert len([claim for claim in found.assertions if claim.predicate.curie == "biolink:has_phenotype"]) == 2


def test_a_disease_that_is_named_after_a_finding(recogniser: Recogniser) -> None:
    """It is taken where the other findings fit it best, and a remark says so."""
    rows = "Identifier\t1-II:1\t1-III:2\nSex\tM\tF\nStiff skin\t++\t+\nCamptodactyly\t+\t+\nArachnodactyly\t-\t-\nMyopia\t+\t-\n"
    found = extract(read_page(rows.encode(), name="note.txt").document, recogniser)
    assert found.topic is not None
    assert found.topic.label == "stiff skin syndrome"
    assert [remark.code for remark in found.remarks if remark.code.startswith("named")] == ["named_by_findings"]
