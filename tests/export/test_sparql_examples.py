"""SPARQL examples in SIB's convention are what SIB's tools ask for, and they run as they stand."""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from rdflib.namespace import RDF, RDFS, SH

from pohgraph.export import export_files
from pohgraph.query import catalogue, run_query
from pohgraph.store.graph import GraphStore

SCHEMA = rdflib.Namespace("https://schema.org/")
# What SIB's editors and language models fetch from an endpoint.
WANTED = """PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX spex: <https://purl.expasy.org/sparql-examples/ontology#>
SELECT DISTINCT ?sq ?comment ?query WHERE {
  ?sq a sh:SPARQLExecutable ; rdfs:comment ?comment ; sh:select|sh:ask|sh:construct|spex:describe ?query .
}"""


@pytest.fixture
def folder(sample_store: GraphStore, tmp_path: Path) -> Path:
    """The exported examples."""
    export_files(sample_store, "sparql-examples", tmp_path / "examples")
    return tmp_path / "examples"


def test_each_query_of_the_catalogue_is_a_file(folder: Path) -> None:
    """The files are the catalogue's queries, each with one example of a name of its own."""
    assert {path.stem for path in folder.iterdir()} == {query.name for query in catalogue()}
    whole = rdflib.Graph()
    for path in folder.iterdir():
        whole.parse(path)
    assert len(whole.query(WANTED)) == len(catalogue())


def test_examples_have_what_the_convention_asks(folder: Path) -> None:
    """Each has its class, a comment in English, an endpoint and keywords."""
    for path in folder.iterdir():
        graph = rdflib.Graph().parse(path)
        (example,) = graph.subjects(RDF.type, SH.SPARQLExecutable)
        assert (example, RDF.type, SH.SPARQLSelectExecutable) in graph
        comment = graph.value(example, RDFS.comment)
        assert isinstance(comment, rdflib.Literal)
        assert comment.language == "en"
        assert isinstance(graph.value(example, SCHEMA.target), rdflib.URIRef)
        assert graph.value(example, SCHEMA.keywords)


@pytest.mark.parametrize("name", [query.name for query in catalogue()])
def test_examples_run_without_our_prefixes(name: str, folder: Path, sample_store: GraphStore) -> None:
    """The text of an example, in a store that knows no prefixes, gives the rows the catalogue's query gives."""
    graph = rdflib.Graph().parse(folder / f"{name}.ttl")
    text = str(next(graph.objects(predicate=SH.select)))
    bare = pyoxigraph.Store()
    bare.extend(sample_store.quads())
    answer = bare.query(text)
    assert isinstance(answer, pyoxigraph.QuerySolutions)
    assert [plain(row) for row in answer] == [plain(row) for row in run_query(sample_store, name)]


def plain(row: Iterable[object]) -> list[list[str]]:
    """A row as text; the parts of a joined cell in order, as the engine joins them in any."""
    return [sorted(str(cell).strip('"').split(" | ")) for cell in row]


def test_queries_are_readable(folder: Path) -> None:
    """The text of a query keeps its lines."""
    assert '    sh:select """PREFIX ' in (folder / "disease-genes.ttl").read_text(encoding="utf-8")
