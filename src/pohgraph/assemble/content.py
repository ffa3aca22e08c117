"""Pages' assertions to the content of one graph: merged claims with the nodes, terms and mappings they rest on."""

from collections.abc import Iterable, Iterator

from pohgraph.assemble.literature import unify
from pohgraph.assemble.merge import merge, with_publications
from pohgraph.model import Assertion, Document, Entity, GraphContent, Mapping, Publication, Reference, Term
from pohgraph.schema.branches import branch_of
from pohgraph.schema.categories import PREFIX_CATEGORIES
from pohgraph.schema.relations import MAPPING_PREDICATES
from pohgraph.vocab.lexicon import Lexicon


def assemble(
    documents: Iterable[Document],
    assertions: Iterable[Assertion],
    publications: Iterable[Publication],
    lexicon: Lexicon,
) -> GraphContent:
    """The content of a graph; it does not depend on the order of the pages."""
    works, became = unify(publications)
    merged = merge(with_publications(assertion, became) for assertion in assertions)
    entities = {entity.reference: entity for a in merged for entity in _entities(a, lexicon)}
    terms = {term.reference: term for a in merged for term in _terms(a, lexicon)}
    return GraphContent(
        documents=tuple(sorted(documents, key=lambda d: d.id)),
        assertions=merged,
        entities=tuple(entities[reference] for reference in sorted(entities)),
        terms=tuple(terms[reference] for reference in sorted(terms)),
        mappings=tuple(_mappings(entities, lexicon)),
        publications=works,
        vocabularies=lexicon.sources,
    )


def _entities(assertion: Assertion, lexicon: Lexicon) -> Iterator[Entity]:
    named = [(assertion.subject, assertion.subject_label)]
    if assertion.object and assertion.predicate.curie not in MAPPING_PREDICATES:
        named.append((assertion.object, assertion.object_label))
    # What a synonym also names is a node too, so that it has a label.
    named += [(Reference.parse(d.value), "") for d in assertion.qualifiers.details if d.is_reference]
    for reference, label in named:
        category = _category(reference, lexicon)
        if category:
            known = lexicon.label(reference)
            yield Entity(reference=reference, label=label if known == reference.curie else known, category=category)


def _category(reference: Reference, lexicon: Lexicon) -> str | None:
    if reference.prefix == "HP":
        branch = branch_of(lexicon.ancestors(reference))
        return branch.category if branch else None
    return PREFIX_CATEGORIES.get(reference.prefix)


def _terms(assertion: Assertion, lexicon: Lexicon) -> Iterator[Term]:
    q = assertion.qualifiers
    details = [Reference.parse(d.value) for d in q.details if d.is_reference]
    used = [r for r in (assertion.object, q.frequency, q.onset, *details) if r]
    for reference in used:
        if reference.prefix == "HP":
            yield from (t for above in lexicon.ancestors(reference) if (t := lexicon.term(above)))
        elif reference.prefix == "pohgraph":
            yield Term(reference=reference, label=reference.identifier.replace("_", " "))


def _mappings(entities: Iterable[Reference], lexicon: Lexicon) -> Iterator[Mapping]:
    for reference in sorted(entities):
        yield from sorted(lexicon.mappings.of(reference), key=lambda m: (m.predicate, m.object))
