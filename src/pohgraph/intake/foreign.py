"""Other people's RDF: its own quads go, as they are, into the graph of their file; its claims become associations.

A claim is a node that names subject, predicate and object, or a plain edge of a relation we know.
"""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, cast

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from pohgraph.intake.claims import ClaimWriter, NodeDescription
from pohgraph.schema.prefixes import iri_root, prefix_map
from pohgraph.schema.relations import CLAIMS, MAPPING_PREDICATES, SYNONYM_PREDICATES, TAKEN_BACK
from pohgraph.store.imported import ImportedClaim
from pohgraph.store.rdf import DEFAULT, OWN, Node, digest, node, term
from pohgraph.tables import package_table

if TYPE_CHECKING:
    from pyoxigraph import Store

_TYPE, _LABEL, _CATEGORY = term("rdf:type"), term("rdfs:label"), term("biolink:category")
_FREQUENCY = term("biolink:frequency_qualifier")
_FLAGS = frozenset(map(term, TAKEN_BACK))
_BIOLINK, _POHGRAPH = prefix_map()["biolink"], prefix_map()["pohgraph"]
_FLAG_VALUES = {"true": True, "1": True, "false": False, "0": False}
_OBAN = f"{iri_root('oban')}association_has_"
# The ways to name a statement's three parts; a node that has all three of one way is a claim.
_WAYS = (
    (term("rdf:subject"), term("rdf:predicate"), term("rdf:object")),
    (term("biolink:subject"), term("biolink:predicate"), term("biolink:object")),
    (term("owl:annotatedSource"), term("owl:annotatedProperty"), term("owl:annotatedTarget")),
    (NamedNode(f"{_OBAN}subject"), NamedNode(f"{_OBAN}predicate"), NamedNode(f"{_OBAN}object")),
)
_PARTS = frozenset(part for way in _WAYS for part in way)
_DESCRIPTIVE = (*map(node, SYNONYM_PREDICATES.values()), *map(term, MAPPING_PREDICATES))
_DATASETS = tuple(
    NamedNode(iri)
    for iri in (
        f"{iri_root('owl')}Ontology",
        *(f"{iri_root(prefix)}Dataset" for prefix in ("void", "dcat", "sd", "schema")),
    )
)
_LICENCES = (
    term("dcterms:license"),
    term("dcterms:rights"),
    term("schema:license"),
    NamedNode(f"{iri_root('dc')}rights"),
)


class _Triple(NamedTuple):
    subject: NamedNode
    predicate: NamedNode
    object: Node


