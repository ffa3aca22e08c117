"""One entity as a person wants to see it: what it is called, its identifiers, and every claim with its words."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import cast

from pyoxigraph import NamedNode, QuerySolutions

from pohgraph.errors import QueryError
from pohgraph.query.formats import cell_text
from pohgraph.query.resolve import find_term
from pohgraph.query.result import Cell
from pohgraph.schema.prefixes import compress
from pohgraph.schema.relations import MAPPING_PREDICATES, PREDICATES
from pohgraph.store.source import Queryable

_FACTS = """
SELECT ?slot ?value WHERE {{
  VALUES ?slot {{ rdfs:label biolink:category rdf:type {mappings} }}
  {node} ?slot ?value
}} ORDER BY ?slot ?value"""
_CLAIMS = """
SELECT ?claim ?subject ?predicate ?object ?subject_label ?object_label ?source ?quote ?frequency ?text ?flag WHERE {{
  {{ ?claim rdf:subject {node} }} UNION {{ ?claim rdf:object {node} }}
  ?claim rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
         prov:hadPrimarySource/rdfs:label ?source .
  OPTIONAL {{ ?claim biolink:supporting_text ?quote }}
  OPTIONAL {{ ?claim biolink:negated true BIND("negated" AS ?negated) }}
  OPTIONAL {{ ?claim pohgraph:hedged true BIND("hedged" AS ?hedged) }}
  OPTIONAL {{ ?claim pohgraph:borrowed true BIND("borrowed" AS ?borrowed) }}
  BIND(CONCAT(COALESCE(?negated, ""), " ", COALESCE(?hedged, ""), " ", COALESCE(?borrowed, "")) AS ?flag)
  OPTIONAL {{ ?claim biolink:frequency_qualifier ?band OPTIONAL {{ ?band rdfs:label ?frequency }} }}
  OPTIONAL {{ ?claim pohgraph:frequency_text ?text }}
  OPTIONAL {{ ?subject rdfs:label ?subject_label }}
  OPTIONAL {{ ?object rdfs:label ?object_label }}
}} ORDER BY ?predicate LCASE(STR(COALESCE(?object_label, ?object))) ?source ?quote ?text"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The words of a claim, and the title of the page they stand in."""

    text: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim of one reading, with every quote for it. `incoming`: the entity is its object, `other` its subject."""

    predicate: str
    other: str
    other_label: str
    incoming: bool
    flags: tuple[str, ...]
    frequency: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One entity. `identifiers` are (strength, CURIE); `claims` are in the order of their predicates."""

    curie: str
    iri: str
    label: str
    category: str
    identifiers: tuple[tuple[str, str], ...]
    claims: tuple[Claim, ...]

    def as_json(self) -> dict[str, object]:
        """Plain values for JSON."""
        return {
            **asdict(self),
            "identifiers": [{"strength": strength, "curie": curie} for strength, curie in self.identifiers],
        }


def view_entity(store: Queryable, name: str) -> View:
    """What the graph has on an entity, given by CURIE, IRI or name.

    Raises:
        QueryError: nothing, or several things, are called so; or the graph has nothing on it.
    """
    node = cast("NamedNode", find_term(store, name, "entity"))
    facts = [
        (cell_text(slot), cell_text(value))
        for slot, value in _rows(store, _FACTS.format(node=node, mappings=" ".join(MAPPING_PREDICATES)))
    ]
    claims = _claims(store, node)
    if not facts and not claims:
        raise QueryError(
            f"{compress(node.value)} is not in this graph", hint="`pohgraph query documents` lists its pages"
        )
    given = dict(reversed(facts))
    category = given.get("biolink:category") or given.get("rdf:type", "")
    return View(
        curie=compress(node.value),
        iri=node.value,
        label=given.get("rdfs:label", ""),
        category=category.rpartition(":")[2],
        identifiers=tuple((slot, value) for slot, value in facts if slot in MAPPING_PREDICATES),
        claims=claims,
    )


def _claims(store: Queryable, node: NamedNode) -> tuple[Claim, ...]:
    found: dict[tuple[str, str, bool, str, str], tuple[str, dict[Quote, None]]] = {}
    for row in _rows(store, _CLAIMS.format(node=node)):
        _, subject, predicate, target, subject_label, target_label, source, quote, band, text, flags = row
        incoming = subject != node
        other, label = (subject, subject_label) if incoming else (target, target_label)
        frequency = " ".join(
            filter(None, (cell_text(band), f"({cell_text(text)})" if text and band else cell_text(text)))
        )
        key = (cell_text(predicate), cell_text(other), incoming, cell_text(flags), frequency)
        _, quotes = found.setdefault(key, (cell_text(label), {}))
        quotes[Quote(text=cell_text(quote), source=cell_text(source))] = None
    claims = (
        Claim(
            predicate=predicate,
            other=other,
            other_label=label,
            incoming=incoming,
            flags=tuple(flags.split()),
            frequency=frequency,
            quotes=tuple(quotes),
        )
        for (predicate, other, incoming, flags, frequency), (label, quotes) in found.items()
    )
    return tuple(sorted(claims, key=_rank))


def _rank(claim: Claim) -> tuple[int, str, bool, bool]:
    place = PREDICATES.index(claim.predicate) if claim.predicate in PREDICATES else len(PREDICATES)
    return place, claim.predicate, claim.incoming, bool(claim.flags)


def _rows(store: Queryable, sparql: str) -> Iterable[tuple[Cell, ...]]:
    return (tuple(row) for row in cast("QuerySolutions", store.query(sparql)))
