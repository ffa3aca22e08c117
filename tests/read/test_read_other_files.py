"""Graphs, vocabularies and records of patients are told from pages by how they begin."""

from pathlib import Path

import pytest

from pohgraph.read import find_other

SAMPLES = Path(__file__).parent / "samples"
SEEDS = Path(__file__).parents[2] / "seeds"
OTHERS = {
    "Turtle": ("# made by hand\n@prefix a: <http://example.org/> .", "Turtle", True),
    "Turtle as SPARQL writes it": ("PREFIX a: <http://example.org/>\na:b a a:C .", "Turtle", True),
    "N-Triples": ('<http://example.org/a> <http://example.org/b> "c" .\n', "N-Triples", True),
    "N-Quads": ("_:a <http://example.org/b> <http://example.org/c> <http://example.org/g> .\n", "N-Quads", True),
    "RDF/XML": ('<?xml version="1.0"?>\n<!-- x -->\n<rdf:RDF xmlns:rdf="x">', "RDF/XML", True),
    "OWL": ('<?xml version="1.0"?>\n<!DOCTYPE rdf:RDF [\n<!ENTITY a "b">\n]>\n<rdf:RDF>\n<owl:Ontology/>', "OWL", True),
    "OWL/XML": ('<?xml version="1.0"?>\n<Ontology xmlns="x">', "OWL", False),
    "OWL's functional syntax": ("Prefix(:=<http://example.org/>)", "OWL", False),
    "JSON-LD": ('{"@context": {}, "@id": "http://example.org/"}', "JSON-LD", True),
    "expanded JSON-LD": ('[\n {"@id": "http://example.org/"}]', "JSON-LD", True),
    "nodes in KGX": ("id\tcategory\tname\nX:1\tbiolink:Gene\tx\n", "nodes in KGX", True),
    "edges in KGX": ("id\tsubject\tpredicate\tobject\n1\tX:1\tp:p\tX:2\n", "edges in KGX", True),
    "nodes in KGX's lines": ('{"id": "X:1", "category": ["biolink:Gene"]}\n', "nodes in KGX", True),
    "edges in KGX's lines": (
        '{"id": "1", "subject": "X:1", "predicate": "p:p", "object": "X:2"}\n',
        "edges in KGX",
        True,
    ),
    "a phenopacket": ('{\n "id": "p",\n "phenotypicFeatures": []\n}', "phenopacket", False),
    "OBO Graphs": ('\ufeff{"graphs": [{"id": "x", "nodes": []}]}', "OBO Graphs", False),
    "TRAPI": ('{"message": {"results": [], "knowledge_graph": {}}}', "TRAPI", False),
    "CX2": ('[{"CXVersion": "2.0"}]', "CX2", False),
    "GraphML": ('<?xml version="1.0"?>\n<graphml xmlns="x">', "GraphML", False),
    "other JSON": ('{"title": "Alexander disease"}', "JSON that is not JSON-LD", False),
    "a list of objects": ('[{"title": "Alexander disease"}]', "JSON that is not JSON-LD", False),
    "records": (
        '{"document": "a", "subject": "b", "predicate": "c", "borrowed": false, "supporting_text": "d"}',
        "extract",
        False,
    ),
    "OBO": ("format-version: 1.2\nontology: hp\n", "OBO", False),
    "SSSOM": ("#license: x\nsubject_id\tpredicate_id\tobject_id\n", "SSSOM", False),
    "annotations": ("#version: x\ndatabase_id\tdisease_name\tqualifier\thpo_id\n", "annotations", False),
    "genes of HPO": ("hpo_id\thpo_name\tncbi_gene_id\tgene_symbol\tdisease_id\n", "genes", False),
    "HGNC": ("hgnc_id\tsymbol\tname\tentrez_id\n", "HGNC", False),
    "Orphadata": ('<?xml version="1.0" encoding="ISO-8859-1"?>\n<JDBOR date="x">', "Orphadata", False),
}


@pytest.mark.parametrize(("text", "what", "is_graph"), OTHERS.values(), ids=OTHERS)
def test_a_file_that_is_no_page_is_known(text: str, what: str, is_graph: bool) -> None:
    """What it is shows in its first bytes; whether a command reads it as a graph is said as well."""
    found = find_other(text.encode())
    assert found
    assert what in found.what
    assert found.is_graph is is_graph
    assert "`pohgraph " in found.instead or "no command" in found.instead or "save" in found.instead


@pytest.mark.parametrize("path", [*sorted(SAMPLES.iterdir()), *sorted(SEEDS.iterdir())], ids=lambda path: path.name)
def test_pages_are_pages(path: Path) -> None:
    """No page of any format is taken for something else."""
    assert find_other(path.read_bytes()) is None


PAGES = {
    "a citation first": "[1] Smith J. Alexander disease. 2020.",
    "a citation of two works": "[1, 2] say that it is rare.",
    "a subject and a predicate": "The subject, the predicate and the object of a sentence",
    "a heading of Markdown": "# prefix\n@home exercises help.",
    "a word in braces": "{GFAP} is a gene.",
    "a tag": "<p>Alexander disease</p>",
    "a link first": "<https://example.org/> Alexander disease is rare.",
    "a table": "id\tname\n1\tAlexander disease\n",
    "a query": "PREFIX a: <http://example.org/>\nSELECT * { ?s ?p ?o }",
    "nothing": "",
}


@pytest.mark.parametrize("text", PAGES.values(), ids=PAGES)
def test_what_only_looks_like_another_file_is_a_page(text: str) -> None:
    """A sign that a sentence may have as well is none."""
    assert find_other(text.encode()) is None


def test_many_comments_are_passed_over_at_once() -> None:
    """What stands before the root element takes no time that grows with the power of its length."""
    assert find_other(b"<!-- a --> " * 2000 + b"<html>") is None
    assert find_other(b"<!-- a --> " * 2000 + b"<rdf:RDF>") == find_other(b"<rdf:RDF>")
