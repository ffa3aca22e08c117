"""All rows of a query, from a server that may cut its answers: no row is lost in silence."""

from collections.abc import Callable, Iterator
from email.message import Message
from itertools import pairwise
from typing import NamedTuple, TypeVar, cast

from pyoxigraph import Literal, QuerySolutions

from pohgraph.counting import counted
from pohgraph.errors import QueryError
from pohgraph.store.source import Node
from pohgraph.store.sparql import Token

_T = TypeVar("_T")
Row = tuple[Node | None, ...]
# How a server says that it gave no more rows than it gives at most: Virtuoso, and our own.
_CUT = ("X-SPARQL-MaxRows", "Pohgraph-Rows-Cut")
_STATE = "X-SQL-State"  # of Virtuoso: an answer that took too long ends with what was found until then
_ROUND = 1000  # a limit on rows is a round number, and few answers have so many rows by chance
_TEMPLATE = 7  # tokens of a template of one triple, with its braces and a full stop, and the word before it
PART = 200_000  # rows or triples asked for together: what is larger comes in parts, so that it need not be in memory at once


class Rows(NamedTuple):
    """Rows of an answer, and whether the server may have more."""

    rows: list[Row]
    may_be_cut: bool


Select = Callable[[str], Rows]


def read_rows(answer: QuerySolutions, headers: Message) -> Rows:
    """The rows of an answer."""
    rows = [cast("Row", tuple(row)) for row in answer]
    return Rows(rows, has_been_cut(headers) or (bool(rows) and len(rows) % _ROUND == 0))


def has_been_cut(headers: Message) -> bool:
    """Whether a server says that there may be more than it gave."""
    return any(name in headers for name in (*_CUT, _STATE))


def refuse_cut(headers: Message, count: int, query: tuple[Token, ...], *, address: str, is_graph: bool) -> None:
    """Raise if the answer to a query lacks rows: half an answer looks like a whole one.

    Of triples, Virtuoso does not say that it cut them, and gives one more than its limit. Then their number tells.

    Raises:
        QueryError: it was cut, or took the server too long.
    """
    if _STATE in headers:
        raise QueryError("the server stopped in the middle of the answer: it took too long", name=address)
    is_virtuoso = (headers["Server"] or "").startswith("Virtuoso")
    if not (has_been_cut(headers) or (is_graph and is_virtuoso and count >= _ROUND and count % _ROUND <= 1)):
        return
    if count <= _limit(query):
        return
    hint = "ask for parts with ORDER BY, LIMIT and OFFSET, or have the server's limit raised (ResultSetMaxRows of Virtuoso)"
    what = "triple(s)" if is_graph else "row(s)"
    raise QueryError(f"the server gives at most {counted(count, what)}, and there may be more", name=address, hint=hint)


def beyond(sparql: str, query: tuple[Token, ...], count: int) -> str:
    """The query for one triple more than `count`, by which it shows whether these are all; "" where no query tells.

    It does of a CONSTRUCT with one triple in its template: then there are at least as many rows as triples.
    """
    start = next((place for place, token in enumerate(query) if token.is_word("CONSTRUCT")), len(query))
    template = [token for token in query[start + 1 : start + _TEMPLATE] if not token.is_mark(".")]
    marks = [place for place, token in enumerate(template) if token.kind == "mark"]
    if marks[:2] != [0, 4] or not (template[0].is_mark("{") and template[4].is_mark("}")):
        return ""
    depth = 0
    for token in query:
        depth += token.is_mark("{") - token.is_mark("}")
        if not depth and token.is_word("LIMIT", "OFFSET", "VALUES"):
            return ""
    return f"{sparql}\nOFFSET {count} LIMIT 1"


def _limit(query: tuple[Token, ...]) -> int:
    """The LIMIT of a query itself, not of one within it; 0 where it has none."""
    depth, found = 0, 0
    for word, number in pairwise(query):
        depth += word.is_mark("{") - word.is_mark("}")
        if not depth and word.is_word("LIMIT") and number.text.isdecimal():
            found = int(number.text)
    return found


def all_rows(select: Select, columns: str, pattern: str) -> list[Row]:
    """The rows of `columns` that a pattern has; no two of them may be equal.

    Raises:
        QueryError: the server refuses, or what it gives in parts is not the whole.
    """
    rows, may_be_cut = select(f"SELECT {columns} WHERE {{ {pattern} }}")
    if may_be_cut and (total := count_of(select, pattern)) != len(rows):
        return in_parts(lambda query: select(query).rows, columns, pattern, total)
    return rows


def count_of(select: Select, pattern: str) -> int:
    """How many rows a pattern has."""
    ((number,),) = select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}").rows
    return int(number.value) if isinstance(number, Literal) else 0


def in_parts(read: Callable[[str], list[_T]], columns: str, pattern: str, total: int) -> list[_T]:
    """The same from a server that does not give all at once; `total` is how many there are, and `read` reads what a SELECT selects.

    Unsorted parts come fast, and are the whole as long as the server keeps to one order: this is seen at the end. Virtuoso sorts
    only some thousand rows for a LIMIT, but any number in a query within another.

    Raises:
        QueryError: the parts do not make the whole.
    """
    whole = f"SELECT {columns} WHERE {{ {pattern} }}"
    for query in (whole, f"{whole} ORDER BY {columns}", f"SELECT * WHERE {{ {{ {whole} ORDER BY {columns} }} }}"):
        try:
            rows = list(_parts(read, query, total))
        except QueryError:
            if query == whole:
                raise
            continue
        if len(rows) == total == len(set(rows)):
            return rows
    raise QueryError(
        f"the server gives {total:,} rows in parts only, which do not make a whole",
        hint="have its limit on rows raised, or read it while nobody changes it",
    )


def _parts(read: Callable[[str], list[_T]], query: str, total: int) -> Iterator[_T]:
    at = 0
    while at < total and (rows := read(f"{query} LIMIT {min(PART, total - at)} OFFSET {at}")):
        yield from rows
        at += len(rows)
