"""Which of overlapping findings count, by the policy asked for."""

from collections.abc import Callable

import pytest

from pohgraph.model import Mention
from pohgraph.recognise.policies import POLICIES

Find = Callable[..., list[Mention]]

DISORDER = "The disorder is marked by bilateral vestibular schwannoma."
PATIENT = "He has a bilateral vestibular schwannoma. His gait is normal."


@pytest.mark.parametrize(
    ("policy", "text", "expected"),
    [
        ("longest", DISORDER, {"bilateral vestibular schwannoma"}),
        ("nested", DISORDER, {"bilateral vestibular schwannoma", "vestibular schwannoma", "schwannoma"}),
        ("stripped", DISORDER, {"vestibular schwannoma"}),
        ("auto", DISORDER, {"bilateral vestibular schwannoma", "vestibular schwannoma", "schwannoma"}),
        ("auto", PATIENT, {"bilateral vestibular schwannoma"}),
        ("auto", "EARS: bilateral vestibular schwannoma", {"bilateral vestibular schwannoma"}),
        # A word for any abnormality names a group of findings, which only a text on a disorder means.
        ("auto", "The disorder has ocular manifestations.", {"ocular manifestations"}),
        ("auto", "He has ocular manifestations. His gait is normal.", set()),
        ("longest", "The disorder has ocular manifestations.", set()),
        # A name within another that is no broader term is another thing: no weakness in general is meant.
        ("nested", "muscle weakness", {"muscle weakness"}),
    ],
)
def test_a_policy_says_which_findings_count(phenotypes: Find, policy: str, text: str, expected: set[str]) -> None:
    """Nested takes broader findings too, stripped leaves out sides and severities, auto asks what kind of text it is."""
    assert {m.text for m in phenotypes(text, policy)} == expected


@pytest.mark.parametrize("policy", POLICIES)
def test_no_policy_loses_a_finding(phenotypes: Find, policy: str) -> None:
    """Where nothing overlaps, all policies agree."""
    assert {m.text for m in phenotypes("scoliosis, seizures and ptosis", policy)} == {"scoliosis", "seizures", "ptosis"}
