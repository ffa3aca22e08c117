"""Claims as a researcher meets them: those of one entity, which show as a table, one row for each claim of each page."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, overload

from pyoxigraph import NamedNode

from pohgraph.api.table import Table, Value
from pohgraph.claims.reader import ENDS, read_claims_on
from pohgraph.claims.view import GraphView
from pohgraph.model import Claim, Named, State
from pohgraph.schema.prefixes import compress
from pohgraph.store.source import Readable

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


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
        """Those that a page states."""
        return self._in("stated")

    @property
    def denied(self) -> "Claims":
        """Those that a page denies."""
        return self._in("denied")

    @property
    def open(self) -> "Claims":
        """Those that a page leaves open."""
        return self._in("open")

    @property
    def borrowed(self) -> "Claims":
        """Those that a page makes of another disease or a relative."""
        return self._in("borrowed")

    @property
    def sources(self) -> tuple[Named, ...]:
        """The pages that make them, by their CURIEs."""
        pages = {Named(claim.source.id, label=claim.source.name, iri=claim.source.iri) for claim in self}
        return tuple(sorted(pages))

    def where(self, keep: Callable[[Claim], bool]) -> "Claims":
        """Those that `keep` says yes to."""
        return self._with([claim for claim in self if keep(claim)])

    def ends(self) -> tuple[Named, ...]:
        """What is at the other end of the claims, each once, by label."""
        found = {end for claim in self if isinstance(end := self.end_of(claim), Named)}
        return tuple(sorted(found, key=lambda end: (end.label.lower(), end)))

    def end_of(self, claim: Claim) -> Named | str:
        """The end of a claim that these claims are not seen from."""
        return claim.subject if claim.object == self._seen_from else claim.object

    def table(self) -> Table:
        """One row for each claim; pandas and polars take it from there."""
        columns = ["claim", "id", "relation", "often", "qualifier", "state", "source", "quote"]
        rows: list[list[Value]] = []
        for claim in self:
            end = self.end_of(claim)
            name, identifier = (end.label or str(end), end) if isinstance(end, Named) else (end, None)
            relation = claim.predicate.partition(":")[2]
            quotes = " | ".join(claim.quotes)
            rows.append(
                [name, identifier, relation, claim.often, claim.qualifier, claim.state, claim.source.name, quotes]
            )
        known = {"relation"} if self.title and len({row[2] for row in rows}) == 1 else set()  # the title says it
        known |= {"state"} if all(claim.state == "stated" for claim in self) else set()
        places = [place for place, column in enumerate(columns) if column not in known]
        table = Table([columns[i] for i in places], [[row[i] for i in places] for row in rows], title=self.title)
        return table.without_empty("claim", "source", "quote")

    def to_pandas(self) -> "pd.DataFrame":
        """The table as a pandas data frame; identifiers are CURIEs.

        Raises:
            MissingLibraryError: pandas is not installed.
        """
        return self.table().to_pandas()

    def to_polars(self) -> "pl.DataFrame":
        """The table as a polars data frame; identifiers are CURIEs.

        Raises:
            MissingLibraryError: polars is not installed.
        """
        return self.table().to_polars()

    def to_csv(self, path: str | Path | None = None) -> str:
        """The table as CSV: returned, and written to `path` where one is given."""
        return self.table().to_csv(path)

    def __repr__(self) -> str:
        return repr(self.table())

    def _repr_html_(self) -> str:
        return self.table()._repr_html_()

    def _in(self, state: State) -> "Claims":
        return self.where(lambda claim: claim.state == state)

    def _with(self, claims: Sequence[Claim]) -> "Claims":
        return Claims(claims, seen_from=self._seen_from, title=self.title)


def claims_of(
    store: Readable, node: NamedNode, *, incoming: bool, predicates: Sequence[str] = (), passages: bool = False
) -> Claims:
    """The claims that have `node` as their subject, or as their object where `incoming`, by label.

    `predicates` are CURIEs; without any, all claims are given. `passages` are read where they are asked for.
    """
    found = read_claims_on(GraphView(store), [node.value], ends=ENDS[incoming : incoming + 1], passages=passages)
    wanted = [claim for claim in found if not predicates or claim.predicate in predicates]
    return Claims(sorted(wanted, key=_order), seen_from=compress(node.value))


def _order(claim: Claim) -> tuple[str, bool, str, str, str]:
    end = claim.object.label if isinstance(claim.object, Named) else claim.object
    return claim.predicate, claim.state != "stated", end.lower(), claim.source.id, claim.id