class ForeignGraph:
    """One file, staged in a store of its own; `writer` takes its claims."""

    def __init__(self, staged: "Store", writer: ClaimWriter) -> None:
        self._staged = staged
        self._writer = writer
        self._ends: dict[NamedNode, NamedNode] = {}  # as the file names a thing -> as we do

    def licences(self) -> tuple[Node, ...]:
        """The licences the file states of itself, as a dataset or ontology."""
        found = {
            cast("Node", terms.object)
            for kind in _DATASETS
            for quad in self._staged.quads_for_pattern(None, _TYPE, kind)
            for slot in _LICENCES
            for terms in self._staged.quads_for_pattern(quad.subject, slot, None)
        }
        return tuple(sorted(found, key=str))

    def verbatim(self) -> Iterator[Quad]:
        """Every quad: those of the default graph in the graph of the file, the others in graphs of their own names.

        A graph that bears a name of ours gets another, for only we say what stands in the graph of a page.
        """
        graphs: dict[str, NamedNode] = {}
        for quad in self._staged:
            graph = self._writer.dataset
            if not isinstance(quad.graph_name, DefaultGraph):
                name = cast("NamedNode", quad.graph_name)
                graph = graphs.setdefault(name.value, self._graph_name(name))
            yield Quad(quad.subject, quad.predicate, quad.object, graph)
        for name_, graph in sorted(graphs.items()):
            yield Quad(graph, _TYPE, term("pohgraph:ImportedGraph"), DEFAULT)
            yield Quad(graph, term("dcterms:isPartOf"), self._writer.dataset, DEFAULT)
            if graph.value != name_:
                yield Quad(graph, term("dcterms:identifier"), Literal(name_), DEFAULT)

    def claims(self) -> Iterator[str]:
        """The associations and plain edges that the file's statements become, in N-Quads."""
        stated: set[_Triple] = set()
        for this, triple in self._reified():
            if triple.predicate in _relations() or triple.predicate.value.startswith(_BIOLINK):
                stated.add(triple)
                if claim := self._claim(this, triple):
                    yield self._writer.lines(claim)
        for predicate in _relations():
            for quad in self._staged.quads_for_pattern(None, predicate, None):
                triple = _Triple(cast("NamedNode", quad.subject), predicate, cast("Node", quad.object))
                if triple not in stated:
                    stated.add(triple)
                    yield self._writer.lines(self._claimed(triple))

    def nodes(self) -> Iterator[NodeDescription]:
        """What the file says the ends of its claims are; names and identifiers other than the label among the facts."""
        for theirs, ours in sorted(self._ends.items(), key=str):
            label = next(iter(self._values(theirs, _LABEL)), None)
            facts: list[tuple[NamedNode, Node]] = []
            for category in self._values(theirs, _CATEGORY):
                facts += [(_TYPE, category), (_CATEGORY, category)]
            for slot in _DESCRIPTIVE:
                facts += [(slot, value) for value in self._values(theirs, slot) if value != ours]
            yield NodeDescription(ours, label, tuple(facts))

    def _reified(self) -> Iterator[tuple[NamedNode, _Triple]]:
        """Nodes that name a statement's parts, one of each; of several values no claim can be told."""
        for way in _WAYS:
            for quad in self._staged.quads_for_pattern(None, way[0], None):
                this = cast("NamedNode", quad.subject)
                parts = [self._values(this, part) for part in way]
                if any(len(values) > 1 for values in parts):
                    self._writer.notes.add(
                        "ambiguous", "statement(s) with several subjects, predicates or objects, left out", str(this)
                    )
                elif all(parts) and isinstance(parts[0][0], NamedNode) and isinstance(parts[1][0], NamedNode):
                    yield this, _Triple(parts[0][0], parts[1][0], parts[2][0])

    def _claim(self, this: NamedNode, triple: _Triple) -> ImportedClaim | None:
        statements: list[tuple[NamedNode, Node]] = []
        for quad in self._staged.quads_for_pattern(this, None, None):
            slot, value = self._slot(quad.predicate, cast("Node", quad.object))
            if slot in _PARTS or not slot.value.startswith((_BIOLINK, _POHGRAPH)):
                continue
            if slot in _FLAGS:
                flag = _FLAG_VALUES.get(value.value.strip().lower())
                if flag is None:
                    self._writer.notes.add(
                        "unclear_flag", "statement(s) with an unclear negation, not taken as claims", str(this)
                    )
                    return None
                if flag:
                    statements.append((slot, Literal(value=True)))
            elif slot != _CATEGORY:
                statements.append((slot, value))
        kinds = dict.fromkeys((*self._values(this, _TYPE), *self._values(this, _CATEGORY)))
        classes = tuple(k for k in kinds if isinstance(k, NamedNode) and k.value.startswith((_BIOLINK, _POHGRAPH)))
        return self._claimed(triple, this, classes, tuple(sorted(set(statements), key=str)))

    def _slot(self, slot: NamedNode, value: Node) -> tuple[NamedNode, Node]:
        """A slot of an association as ours, where a table or its value says what it means; else as it is."""
        if slot.value.startswith((_BIOLINK, _POHGRAPH)) or slot in _PARTS or slot == _TYPE:
            return slot, value
        found = _slots().get(slot)
        if isinstance(value, NamedNode):
            named = self._writer.names.entity(value.value) or value
            found = self._writer.qualifier_of(named) or found  # HPO's frequencies and ages say themselves what they are
            return (found, named) if found else (slot, value)
        if found == _FREQUENCY:
            curie = self._writer.names.node(value.value) if ":" in value.value else None
            return (found, curie) if curie else (term("pohgraph:frequency_text"), Literal(value.value))
        return (found, value) if found else (slot, value)

    def _claimed(
        self,
        triple: _Triple,
        this: NamedNode | None = None,
        classes: tuple[NamedNode, ...] = (),
        statements: tuple[tuple[NamedNode, Node], ...] = (),
    ) -> ImportedClaim:
        subject, target = self._end(triple.subject), triple.object
        if isinstance(target, NamedNode):
            target = self._end(target)
        changed = [
            (term(f"biolink:original_{part}"), Literal(theirs.value))
            for part, theirs, ours in (("subject", triple.subject, subject), ("object", triple.object, target))
            if theirs != ours
        ]
        return ImportedClaim(
            identifier=this.value if this else "",
            origin=this,
            subject=subject,
            predicate=_relations().get(triple.predicate, triple.predicate),
            object=target,
            classes=classes,
            statements=(*statements, *changed),
        )

    def _end(self, theirs: NamedNode) -> NamedNode:
        if theirs not in self._ends:
            self._ends[theirs] = self._writer.names.entity(theirs.value) or theirs
        return self._ends[theirs]

    def _values(self, subject: NamedNode, slot: NamedNode) -> list[Node]:
        found = {cast("Node", quad.object) for quad in self._staged.quads_for_pattern(subject, slot, None)}
        return sorted(found, key=str)

    def _graph_name(self, name: NamedNode) -> NamedNode:
        if not name.value.startswith(OWN) or name.value.startswith(f"{self._writer.dataset.value}#"):
            return name
        return NamedNode(f"{self._writer.dataset.value}#graph={digest(name.value)}")


@cache
def _slots() -> dict[NamedNode, NamedNode]:
    """Other people's slots of associations, with the slot of ours each is."""
    found: dict[NamedNode, NamedNode] = {}
    for row in package_table("intake", "association_slots.tsv"):
        prefix, _, local = row["slot"].partition(":")
        found[NamedNode(iri_root(prefix) + local)] = term(row["means"])
    return found


@cache
def _relations() -> dict[NamedNode, NamedNode]:
    """The predicates that make a claim, with the relation of ours each is."""
    found = {relation: relation for relation in (node(claim.predicate) for claim in CLAIMS)}
    for row in package_table("intake", "predicates.tsv"):
        prefix, _, local = row["predicate"].partition(":")
        found[NamedNode(iri_root(prefix) + local)] = term(row["means"])
    return found
