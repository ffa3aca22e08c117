"""The values that flow between the steps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pohgraph.model import Assertion, Detail, Document, Evidence, Qualifiers, Reference, Section, Source, Span

_SOURCE = Source(family="case", file_name="case.txt", sha256="0" * 64, encoding="utf-8")
_EVIDENCE = Evidence(document="pohdoc:case", quote=Span(0, 1), section="description", extractor="test")
_SUBJECT, _PREDICATE, _OBJECT = Reference("MONDO", "1"), Reference("biolink", "has_phenotype"), Reference("HP", "1")


@given(st.from_regex(r"[A-Za-z][A-Za-z0-9.]*", fullmatch=True), st.from_regex(r"[A-Za-z0-9/.:_()-]+", fullmatch=True))
def test_a_curie_round_trips(prefix: str, identifier: str) -> None:
    """A reference is what its CURIE parses to, colons in the identifier included."""
    assert Reference.parse(Reference(prefix, identifier).curie) == Reference(prefix, identifier)


@pytest.mark.parametrize("curie", ["", "HP", "HP:", ":1", "HP: 1", "HP:1 2"])
def test_what_is_no_curie_is_refused(curie: str) -> None:
    """A string without prefix, colon or identifier, or with a blank, is no CURIE."""
    with pytest.raises(ValueError, match="not a CURIE"):
        Reference.parse(curie)


def test_a_span_outside_the_text_is_refused() -> None:
    """An invalid document cannot exist."""
    with pytest.raises(ValueError, match="outside"):
        Document(id="pohdoc:case", text="abc", source=_SOURCE, sentences=(Span(1, 4),))


def test_the_innermost_section_holds_an_offset() -> None:
    """Where sections nest, the one that starts last is the section of a place."""
    sections = (Section(name="symptoms", span=Span(0, 9)), Section(name="hpo_table", span=Span(3, 6)))
    doc = Document(id="pohdoc:case", text="x" * 10, source=_SOURCE, sections=sections)
    names = [section.name if (section := doc.section_at(offset)) else None for offset in (0, 4, 7, 9)]
    assert names == ["symptoms", "hpo_table", "symptoms", None]


def test_an_assertion_needs_evidence_and_one_object() -> None:
    """No claim without evidence, and either an object or a value."""
    with pytest.raises(ValueError, match="evidence"):
        Assertion(subject=_SUBJECT, predicate=_PREDICATE, object=_OBJECT, evidence=())
    for extra in ({}, {"object": _OBJECT, "value": "x"}):
        with pytest.raises(ValueError, match="exactly one"):
            Assertion(subject=_SUBJECT, predicate=_PREDICATE, evidence=(_EVIDENCE,), **extra)  # type: ignore[arg-type]


def test_the_key_leaves_labels_and_evidence_out() -> None:
    """The same claim read elsewhere has the same key; a qualifier makes another claim."""
    one = Assertion(subject=_SUBJECT, predicate=_PREDICATE, object=_OBJECT, evidence=(_EVIDENCE,))
    other = Assertion(
        subject=_SUBJECT, predicate=_PREDICATE, object=_OBJECT, evidence=(_EVIDENCE,) * 2, object_label="Pain"
    )
    assert one.key == other.key
    for qualifiers in (
        Qualifiers(negated=True),
        Qualifiers(hedged=True),
        Qualifiers(borrowed=True),
        Qualifiers(frequency=_OBJECT),
        Qualifiers(onset=_OBJECT),
        Qualifiers(details=(Detail("pohgraph:as_of", "2002"),)),
    ):
        qualified = Assertion(
            subject=_SUBJECT, predicate=_PREDICATE, object=_OBJECT, qualifiers=qualifiers, evidence=(_EVIDENCE,)
        )
        assert qualified.key != one.key
