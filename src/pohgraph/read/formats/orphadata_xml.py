"""A disorder of Orphadata (products 1, 4, 6 and 9 in XML), written out as a page with fields and a table, and read like one.

What one product says of a disorder is a page: its names and definition, its findings with how often they occur, its genes, or its
figures. https://www.orphadata.com/docs/
"""

from collections.abc import Iterator
from dataclasses import replace

from pohgraph.errors import ReadError
from pohgraph.model import Reference
from pohgraph.read.derived import DerivedText, one_line
from pohgraph.read.formats import plain_text
from pohgraph.read.html_tree import parse_html
from pohgraph.read.layout import Layout
from pohgraph.read.safe_xml import Node, parse_xml
from pohgraph.schema.prefixes import expand

FAMILY = "orphadata_xml"
_FIELDS = (("TypeOfInheritance", "Inheritance"), ("AverageAgeOfOnset", "Age of onset"))
# What an element of a product says of a disorder, as the end of its page's identifier: each product has a page on it.
_PRODUCTS = (
    ("HPODisorderAssociation", "signs"),
    ("DisorderGeneAssociation", "genes"),
    ("Prevalence", "prevalence"),
    ("TypeOfInheritance", "history"),
    ("AverageAgeOfOnset", "history"),
)
_CAUSING = "disease-causing"  # how associations begin that say that variants of the gene cause the disorder


def read(text: str) -> Layout:
    """Read one disorder.

    Raises:
        ReadError: it is not well formed, declares entities, or has no name or number.
    """
    disorder = parse_xml(text)
    name, number = disorder.line("Name"), disorder.line("OrphaCode") or disorder.line("OrphaNumber")
    if not name or not number.isdigit():
        raise ReadError(path="", reason="a disorder of Orphadata without a name or an ORPHAcode")
    page = DerivedText()
    page.line(f"# {name}")
    page.line(f"ORPHA:{number}", gap=True)
    for heading, lines in (
        ("Synonyms", [f"- {synonym}" for synonym in _synonyms(disorder)]),
        ("Definition", list(_texts(disorder))),
        ("Genes", [f"Causal genes: {'; '.join(genes)}"] if (genes := list(_genes(disorder))) else []),
    ):
        if lines:
            page.line(f"## {heading}", gap=True)
            page.block(lines)
    for element, label in _FIELDS:
        if values := [value for node in disorder.descendants(element) if (value := node.line("Name"))]:
            page.line(f"{label}: {'; '.join(values)}", gap=True)
    page.block(_prevalences(disorder))
    if findings := list(_findings(disorder)):
        page.line("## Symptoms", gap=True)
        page.block(["| HPO ID | Symptom | Frequency |", "| --- | --- | --- |", *findings])
    said = next((end for element, end in _PRODUCTS if next(disorder.descendants(element), None)), "names")
    return replace(plain_text.read(page.text()), id=f"{number}_{said}", iri=expand(Reference("ORPHA", number)))


def _synonyms(disorder: Node) -> Iterator[str]:
    for listed in disorder.elements():
        if listed.name == "SynonymList":
            yield from (words for node in listed.elements() if (words := one_line(node.text())))


def _texts(disorder: Node) -> Iterator[str]:
    for section in disorder.descendants("TextSection"):
        tree = parse_html(section.line("Contents"))
        yield one_line(tree.body.text() if tree.body else "")


def _genes(disorder: Node) -> Iterator[str]:
    """The symbols of the genes whose variants cause the disorder; candidates, modifiers and markers are none."""
    for association in disorder.descendants("DisorderGeneAssociation"):
        kind = association.line("DisorderGeneAssociationType", "Name").lower()
        assessed = association.line("DisorderGeneAssociationStatus", "Name").lower() == "assessed"
        symbol = association.line("Gene", "Symbol")
        if symbol and assessed and kind.startswith(_CAUSING):
            yield symbol


def _prevalences(disorder: Node) -> Iterator[str]:
    """Validated classes, with their kind and where they hold: "Point prevalence: 1-9 / 100 000 (Europe)"."""
    for figure in disorder.descendants("Prevalence"):
        kind, told = figure.line("PrevalenceType", "Name"), figure.line("PrevalenceClass", "Name")
        validated = figure.line("PrevalenceValidationStatus", "Name").lower() == "validated"
        if validated and told and told.lower() not in {"unknown", "not yet documented"}:
            place = figure.line("PrevalenceGeographic", "Name")
            yield f"{kind}: {told}{f' ({place})' if place else ''}"


def _findings(disorder: Node) -> Iterator[str]:
    for association in disorder.descendants("HPODisorderAssociation"):
        term, number = association.line("HPO", "HPOTerm"), association.line("HPO", "HPOId")
        if term and number:
            yield f"| {number} | {term.replace('|', '/')} | {association.line('HPOFrequency', 'Name')} |"
