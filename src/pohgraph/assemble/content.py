"""What claims rest on beside their pages: the nodes they name, the terms they use, and the mappings of both."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pohgraph.model import Assertion, Entity, GraphContent, Mapping, Reference, Term
from pohgraph.schema.branches import branch_of
from pohgraph.schema.categories import OTHER_DISEASE_PREFIXES, PREFIX_CATEGORIES, Category
from pohgraph.schema.relations import MAPPING_PREDICATES
from pohgraph.vocab.lexicon import Lexicon

_Label = tuple[tuple[tuple[str, ...], int], str]


@dataclass(frozen=True, slots=True)
class Named:
    """What claims name and use. It grows with the vocabularies, not with the pages.

    `labels` has each node that is named, with the label that the last of the claims on it gives, in the order of their
    keys; that key stands beside it. `used` has the references that may be terms of an ontology.
    """

    labels: dict[Reference, _Label] = field(default_factory=dict)
    used: set[Reference] = field(default_factory=set)

    def add(self, assertions: Iterable[Assertion]) -> None:
        """Take in what claims name."""
        for assertion in assertions:
            for place, (reference, label) in enumerate(_nodes(assertion)):
                self._name(reference, ((assertion.key, place), label))
            self.used.update(_used(assertion))

    def update(self, other: "Named") -> None:
        """Take in what others have named."""
        for reference, label in other.labels.items():
            self._name(reference, label)
        self.used.update(other.used)

    def add_term(self, reference: Reference) -> None:
        """Take in a reference that a person has named, which may be a node and a term of an ontology."""
        self._name(reference, (((), 0), ""))
        self.used.add(reference)

    def _name(self, reference: Reference, label: _Label) -> None:
        known = self.labels.get(reference)
        # Pages may give one claim different labels, of which the first by code point counts.
        if known is None or label[0] > known[0] or (label[0] == known[0] and label[1] < known[1]):
            self.labels[reference] = label


def described(named: Named, lexicon: Lexicon) -> GraphContent:
    """The nodes, terms, mappings and vocabularies of a graph: all but its pages, claims and literature."""
    entities = {entity.reference: entity for entity in _entities(named, lexicon)}
    terms = {term.reference: term for reference in named.used for term in _terms(reference, lexicon)}
    return GraphContent(
        entities=tuple(entities[reference] for reference in sorted(entities)),
        terms=tuple(terms[reference] for reference in sorted(terms)),
        mappings=tuple(_mappings(entities, lexicon)),
        vocabularies=lexicon.sources,
    )


def _nodes(assertion: Assertion) -> Iterator[tuple[Reference, str]]:
    yield assertion.subject, assertion.subject_label
    if assertion.object and assertion.predicate.curie not in MAPPING_PREDICATES:
        yield assertion.object, assertion.object_label
    # What a synonym also names is a node too, so that it has a label.
    yield from ((Reference.parse(d.value), "") for d in assertion.qualifiers.details if d.is_reference)


def _used(assertion: Assertion) -> Iterator[Reference]:
    q = assertion.qualifiers
    details = (Reference.parse(d.value) for d in q.details if d.is_reference)
    yield from (r for r in (assertion.object, q.frequency, q.onset, *details) if r)


def _entities(named: Named, lexicon: Lexicon) -> Iterator[Entity]:
    for reference, (_, label) in named.labels.items():
        if category := category_of(reference, lexicon):
            known = lexicon.label(reference)
            yield Entity(reference=reference, label=label if known == reference.curie else known, category=category)


def category_of(reference: Reference, lexicon: Lexicon) -> Category | None:
    """What kind of node a reference is; None for what is none, such as a frequency."""
    if reference.prefix == "HP":
        branch = branch_of(lexicon.ancestors(reference))
        return branch.category if branch else None
    if reference.prefix in OTHER_DISEASE_PREFIXES:
        return Category.DISEASE
    return PREFIX_CATEGORIES.get(reference.prefix)


def _terms(reference: Reference, lexicon: Lexicon) -> Iterator[Term]:
    if reference.prefix == "HP":
        yield from (term for above in lexicon.ancestors(reference) if (term := lexicon.term(above)))
    elif reference.prefix == "pohgraph":
        yield Term(reference=reference, label=reference.identifier.replace("_", " "))


def _mappings(entities: Iterable[Reference], lexicon: Lexicon) -> Iterator[Mapping]:
    for reference in sorted(entities):
        yield from sorted(lexicon.mappings.of(reference), key=lambda m: (m.predicate, m.object))
