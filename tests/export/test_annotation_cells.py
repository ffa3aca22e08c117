"""How a row of HPO's annotations says how a claim is known, by whom and from where."""

from dataclasses import replace

import pytest

from pohgraph.export.tables.annotation_cells import biocuration, evidence_code, reference_cell, sex_cell
from pohgraph.model import Claim, Detail, Named, SourceRecord

_PAGE = SourceRecord(id="pohdoc:a", iri="https://w3id.org/a", web_page="https://example.org/a", modified="2020-05-01")
_ARTICLE = SourceRecord(id="pohdoc:PMID_123", web_page="https://pubmed.ncbi.nlm.nih.gov/123/")
_READ = Claim(
    subject=Named("MONDO:1"),
    predicate=Named("biolink:has_phenotype"),
    object=Named("HP:1"),
    source=_PAGE,
    quotes=("It has it.",),
    publications=("PMID:7", "pohpub:x"),
    evidence_codes=("ECO:0000501",),
)
_ACCEPTED = replace(_READ, curators=(Named("orcid:0000-0002-1825-0097"),), accepted=("2026-01-02",))
_BY_THREE = replace(
    _READ,
    curators=(*_ACCEPTED.curators, Named("pohcurator:a"), Named("pohcurator:b")),
    accepted=("2026-01-02", "2026-03-04"),
    curators_days=("2026-01-02", "", "2026-03-04"),
)
_BY_PROGRAM = "pohgraph:text_mining[2020-05-01]"
_BY_ADA = "ORCID:0000-0002-1825-0097[2026-01-02]"


@pytest.mark.parametrize(
    ("claim", "evidence", "who"),
    [
        (_READ, "IEA", _BY_PROGRAM),
        (_ACCEPTED, "TAS", _BY_ADA),
        (replace(_ACCEPTED, source=_ARTICLE), "PCS", _BY_ADA),
        (_BY_THREE, "TAS", f"{_BY_ADA};pohcurator:b[2026-03-04]"),
        (replace(_ACCEPTED, hedged=True), "IEA", _BY_PROGRAM),
        (replace(_ACCEPTED, accepted=()), "IEA", _BY_PROGRAM),
        (replace(_READ, source=replace(_PAGE, modified="May 2020")), "IEA", "pohgraph:text_mining[2026-02-03]"),
        (replace(_READ, evidence_codes=("ECO:0000304",)), "TAS", _BY_PROGRAM),
        (replace(_READ, evidence_codes=("ECO:0000304",), hedged=True), "IEA", _BY_PROGRAM),
    ],
)
def test_evidence_and_who(claim: Claim, evidence: str, who: str) -> None:
    """A program read it, until a curator stands for it; nobody stands for what the page leaves open."""
    assert (evidence_code(claim), biocuration(claim, "2026-02-03")) == (evidence, who)


@pytest.mark.parametrize(
    ("sexes", "cell"), [((), ""), (("PATO:0000383",), "FEMALE"), (("PATO:0000383", "PATO:0000384"), "")]
)
def test_sex_is_that_of_the_claim(sexes: tuple[str, ...], cell: str) -> None:
    """Of a claim on both, or on neither in particular, the cell is empty."""
    claim = replace(_READ, details=tuple(Detail("biolink:sex_qualifier", sex) for sex in sexes))
    assert sex_cell(claim) == cell


@pytest.mark.parametrize(
    ("claim", "reference"),
    [
        (_READ, "https://example.org/a"),
        (replace(_READ, source=_ARTICLE), "PMID:123"),
        (replace(_READ, source=replace(_PAGE, web_page="")), "https://w3id.org/a"),
        (replace(_READ, quotes=()), "https://example.org/a;PMID:7"),
    ],
)
def test_reference_is_what_was_read(claim: Claim, reference: str) -> None:
    """What a page cites is no reference; of a claim of another graph, the works are all that there is."""
    assert reference_cell(claim) == reference
