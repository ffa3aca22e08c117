"""Orphadata: one disorder of one product is a page with fields and a table."""

import pytest

from pohgraph.errors import ReadError
from pohgraph.read import Piece, find_other, read_page, split_pages
from pohgraph.read.formats import orphadata_xml

_HEAD = "<OrphaCode>999990</OrphaCode><Name lang='en'>Sample dysplasia</Name>"


def _finding(number: str, term: str, frequency: str) -> str:
    return (
        f"<HPODisorderAssociation><HPO><HPOId>{number}</HPOId><HPOTerm>{term}</HPOTerm></HPO>"
        f"<HPOFrequency><Name lang='en'>{frequency}</Name></HPOFrequency></HPODisorderAssociation>"
    )


def _gene(symbol: str, kind: str, status: str = "Assessed") -> str:
    return (
        f"<DisorderGeneAssociation><Gene><Name>a protein</Name><Symbol>{symbol}</Symbol></Gene><DisorderGeneAssociationType>"
        f"<Name>{kind}</Name></DisorderGeneAssociationType><DisorderGeneAssociationStatus><Name>{status}</Name>"
        "</DisorderGeneAssociationStatus></DisorderGeneAssociation>"
    )


SIGNS = f"<Disorder id='1'>{_HEAD}<L>{_finding('HP:0000256', 'Macrocephaly', 'Very frequent (99-80%)')}{_finding('HP:0001250', 'Seizure', 'Excluded (0%)')}</L></Disorder>"
GENES = (
    f"<Disorder id='1'>{_HEAD}<L>{_gene('ABC1', 'Disease-causing germline mutation(s) in')}{_gene('ABC2', 'Candidate gene tested in')}"
    f"{_gene('ABC3', 'Disease-causing germline mutation(s) in', 'Not yet assessed')}</L></Disorder>"
)
FIGURES = (
    f"<Disorder id='1'>{_HEAD}<PrevalenceList>"
    "<Prevalence><PrevalenceType><Name>Point prevalence</Name></PrevalenceType><PrevalenceClass><Name>1-9 / 100 000</Name></PrevalenceClass>"
    "<PrevalenceGeographic><Name>Europe</Name></PrevalenceGeographic><PrevalenceValidationStatus><Name>Validated</Name></PrevalenceValidationStatus></Prevalence>"
    "<Prevalence><PrevalenceType><Name>Annual incidence</Name></PrevalenceType><PrevalenceClass><Name>Unknown</Name></PrevalenceClass>"
    "<PrevalenceValidationStatus><Name>Validated</Name></PrevalenceValidationStatus></Prevalence></PrevalenceList></Disorder>"
)
HISTORY = (
    f"<Disorder id='1'>{_HEAD}<AverageAgeOfOnset><Name>Infancy</Name></AverageAgeOfOnset>"
    "<TypeOfInheritance><Name>Autosomal recessive</Name></TypeOfInheritance></Disorder>"
)
NAMES = (
    f"<Disorder id='1'>{_HEAD}<SynonymList><Synonym>Sample disease, Doe type</Synonym></SynonymList><SummaryInformationList>"
    "<TextSection><Contents>A rare disorder with &lt;i&gt;weak&lt;/i&gt; knees.</Contents></TextSection></SummaryInformationList></Disorder>"
)


@pytest.mark.parametrize(
    ("disorder", "identifier", "line"),
    [
        (SIGNS, "signs", "| HP:0001250 | Seizure | Excluded (0%) |"),
        (GENES, "genes", "Causal genes: ABC1"),
        (FIGURES, "prevalence", "Point prevalence: 1-9 / 100 000 (Europe)"),
        (HISTORY, "history", "Inheritance: Autosomal recessive"),
        (NAMES, "names", "- Sample disease, Doe type"),
    ],
)
def test_what_a_product_says(disorder: str, identifier: str, line: str) -> None:
    """Each product has a page of its own; what is not assessed, and no cause, is left out."""
    data = f"<JDBOR><DisorderList>{disorder}</DisorderList></JDBOR>".encode()
    (piece,) = split_pages([data], name="en_product.xml")
    assert isinstance(piece, Piece)
    doc = read_page(piece.data, name="en_product.xml").document
    assert (doc.id, doc.source.title) == (f"pohdoc:ORPHA_999990_{identifier}", "Sample dysplasia")
    assert doc.source.license == "https://creativecommons.org/licenses/by/4.0/"
    assert line in doc.text.splitlines()
    assert "ABC2" not in doc.text
    assert "ABC3" not in doc.text


def test_the_rows_are_findings() -> None:
    """With their numbers and frequencies."""
    doc = read_page(SIGNS.encode(), name="x.xml").document
    rows = [row for row in doc.elements if row.kind in {"phenotype_row", "table_row", "record_row"}]
    assert len(rows) == 2


def test_products_that_say_nothing_of_patients_are_told() -> None:
    """A classification is no page; the names alone are a vocabulary."""
    assert find_other(b"<JDBOR><ClassificationList>") is not None
    assert find_other(f"<JDBOR><L>{HISTORY}</L></JDBOR>".encode()) is None
    with pytest.raises(ReadError, match="without a name or an ORPHAcode"):
        orphadata_xml.read("<Disorder><OrphaCode>1</OrphaCode></Disorder>")
