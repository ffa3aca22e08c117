"""What the service says of itself: the W3C's cases, and the questions that SIB's SPARQL editor asks, word for word."""

from collections.abc import Iterator
from pathlib import Path
from time import sleep

import httpx
import pytest
from pyoxigraph import NamedNode, RdfFormat, Store
from tests.web.inprocess import RDF_FORMATS
from tests.web.running import Started, serve

from pohgraph.query.catalogue import catalogue
from pohgraph.schema.prefixes import iri_root, prefix_map
from pohgraph.web.negotiation import GRAPHS

# What https://github.com/sib-swiss/sparql-editor sends (src/metadata.ts). It asks the endpoint first; where that gives no
# row it loads what the endpoint's address gives without a query, and asks that.
_PREFIXES = """PREFIX sh: <http://www.w3.org/ns/shacl#>
      SELECT DISTINCT ?prefix ?namespace
      WHERE { [] sh:namespace ?namespace ; sh:prefix ?prefix}
      ORDER BY ?prefix"""
_EXAMPLES = """PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX spex: <https://purl.expasy.org/sparql-examples/ontology#>
SELECT DISTINCT ?sq ?comment ?query
WHERE {
    ?sq a sh:SPARQLExecutable ;
        rdfs:comment ?comment ;
        sh:select|sh:ask|sh:construct|spex:describe ?query .
} ORDER BY ?sq"""
_VOID = """PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sh:<http://www.w3.org/ns/shacl#>
PREFIX sd:<http://www.w3.org/ns/sparql-service-description#>
PREFIX void:<http://rdfs.org/ns/void#>
PREFIX void-ext:<http://ldf.fi/void-ext#>
SELECT DISTINCT ?graph ?graphLabel ?subjectClass ?prop ?objectClass ?objectDatatype
?triples ?subjectClassLabel ?objectClassLabel ?subjectClassComment ?objectClassComment ?propLabel ?propComment
WHERE {
      {
        OPTIONAL {
          ?graph sd:graph ?graphDesc .
          OPTIONAL { ?graph rdfs:label ?graphLabel }
          ?graphDesc void:classPartition ?cp .
        }
        ?cp void:class ?subjectClass ;
          void:propertyPartition ?pp .
        OPTIONAL { ?subjectClass rdfs:label ?subjectClassLabel }
        OPTIONAL { ?subjectClass rdfs:comment ?subjectClassComment }

        ?pp void:property ?prop .
        OPTIONAL { ?pp void:triples ?triples }
        OPTIONAL { ?prop rdfs:label ?propLabel }
        OPTIONAL { ?prop rdfs:comment ?propComment }
        OPTIONAL {
          {
            ?pp  void:classPartition [ void:class ?objectClass ] .
            OPTIONAL { ?objectClass rdfs:label ?objectClassLabel }
            OPTIONAL { ?objectClass rdfs:comment ?objectClassComment }
          } UNION {
            ?pp void-ext:datatypePartition [ void-ext:datatype ?objectDatatype ] .
          }
        }
      } UNION {
        ?linkset void:subjectsTarget [ void:class ?subjectClass ] ;
          void:linkPredicate ?prop ;
          void:objectsTarget [ void:class ?objectClass ] .
      }
} ORDER BY ?subjectClass ?objectClass ?objectDatatype ?graph ?triples"""
_COMUNICA = (
    "application/n-quads,application/trig;q=0.95,application/ld+json;q=0.9,application/n-triples;q=0.8,"
    "text/turtle;q=0.6,application/rdf+xml;q=0.5,text/html;q=0.2,*/*;q=0.1"
)


@pytest.fixture(scope="module")
def server(seeds_path: Path) -> Iterator[Started]:
    """A server on the bundled pages whose graph has been counted."""
    with serve(seeds_path, "--workers", "1") as started:
        for _ in range(100):
            if httpx.get(f"{started.address}/.well-known/void", timeout=30).status_code == 200:
                break
            sleep(0.1)
        yield started


@pytest.fixture(scope="module")
def description(server: Started) -> Store:
    """What a client that asks like comunica gets."""
    answer = httpx.get(f"{server.address}/sparql", headers={"Accept": _COMUNICA}, timeout=30)
    assert answer.headers["content-type"] == "application/n-quads"
    store = Store()
    store.load(answer.content, format=RdfFormat.N_QUADS)
    return store


