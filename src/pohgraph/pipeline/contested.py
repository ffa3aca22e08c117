"""Which claims of a graph can be part of a conflict, found by a few of their triples, so that no other claim is read."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import cast

from pyoxigraph import NamedNode

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
_FREQUENCIES = ("biolink:frequency_qualifier", "biolink:has_quotient", "biolink:has_percentage")


def contested(view: GraphView, known: Known) -> set[str]:
    """The associations, by IRI, that a mechanism of `compare` can hold against another one or a vocabulary; some agree after all.

    Those of a relation with one answer; those with a frequency, where two share subject and object; those beside a denial that
    is of the same thing, or of a term above or below; codes, names of other diseases, and all of a source in doubt.
    """
    found = {one.value for one in _of(view, (relation.curie for relation in _ONE_ANSWER))}
    measured = {association for slot in _FREQUENCIES for association, _ in view.triples(slot)}
    doubtful = [NamedNode(expand(Reference.parse(status))) for status in (RETRACTED, OF_CONCERN)]
    found |= _sharing(view, measured)
    found |= _beside_denials(view, known)
    found |= {one.value for one, _ in view.triples(STATUS, objects=doubtful)}
    found |= {one.value for one, other in view.triples(NAMES_ALSO) if _has_prefix(other.value, DISEASE_PREFIXES)}
    return found | _codes(view)


def _of(view: GraphView, predicates: Iterable[str]) -> set[NamedNode]:
    nodes = [NamedNode(expand(Reference.parse(predicate))) for predicate in predicates]
    return {association for association, _ in view.triples("rdf:predicate", objects=nodes)}


def _beside_denials(view: GraphView, known: Known) -> set[str]:
    """The denials, what is said of their subjects on the same thing or in the same branch of HPO, and their criteria."""
    denied: defaultdict[str, set[str]] = defaultdict(set)
    for _, (subject, value) in _ends(view, {association for association, _ in view.triples(FLAGS["negated"])}):
        denied[subject].add(compress(value))
    if not denied:
        return set()
    beside = {association for association, _ in view.triples("rdf:subject", objects=map(NamedNode, denied))}
    criteria = beside & _of(view, [HAS_DIAGNOSTIC_CRITERION.curie])
    found = {one.value for one in criteria}
    for name, (subject, value) in _ends(view, beside):
        if _in_branch(compress(value), denied[subject], known):
            found.add(name)
    return found


def _in_branch(value: str, denied: Collection[str], known: Known) -> bool:
    """Whether it is denied, or lies above or below what is."""
    if value in denied or not known.ancestors(value).isdisjoint(denied):
        return True
    return value.startswith("HP:") and any(value in known.ancestors(one) for one in denied)


def _codes(view: GraphView) -> set[str]:
    mappings = _of(view, (predicate for predicate in MAPPING_PREDICATES if predicate != EXACT_MATCH.curie))
    coded = view.triples("rdf:object", subjects=mappings)
    return {one.value for one, code in coded if _has_prefix(code.value, CLASSIFICATIONS)}


def _has_prefix(iri: str, prefixes: Iterable[str]) -> bool:
    return iri.startswith(tuple(map(iri_root, prefixes)))


def _sharing(view: GraphView, associations: Collection[NamedNode]) -> set[str]:
    """Those that share subject and object with another one; two pairs may have the same number, but a pair never has two."""
    pairs = {one.value: hash(end) for one, end in view.triples("rdf:object", subjects=associations)}
    for one, end in view.triples("rdf:subject", subjects=associations):
        pairs[one.value] = hash((end, pairs.get(one.value)))
    counts = Counter(pairs.values())
    return {name for name, pair in pairs.items() if counts[pair] > 1}


def _ends(view: GraphView, associations: Collection[NamedNode]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each association with its subject, by IRI, and its object, by IRI or as text."""
    objects = {one.value: end.value for one, end in view.triples("rdf:object", subjects=associations)}
    for one, end in view.triples("rdf:subject", subjects=associations):
        yield one.value, (cast("NamedNode", end).value, objects.get(one.value, ""))
