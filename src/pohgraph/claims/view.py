"""What is read of a graph: its triples, narrowed to a licence and spelled for a consumer.

The readers of claims and the exporters take a `GraphView`, never a store, so that every option of `pohgraph export`
reaches every format.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache

from pyoxigraph import NamedNode, Quad

from pohgraph.claims.licence_slice import LicenceSlice
from pohgraph.claims.report import ExportReport
from pohgraph.claims.slots import Slots, iri_in, iri_of, named_node
from pohgraph.claims.spelling import OURS, Spelling
from pohgraph.model import Named, SourceRecord
from pohgraph.schema.relations import REJECTED
from pohgraph.store.source import Node, Readable

_CACHED = 1 << 15  # nodes whose label or category is remembered: some megabytes, whatever the size of the graph
_PAGES = 1 << 12  # pages that are: of each there is more to remember


class GraphView:
    """One reader's view of a graph. Its order is the store's own: sort what you write. `whole` is the graph without the view, `license` the terms that narrow it.

    Args:
        store: the graph: a `GraphStore`, a `RemoteStore`, or anything else that gives triples.
        license_: leave out what may not be shared so; "" leaves nothing out. See `licences.tsv`.
        prefixes: the consumer identifiers are spelled for. See `identifiers.tsv`.
        accepted: whether only claims that curators accepted are asked for; a format that can narrow itself to them does.

    Raises:
        ExportError: no such licence or consumer.
    """

    def __init__(self, store: Readable, *, license_: str = "", prefixes: str = OURS, accepted: bool = False) -> None:
        self.report = ExportReport()
        self._spelling = Spelling(prefixes, self.report)
        self.whole = store
        self.license = license_
        self.accepted = accepted
        self._store: Readable = LicenceSlice(store, license_, self.report) if license_ else store
        self._labels: dict[str, str] = {}
        self._has_told = False
        self._categories = lru_cache(maxsize=_CACHED)(self._read_category)
        self._sources: dict[str, SourceRecord] = {}

    @property
    def narrowed(self) -> Readable:
        """The graph narrowed to the licence, spelled as the store has it."""
        return self._store

    @property
    def prefixes(self) -> dict[str, str]:
        """Prefix -> IRI, as this export writes them."""
        return self._spelling.prefixes

    @property
    def consumer(self) -> str:
        """For whom identifiers are spelled."""
        return self._spelling.consumer

    @property
    def is_ours(self) -> bool:
        """Whether identifiers are spelled as in the graph itself."""
        return self._spelling.is_ours

    def leave_out_rejected(self) -> None:
        """Tell in the report, once, how many claims curators rejected or edited: no reader of all claims gives them."""
        if not self._has_told:
            self._has_told = True
            if count := sum(1 for _ in self._store.triples(REJECTED)):
                self.report.leave_out("claim(s) that curators rejected or edited", count)

    @property
    def built(self) -> datetime | None:
        """When the graph was written, in UTC; None where nobody knows."""
        return self._store.built

    def spelled_for(self, consumer: str) -> "GraphView":
        """The same graph for a consumer, with a report of its own; if this view is spelled for one, that remains."""
        spelling = consumer if self._spelling.is_ours else self._spelling.consumer
        return GraphView(self._store, prefixes=spelling, accepted=self.accepted)

    def quads(self) -> Iterator[Quad]:
        """Every quad to be written, with IRIs as this export writes them."""
        quads = self._store.quads()
        return quads if self._spelling.is_ours else map(self._respelled, quads)

    def triples(
        self, predicate: str, *, subjects: Iterable[NamedNode] | None = None, objects: Iterable[Node] | None = None
    ) -> Iterator[tuple[NamedNode, Node]]:
        """Subject and object of every triple of one predicate, given as our CURIE, in the default graph.

        These and all nodes below are the store's: `curie` and `written_iri` spell them.
        """
        return self._store.triples(predicate, subjects=subjects, objects=objects)

    def statements(self, subject: NamedNode, graph: NamedNode | None = None) -> Iterator[tuple[NamedNode, Node]]:
        """Predicate and object of every triple of one subject, in the default graph or in a document's."""
        return ((predicate, value) for _, predicate, value in self._store.descriptions([subject], graph))

    def subjects(self, predicate: str, value: Node) -> Iterator[NamedNode]:
        """The subject of every triple of one predicate, given as our CURIE, and object in the default graph."""
        return (subject for subject, _ in self._store.triples(predicate, objects=[value]))

    def curie(self, node: NamedNode) -> str:
        """The CURIE of a node as this export writes it; its IRI where no prefix fits."""
        return self._spelling.spell(node.value).curie

    def written_iri(self, iri: str) -> str:
        """An IRI of the store as this export writes it."""
        return self._spelling.spell(iri).iri

    def text(self, value: Node) -> str:
        """The CURIE of a node, or the text of a literal."""
        return self.curie(value) if isinstance(value, NamedNode) else value.value

    def label(self, node: NamedNode) -> str:
        """What a node is called, or ""; the first of several labels."""
        if node.value not in self._labels:
            self.learn_labels([node])
        return self._labels[node.value]

    def learn_labels(self, nodes: Iterable[NamedNode]) -> None:
        """Read the labels of these nodes together, so that `label` and `named` need not ask for each."""
        unknown = {node for node in nodes if node.value not in self._labels}
        if not unknown:
            return
        if len(self._labels) > _CACHED:
            self._labels.clear()
        found: dict[str, str] = {}
        for node, label in self._store.triples("rdfs:label", subjects=unknown):
            found[node.value] = min(found.get(node.value, label.value), label.value)
        self._labels.update((node.value, found.get(node.value, "")) for node in unknown)

    def named(self, node: NamedNode) -> Named:
        """A node with its CURIE, label and IRI."""
        return Named(self.curie(node), label=self.label(node), iri=node.value)

    def category(self, node: NamedNode) -> str:
        """The Biolink category of a node as CURIE, or ""."""
        return self._categories(node)

    def source(self, document: NamedNode) -> SourceRecord:
        """A page."""
        if document.value not in self._sources:
            self.learn_sources([document])
        return self._sources[document.value]

    def learn_sources(self, documents: Iterable[NamedNode]) -> None:
        """Read these pages together, so that `source` need not ask for each."""
        unknown = {document for document in documents if document.value not in self._sources}
        if not unknown:
            return
        if len(self._sources) > _PAGES:
            self._sources.clear()
        found = _by_subject(self._store.own_descriptions(unknown))
        hashed = {document for document in unknown if iri_of("pohgraph:sha256") in found.get(document.value, {})}
        found |= self.all_slots(unknown - hashed)  # files, which the default graph describes
        publishers = (slots.get(iri_of("dcterms:publisher"), ()) for slots in found.values())
        self.learn_labels({*unknown, *(named_node(value) for values in publishers for value in values)})
        self._sources.update(
            (document.value, self._source(document, found.get(document.value, {}))) for document in unknown
        )

    def slots(self, subject: NamedNode, graph: NamedNode | None = None) -> Slots:
        """The triples of one subject: values by the IRI of their predicate."""
        return self.all_slots([subject], graph).get(subject.value, {})

    def all_slots(self, subjects: Iterable[NamedNode], graph: NamedNode | None = None) -> dict[str, Slots]:
        """The triples of several subjects, read together, by the IRI of each; one without triples is not among them."""
        return _by_subject(self._store.descriptions(subjects, graph))

    def statements_on_source(self, source: NamedNode) -> Iterator[tuple[NamedNode, Node]]:
        """Predicate and object of what is said of a page in the default graph and in its own, each once."""
        return iter(dict.fromkeys((*self.statements(source), *self.statements(source, source))))

    def slots_of_source(self, source: NamedNode) -> Slots:
        """The same as values by the IRI of their predicate."""
        slots: Slots = {}
        for predicate, value in self.statements_on_source(source):
            slots.setdefault(predicate.value, []).append(value)
        return slots

    def first(self, slots: Slots, predicate: str) -> str:
        """The first value of a predicate, given as our CURIE, in code point order, or ""."""
        found = slots.get(iri_of(predicate))
        if not found:
            return ""
        return self.text(found[0]) if len(found) == 1 else min(map(self.text, found))

    def values(self, slots: Slots, predicate: str) -> tuple[str, ...]:
        """All values of a predicate, given as our CURIE, sorted."""
        return tuple(sorted(map(self.text, slots.get(iri_of(predicate), ()))))

    def _read_category(self, node: NamedNode) -> str:
        return self.first(self.slots(node), "biolink:category")

    def _source(self, document: NamedNode, slots: Slots) -> SourceRecord:
        publisher = slots.get(iri_of("dcterms:publisher"), [])
        return SourceRecord(
            id=self.curie(document),
            iri=document.value,
            is_dataset=NamedNode(iri_of("pohgraph:Dataset")) in slots.get(iri_of("rdf:type"), ()),
            title=self.first(slots, "dcterms:title"),
            label=self.label(document),
            family=self.first(slots, "pohgraph:family"),
            publisher=self.first(slots, "dcterms:publisher"),
            publisher_label=self.label(named_node(publisher[0])) if publisher else "",
            license=iri_in(slots, "dcterms:license"),
            rights=self.first(slots, "dcterms:rights"),
            web_page=iri_in(slots, "dcterms:source"),
            modified=self.first(slots, "dcterms:modified"),
            sha256=self.first(slots, "pohgraph:sha256"),
        )

    def _respelled(self, quad: Quad) -> Quad:
        subject, value = self._respelled_node(named_node(quad.subject)), quad.object
        if isinstance(value, NamedNode):
            value = self._respelled_node(value)
        return Quad(subject, quad.predicate, value, quad.graph_name)

    def _respelled_node(self, node: NamedNode) -> NamedNode:
        iri = self._spelling.spell(node.value).iri
        return node if iri == node.value else NamedNode(iri)


def _by_subject(triples: Iterable[tuple[NamedNode, NamedNode, Node]]) -> dict[str, Slots]:
    found: dict[str, Slots] = {}
    for subject, predicate, value in triples:
        found.setdefault(subject.value, {}).setdefault(predicate.value, []).append(value)
    return found
