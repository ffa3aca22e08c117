"""What may be in a graph beside what its pages give.

That is statements of other files, pages that were not read again, and what is left of pages that a merge replaced. None of it
may touch what the pages give.
"""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from pohgraph.check.differences import Difference
from pohgraph.check.parts import TYPE, Slots, Value, description, texts
from pohgraph.schema.prefixes import iri_root, prefix_map
from pohgraph.schema.relations import EXACT_MATCH
from pohgraph.store.quad_reader import QuadReader
from pohgraph.store.rdf import term

if TYPE_CHECKING:
    from pohgraph.store.graph import GraphStore

_CLAIM, _VOCABULARY = iri_root("pohassoc"), iri_root("pohvocab")
_SOURCE = f"{prefix_map()['prov']}hadPrimarySource"
_LABEL, _WIDER = (term(name).value for name in ("rdfs:label", "rdfs:subClassOf"))
_WORKS = frozenset(term(name).value for name in ("biolink:publications", "dcterms:references"))
_DOCUMENT, _PUBLICATION = term("pohgraph:Document"), term("biolink:Publication")
_SAME = term(EXACT_MATCH.curie).value


class Others:
    """Takes out of differences what others may have said.

    Args:
        store: the graph.
        given: what the pages that were read again give.
        unproven: the pages that were not.
        free_names: what pages call a node that no vocabulary names.
    """

    def __init__(
        self,
        store: "GraphStore",
        given: QuadReader,
        unproven: Collection[str],
        free_names: Callable[[str], Collection[str]],
    ) -> None:
        self._store = store
        self._given = given
        self._unproven = unproven
        self._free_names = free_names
        self._datasets = {found.value for found, _ in store.triples("rdf:type", objects=[term("pohgraph:Dataset")])}

    def without(self, difference: Difference) -> tuple[Difference, int]:
        """What is left of a difference, and how many quads of others were in it."""
        this = difference.node
        if this in self._unproven:
            return Difference(this, {}, {}), _size(difference.stored)
        given = description(self._given, this)
        if this.startswith(_CLAIM) and not given:
            sources = texts(description(self._store, this), _SOURCE)
            if sources and all(source in self._datasets or source in self._unproven for source in sources):
                return Difference(this, {}, {}), _size(difference.stored)
            return difference, 0
        if this.startswith(_CLAIM) or _DOCUMENT in given.get(TYPE, ()):
            return self._without_other_names_of_works(difference)
        if not given or this.startswith(_VOCABULARY) or _PUBLICATION in given.get(TYPE, ()):
            # Of a work, each build writes what its own pages tell; of a vocabulary, a merge keeps one release.
            return Difference(this, {}, {}), _size(difference.stored)
        return self._without_additions(difference)

    def _without_other_names_of_works(self, difference: Difference) -> tuple[Difference, int]:
        """Which of its identifiers a work is called by depends on all the pages that list it."""
        stored, given, count = dict(difference.stored), dict(difference.given), 0
        for slot in _WORKS & stored.keys() & given.keys():
            others, works = stored[slot], given[slot]
            stored[slot] = [work for work in others if not any(self._is_same_work(work, other) for other in works)]
            given[slot] = [work for work in works if not any(self._is_same_work(work, other) for other in others)]
            count += len(others) - len(stored[slot])
        return Difference(difference.node, _filled(stored), _filled(given)), count

    def _is_same_work(self, one: Value, other: Value) -> bool:
        if not (isinstance(one, NamedNode) and isinstance(other, NamedNode)):
            return False
        sides = [
            [slots for graph in (self._store, self._given) if (slots := description(graph, work.value))]
            for work in (one, other)
        ]
        signs = [
            {work, *(value for slots in side for slot in (_SAME, _LABEL) for value in slots.get(slot, ()))}
            for work, side in zip((one, other), sides, strict=True)
        ]
        return bool(signs[0] & signs[1])

    def _without_additions(self, difference: Difference) -> tuple[Difference, int]:
        """Of a node that pages name, others may say more, but not call it otherwise or put it under other terms.

        An edge needs a claim by the integrity rules, whoever states it.
        """
        stored, given, count = dict(difference.stored), dict(difference.given), 0
        free = self._free_names(difference.node)
        if free and _LABEL in stored and _LABEL in given:
            called = {value.value for value in stored[_LABEL] if isinstance(value, Literal)}
            if self._unproven or called <= set(free):
                count += len(stored.pop(_LABEL))
                given.pop(_LABEL)
        if self._datasets or self._unproven:
            for slot in stored.keys() - {_LABEL, *(() if self._unproven else (_WIDER,))}:
                count += len(stored.pop(slot))
        return Difference(difference.node, stored, given), count


def _filled(slots: Slots) -> Slots:
    return {slot: values for slot, values in slots.items() if values}


def _size(slots: Slots) -> int:
    return sum(map(len, slots.values()))
