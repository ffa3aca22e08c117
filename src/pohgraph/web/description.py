"""What the service says of itself: Service Description, prefixes, examples and, once it is counted, VoID of its graph.

SIB's SPARQL editor and its kin read prefixes (`sh:declare`), examples (`sh:SPARQLExecutable`) and classes with their
properties (VoID) from here: where the graph itself has no such triples, they load this description and ask it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from pohgraph.export.rdf.described import DESCRIPTION_PREFIXES, Value, name, triples_of
from pohgraph.export.release.released import DESCRIPTION, TITLE
from pohgraph.export.release.sparql_examples import example_triples
from pohgraph.schema.prefixes import iri_root, prefix_map
from pohgraph.web.negotiation import GRAPHS, ROWS
from pohgraph.web.sparql_answer import GRAPH_FORMATS

_PREFIXES = {**DESCRIPTION_PREFIXES, **{prefix: iri_root(prefix) for prefix in ("sd", "formats", "spex")}}
# What the W3C calls our formats; those it has no name for are left out.
_FORMATS = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "ttl": "Turtle",
    "nt": "N-Triples",
    "jsonld": "JSON-LD",
    "rdfxml": "RDF_XML",
    "trig": "TriG",
    "nq": "N-Quads",
}


@dataclass(frozen=True, kw_only=True)
class Described:
    """What is said of a graph: triples in the default graph and in each named one, and its VoID in Turtle, if counted; None where the graph is not counted."""

    endpoint: str
    default: int | None
    named: Mapping[str, int] = field(default_factory=dict)
    void: bytes = b""
    is_writable: bool = False
    is_federated: bool = False


def write_description(described: Described, format_: str) -> bytes:
    """The description in one of `GRAPH_FORMATS`."""
    quads = [Quad(*triple) for triple in _triples(described)]
    if described.void:
        quads += [Quad(*quad.triple) for quad in parse(described.void, format=RdfFormat.TURTLE)]
    return write_quads(quads, format_)


def write_quads(quads: list[Quad], format_: str) -> bytes:
    """Quads of the default graph in a format, with the prefixes that descriptions use."""
    prefixes = {**prefix_map(), **_PREFIXES} if format_ in {"ttl", "trig", "rdfxml"} else None
    return serialize((quad.triple for quad in quads), format=GRAPH_FORMATS[format_], prefixes=prefixes) or b""


def _triples(described: Described) -> Iterator[Triple]:
    endpoint = described.endpoint
    service = NamedNode(f"{endpoint}#service")
    dataset = NamedNode(f"{endpoint}#dataset")
    default = NamedNode(f"{endpoint}#default-graph")
    yield from _said(service, _service(described, dataset))
    yield from _said(
        dataset,
        [
            ("rdf:type", name("sd:Dataset", _PREFIXES)),
            ("rdf:type", name("void:Dataset")),
            ("dcterms:title", Literal(TITLE, language="en")),
            ("dcterms:description", Literal(DESCRIPTION, language="en")),
            ("void:sparqlEndpoint", NamedNode(endpoint)),
            ("sd:defaultGraph", default),
        ],
    )
    yield from _graph(default, described.default)
    for number, (graph, count) in enumerate(sorted(described.named.items()), 1):
        this, content = NamedNode(f"{endpoint}#graph-{number}"), NamedNode(f"{endpoint}#graph-{number}-content")
        yield Triple(dataset, name("sd:namedGraph", _PREFIXES), this)
        yield from _said(
            this,
            [("rdf:type", name("sd:NamedGraph", _PREFIXES)), ("sd:name", NamedNode(graph)), ("sd:graph", content)],
        )
        yield from _graph(content, count)
    yield from _declared_prefixes(service, endpoint)
    yield from example_triples(endpoint)


def _service(described: Described, dataset: NamedNode) -> Iterator[tuple[str, Value]]:
    yield "rdf:type", name("sd:Service", _PREFIXES)
    yield "sd:endpoint", NamedNode(described.endpoint)
    yield "sd:supportedLanguage", name("sd:SPARQL11Query", _PREFIXES)
    if described.is_writable:
        yield "sd:supportedLanguage", name("sd:SPARQL11Update", _PREFIXES)
    if described.is_federated:
        yield "sd:feature", name("sd:BasicFederatedQuery", _PREFIXES)
    yield "sd:defaultDataset", dataset
    for format_ in (*ROWS, *GRAPHS):
        yield "sd:resultFormat", name(f"formats:{_FORMATS[format_]}", _PREFIXES)


def _graph(this: NamedNode, count: int | None) -> Iterator[Triple]:
    kinds: list[tuple[str, Value]] = [("rdf:type", name("sd:Graph", _PREFIXES)), ("rdf:type", name("void:Dataset"))]
    yield from _said(this, kinds if count is None else [*kinds, ("void:triples", count)])


def _declared_prefixes(service: NamedNode, endpoint: str) -> Iterator[Triple]:
    for prefix, iri in prefix_map().items():
        this = NamedNode(f"{endpoint}#prefix-{prefix}")
        yield Triple(service, name("sh:declare"), this)
        yield from _said(
            this,
            [
                ("rdf:type", name("sh:PrefixDeclaration")),
                ("sh:prefix", prefix),
                ("sh:namespace", Literal(iri, datatype=name("xsd:anyURI"))),
            ],
        )


def _said(subject: NamedNode, statements: "list[tuple[str, Value]] | Iterator[tuple[str, Value]]") -> Iterator[Triple]:
    return triples_of(subject, statements, _PREFIXES)
