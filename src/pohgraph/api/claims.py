"""Claims as Python values: what one page says of two things, or of one, with its words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast, overload

from pyoxigraph import Literal, NamedNode

from pohgraph.api.table import Table, Term, Value
from pohgraph.model import State, state_of
from pohgraph.query.result import Cell
from pohgraph.schema.prefixes import compress
from pohgraph.store.source import Queryable

_CLAIMS = """
SELECT ?claim ?subject ?predicate ?object ?subject_label ?object_label ?document ?source
       ?negated ?hedged ?borrowed ?frequency ?frequency_label ?frequency_text ?quote WHERE {{
  {pattern}
  ?claim rdf:predicate ?predicate ; prov:hadPrimarySource ?document .
  {filter}
  OPTIONAL {{ ?document rdfs:label ?source }}
  OPTIONAL {{ ?claim biolink:supporting_text ?quote }}
  OPTIONAL {{ ?claim biolink:negated ?negated }}
  OPTIONAL {{ ?claim pohgraph:hedged ?hedged }}
  OPTIONAL {{ ?claim pohgraph:borrowed ?borrowed }}
  OPTIONAL {{ ?claim biolink:frequency_qualifier ?frequency OPTIONAL {{ ?frequency rdfs:label ?frequency_label }} }}
  OPTIONAL {{ ?claim pohgraph:frequency_text ?frequency_text }}
  OPTIONAL {{ ?subject rdfs:label ?subject_label }}
  OPTIONAL {{ ?object rdfs:label ?object_label }}
}}"""
_OF_SUBJECT = "?claim rdf:subject {node} ; rdf:object ?object . BIND({node} AS ?subject)"
_OF_OBJECT = "?claim rdf:object {node} ; rdf:subject ?subject . BIND({node} AS ?object)"
_FLAGS = ("negated", "hedged", "borrowed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one page says. `object` is a `Term`, or text where the claim ends in text, such as a prevalence.

    `negated`: the page denies it; `hedged`: it leaves it open; `borrowed`: it says it of another disease or a relative.
    `frequency` is a term of HPO and `frequency_text` the page's words for it; both may be missing. A claim of another graph
    may have no quotes, and its `source` is the file it was read from.
    """

    id: Term
    subject: Term
    predicate: Term
    object: Term | str
    source: Term
    quotes: tuple[str, ...]
    negated: bool = False
    hedged: bool = False
    borrowed: bool = False
    frequency: Term | None = None
    frequency_text: str = ""

    @property
    def stated(self) -> bool:
        """Whether nothing takes the claim back."""
        return not (self.negated or self.hedged or self.borrowed)

    @property
    def state(self) -> State:
        """What the claim comes to, in one word."""
        return state_of(negated=self.negated, hedged=self.hedged, borrowed=self.borrowed)

    @property
    def flags(self) -> str:
        """What takes it back, in words: "negated", "hedged", "borrowed"."""
        return " ".join(name for name in _FLAGS if getattr(self, name))

    @property
    def often(self) -> str:
        """How often, in words: HPO's band and what the page prints."""
        band = self.frequency.label or self.frequency if self.frequency else ""
        return f"{band} ({self.frequency_text})" if band and self.frequency_text else band or self.frequency_text


