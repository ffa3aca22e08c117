"""Every relation against its marked-up cases."""

from pathlib import Path

import pytest
from tests.extractors.marked_cases import Case, described, read_cases

from pohgraph.extractors import EXTRACTORS, extract
from pohgraph.recognise import Recogniser

_FOLDER = Path(__file__).parent / "cases"
_CASES = [(path.stem, case) for path in sorted(_FOLDER.glob("*.txt")) for case in read_cases(path)]


def test_every_extractor_has_cases() -> None:
    """An extractor without a file of cases, and a file without an extractor, are both mistakes."""
    assert {path.stem for path in _FOLDER.glob("*.txt")} == {extractor.name for extractor in EXTRACTORS}


def test_extractors_are_all_listed() -> None:
    """A module of the package that defines a relation has its line in EXTRACTORS."""
    folder = Path(extract.__code__.co_filename).parent
    modules = {path.stem for path in folder.glob("*.py") if "\nNAME = " in path.read_text(encoding="utf-8")}
    assert modules == {extractor.name for extractor in EXTRACTORS}


@pytest.mark.parametrize(("extractor", "case"), _CASES, ids=[case.name for _, case in _CASES])
def test_case(extractor: str, case: Case, recogniser: Recogniser) -> None:
    """The extractor gives just the assertions the case expects, and the marked mentions are found."""
    extraction = extract(case.document, recogniser)
    given = sorted(described(a) for a in extraction.assertions if a.evidence[0].extractor == extractor)
    found = {(m.span, m.reference.curie) for m in extraction.mentions}

    assert given == case.expected, [f.message for f in extraction.remarks]
    assert not [mark for mark in case.marks if mark not in found]
    assert set(case.reports) <= {f.code for f in extraction.remarks}


@pytest.mark.parametrize(("_extractor", "case"), _CASES, ids=[case.name for _, case in _CASES])
def test_evidence_lies_in_the_quote(_extractor: str, case: Case, recogniser: Recogniser) -> None:
    """Object and cue of every claim stand inside its quote."""
    for assertion in extract(case.document, recogniser).assertions:
        for evidence in assertion.evidence:
            for span in (evidence.object_span, evidence.cue):
                assert span is None or evidence.quote.contains(span), described(assertion)


def test_a_finding_in_prose_has_its_cue(recogniser: Recogniser, tmp_path: Path) -> None:
    """The words that tie a remark or a mode of inheritance to the disease are part of its evidence."""
    path = tmp_path / "cue.txt"
    text = "People with POH develop scoliosis. POH is inherited in an autosomal dominant pattern."
    path.write_text(f"about: Progressive osseous heteroplasia\ntext: {text}\nnone\n", encoding="utf-8")
    doc = read_cases(path)[0].document
    evidence = [e for a in extract(doc, recogniser).assertions for e in a.evidence]
    cues = {
        e.extractor: doc.quote(e.cue) for e in evidence if e.cue and e.extractor in {"phenotype_text", "inheritance"}
    }
    assert cues == {"phenotype_text": "develop", "inheritance": "inherited in"}


def test_a_form_is_quoted_by_its_sentence(recogniser: Recogniser, tmp_path: Path) -> None:
    """Where a sentence calls a disease a form of the page's without naming that, its quote is not stretched to the title."""
    path = tmp_path / "form.txt"
    text = "The disease is rare. Its mild form is called Krabbe disease."
    path.write_text(f"about: Alexander disease\ntext: {text}\nnone\n", encoding="utf-8")
    doc = read_cases(path)[0].document
    evidence = [e for a in extract(doc, recogniser).assertions for e in a.evidence if e.extractor == "belonging"]
    assert [doc.quote(e.quote) for e in evidence] == ["Its mild form is called Krabbe disease."]
