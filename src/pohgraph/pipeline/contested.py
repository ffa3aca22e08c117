"""Which claims of a graph can be part of a conflict, found by a few of their triples, so that no other claim is read."""

from collections import Counter
from collections.abc import Iterable
from typing import cast

from pyoxigraph import NamedNode

from pohgraph.claims.view import GraphView
from pohgraph.model import Reference
from pohgraph.schema.prefixes import expand
from pohgraph.schema.relations import CAUSES, EXACT_MATCH, FLAGS, HAS_MODE_OF_INHERITANCE, HAS_ONSET

_ONE_ANSWER = (HAS_MODE_OF_INHERITANCE, HAS_ONSET, CAUSES, EXACT_MATCH)  # relations whose objects exclude each other
_FREQUENCIES = ("biolink:frequency_qualifier", "biolink:has_quotient", "biolink:has_percentage")


def contested(view: GraphView) -> set[str]:
    """The associations, by IRI, that `compare.conflict` can hold against another one; some agree after all.

    Those of a relation with one answer; and those of one subject and object, where one is denied or two have a frequency.
    """
    relations = [NamedNode(expand(Reference.parse(relation.curie))) for relation in _ONE_ANSWER]
    found = {association.value for association, _ in view.triples("rdf:predicate", objects=relations)}
    denied = {association for association, _ in view.triples(FLAGS["negated"])}
    measured = {association for slot in _FREQUENCIES for association, _ in view.triples(slot)}
    subjects = {subject for _, subject in view.triples("rdf:subject", subjects=denied)}
    beside = {association for association, _ in view.triples("rdf:subject", objects=subjects)} if subjects else set()
    for group in (_sharing(view, beside, denied), _sharing(view, measured)):
        found |= group
    return found


def _sharing(view: GraphView, associations: Iterable[NamedNode], also: Iterable[NamedNode] = ()) -> set[str]:
    """Those that share subject and object with another one; with one of `also`, where there are any."""
    ends = _ends(view, associations)
    counts = Counter(ends.values())
    wanted = {ends[association.value] for association in also if association.value in ends}
    return {name for name, pair in ends.items() if counts[pair] > 1 and (pair in wanted or not also)}


def _ends(view: GraphView, associations: Iterable[NamedNode]) -> dict[str, int]:
    """Subject and object of each association as one number: two pairs may have the same, but a pair never has two."""
    listed = list(associations)
    subjects = {one.value: cast("NamedNode", end).value for one, end in view.triples("rdf:subject", subjects=listed)}
    objects = {one.value: str(end) for one, end in view.triples("rdf:object", subjects=listed)}
    return {name: hash((subject, objects.get(name))) for name, subject in subjects.items()}