@pytest.mark.parametrize("format_", GRAPHS)
def test_returns_rdf(client: httpx.Client, format_: str) -> None:
    """W3C: GET on the endpoint's address returns RDF, in each format that is asked for."""
    answer = client.get("/sparql", headers={"Accept": GRAPHS[format_][0]})
    assert answer.status_code == 200
    store = Store()
    store.load(answer.content, format=RDF_FORMATS[format_])
    assert len(store) > 100


def test_a_browser_is_shown_the_editor(client: httpx.Client) -> None:
    """What a browser cannot show is not given to it."""
    answer = client.get(
        "/sparql", headers={"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/query")
    assert client.get("/sparql").status_code == 200
    assert client.get("/sparql", headers={"Accept": "image/png"}).status_code == 406


def test_has_an_endpoint_triple(server: Started, description: Store) -> None:
    """W3C: ?service sd:endpoint <the address>."""
    found = list(description.quads_for_pattern(None, _sd("endpoint"), None))
    assert [quad.object for quad in found] == [NamedNode(f"{server.address}/sparql")]
    assert description.query(f"ASK {{ ?s a {_sd('Service')} }}")


def test_conforms_to_the_schema(server: Started, description: Store) -> None:
    """W3C: things are of the classes that the properties demand, and the counts are true."""
    classes = {
        "sd:defaultDataset": "sd:Dataset",
        "sd:defaultGraph": "sd:Graph",
        "sd:namedGraph": "sd:NamedGraph",
        "sd:graph": "sd:Graph",
    }
    for slot, kind in classes.items():
        prefix = f"PREFIX sd: <{iri_root('sd')}>"
        assert description.query(f"{prefix} ASK {{ ?a {slot} ?b }}"), slot
        assert not description.query(f"{prefix} ASK {{ ?a {slot} ?b . FILTER NOT EXISTS {{ ?b a {kind} }} }}"), slot
    count = {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}
    rows = httpx.get(f"{server.address}/sparql", params=count).json()["results"]["bindings"]
    query = f"SELECT ?n {{ ?d {_sd('defaultGraph')} ?g . ?g <{iri_root('void')}triples> ?n }}"
    assert [row["n"].value for row in description.query(query)] == [rows[0]["n"]["value"]]  # type: ignore[union-attr]
    named = {"query": "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"}
    rows = httpx.get(f"{server.address}/sparql", params=named).json()["results"]["bindings"]
    assert str(len(list(description.quads_for_pattern(None, _sd("name"), None)))) == rows[0]["n"]["value"]


@pytest.mark.parametrize("query", [_PREFIXES, _EXAMPLES, _VOID], ids=["prefixes", "examples", "void"])
def test_sibs_editor_gets_an_answer(server: Started, description: Store, query: str) -> None:
    """Of the endpoint a good one, though it may be empty; of the description rows."""
    answer = httpx.get(f"{server.address}/sparql?ac=1", params={"ac": "1", "query": query})
    assert answer.status_code == 200
    assert "bindings" in answer.json()["results"]
    assert answer.json()["results"]["bindings"] or list(description.query(query))  # type: ignore[arg-type]


def test_prefixes_and_examples_are_all_there(description: Store) -> None:
    """Every prefix of the graph, and every query of the catalogue as it can be sent."""
    prefixes = {row["prefix"].value: row["namespace"].value for row in description.query(_PREFIXES)}  # type: ignore[union-attr]
    assert prefixes == prefix_map()
    examples = {row["sq"].value.rpartition("/")[2]: row["query"].value for row in description.query(_EXAMPLES)}  # type: ignore[union-attr]
    assert set(examples) == {query.name for query in catalogue()}
    for text in examples.values():
        Store().query(text)


def test_classes_have_their_properties(description: Store) -> None:
    """What the editor completes from."""
    pairs = {(row["subjectClass"].value, row["prop"].value) for row in description.query(_VOID)}  # type: ignore[union-attr]
    assert (f"{prefix_map()['biolink']}Disease", f"{prefix_map()['rdfs']}label") in pairs


@pytest.mark.parametrize("format_", GRAPHS)
def test_the_graph_is_described(server: Started, format_: str) -> None:
    """VoID in each format, and known the next time."""
    address = f"{server.address}/.well-known/void"
    answer = httpx.get(address, headers={"Accept": GRAPHS[format_][0]})
    store = Store()
    store.load(answer.content, format=RDF_FORMATS[format_])
    assert store.query(f"ASK {{ ?d a <{iri_root('void')}Dataset> }}")
    again = httpx.get(address, headers={"Accept": GRAPHS[format_][0], "If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


def _sd(name: str) -> NamedNode:
    return NamedNode(f"{iri_root('sd')}{name}")
