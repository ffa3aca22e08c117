"""Diseases, genes and findings of a graph, with questions as methods."""

from collections.abc import Iterable
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Self, cast

from pyoxigraph import NamedNode

from pohgraph.api.claims import Claims, claims_of
from pohgraph.api.quotes import Quotes, quotes_of
from pohgraph.api.table import Table
from pohgraph.errors import QueryError
from pohgraph.model import Named
from pohgraph.query.resolve import find_term
from pohgraph.query.result import Cell
from pohgraph.schema.categories import GENE_PREFIXES
from pohgraph.schema.prefixes import compress
from pohgraph.schema.relation import Group
from pohgraph.schema.relations import EXACT_MATCH, MAPPING_PREDICATES, SYNONYM_PREDICATES, predicates
from pohgraph.store.source import OpenGraph

if TYPE_CHECKING:
    from pohgraph.draw.network_picture import NetworkPicture
    from pohgraph.draw.picture import Picture

_FACTS = """
SELECT ?slot ?value WHERE {{
  VALUES ?slot {{ rdfs:label biolink:category {names} }}
  {node} ?slot ?value
}} ORDER BY ?slot LCASE(STR(?value)) ?value"""
_NAMES = " ".join(predicates(Group.IDENTIFIERS, Group.SYNONYMS))
_PHENOTYPES = predicates(Group.PHENOTYPES)
_INHERITANCE = predicates(Group.INHERITANCE)
_COURSE = predicates(Group.COURSE)
_PREVALENCE = predicates(Group.PREVALENCE)
_MANAGEMENT = predicates(Group.MANAGEMENT)
_GENES = predicates(Group.GENES)
_RELATED = predicates(Group.RELATED)
_OF_GENES = tuple(f"{prefix}:" for prefix in GENE_PREFIXES)


