"""The graph's description as a dataset: VoID and DCAT in Turtle, with what it was made from.

The dataset's IRI holds the hash of its triples, so that one description never stands for two graphs.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import BinaryIO
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from pohgraph.claims.nodes import read_sources, read_vocabularies
from pohgraph.claims.slots import iri_of, named_node
from pohgraph.claims.view import GraphView
from pohgraph.export.header import source_comments
from pohgraph.export.rdf.described import DESCRIPTION_PREFIXES, Value, name, triples_of, write_triples
from pohgraph.export.release.released import DESCRIPTION, HOME, TITLE, ReleasedFile
from pohgraph.export.release.statistics import Statistics, graph_statistics
from pohgraph.schema.prefixes import compress, iri_root, prefix_map
from pohgraph.version import __version__

_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_RIGHTS = "Each statement keeps the licence of the page it was read from; prov:wasDerivedFrom lists them."
_VOCABULARIES = ("biolink", "dcterms", "oa", "oboInOwl", "pohgraph", "prov", "rdfs", "skos", "sssom")
# What is repeated of each page and vocabulary.
_KEPT = frozenset(
    iri_of(slot)
    for slot in (
        "rdf:type",
        "rdfs:label",
        "dcterms:title",
        "dcterms:hasVersion",
        "dcterms:license",
        "dcterms:rights",
        "dcterms:modified",
        "dcterms:publisher",
        "dcterms:source",
        "pohgraph:sha256",
    )
)


def write_void(view: GraphView, out: BinaryIO) -> None:
    """Describe the graph: counts, classes, properties, links, and every source with its licence and hash."""
    write_description(view, out, graph_statistics(view))


def write_description(
    view: GraphView,
    out: BinaryIO,
    statistics: Statistics,
    *,
    files: Iterable[ReleasedFile] = (),
    issued: str = "",
) -> None:
    """Describe the graph, and the files it is given out as; `issued` is a date, empty where there is none."""
    write_triples(
        out,
        _triples(view, statistics, files, issued),
        comments=source_comments(view),
        prefixes={**DESCRIPTION_PREFIXES, "dataset": f"{dataset_iri(statistics)}#"},
    )


def dataset_iri(statistics: Statistics) -> str:
    """What a graph is called as a dataset."""
    return f"{iri_root('pohdataset')}{statistics.sha256[:24]}"


def _triples(view: GraphView, statistics: Statistics, files: Iterable[ReleasedFile], issued: str) -> Iterator[Triple]:
    dataset = NamedNode(dataset_iri(statistics))
    yield from triples_of(dataset, _head(statistics, issued))
    yield from triples_of(
        NamedNode(HOME), [("rdf:type", name("prov:SoftwareAgent")), ("rdfs:label", f"pohgraph {__version__}")]
    )
    yield from _partitions(dataset, statistics)
    yield from _class_properties(dataset, statistics)
    yield from _linksets(dataset, statistics, view.prefixes)
    yield from _sources(dataset, view)
    for file in files:
        yield from _distribution(dataset, file)


def _head(statistics: Statistics, issued: str) -> Iterator[tuple[str, Value]]:
    yield "rdf:type", name("void:Dataset")
    yield "rdf:type", name("dcat:Dataset")
    yield "dcterms:title", Literal(TITLE, language="en")
    yield "dcterms:description", Literal(DESCRIPTION, language="en")
    yield "dcterms:identifier", dataset_iri(statistics)
    yield "dcterms:rights", Literal(_RIGHTS, language="en")
    yield "dcterms:creator", NamedNode(HOME)
    yield "dcat:keyword", Literal("rare diseases", language="en")
    yield "dcat:keyword", Literal("phenotypes", language="en")
    yield "pohgraph:sha256", statistics.sha256
    if issued:
        yield "dcterms:issued", Literal(issued, datatype=name("xsd:date"))
    for vocabulary in _VOCABULARIES:
        yield "void:vocabulary", NamedNode(prefix_map()[vocabulary])
    yield "void:uriSpace", HOME
    yield "void:triples", statistics.triples
    yield "void:distinctSubjects", statistics.subjects
    yield "void:distinctObjects", statistics.objects
    yield "void:classes", len(statistics.classes)
    yield "void:properties", len(statistics.properties)


def _partitions(dataset: NamedNode, statistics: Statistics) -> Iterator[Triple]:
    for iri, count in statistics.classes.items():
        part = _part(dataset, "class", iri)
        yield Triple(dataset, name("void:classPartition"), part)
        yield from triples_of(
            part, [("rdf:type", name("void:Dataset")), ("void:class", NamedNode(iri)), ("void:entities", count)]
        )
    for iri, count in statistics.properties.items():
        part = _part(dataset, "property", iri)
        yield Triple(dataset, name("void:propertyPartition"), part)
        yield from triples_of(
            part,
            [
                ("rdf:type", name("void:Dataset")),
                ("void:property", NamedNode(iri)),
                ("void:triples", count),
                ("void:distinctSubjects", statistics.property_subjects[iri]),
            ],
        )


def _class_properties(dataset: NamedNode, statistics: Statistics) -> Iterator[Triple]:
    """Which properties things of a class have: what SPARQL editors complete from."""
    for (kind, slot), count in statistics.class_properties.items():
        whole = _part(dataset, "class", kind)
        part = NamedNode(f"{whole.value}-{_part(dataset, 'property', slot).value.partition('#')[2]}")
        yield Triple(whole, name("void:propertyPartition"), part)
        yield from triples_of(
            part, [("rdf:type", name("void:Dataset")), ("void:property", NamedNode(slot)), ("void:triples", count)]
        )


def _linksets(dataset: NamedNode, statistics: Statistics, prefixes: Mapping[str, str]) -> Iterator[Triple]:
    for (link, prefix), count in statistics.links.items():
        database = NamedNode(f"{dataset.value}#database-{prefix or 'other'}")
        linkset = NamedNode(f"{_part(dataset, 'links', link).value}-{prefix or 'other'}")
        yield from triples_of(
            linkset,
            [
                ("rdf:type", name("void:Linkset")),
                ("void:linkPredicate", NamedNode(link)),
                ("void:subjectsTarget", dataset),
                ("void:objectsTarget", database),
                ("void:triples", count),
            ],
        )
        yield Triple(dataset, name("void:subset"), linkset)
        yield from triples_of(database, [("rdf:type", name("void:Dataset")), ("dcterms:title", prefix or "other")])
        if prefix:
            yield Triple(database, name("void:uriSpace"), Literal(prefixes[prefix]))


def _sources(dataset: NamedNode, view: GraphView) -> Iterator[Triple]:
    pages = (page.iri for page in read_sources(view))
    vocabularies = (vocabulary.iri for vocabulary in read_vocabularies(view))
    for this in map(NamedNode, chain(pages, vocabularies)):
        yield Triple(dataset, name("prov:wasDerivedFrom"), this)
        for slot, value in view.statements_on_source(this):
            if slot.value in _KEPT:
                yield Triple(this, slot, value)
            if slot.value == iri_of("dcterms:publisher"):
                publisher = named_node(value)
                yield Triple(publisher, name("rdfs:label"), Literal(view.label(publisher)))


def _distribution(dataset: NamedNode, file: ReleasedFile) -> Iterator[Triple]:
    this = NamedNode(f"{dataset.value}#file-{quote(file.path, safe='')}")
    checksum = NamedNode(f"{this.value}-sha256")
    yield Triple(dataset, name("dcat:distribution"), this)
    yield from triples_of(
        this,
        [
            ("rdf:type", name("dcat:Distribution")),
            ("dcterms:title", file.path),
            ("dcterms:description", Literal(file.description, language="en")),
            ("dcat:mediaType", NamedNode(_MEDIA_TYPES + file.media_type.partition(";")[0])),
            ("dcat:byteSize", Literal(str(file.size), datatype=name("xsd:nonNegativeInteger"))),
            ("spdx:checksum", checksum),
        ],
    )
    yield from triples_of(
        checksum,
        [
            ("rdf:type", name("spdx:Checksum")),
            ("spdx:algorithm", name("spdx:checksumAlgorithm_sha256")),
            ("spdx:checksumValue", Literal(file.sha256, datatype=name("xsd:hexBinary"))),
        ],
    )


def _part(dataset: NamedNode, kind: str, iri: str) -> NamedNode:
    return NamedNode(f"{dataset.value}#{kind}-{quote(compress(iri).replace(':', '-', 1), safe='')}")
