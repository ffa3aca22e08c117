"""The graph in the shapes other Python libraries work on."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from functools import lru_cache
from typing import Protocol

from networkx import MultiDiGraph
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple
from rdflib import BNode, Dataset, URIRef
from rdflib import Literal as RdflibLiteral

from pohgraph.schema.prefixes import compress, prefix_map
from pohgraph.schema.relations import FLAGS

_LABEL, _CATEGORY, _TYPE = "rdfs:label", "biolink:category", "rdf:type"
_SINGLE = {
    "predicate": "rdf:predicate",
    **FLAGS,
    "frequency": "biolink:frequency_qualifier",
    "source": "prov:hadPrimarySource",
}
_LITERAL = "Literal"
_SEVERAL = {"publications": "biolink:publications", "quotes": "biolink:supporting_text"}


class Triples(Protocol):
    """What gives the triples of one predicate: a `GraphStore`."""

    def triples(self, predicate: str) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
        """Subject and object of each."""


def rdflib_dataset(quads: Iterable[Quad]) -> Dataset:
    """The quads as an rdflib dataset, with our prefixes bound."""
    dataset = Dataset()
    for prefix, iri in prefix_map().items():
        dataset.bind(prefix, iri, replace=True)
    default, named = dataset.default_graph, {}
    for quad in quads:
        if isinstance(quad.graph_name, DefaultGraph):
            graph = default
        else:
            name = quad.graph_name.value
            if name not in named:
                named[name] = dataset.graph(URIRef(name))
            graph = named[name]
        graph.add((_rdflib_term(quad.subject), _rdflib_term(quad.predicate), _rdflib_term(quad.object)))
    return dataset


def networkx_graph(store: Triples, *, literals: bool = False) -> "MultiDiGraph[str]":
    """Entities as nodes and associations as edges, all named by CURIE.

    A node has `label`, `category` and `curie`. An edge's key is its association's CURIE, and it has `predicate`,
    `negated`, `hedged`, `borrowed`, `frequency`, `source`, `publications`, `quotes` and `iri`. Claims that are taken
    back are edges too: filter on their flags. Claims whose object is text, such as a prevalence, are edges only with
    `literals`: the text is a node then, named by itself, of category "Literal".
    """
    ends, texts = _ends(store, literals=literals)
    values: dict[str, dict[str, list[str]]] = {
        name: _values(store, slot, ends) for name, slot in (_SINGLE | _SEVERAL).items()
    }
    graph: MultiDiGraph[str] = MultiDiGraph()
    for text in sorted(texts):
        graph.add_node(text, label=text, category=_LITERAL, curie="")
    for curie, attributes in _nodes(store, {end for pair in ends.values() for end in pair} - texts):
        graph.add_node(curie, **attributes)
    for iri, (subject, target) in sorted(ends.items()):
        edge: dict[str, object] = {name: values[name].get(iri, [""])[0] for name in _SINGLE}
        edge |= {name: edge[name] == "true" for name in FLAGS}
        edge |= {name: sorted(values[name].get(iri, [])) for name in _SEVERAL}
        graph.add_edge(subject, target, key=compress(iri), iri=iri, **edge)
    return graph


def _ends(store: Triples, *, literals: bool) -> tuple[dict[str, tuple[str, str]], set[str]]:
    """Subject and object of each association by its IRI, and those objects that are text."""
    subjects = {association.value: _text(subject) for association, subject in store.triples("rdf:subject")}
    ends: dict[str, tuple[str, str]] = {}
    texts: set[str] = set()
    for association, target in store.triples("rdf:object"):
        if isinstance(target, NamedNode):
            ends[association.value] = subjects[association.value], _text(target)
        elif literals:
            ends[association.value] = subjects[association.value], target.value
            texts.add(target.value)
    return ends, texts


def _values(store: Triples, slot: str, wanted: Container[str]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for subject, value in store.triples(slot):
        if subject.value in wanted:
            found[subject.value].append(_text(value))
    return found


def _nodes(store: Triples, wanted: set[str]) -> Iterator[tuple[str, dict[str, str]]]:
    labels = {_text(node): _text(label) for node, label in store.triples(_LABEL)}
    categories = {_text(node): _text(category) for node, category in store.triples(_CATEGORY)}
    if missing := wanted - categories.keys():
        # Pages are nodes as well, and have a class of ours instead of a category.
        categories |= {_text(node): _text(kind) for node, kind in store.triples(_TYPE) if _text(node) in missing}
    for curie in sorted(wanted):
        category = categories.get(curie, "").rpartition(":")[2]
        yield curie, {"label": labels.get(curie, ""), "category": category, "curie": curie}


@lru_cache(maxsize=1 << 16)
def _curie(iri: str) -> str:
    return compress(iri)


def _text(value: NamedNode | Literal) -> str:
    return _curie(value.value) if isinstance(value, NamedNode) else value.value


def _rdflib_term(value: NamedNode | BlankNode | Literal | Triple) -> URIRef | BNode | RdflibLiteral:
    if isinstance(value, NamedNode):
        return URIRef(value.value)
    if isinstance(value, BlankNode):
        return BNode(value.value)
    if isinstance(value, Triple):
        message = "rdflib has no triple terms, and no graph of ours holds any"
        raise TypeError(message)
    if value.language:
        return RdflibLiteral(value.value, lang=value.language)
    plain = value.datatype.value == f"{prefix_map()['xsd']}string"
    return RdflibLiteral(value.value, datatype=None if plain else URIRef(value.datatype.value), normalize=False)
