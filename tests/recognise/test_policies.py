"""Which of overlapping findings count, by the policy asked for."""

import pytest

from pohgraph.model import Document, Section, Source, Span
from pohgraph.read.sentences import find_sentences
from pohgraph.recognise import Recogniser
from pohgraph.recognise.policies import POLICIES
from pohgraph.vocab.lexicon import open_lexicon

DISORDER = "The disorder is marked by bilateral vestibular schwannoma."
PATIENT = "He has a bilateral vestibular schwannoma. His gait is normal."


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    """The recogniser of the bundled vocabularies."""
    return Recogniser(open_lexicon())


def _found(recogniser: Recogniser, text: str, policy: str) -> set[str]:
    whole = Span(0, len(text))
    doc = Document(
        id="pohdoc:case",
        text=text,
        source=Source(family="case", file_name="case.txt", sha256="0" * 64, encoding="utf-8"),
        sections=(Section(name="description", span=whole),),
        sentences=find_sentences(text, [whole]),
    )
    return {m.text for m in recogniser.mentions(doc, policy=policy) if m.category == "phenotype"}


@pytest.mark.parametrize(
    ("policy", "text", "expected"),
    [
        ("longest", DISORDER, {"bilateral vestibular schwannoma"}),
        ("nested", DISORDER, {"bilateral vestibular schwannoma", "vestibular schwannoma", "schwannoma"}),
        ("stripped", DISORDER, {"vestibular schwannoma"}),
        ("auto", DISORDER, {"bilateral vestibular schwannoma", "vestibular schwannoma", "schwannoma"}),
        ("auto", PATIENT, {"bilateral vestibular schwannoma"}),
        ("auto", "EARS: bilateral vestibular schwannoma", {"bilateral vestibular schwannoma"}),
        # A name within another that is no broader term is another thing: no weakness in general is meant.
        ("nested", "muscle weakness", {"muscle weakness"}),
    ],
)
def test_a_policy_says_which_findings_count(recogniser: Recogniser, policy: str, text: str, expected: set[str]) -> None:
    """Nested takes broader findings too, stripped leaves out sides and severities, auto asks what kind of text it is."""
    assert _found(recogniser, text, policy) == expected


@pytest.mark.parametrize("policy", POLICIES)
def test_no_policy_loses_a_finding(recogniser: Recogniser, policy: str) -> None:
    """Where nothing overlaps, all policies agree."""
    assert _found(recogniser, "scoliosis, seizures and ptosis", policy) == {"scoliosis", "seizures", "ptosis"}
