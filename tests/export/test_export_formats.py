"""Every format says exactly what the store says, whoever reads it."""

import io
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

import pyoxigraph
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store

from pohgraph import export
from pohgraph.claims.slots import iri_of
from pohgraph.claims.spelling import consumers
from pohgraph.errors import ExportError
from pohgraph.export import FORMATS, export_files, export_graph, view_for
from pohgraph.model import (
    Assertion,
    Document,
    Entity,
    Evidence,
    GraphContent,
    Qualifiers,
    Reference,
    Section,
    Source,
    Span,
    VocabularySource,
)
from pohgraph.schema.prefixes import prefix_map
from pohgraph.store.graph import GraphStore, open_store
from pohgraph.store.quads import quads
from pohgraph.store.source import Node, Readable
from pohgraph.store.writer import write_store

XSD = "http://www.w3.org/2001/XMLSchema#"
TEXT = 'Made-up disorder\nPeople with "it" have pain.\nNo one has fever.'
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
# rdflib 7.6 warns of its own use of deprecated names while it parses.
PARSED_BY_RDFLIB = pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")
READERS = {
    "ttl": (RdfFormat.TURTLE, "turtle"),
    "trig": (RdfFormat.TRIG, "trig"),
    "jsonld": (RdfFormat.JSON_LD, "json-ld"),
    "nq": (RdfFormat.N_QUADS, "nquads"),
    "nt": (RdfFormat.N_TRIPLES, "nt"),
}
WITHOUT_CLAIMS = {"sparql-examples"}  # the queries alone
FROM_DISK = {"html", "site"}  # they show the pages, which only a graph on disk has: see test_site.py
WITHOUT_GRAPHS = {"ttl", "nt"}
Plain = tuple[str, str, tuple[str, ...], str]  # subject, predicate, object with datatype and language, graph


class MemoryStore:
    """What exporters use of a store, without a folder: a property needs hundreds of them."""

    def __init__(self, contents: Iterable[Quad]) -> None:
        self._store = Store()
        self._store.extend(contents)

    built = datetime(2026, 11, 22, tzinfo=UTC)

    def quads(self) -> Iterator[Quad]:
        """Every quad, in the order of the store."""
        return self._store.quads_for_pattern(None, None, None, None)

    def triples(
        self, predicate: str, *, subjects: Iterable[NamedNode] | None = None, objects: Iterable[Node] | None = None
    ) -> Iterator[tuple[NamedNode, Node]]:
        """Subject and object of the triples of one predicate in the default graph."""
        iri = NamedNode(iri_of(predicate))
        for subject, value in product([None] if subjects is None else subjects, [None] if objects is None else objects):
            for quad in self._store.quads_for_pattern(subject, iri, value, DefaultGraph()):
                yield cast("NamedNode", quad.subject), cast("Node", quad.object)

    def descriptions(
        self, subjects: Iterable[NamedNode], graph: NamedNode | None = None
    ) -> Iterator[tuple[NamedNode, NamedNode, Node]]:
        """The triples of some subjects in one graph."""
        for subject in subjects:
            for quad in self._store.quads_for_pattern(subject, None, None, graph or DefaultGraph()):
                yield subject, quad.predicate, cast("Node", quad.object)

    def own_descriptions(self, pages: Iterable[NamedNode]) -> Iterator[tuple[NamedNode, NamedNode, Node]]:
        """The triples of some pages, each in its own graph."""
        for page in pages:
            yield from self.descriptions([page], page)


def exported(store: Readable, format_: str) -> bytes:
    """The bytes of one export; those of its files one after the other."""
    exporter = FORMATS[format_]
    if exporter.folder:
        with TemporaryDirectory() as folder:
            target = Path(folder) / "export"
            export_files(store, format_, target)
            return b"".join(path.read_bytes() for path in sorted(target.rglob("*")) if path.is_file())
    out = io.BytesIO()
    view = view_for(store, exporter)
    for write in exporter.parts.values():
        write(view, out)
    return out.getvalue()