class Entity:
    """Something a graph makes claims of. `store` is where the graph is read from, `curie` its identifier there."""

    kind = ""  # the Biolink category that `find` asks for; any where it is empty

    def __init__(self, store: OpenGraph, node: NamedNode) -> None:
        self.store = store
        self.iri = node.value
        self.curie = compress(node.value)
        self._node = node

    @classmethod
    def find(cls, store: OpenGraph, name: str) -> Self:
        """The entity of that kind that is called so, by CURIE, IRI, label or synonym.

        Raises:
            QueryError: nothing or several things are called so, it is of another kind, or the graph has nothing on it.
        """
        found = cls(store, cast("NamedNode", find_term(store, name, "entity", category=cls.kind)))
        if not found._facts and not found.claims():
            raise QueryError(
                f"{found.curie} is not in this graph", hint="`pohgraph search --kind disease` lists its diseases"
            )
        if cls.kind and found.category not in {cls.kind, ""}:
            raise QueryError(f"{name!r} is {found.label} ({found.curie}), a {found.category} and not a {cls.kind}")
        return found

    @property
    def label(self) -> str:
        """What it is called; its CURIE where the graph has no label for it."""
        return next(iter(self._values("rdfs:label")), self.curie)

    @property
    def category(self) -> str:
        """Its Biolink category without the prefix, such as "Disease"; empty where it has none."""
        return next(iter(self._values("biolink:category")), "").partition(":")[2]

    @property
    def term(self) -> Named:
        """Its identifier with what it is called: the entity as it stands in tables."""
        return Named(self.curie, label=self.label, iri=self.iri)

    def identifiers(self) -> Table:
        """Its other identifiers, with how strongly each is mapped."""
        return Table(("strength", "id"), [(slot, cell) for slot, cell in self._facts if slot in MAPPING_PREDICATES])

    def synonyms(self) -> Table:
        """Its other names, each with its scope."""
        scopes = {predicate.curie: scope for scope, predicate in SYNONYM_PREDICATES.items()}
        rows = [(scopes[slot], cell) for slot, cell in self._facts if slot in scopes]
        return Table(("scope", "name"), rows)

    def claims(self, *predicates: str) -> Claims:
        """Every claim that has it as subject or object, in any state; `predicates` are CURIEs."""
        return self._claims(predicates)

    def quotes(self, about: str | None = None) -> Quotes:
        """Every place a claim about it was read; `about` is the CURIE or label of the other end, to narrow it.

        Raises:
            QueryError: no claim has that other end.
        """
        claims = self._claims(passages=True)
        if about is not None:
            wanted = about.casefold()
            chosen = claims.where(lambda claim: wanted in _names(claims.end_of(claim)))
            if not chosen:
                raise QueryError(f"no claim of {self.label} has {about!r} at its other end")
            claims = chosen
        return quotes_of(claims)

    def picture(self) -> "NetworkPicture":
        """A picture of its claims and what they lead to."""
        from pohgraph.api.pictures import entity_network  # noqa: PLC0415 - pictures only for those who look

        return entity_network(self.store, self.curie, title=self.label)

    def __repr__(self) -> str:
        return f"<{self.category or 'Entity'} {self.curie} {self.label}>"

    def _repr_html_(self) -> str:
        rows = (self.identifiers(), self.claims().table())
        head = f"<h3>{escape(self.label)} <small>{escape(self.curie)} · {escape(self.category)}</small></h3>"
        return head + "".join(table._repr_html_() for table in rows if table)

    @cached_property
    def _facts(self) -> list[tuple[str, Named | str]]:
        rows = cast("Iterable[Iterable[Cell]]", self.store.query(_FACTS.format(node=self._node, names=_NAMES)))
        return [(compress(cast("NamedNode", slot).value), _value(value)) for slot, value in map(tuple, rows)]

    def _values(self, slot: str) -> list[str]:
        return [str(value) for name, value in self._facts if name == slot]

    def _claims(self, predicates: tuple[str, ...] = (), *, passages: bool = False) -> Claims:
        forward, back = (
            claims_of(self.store, self._node, incoming=incoming, predicates=predicates, passages=passages)
            for incoming in (False, True)
        )
        return Claims([*forward, *back], seen_from=self.curie, title=f"Claims about {self.label}")

    def _stated(self, title: str, predicates: tuple[str, ...], *, all_states: bool, incoming: bool = False) -> Claims:
        claims = claims_of(self.store, self._node, incoming=incoming, predicates=predicates)
        return Claims(
            [claim for claim in claims if all_states or claim.state == "stated"],
            seen_from=self.curie,
            title=f"{title} of {self.label}",
        )


