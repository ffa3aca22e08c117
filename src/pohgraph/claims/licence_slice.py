"""A graph narrowed to what may be shared under given terms.

A page that may not be shared is left out with its evidence, claims, curators' decisions and literature, and so are the plain edges that no
claim left supports, conflicts that one of its claims is a side of, and rows of mapping sets. Names and hierarchy of terms are facts of their vocabularies, whose own terms every file
repeats.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache

from pyoxigraph import NamedNode, Quad

from pohgraph.claims.licences import is_among, shareable_as
from pohgraph.claims.report import ExportReport
from pohgraph.claims.slots import SOURCE_KINDS, iri_of, named_node
from pohgraph.schema.relations import TAKEN_BACK
from pohgraph.store.rdf import CONFLICTS
from pohgraph.store.source import Node, Readable

_ASSOCIATIONS = iri_of("pohassoc:x").removesuffix("x")
_DECISIONS = iri_of("pohdecision:x").removesuffix("x")
_MAPPINGS = iri_of("pohmapping:x").removesuffix("x")
_SIDE = iri_of("pohgraph:conflicting_claim")
# How a claim and a row of a mapping set state an edge of their subject.
_STATED = (
    ("rdf:subject", ("rdf:predicate", "rdf:object")),
    ("sssom:subject_id", ("sssom:predicate_id", "sssom:object_id")),
)
# What is said of things beside claims: names, kinds, hierarchy, and the descriptions of works, vocabularies and extractors.
# Every other triple of a thing is an edge that somebody has to have stated.
_DESCRIBING = frozenset(
    map(
        iri_of,
        (
            "rdf:type",
            "rdfs:label",
            "rdfs:comment",
            "rdfs:subClassOf",
            "biolink:category",
            "dcterms:bibliographicCitation",
            "dcterms:hasVersion",
            "dcterms:issued",
            "dcterms:license",
            "dcterms:rights",
            "dcterms:source",
            "pohgraph:extractor_name",
            "pohgraph:extractor_version",
            "pohgraph:sha256",
        ),
    )
)
_REMEMBERED = 1 << 14  # things whose licence was looked up


class LicenceSlice:
    """The triples of a store that may be shared so; what is left out is counted in the report.

    Raises:
        ExportError: nobody knows these terms.
    """

    def __init__(self, store: Readable, terms: str, report: ExportReport) -> None:
        self._store = store
        licences = dict(store.triples("dcterms:license"))
        kinds = [NamedNode(iri_of(kind)) for kind in SOURCE_KINDS]
        self._sources = {
            source: licences.get(source) or self._own_licence(source)
            for source, _ in store.triples("rdf:type", objects=kinds)
        }
        stated = {licence.value for licence in (*licences.values(), *self._sources.values()) if licence}
        self._licences = shareable_as(terms, frozenset(stated))
        self._allows = lru_cache(maxsize=_REMEMBERED)(self._look_up_source)
        self._may_share = lru_cache(maxsize=_REMEMBERED)(self._look_up)
        self._may_share_conflict = lru_cache(maxsize=_REMEMBERED)(self._look_up_conflict)
        self._supported = lru_cache(maxsize=64)(self._look_up_supported)
        self._described = lru_cache(maxsize=_REMEMBERED)(self._look_up_described)
        self._count(terms, report)

    @property
    def built(self) -> datetime | None:
        """When the whole graph was written."""
        return self._store.built

    def quads(self) -> Iterator[Quad]:
        """Every quad of every graph that may be shared."""
        for quad in self._store.quads():
            graph, subject = quad.graph_name, named_node(quad.subject)
            if graph == CONFLICTS:
                if self._may_share_conflict(subject):
                    yield quad
            elif isinstance(graph, NamedNode):
                if self._may_share(graph):
                    yield quad
            elif self._keeps(subject, quad.predicate, named_node(quad.object)):
                yield quad

    def triples(
        self, predicate: str, *, subjects: Iterable[NamedNode] | None = None, objects: Iterable[Node] | None = None
    ) -> Iterator[tuple[NamedNode, Node]]:
        """Subject and object of every triple of one predicate that may be shared."""
        slot = NamedNode(iri_of(predicate))
        found = self._store.triples(predicate, subjects=subjects, objects=objects)
        return ((subject, value) for subject, value in found if self._keeps(subject, slot, value))

    def descriptions(
        self, subjects: Iterable[NamedNode], graph: NamedNode | None = None
    ) -> Iterator[tuple[NamedNode, NamedNode, Node]]:
        """Every triple of these subjects that may be shared."""
        if graph == CONFLICTS:
            return self._store.descriptions(filter(self._may_share_conflict, subjects), graph)
        if graph:
            return self._store.descriptions(subjects, graph) if self._may_share(graph) else iter(())
        return (triple for triple in self._store.descriptions(subjects) if self._keeps(*triple))

    def own_descriptions(self, pages: Iterable[NamedNode]) -> Iterator[tuple[NamedNode, NamedNode, Node]]:
        """Every triple of those of these pages that may be shared, each in the graph that has its name."""
        return self._store.own_descriptions(page for page in pages if self._may_share(page))

    def _keeps(self, subject: NamedNode, predicate: NamedNode, value: Node) -> bool:
        if self._is_sourced(subject):
            return self._may_share(subject)
        if not self._described(subject):
            return False
        return predicate.value in _DESCRIBING or (predicate.value, str(value)) in self._supported(subject)

    def _is_sourced(self, subject: NamedNode) -> bool:
        """Whether a thing is a claim, a decision, a row or a page, which has a licence of its own."""
        return subject.value.startswith((_ASSOCIATIONS, _MAPPINGS, _DECISIONS)) or subject in self._sources

    def _look_up_described(self, subject: NamedNode) -> bool:
        """Whether anything is said of a thing at all: not where only pages that are left out name it."""
        named = False
        for slot in ("dcterms:references", "rdf:subject", "rdf:object", "prov:wasAssociatedWith"):
            for namer in self._subjects(slot, subject):
                if self._may_share(namer):
                    return True
                named = True
        return not named

    def _look_up(self, thing: NamedNode) -> bool:
        """Whether the licence of a page, of the page of a claim or decision, or of a row's mapping set allows it."""
        if thing.value.startswith(_DECISIONS):  # it goes with its claim
            thing = named_node(self._first(thing, "pohgraph:decides") or thing)
        return self._allows(named_node(self._first(thing, "prov:hadPrimarySource") or thing))

    def _look_up_conflict(self, conflict: NamedNode) -> bool:
        """Whether all claims of a conflict may be shared."""
        found = self._store.descriptions([conflict], CONFLICTS)
        sides = [named_node(value) for _, slot, value in found if slot.value == _SIDE]
        return bool(sides) and all(map(self._may_share, sides))

    def _look_up_source(self, source: NamedNode) -> bool:
        licence = self._sources.get(source) or self._first(source, "dcterms:license")
        if licence is None:  # a mapping set: its release stands under another IRI
            releases = self._subjects("dcterms:source", source)
            found = (self._first(release, "dcterms:license") for release in releases)
            licence = next((licence for licence in found if licence), None)
        return licence is not None and is_among(licence.value, self._licences)

    def _own_licence(self, page: NamedNode) -> Node | None:
        """The licence that the graph of a page states."""
        slot = NamedNode(iri_of("dcterms:license"))
        return next(
            (value for _, predicate, value in self._store.descriptions([page], page) if predicate == slot), None
        )

    def _look_up_supported(self, subject: NamedNode) -> set[tuple[str, str]]:
        """The plain edges of a subject that a claim or row left states: an edge without a source has no licence."""
        if self._cited(subject):  # a work's other identifiers stand beside it, in the page that cites it
            return {(slot.value, str(value)) for _, slot, value in self._store.descriptions([subject])}
        return {
            (predicate.value, str(value))
            for kind, slots in _STATED
            for claim in self._subjects(kind, subject)
            if self._may_share(claim) and self._is_stated(claim)
            for predicate, value in [(self._first(claim, slot) for slot in slots)]
            if predicate and value
        }

    def _cited(self, subject: NamedNode) -> bool:
        return any(map(self._may_share, self._subjects("dcterms:references", subject)))

    def _is_stated(self, claim: NamedNode) -> bool:
        return not any(self._first(claim, flag) for flag in TAKEN_BACK)

    def _first(self, subject: NamedNode, predicate: str) -> Node | None:
        return next((value for _, value in self._store.triples(predicate, subjects=[subject])), None)

    def _subjects(self, predicate: str, value: Node) -> Iterator[NamedNode]:
        return (subject for subject, _ in self._store.triples(predicate, objects=[value]))

    def _count(self, terms: str, report: ExportReport) -> None:
        totals: Counter[str] = Counter()
        left_out: Counter[tuple[str, str]] = Counter()
        for page, licence in self._sources.items():
            totals["page(s)"] += 1
            if not self._allows(page):
                stated = licence.value if licence else "no licence stated"
                left_out["page(s)", f"which may not be shared as {terms} ({stated})"] += 1
        for thing, source in self._store.triples("prov:hadPrimarySource"):
            is_row = thing.value.startswith(_MAPPINGS)
            what, of = ("mapping(s)", "mapping sets") if is_row else ("claim(s)", "pages")
            totals[what] += 1
            if not self._allows(named_node(source)):
                left_out[what, f"from {of} that may not be shared as {terms}"] += 1
        for (what, why), count in left_out.items():
            report.leave_out(f"{what} of {totals[what]:,}, {why}", count)
