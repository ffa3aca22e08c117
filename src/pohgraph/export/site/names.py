"""What the search of an exported page goes through: names, identifiers, and how people write these."""

from collections import defaultdict
from contextlib import closing
from typing import TypedDict

from pyoxigraph import NamedNode

from pohgraph.answers.shapes import Term
from pohgraph.claims.nodes import read_sources
from pohgraph.export.site.whole import Whole
from pohgraph.model import Named
from pohgraph.schema.relations import EXACT_MATCH, HAS_DB_XREF
from pohgraph.search.identifiers import BARE, PADDED, spellings
from pohgraph.search.index import NameIndex
from pohgraph.search.kinds import PAGE, kind_of
from pohgraph.search.match import LABEL
from pohgraph.search.vocabulary import vocabulary_index

_OF_PAGE = "prov:hadPrimarySource"


class NamedEntity(Term):
    """Something that the search finds."""

    kind: str
    claims: int


class Written(TypedDict):
    """How identifiers are written: other spellings of prefixes, digits of an identifier, and prefixes that people leave out."""

    prefixes: dict[str, str]
    digits: dict[str, int]
    bare: list[str]


class Names(TypedDict):
    """Names and other identifiers come with the number of their entity; names with their scope, the best identifiers first."""

    entities: list[NamedEntity]
    names: list[tuple[str, int, str]]
    identifiers: list[tuple[str, int]]
    written: Written


def names_of(context: Whole) -> Names:
    """Of everything that has a file: of entities and of pages."""
    # What nobody says the kind of is an identifier of something else, and found by it.
    nodes = [node for node in context.nodes if node.category.startswith("biolink:")]
    pages = list(read_sources(context.view))
    terms = [Named(node.id, label=node.label, iri=node.iri) for node in nodes]
    titles = [Named(page.id, label=page.label or page.title, iri=page.iri) for page in pages]
    context.learn([*terms, *titles])
    of_pages = [sum(1 for _ in context.view.subjects(_OF_PAGE, NamedNode(title.iri))) for title in titles]
    entities = [
        *(
            NamedEntity(
                **context.term(term), kind=kind_of(node.category), claims=context.claims_about(NamedNode(term.iri))
            )
            for term, node in zip(terms, nodes, strict=True)
        ),
        *(
            NamedEntity(**context.term(title), kind=PAGE, claims=claims)
            for title, claims in zip(titles, of_pages, strict=True)
        ),
    ]
    known = _known_names(context)
    synonyms = {
        number: [*((synonym.text, synonym.scope) for synonym in node.synonyms), *known.get(node.id, ())]
        for number, node in enumerate(nodes)
    }
    return {
        "entities": entities,
        "names": [
            (name, number, scope)
            for number, one in enumerate(entities)
            for name, scope in dict.fromkeys([(one["label"], LABEL), *synonyms.get(number, ())])
            if scope == LABEL or name != one["label"]
        ],
        "identifiers": [
            (xref.id, number)
            for strength in (EXACT_MATCH.curie, HAS_DB_XREF.curie)
            for number, node in enumerate(nodes)
            for xref in node.xrefs
            if xref.strength == strength
        ],
        "written": {"prefixes": spellings(), "digits": PADDED, "bare": list(BARE)},
    }


def _known_names(context: Whole) -> dict[str, list[tuple[str, str]]]:
    """The names that the vocabularies have: a graph keeps those that its pages use, and people use others.

    Where the graph is narrowed to a licence, these are HPO's alone, whose terms every export repeats.
    """
    is_narrowed = context.view.narrowed is not context.view.whole
    curies = {node.id for node in context.nodes if not is_narrowed or node.id.startswith("HP:")}
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    with closing(NameIndex(vocabulary_index())) as index:
        for name in index.names_of(curies):
            # What is no label in the graph, which may be of another release, is a synonym in it.
            found[name.curie].append((name.text, "exact" if name.scope == LABEL else name.scope))
    return found
