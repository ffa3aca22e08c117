"""Which claims of a graph can be part of a conflict, found by a few of their triples, so that no other claim is read."""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import chain, groupby, islice
from operator import itemgetter
from typing import cast

from pyoxigraph import NamedNode

from pohgraph.claims.sorting import sort_lines
from pohgraph.claims.view import GraphView
from pohgraph.compare.mechanisms.identifier import CLASSIFICATIONS
from pohgraph.compare.mechanisms.name import NAMES_ALSO
from pohgraph.compare.mechanisms.source import OF_CONCERN, RETRACTED, STATUS
from pohgraph.compare.rules import Known
from pohgraph.model import Reference
from pohgraph.schema.categories import DISEASE_PREFIXES
from pohgraph.schema.prefixes import compress, expand, iri_root
from pohgraph.schema.relations import (
    CAUSES,
    EXACT_MATCH,
    FLAGS,
    HAS_DIAGNOSTIC_CRITERION,
    HAS_MODE_OF_INHERITANCE,
    HAS_ONSET,
    HAS_PARENT_OF_ORIGIN,
    HAS_VARIANT_ORIGIN,
    MAPPING_PREDICATES,
)

# Relations whose objects exclude each other, or which the vocabularies know.
_ONE_ANSWER = (
    HAS_MODE_OF_INHERITANCE,
    HAS_ONSET,
    CAUSES,
    EXACT_MATCH,
    HAS_PARENT_OF_ORIGIN,
    HAS_VARIANT_ORIGIN,
)
_AT_ONCE = 1000  # associations whose ends are asked for together
_FEW = 50  # subjects whose claims are: some have hundreds
_FREQUENCIES = ("biolink:frequency_qualifier", "biolink:has_quotient", "biolink:has_percentage")


class Associations:
    """A set of associations that is asked only whether one is in it: eight bytes are kept of each IRI.

    Two IRIs may have the same ones: whoever asks may read a claim more than needed.
    """

    def __init__(self, iris: Iterable[str]) -> None:
        self._hashes = array("q", sorted(set(map(hash, iris))))

    def __contains__(self, iri: object) -> bool:
        found = bisect_left(self._hashes, hash(iri))
        return found < len(self._hashes) and self._hashes[found] == hash(iri)

    def __len__(self) -> int:
        return len(self._hashes)


def contested(view: GraphView, known: Known) -> Associations:
    """The associations, by IRI, that a mechanism of `compare` can hold against another one or a vocabulary; some agree after all.

    Those of a relation with one answer; those with a frequency, where two share subject and object; those beside a denial that
    is of the same thing, or of a term above or below; codes, names of other diseases, and all of a source in doubt.
    """
    doubtful = [NamedNode(expand(Reference.parse(status))) for status in (RETRACTED, OF_CONCERN)]
    return Associations(
        chain(
            (one.value for one in _of(view, (relation.curie for relation in _ONE_ANSWER))),
            _sharing(view, (association for slot in _FREQUENCIES for association, _ in view.triples(slot))),
            _beside_denials(view, known),
            (one.value for one, _ in view.triples(STATUS, objects=doubtful)),
            (one.value for one, other in view.triples(NAMES_ALSO) if _has_prefix(other.value, DISEASE_PREFIXES)),
            _codes(view),
        )
    )


def across(view: GraphView, relation: str) -> Associations:
    """The associations of a relation, by IRI."""
    return Associations(one.value for one in _of(view, [relation]))


def _of(view: GraphView, predicates: Iterable[str]) -> Iterator[NamedNode]:
    nodes = [NamedNode(expand(Reference.parse(predicate))) for predicate in predicates]
    return (association for association, _ in view.triples("rdf:predicate", objects=nodes))


def _beside_denials(view: GraphView, known: Known) -> Iterator[str]:
    """The denials, what is said of their subjects on the same thing or in the same branch of HPO, and their criteria."""
    denied: defaultdict[str, set[str]] = defaultdict(set)
    for negated in _batches(association for association, _ in view.triples(FLAGS["negated"])):
        for _, (subject, value) in _ends(view, negated):
            denied[subject].add(compress(value))
    if not denied:
        return
    criteria = across(view, HAS_DIAGNOSTIC_CRITERION.curie)
    for subjects in _batches(map(NamedNode, denied), _FEW):
        for beside in _batches(association for association, _ in view.triples("rdf:subject", objects=subjects)):
            for name, (subject, value) in _ends(view, beside):
                if name in criteria or _in_branch(compress(value), denied[subject], known):
                    yield name


def _in_branch(value: str, denied: Collection[str], known: Known) -> bool:
    """Whether it is denied, or lies above or below what is."""
    if value in denied or not known.ancestors(value).isdisjoint(denied):
        return True
    return value.startswith("HP:") and any(value in known.ancestors(one) for one in denied)


def _codes(view: GraphView) -> Iterator[str]:
    mappings = _of(view, (predicate for predicate in MAPPING_PREDICATES if predicate != EXACT_MATCH.curie))
    for batch in _batches(mappings):
        for one, code in view.triples("rdf:object", subjects=batch):
            if _has_prefix(code.value, CLASSIFICATIONS):
                yield one.value


def _has_prefix(iri: str, prefixes: Iterable[str]) -> bool:
    return iri.startswith(tuple(map(iri_root, prefixes)))


def _sharing(view: GraphView, associations: Iterable[NamedNode]) -> Iterator[str]:
    """Those that share subject and object with another one; two pairs may have the same number, but a pair never has two."""
    distinct = map(NamedNode, sort_lines(association.value for association in associations))
    pairs = (f"{hash(ends)} {name}" for batch in _batches(distinct) for name, ends in _ends(view, batch))
    lines = (line.split(" ", 1) for line in sort_lines(pairs))
    for _, group in groupby(lines, key=itemgetter(0)):
        names = [name for _, name in group]
        if len(names) > 1:
            yield from names


def _ends(view: GraphView, associations: Collection[NamedNode]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each association with its subject, by IRI, and its object, by IRI or as text."""
    objects = {one.value: end.value for one, end in view.triples("rdf:object", subjects=associations)}
    for one, end in view.triples("rdf:subject", subjects=associations):
        yield one.value, (cast("NamedNode", end).value, objects.get(one.value, ""))


def _batches(nodes: Iterable[NamedNode], size: int = _AT_ONCE) -> Iterator[list[NamedNode]]:
    """The nodes, so many at a time: an endpoint answers one question for all of them."""
    iterator = iter(nodes)
    return iter(lambda: list(islice(iterator, size)), [])
