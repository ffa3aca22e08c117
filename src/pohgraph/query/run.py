"""Runs a query against a graph: finds its text, fills in its parameters, keeps its columns in order."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from pohgraph.errors import QueryError, StoreError
from pohgraph.query.catalogue import CatalogueQuery, find_query, parse_query, query_names
from pohgraph.query.resolve import find_term
from pohgraph.query.result import Given, Result
from pohgraph.query.syntax import check_syntax, near
from pohgraph.store.place import is_address
from pohgraph.store.source import Answer, Queryable
from pohgraph.store.sparql import Token, place, query_form, tokens

_REMEMBERED = 4096  # characters: longer queries are checked anew each time
_COLUMNS = {"ASK": ("answer",)}  # of other forms than SELECT; the rest gives triples


def run_query(
    store: Queryable,
    query: str | Path,
    params: Mapping[str, str] | None = None,
    *,
    allow_service: bool = False,
    most: int | None = None,
) -> Result:
    """Run a query given as SPARQL text, as the path of an .rq file, or by its name in the catalogue.

    A parameter's value is a CURIE, an IRI, a number, or the name of something in the graph, such as "POH"; text in
    double quotes stays text. `most` is how many rows are asked for, of a SELECT without a limit of its own.

    Raises:
        QueryError: the query or a parameter is wrong.
        StoreError: the graph cannot be read.
    """
    return _run(store, load_query(query), params or {}, allow_service=allow_service, most=most)


def run_text(store: Queryable, sparql: str, *, allow_service: bool = False) -> Result:
    """Run SPARQL that somebody else sends: it is never taken for a file or a name, and its comments are only comments.

    Raises:
        QueryError: the query is wrong.
        StoreError: the graph cannot be read.
    """
    prepare = _prepared if len(sparql) <= _REMEMBERED else _prepared.__wrapped__
    form, columns, text = prepare(sparql, allow_service)
    return _result(store, form, columns, text)


def _run(
    store: Queryable, found: CatalogueQuery, params: Mapping[str, str], *, allow_service: bool, most: int | None
) -> Result:
    columns = check_syntax(found.sparql, name=found.name, allow_service=allow_service)
    stream = tuple(tokens(found.sparql))
    given = tuple(_given(store, found, params))
    sparql = _fill(found, stream, {one.name: one.value for one in given})
    columns, sparql = _without_star(sparql, columns, stream)
    if most and query_form(stream) == "SELECT":
        sparql = _at_most(sparql, most)
    ready_made = find_query(found.name) == found
    return _result(store, query_form(stream), columns, sparql, name=found.name, given=given, ready_made=ready_made)


def _at_most(sparql: str, most: int) -> str:
    r"""A SELECT with a limit on its rows, unless it limits them itself.

    >>> _at_most("SELECT ?s { ?s ?p 1 } VALUES ?s { <urn:a> }", 5)
    'SELECT ?s { ?s ?p 1 } \nLIMIT 5\nVALUES ?s { <urn:a> }'
    """
    depth, end = 0, len(sparql)
    for token in tokens(sparql):
        depth += token.is_mark("{") - token.is_mark("}")
        if not depth and token.is_word("LIMIT", "OFFSET"):
            return sparql
        if not depth and token.is_word("VALUES"):
            end = token.start
    rest = sparql[end:]
    return f"{sparql[:end]}\nLIMIT {most}" + (f"\n{rest}" if rest else "")


@lru_cache(maxsize=256)
def _prepared(sparql: str, allow_service: bool) -> tuple[str, tuple[str, ...], str]:
    """Form, columns and text of a query that can be run. The same ones come again and again."""
    columns = check_syntax(sparql, allow_service=allow_service)
    stream = tuple(tokens(sparql))
    return query_form(stream), *_without_star(sparql, columns, stream)


def _result(
    store: Queryable,
    form: str,
    columns: tuple[str, ...],
    sparql: str,
    *,
    name: str = "",
    given: tuple[Given, ...] = (),
    ready_made: bool = False,
) -> Result:
    """The result of a query that has been checked, evaluated for the first time."""
    first = [_evaluate(store, sparql, name)]
    return Result(
        form=form,
        columns=columns if form == "SELECT" else _COLUMNS.get(form, ("subject", "predicate", "object")),
        sparql=sparql,
        answer=lambda: first.pop() if first else _evaluate(store, sparql, name),
        given=given,
        ready_made=ready_made,
    )


def load_query(query: str | Path) -> CatalogueQuery:
    """The query that is meant: text, a file, or a name in the catalogue.

    Raises:
        QueryError: there is no such file or name, or its header is wrong.
    """
    text = str(query)
    if not isinstance(query, Path):
        if "{" in text or any(c.isspace() for c in text.strip()):
            return parse_query("", text)
        if found := find_query(text):
            return found
    path = Path(text)
    if path.suffix == ".rq" or path.is_file():
        try:
            return parse_query(path.name, path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(getattr(error, "strerror", None) or str(error), name=text) from error
    hint = near(text, query_names()) or "`pohgraph queries` lists them"
    raise QueryError(f"no query is called {text!r}", hint=hint)


def _given(store: Queryable, query: CatalogueQuery, params: Mapping[str, str]) -> Iterable[Given]:
    """Each parameter with what its value means, its default where none is given."""
    given = {name.lstrip("?$"): value for name, value in params.items()}
    declared = {param.name: param for param in query.params}
    variables = {token.text[1:] for token in tokens(query.sparql) if token.kind == "variable"}
    for name in given:
        if name not in (declared or variables):
            known = tuple(declared or sorted(variables))
            hint = near(name, known) or (f"it has {', '.join(known)}" if known else "it has none")
            raise QueryError(f"this query has no parameter {name!r}", name=query.name, hint=hint)
    for param in query.params:
        value = given.get(param.name) or param.default
        if not value:
            hint = f"-p {param.name}=…  {param.description}"
            raise QueryError(f"the parameter {param.name!r} is missing", name=query.name, hint=hint)
        yield Given(param.name, param.kind, _meant(store, param.name, value, param.kind), not given.get(param.name))
    if not declared:
        for name, value in given.items():
            yield Given(name, "any", _meant(store, name, value, "any"), is_default=False)


def _meant(store: Queryable, parameter: str, value: str, kind: str) -> NamedNode | Literal:
    try:
        return find_term(store, value, kind)
    except QueryError as error:
        if is_address(error.name):
            raise  # it is the server that is at fault
        raise QueryError(f"parameter {parameter!r}: {error.reason}", hint=error.hint) from None


def _fill(query: CatalogueQuery, stream: tuple[Token, ...], values: Mapping[str, NamedNode | Literal]) -> str:
    """Put the values where the patterns have their variables.

    The engine's own substitution takes only variables that are SELECTed. A constant in the pattern is also what its
    planner starts from. Where a variable is SELECTed, grouped or sorted by, a VALUES clause at the end gives it its value.
    """
    pieces: list[str] = []
    outside: list[str] = []
    at = 0
    for token, in_pattern in _with_place(stream):
        name = token.text[1:]
        if token.kind != "variable" or name not in values:
            continue
        if not in_pattern:
            outside.append(name)
            continue
        before = stream[stream.index(token) - 1]
        if before.is_word("AS", "VALUES"):
            line, column = place(query.sparql, token.start)
            raise QueryError(
                f"the query itself sets {token.text}, so it cannot be a parameter", query.name, line, column
            )
        pieces += [query.sparql[at : token.start], str(values[name])]
        at = token.end
    text = "".join([*pieces, query.sparql[at:]])
    if query_form(stream) == "SELECT" and (shown := dict.fromkeys(values if _star(stream) else outside)):
        names, row = " ".join(f"?{name}" for name in shown), " ".join(str(values[name]) for name in shown)
        text += f"\nVALUES ({names}) {{ ({row}) }}"
    return text


def _with_place(stream: tuple[Token, ...]) -> Iterable[tuple[Token, bool]]:
    """Each token with whether it stands in a pattern or template, and not in a SELECT clause or a modifier."""
    nested = [False]
    for token in stream:
        if token.is_mark("{"):
            nested.append(True)
        elif token.is_mark("}") and len(nested) > 1:
            nested.pop()
        elif token.is_word("SELECT"):
            nested[-1] = False
        elif token.is_word("DESCRIBE"):
            nested[-1] = True
        yield token, nested[-1]


def _star(stream: tuple[Token, ...]) -> Token | None:
    """The `*` of an outermost SELECT *."""
    for index, token in enumerate(stream):
        if token.is_mark("{"):
            return None
        if token.is_word("SELECT"):
            after = [t for t in stream[index + 1 : index + 3] if not t.is_word("DISTINCT", "REDUCED")]
            return after[0] if after and after[0].is_mark("*") else None
    return None


def _in_order(columns: tuple[str, ...], stream: tuple[Token, ...]) -> tuple[str, ...]:
    """The engine gives the columns of SELECT * by the alphabet; their author wrote them in another order."""
    written = {token.text[1:]: None for token in stream if token.kind == "variable"}
    return tuple(name for name in written if name in columns)


def _without_star(sparql: str, columns: tuple[str, ...], stream: tuple[Token, ...]) -> tuple[tuple[str, ...], str]:
    """Columns and query with the names in place of `SELECT *`; `stream` is of the query as its author wrote it."""
    if not _star(stream):
        return columns, sparql
    columns = _in_order(columns, stream)
    star = _star(tuple(tokens(sparql)))
    if star is None or not columns:
        return columns, sparql
    return columns, sparql[: star.start] + " ".join(f"?{name}" for name in columns) + sparql[star.end :]


def _evaluate(store: Queryable, sparql: str, name: str) -> Answer:
    try:
        return store.query(sparql)
    except (SyntaxError, ValueError, RuntimeError) as error:
        raise QueryError(str(error), name=name) from error
    except OSError as error:
        raise StoreError(Path(str(getattr(store, "path", "store"))), str(error)) from error
