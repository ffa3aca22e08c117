"""Which of overlapping findings count, by the policy asked for."""

from collections.abc import Callable

import pytest

from pohgraph.model import Mention
from pohgraph.recognise.policies import POLICIES, is_patient_report

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
        # The parts of a list share such a word, as the last of them does that stands before it.
        ("longest", "Cardiac, renal and hepatic involvement is usual.", {"Cardiac", "renal", "hepatic involvement"}),
        ("longest", "Cardiac and renal findings are usual.", set()),
        ("longest", "It has lesions of the kidney, liver and heart.", {"lesions of the kidney", "liver", "heart"}),
        ("longest", "It has skin lesions, usually on the fingers, toes and ears.", {"skin lesions"}),
        # A name within another that is no broader term is another thing: no weakness in general is meant.
        ("nested", "muscle weakness", {"muscle weakness"}),
    ],
)
def test_a_policy_says_which_findings_count(phenotypes: Find, policy: str, text: str, expected: set[str]) -> None:
    """Nested takes broader findings too, stripped leaves out sides and severities, auto asks what kind of text it is."""
    assert {m.text for m in phenotypes(text, policy)} == expected


@pytest.mark.parametrize(
    ("text", "report"),
    [
        ("He has ptosis. His gait is normal.", True),
        ("She has ptosis.", False),
        ("SHE HAS PTOSIS, HER GAIT IS NORMAL", True),
        ("HEAD: normal", True),
        ("Seen in clinic.\n  UPPER LIMBS: short", True),
        ("Head: normal", False),
        ("See HEAD: normal", False),
        ("The disorder is rare. There is ptosis, and others have ataxia.", False),
        ("", False),
    ],
)
def test_what_is_a_report_on_one_patient(text: str, report: bool) -> None:
    """A text that twice speaks of one person, or has a heading in capitals."""
    assert is_patient_report(text) is report


@pytest.mark.parametrize("policy", POLICIES)
def test_no_policy_loses_a_finding(phenotypes: Find, policy: str) -> None:
    """Where nothing overlaps, all policies agree."""
    assert {m.text for m in phenotypes("scoliosis, seizures and ptosis", policy)} == {"scoliosis", "seizures", "ptosis"}
