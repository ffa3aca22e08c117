"""What a query gives: rows, a yes or no, or triples."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QueryTriples, Triple

from pohgraph.errors import QueryError
from pohgraph.store.seal import damage_met
from pohgraph.store.source import Answer

Cell = NamedNode | BlankNode | Literal | Triple | None


class Given(NamedTuple):
    """The value of a parameter; `kind` is the parameter's."""

    name: str
    kind: str
    value: NamedNode | Literal
    is_default: bool


@dataclass(frozen=True, kw_only=True)
class Result:
    """An answer that can be read any number of times: each reading of `answer()` evaluates the query anew.

    `form` is SELECT, ASK, CONSTRUCT or DESCRIBE; `columns` are a SELECT's, in the order its author wrote them;
    `sparql` is the query as it was evaluated, with the values of `given` in it;
    `ready_made` says whether it is one of the catalogue.
    """

    form: str
    columns: tuple[str, ...]
    sparql: str
    answer: Callable[[], Answer]
    given: tuple[Given, ...] = ()
    ready_made: bool = False

    @cached_property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows of a SELECT; subject, predicate and object of each triple of a graph; one row for an ASK."""
        return tuple(iter(self))

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        answer = self.answer()
        try:
            if isinstance(answer, QueryBoolean):
                yield (Literal(value=bool(answer)),)
            elif isinstance(answer, QueryTriples):
                for triple in answer:
                    yield triple.subject, triple.predicate, triple.object
            else:
                yield from map(tuple, answer)
        except (OSError, RuntimeError, ValueError) as error:
            raise damage_met(error) or QueryError(f"the query failed while running: {error}") from error

    def __len__(self) -> int:
        return len(self.rows)

    def __bool__(self) -> bool:
        """An ASK's answer; for the others, whether there is any row."""
        first = next(iter(self), None)
        return first is not None and (self.form != "ASK" or first[0] == Literal(value=True))
