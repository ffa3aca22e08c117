"""Tables with a caption: whose patients they count, and how many."""

import pytest

from pohgraph.extractors import extract
from pohgraph.read import read_page
from pohgraph.recognise import Recogniser


@pytest.mark.parametrize(
    ("caption", "header", "rows", "shares"),
    [
        ("Features in 34 individuals with Marfan syndrome", "Patients, n", ("Scoliosis", 12), {"Scoliosis": "34"}),
        ("Features in 34 individuals with Marfan syndrome", "Number of patients", ("Fever", 3), {"Fever": "34"}),
        ("Features in 34 individuals with Marfan syndrome", "Number of eyes", ("Cataract", 12), {"Cataract": ""}),
        ("Features in 34 individuals with Marfan syndrome", "Total score", ("Scoliosis", 12), {"Scoliosis": ""}),
        ("Features in 34 individuals with Marfan syndrome", "Number without", ("Scoliosis", 12), {"Scoliosis": ""}),
        ("Features of Marfan syndrome", "Patients", ("Scoliosis", 12, "Total", 15), {"Scoliosis": ""}),
        ("Features of Marfan syndrome", "Patients", ("Total", 15, "Scoliosis", 12), {"Scoliosis": "15"}),
        ("Features in 20 patients with Loeys-Dietz syndrome", "Number of patients", ("Bifid uvula", 18), {}),
    ],
)
def test_a_count_is_one_of_the_patients(
    caption: str, header: str, rows: tuple[str | int, ...], shares: dict[str, str], recogniser: Recogniser
) -> None:
    """Not of eyes, of a score or of those who lack the finding; a sum is no number of patients, nor are they another disease's."""
    lines = [f"| {rows[place]} | {rows[place + 1]} |" for place in range(0, len(rows), 2)]
    page = "\n".join(
        [
            "# Marfan syndrome",
            "",
            "## Features",
            "",
            f"Table 1. {caption}",
            "",
            f"| Finding | {header} |",
            "|---|---|",
            *lines,
        ]
    )
    found = extract(read_page(page.encode(), name="marfan.md").document, recogniser)
    totals = {
        claim.object_label: next((d.value for d in claim.qualifiers.details if d.slot == "biolink:has_total"), "")
        for claim in found.assertions
        if claim.predicate.curie == "biolink:has_phenotype"
    }
    assert totals == shares
