"""Findings on lines of their own, with frequencies below them."""

import pytest

from pohgraph.read import read_page

HEAD = "Sample dysplasia\n\nSymptoms\n"


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        ("Ataxia\nVery frequent\nMyopia\nOccasional\n", [("Ataxia", "Very frequent"), ("Myopia", "Occasional")]),
        (
            "3 Symptoms\nSeizure\nSynonym: Fits\nMyopia\nPtosis\nExcluded\n",
            [("Seizure", "Fits"), ("Ptosis", "Excluded")],
        ),
        ("Very frequent\nAtaxia\nMyopia\nOccasional\nPtosis\n", []),
        ("Head\nVery frequent\nAtaxia\nOccasional\nPtosis\n", []),
        ("Ataxia is seen.\nFrequent\n", []),
    ],
)
def test_a_frequency_below_a_finding_is_its_own(lines: str, rows: list[tuple[str, ...]]) -> None:
    """Where frequencies stand over groups of findings, none is guessed."""
    doc = read_page(f"{HEAD}{lines}".encode(), name="x.txt").document
    found = doc.elements_of("phenotype_row")
    assert [tuple(doc.quote(part.span) for part in row.parts) for row in found] == rows
    assert [doc.quote(name.span) for name in doc.elements_of("synonym")] == []