class Claims(Sequence[Claim]):
    """Claims that show as a table, one row for each claim of each page.

    `seen_from` is the CURIE of what they are about; the table names the other end of each.
    """

    def __init__(self, claims: Sequence[Claim], *, seen_from: str = "", title: str = "") -> None:
        self._claims = tuple(claims)
        self._seen_from = seen_from
        self.title = title

    @overload
    def __getitem__(self, index: int) -> Claim: ...
    @overload
    def __getitem__(self, index: slice) -> "Claims": ...
    def __getitem__(self, index: int | slice) -> "Claim | Claims":
        return self._with(self._claims[index]) if isinstance(index, slice) else self._claims[index]

    def __len__(self) -> int:
        return len(self._claims)

    @property
    def stated(self) -> "Claims":
        """Those that nothing takes back."""
        return self.where(lambda claim: claim.stated)

    @property
    def negated(self) -> "Claims":
        """Those that a page denies."""
        return self.where(lambda claim: claim.negated)

    @property
    def hedged(self) -> "Claims":
        """Those that a page leaves open."""
        return self.where(lambda claim: claim.hedged)

    @property
    def sources(self) -> tuple[Term, ...]:
        """The pages that make them, by their CURIEs."""
        return tuple(sorted({claim.source for claim in self}))

    def where(self, keep: Callable[[Claim], bool]) -> "Claims":
        """Those that `keep` says yes to."""
        return self._with([claim for claim in self if keep(claim)])

    def ends(self) -> tuple[Term, ...]:
        """What stands at the other end of the claims, each once, by label."""
        found = {end for claim in self if isinstance(end := self.end_of(claim), Term)}
        return tuple(sorted(found, key=lambda term: (term.label.lower(), term)))

    def end_of(self, claim: Claim) -> Term | str:
        """The end of a claim that these claims are not seen from."""
        return claim.subject if claim.object == self._seen_from else claim.object

    def table(self) -> Table:
        """One row for each claim; pandas and polars take it from there."""
        columns: tuple[str, ...] = ("claim", "id", "relation", "often", "flags", "source", "quote")
        rows: list[tuple[Value, ...]] = []
        for claim in self:
            end = self.end_of(claim)
            name, identifier = (end.label or str(end), end) if isinstance(end, Term) else (end, None)
            relation = claim.predicate.partition(":")[2]
            source = claim.source.label or str(claim.source)
            rows.append((name, identifier, relation, claim.often, claim.flags, source, " | ".join(claim.quotes)))
        if len({row[2] for row in rows}) == 1 and self.title:  # which the title says already
            columns, rows = columns[:2] + columns[3:], [row[:2] + row[3:] for row in rows]
        return Table(columns, rows, title=self.title).without_empty("claim", "source", "quote")

    def __repr__(self) -> str:
        return repr(self.table())

    def _repr_html_(self) -> str:
        return self.table()._repr_html_()

    def _with(self, claims: Sequence[Claim]) -> "Claims":
        return Claims(claims, seen_from=self._seen_from, title=self.title)


def claims_of(store: Queryable, node: NamedNode, *, incoming: bool, predicates: Sequence[str] = ()) -> Claims:
    """The claims that have `node` as their subject, or as their object where `incoming`, by label.

    `predicates` are CURIEs; without any, all claims are given.
    """
    pattern = (_OF_OBJECT if incoming else _OF_SUBJECT).format(node=node)
    wanted = f"FILTER(?predicate IN ({', '.join(predicates)}))" if predicates else ""
    found: dict[str, list[tuple[Cell, ...]]] = {}
    for row in store.query(_CLAIMS.format(pattern=pattern, filter=wanted)):  # type: ignore[union-attr] # a SELECT gives rows
        cells = tuple(cast("Sequence[Cell]", row))
        found.setdefault(str(cells[0]), []).append(cells)
    claims = sorted((_claim(rows) for rows in found.values()), key=_order)
    return Claims(claims, seen_from=compress(node.value))


def _claim(rows: list[tuple[Cell, ...]]) -> Claim:
    """One claim of its rows: it has one for each quote, and for each way a page words its frequency."""
    claim, subject, predicate, target, subject_label, object_label, document, source, *flags = rows[0][:11]
    frequency, frequency_label = rows[0][11:13]
    return Claim(
        id=_term(claim),
        subject=_term(subject, subject_label),
        predicate=_term(predicate),
        object=_term(target, object_label) if isinstance(target, NamedNode) else _text(target),
        source=_term(document, source),
        quotes=tuple(sorted({text for row in rows if (text := _text(row[14]))})),
        negated=_text(flags[0]) == "true",
        hedged=_text(flags[1]) == "true",
        borrowed=_text(flags[2]) == "true",
        frequency=_term(frequency, frequency_label) if frequency else None,
        frequency_text="; ".join(sorted({text for row in rows if (text := _text(row[13]))})),
    )


def _order(claim: Claim) -> tuple[str, bool, str, str, str]:
    end = claim.object.label if isinstance(claim.object, Term) else claim.object
    return claim.predicate, not claim.stated, end.lower(), claim.source, claim.id


def _term(cell: Cell, label: Cell = None) -> Term:
    iri = cast("NamedNode", cell).value
    return Term(compress(iri), label=_text(label), iri=iri)


def _text(cell: Cell) -> str:
    return cell.value if isinstance(cell, Literal) else ""