def small_content() -> GraphContent:
    """One page with a claim, a denied claim, and a vocabulary."""
    document = Document(
        id="medquad:X_1",
        text=TEXT,
        source=Source(
            family="made_up",
            file_name="X_1.xml",
            sha256="0" * 64,
            encoding="utf-8",
            title='A "title"\nof two lines',
            publisher="Made-up\nHouse",
            license=LICENCE,
            rights="Words of the House.",
        ),
        sections=(Section(name="symptoms", span=Span(0, len(TEXT))),),
    )
    disease = Reference("MONDO", "0000001")

    def phenotype(identifier: str, quote: Span, *, negated: bool = False) -> Assertion:
        return Assertion(
            subject=disease,
            predicate=Reference("biolink", "has_phenotype"),
            object=Reference("HP", identifier),
            qualifiers=Qualifiers(negated=negated),
            evidence=(Evidence(document=document.id, quote=quote, section="symptoms", extractor="by_hand"),),
        )

    return GraphContent(
        documents=(document,),
        assertions=(phenotype("0012531", Span(17, 44)), phenotype("0001945", Span(45, 62), negated=True)),
        entities=(Entity(reference=disease, label="made-up disorder", category="Disease"),),
        vocabularies=(
            VocabularySource(
                name="made", title="Made-up terms", version="1", license="https://example.org/terms", sha256="1" * 64
            ),
        ),
    )


def plain(quad: Quad, *, with_graph: bool = True) -> Plain:
    """A quad of pyoxigraph as strings."""
    target = quad.object
    assert isinstance(target, NamedNode | Literal)
    value = (target.value,) if isinstance(target, NamedNode) else literal(target)
    graph = quad.graph_name.value if with_graph and isinstance(quad.graph_name, NamedNode) else ""
    assert isinstance(quad.subject, NamedNode)
    return quad.subject.value, quad.predicate.value, value, graph


def literal(value: Literal) -> tuple[str, ...]:
    """A literal of pyoxigraph as strings."""
    return value.value, value.datatype.value, value.language or ""


def as_read_by_pyoxigraph(data: bytes, format_: str) -> set[Plain]:
    """What pyoxigraph reads in a file."""
    return {plain(quad) for quad in pyoxigraph.parse(data, READERS[format_][0])}


def as_read_by_rdflib(data: bytes, format_: str) -> set[Plain]:
    """What rdflib reads in a file, its lexical forms untouched."""
    dataset = rdflib.Dataset()
    dataset.parse(data=data, format=READERS[format_][1])
    found = set()
    for subject, predicate, target, graph in dataset.quads((None, None, None, None)):
        value: tuple[str, ...] = (str(target),)
        if isinstance(target, rdflib.Literal):
            datatype = target.datatype or (rdflib.RDF.langString if target.language else rdflib.XSD.string)
            value = (str(target), str(datatype), (target.language or "").lower())
        name = str(graph) if graph not in {None, rdflib.graph.DATASET_DEFAULT_GRAPH_ID} else ""
        found.add((str(subject), str(predicate), value, name))
    return found