class Disease(Entity):
    """A disease. `all_states=True` includes what is denied, open or borrowed."""

    kind = "Disease"

    def phenotypes(self, *, all_states: bool = False) -> Claims:
        """What patients have: HPO's findings, with how often."""
        return self._stated("Phenotypes", _PHENOTYPES, all_states=all_states)

    def genes(self, *, all_states: bool = False) -> Claims:
        """The genes that cause it, contribute to it or are associated with it."""
        claims = self._stated("Genes", _GENES, all_states=all_states, incoming=True)
        return claims.where(lambda claim: claim.subject.startswith(_OF_GENES))

    def inheritance(self, *, all_states: bool = False) -> Claims:
        """Mode of inheritance, the parent whose copy matters, and whether the variant is new or inherited."""
        return self._stated("Inheritance", _INHERITANCE, all_states=all_states)

    def course(self, *, all_states: bool = False) -> Claims:
        """Onset, course and other modifiers."""
        return self._stated("Onset and course", _COURSE, all_states=all_states)

    def prevalence(self, *, all_states: bool = False) -> Claims:
        """How many have it, as pages say."""
        return self._stated("Prevalence", _PREVALENCE, all_states=all_states)

    def management(self, *, all_states: bool = False) -> Claims:
        """What is done about it."""
        return self._stated("Management", _MANAGEMENT, all_states=all_states)

    def related(self, *, all_states: bool = False) -> Claims:
        """Disorders pages relate it to, and those it is told apart from."""
        forward = self._stated("Related disorders", _RELATED, all_states=all_states)
        back = self._stated("Related disorders", _RELATED, all_states=all_states, incoming=True)
        found = [*forward, *(claim for claim in back if not claim.subject.startswith(_OF_GENES))]
        return Claims(found, seen_from=self.curie, title=forward.title)

    def similar(self, *, against: str = "graph", measure: str = "resnik", limit: int | None = 10) -> Table:
        """Diseases that are alike by their phenotypes; see `Graph.similar`."""
        from pohgraph.api.similar import similar_diseases  # noqa: PLC0415 - loads the ontology

        return similar_diseases(self.store, self.term, against=against, measure=measure, limit=limit)

    def annotations(self) -> Table:
        """What HPO's annotations say of it, under the identifiers it is an exact match of."""
        from pohgraph.api.compare import annotated_among, annotations  # noqa: PLC0415 - loads the annotations

        exact = [str(row["id"]) for row in self.identifiers() if row["strength"] == EXACT_MATCH.curie]
        return annotations(annotated_among([self.curie, *exact]))

    def compare(self, *, against: str = "hpoa") -> Table:
        """What pages say of it beside a reference, as `pohgraph compare` has it: one row for each claim, with a status.

        It agrees, contradicts, differs in frequency or onset, is more specific or more general, is open, denied or borrowed, or one
        side alone has it. `against` is "hpoa"; "orphanet", for those of HPO's annotations that are Orphanet's; or "mondo", for
        identifiers.

        Raises:
            QueryError: there is no such reference, or the vocabularies in use have nothing of it.
        """
        from pohgraph.api.compare import compare  # noqa: PLC0415 - loads the annotations

        return compare(self.store, self.term, against=against)

    def worklist(self, *, form: str = "hpoa") -> Table:
        """What pages say of it that HPO's annotations do not have; see `Graph.worklist`."""
        from pohgraph.api.compare import worklist  # noqa: PLC0415 - loads the annotations

        return worklist(self.store, self.curie, form=form)

    def conflicts(self, *rules: str, severity: str = "note") -> Table:
        """What sources disagree on about it, as `Graph.conflicts` has it for all.

        Raises:
            QueryError: there is no such rule or severity.
        """
        from pohgraph.api.conflicts import conflicts  # noqa: PLC0415 - loads the vocabularies

        return conflicts(self.store, disease=self.curie, names=rules, severity=severity)

    def profile(self) -> "Picture":
        """How many phenotypes each body system has, and how well supported they are."""
        from pohgraph.api.charts import profile  # noqa: PLC0415 - pictures only for those who look

        return profile(self.store, self.term, self.phenotypes(all_states=True))

    def frequencies(self) -> "Picture":
        """How often its phenotypes occur, by the page that says so."""
        from pohgraph.api.charts import frequencies  # noqa: PLC0415 - pictures only for those who look

        return frequencies(self.term, self.phenotypes(all_states=True))

    def agreement(self, *, limit: int = 40) -> "Picture":
        """Which page states, denies or leaves open which claim; at most `limit` claims, the most shared first."""
        from pohgraph.api.charts import RELATIONS, agreement  # noqa: PLC0415 - pictures only for those who look

        return agreement(self.term, self.claims(*RELATIONS), limit=limit)


class Gene(Entity):
    """A gene."""

    kind = "Gene"

    def diseases(self, *, all_states: bool = False) -> Claims:
        """The diseases it causes, contributes to or is associated with."""
        return self._stated("Diseases", _GENES, all_states=all_states)


class Phenotype(Entity):
    """A finding of HPO."""

    kind = "PhenotypicFeature"

    def diseases(self, *, all_states: bool = False) -> Claims:
        """The diseases whose patients have it."""
        return self._stated("Diseases", _PHENOTYPES, all_states=all_states, incoming=True)


def _names(end: Named | str) -> set[str]:
    return {end.casefold(), end.label.casefold()} if isinstance(end, Named) else {end.casefold()}


def _value(cell: Cell) -> Named | str:
    if isinstance(cell, NamedNode):
        return Named(compress(cell.value), iri=cell.value)
    return str(getattr(cell, "value", ""))