@pytest.fixture
def _exact_rdflib(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop rdflib from rewriting the lexical forms of numbers."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


@pytest.fixture
def store(tmp_path: Path) -> GraphStore:
    """The graph of `small_content`."""
    write_store(tmp_path / "store", quads(small_content()), sources={}, report="{}")
    return open_store(tmp_path / "store")


def is_iri(text: str) -> bool:
    """Whether pyoxigraph takes it for an IRI."""
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


LOCAL = st.text(st.sampled_from("abz019_-.:,;=#?/'()*%20é\U0001f600~@!$&+"), max_size=8)
IRIS = (
    st.tuples(
        st.sampled_from([*prefix_map().values(), "urn:x:", "http://example.org/", "https://example.org/ü#"]), LOCAL
    )
    .map("".join)
    .filter(is_iri)
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ['"', "\\", "\n\r\t\b\f", '"""', "a\u0085b\u2028c", "\ufeff", "\x00", "\\u0041", "'", "\\N", "^^<x:>", '"@en']
)
LITERALS = (
    TEXTS.map(Literal)
    | st.tuples(TEXTS, st.sampled_from(["en", "en-GB", "de"])).map(lambda pair: Literal(pair[0], language=pair[1]))
    | st.tuples(TEXTS, IRIS.filter(lambda iri: not iri.startswith(XSD))).map(
        lambda pair: Literal(pair[0], datatype=NamedNode(pair[1]))
    )
    | st.integers().map(Literal)
    | st.booleans().map(Literal)
    | st.decimals(allow_nan=False, allow_infinity=False, places=8).map(
        lambda number: Literal(f"{number:f}", datatype=NamedNode(f"{XSD}decimal"))
    )
    | st.floats().map(Literal)
    | st.dates().map(lambda date: Literal(date.isoformat(), datatype=NamedNode(f"{XSD}date")))
)
PREDICATES = st.sampled_from(
    ["http://www.w3.org/1999/02/22-rdf-syntax-ns#type"]
    + [prefix_map()["biolink"] + name for name in ("negated", "has_count", "publications", "supporting_text", "x")]
    + [prefix_map()["rdf"] + "object", prefix_map()["oa"] + "start", "http://example.org/p"]
)
QUADS = st.builds(
    Quad,
    IRIS.map(NamedNode),
    (PREDICATES | IRIS).map(NamedNode),
    IRIS.map(NamedNode) | LITERALS,
    st.just(DefaultGraph()) | IRIS.map(NamedNode),
)


@PARSED_BY_RDFLIB
def test_rdflib_writes_the_quads_of_the_jsonld_as_we_do(seeds_store: GraphStore) -> None:
    """Read by rdflib with its own rules for numbers and written as N-Quads, JSON-LD gives our own N-Quads: 66.67 stays that."""
    jsonld, ours = io.BytesIO(), io.BytesIO()
    export_graph(seeds_store, "jsonld", jsonld)
    export_graph(seeds_store, "nq", ours)
    theirs = rdflib.Dataset().parse(data=jsonld.getvalue(), format="json-ld").serialize(format="nquads")
    default = f"<{rdflib.graph.DATASET_DEFAULT_GRAPH_ID}> "
    read = {plain(quad) for quad in pyoxigraph.parse(theirs.replace(default, "").encode(), RdfFormat.N_QUADS)}
    expected = as_read_by_pyoxigraph(ours.getvalue(), "nq")
    assert read == expected
    assert ("66.67", f"{XSD}decimal", "") in {value for _, _, value, _ in expected}


@PARSED_BY_RDFLIB
@pytest.mark.usefixtures("_exact_rdflib")
@pytest.mark.parametrize("format_", READERS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(contents=st.lists(QUADS, max_size=6))
def test_any_graph_survives(format_: str, contents: list[Quad]) -> None:
    """An export is read back to the quads of the store by pyoxigraph and by rdflib."""
    store = MemoryStore(contents)
    expected = {plain(quad, with_graph=format_ not in WITHOUT_GRAPHS) for quad in store.quads()}
    data = exported(store, format_)
    assert as_read_by_pyoxigraph(data, format_) == expected
    assert as_read_by_rdflib(data, format_) == expected


@PARSED_BY_RDFLIB
@pytest.mark.usefixtures("_exact_rdflib")
@pytest.mark.parametrize("format_", READERS)
def test_real_shape_survives(format_: str, store: GraphStore) -> None:
    """An export of associations and their evidence is read back to the same quads."""
    expected = {plain(quad, with_graph=format_ not in WITHOUT_GRAPHS) for quad in store.quads()}
    data = exported(store, format_)
    assert as_read_by_pyoxigraph(data, format_) == expected
    assert as_read_by_rdflib(data, format_) == expected


@pytest.mark.parametrize("format_", [format_ for format_ in FORMATS if format_ not in FROM_DISK])
def test_same_graph_same_bytes(format_: str) -> None:
    """The order in which quads came into a store does not show in an export."""
    contents = list(quads(small_content()))
    assert exported(MemoryStore(contents), format_) == exported(MemoryStore(reversed(contents)), format_)


@pytest.mark.parametrize("format_", [format_ for format_ in FORMATS if format_ not in WITHOUT_CLAIMS | FROM_DISK])
def test_licences_are_repeated(format_: str, store: GraphStore) -> None:
    """Every format carries the licences of its documents and vocabularies."""
    data = exported(store, format_)
    assert LICENCE.encode() in data
    assert b"https://example.org/terms" in data


@pytest.mark.parametrize("format_", ["ttl", "trig"])
def test_licences_head_the_file(format_: str, store: GraphStore) -> None:
    """Turtle and TriG name publishers, vocabularies and licences in comments, each on one line."""
    comments = [line for line in exported(store, format_).decode().splitlines() if line.startswith("# ")]
    assert comments[1:] == [
        f"# Source: Made-up House, 1 document: Words of the House.; {LICENCE}",
        "# Vocabulary: Made-up terms 1: https://example.org/terms",
    ]


def test_turtle_groups_and_shortens(store: GraphStore) -> None:
    """Turtle writes a subject once, its type first, and declares only the prefixes it uses."""
    text = exported(store, "ttl").decode()
    assert "MONDO:0000001 a biolink:Disease ;\n    rdfs:label" in text
    assert "@prefix HP:" in text
    assert "@prefix OMIM:" not in text


def test_jsonld_is_compact(store: GraphStore) -> None:
    """JSON-LD uses the terms of the published context, and a graph object for each document."""
    nodes = {node["id"]: node for node in json.loads(exported(store, "jsonld"))["@graph"] if "@graph" not in node}
    denied = next(node for node in nodes.values() if node.get("negated"))
    assert denied["negated"] is True
    assert denied["object"] == "HP:0001945"
    assert nodes["MONDO:0000001"]["has_phenotype"] == "HP:0012531"


def test_empty_store_gives_an_empty_file() -> None:
    """Every format can say nothing."""
    for format_ in READERS:
        assert as_read_by_pyoxigraph(exported(MemoryStore([]), format_), format_) == set()


def test_unknown_format_is_told() -> None:
    """A misspelt format is answered with the nearest and with all there are."""
    with pytest.raises(ExportError, match=r"^tll: unknown format; did you mean 'ttl'\? choose from ttl, jsonld, "):
        export_graph(MemoryStore([]), "tll", io.BytesIO())


def test_table_is_consistent() -> None:
    """No two formats share a name, and each writes either files or a folder."""
    assert len(FORMATS) == len(export._ALL)
    assert all(bool(exporter.parts) != bool(exporter.folder) for exporter in FORMATS.values())
    assert all(exporter.prefixes in consumers() for exporter in FORMATS.values())


def test_iri_that_looks_like_a_curie_is_refused() -> None:
    """An IRI whose scheme is a prefix of the JSON-LD context is an error, not another IRI."""
    quad = Quad(NamedNode("schema:x"), NamedNode("http://example.org/p"), Literal("x"))
    with pytest.raises(ExportError, match="has a prefix 'schema'"):
        exported(MemoryStore([quad]), "jsonld")


def test_triple_term_is_refused() -> None:
    """A statement about a statement is an error in every format, as not all can carry it."""
    inner = pyoxigraph.Triple(NamedNode("http://e.org/s"), NamedNode("http://e.org/p"), Literal("x"))
    quad = Quad(NamedNode("http://e.org/s"), NamedNode("http://e.org/says"), inner)
    with pytest.raises(ExportError, match=r"RDF 1\.2"):
        exported(MemoryStore([quad]), "ttl")
