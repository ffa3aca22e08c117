"""The call `sparql`: what may be asked, of which graphs, and in which format the answer goes out."""

import re
from collections.abc import Sequence

from pyoxigraph import NamedNode

from pohgraph.errors import QueryError
from pohgraph.query.formats import ROW_FORMATS
from pohgraph.query.notes import hints
from pohgraph.query.run import run_text
from pohgraph.store.source import Answer
from pohgraph.store.sparql import tokens
from pohgraph.web.asking import AskError
from pohgraph.web.call import Arguments, Context, Out
from pohgraph.web.outside import asks_others, refuse_outside
from pohgraph.web.sparql_answer import GRAPH_FORMATS, Ending, write_answer

_OUTSIDE = re.compile("service|from", re.IGNORECASE)  # most queries have neither, and are spared the look


def answer(context: Context, arguments: Arguments, out: Out) -> None:
    """Answer a query.

    Raises:
        QueryError: the query is wrong.
        AskError: an argument is wrong, or no format holds what the query gives.
    """
    sparql = arguments.get("query")
    if not isinstance(sparql, str):
        raise AskError(400, "there is no query")
    if names_others := bool(_OUTSIDE.search(sparql)):
        stream = tuple(tokens(sparql))
        refuse_outside(sparql, stream, allowed=context.allowed, has_graph=context.store.has_graph)
        names_others = asks_others(stream)
    view = _View(context, _texts(arguments, "default_graphs"), _texts(arguments, "named_graphs"))
    result = run_text(view, sparql, allow_service=names_others)
    format_ = _format(_texts(arguments, "format"), result.form)

    def notes() -> tuple[str, ...]:
        return hints(context.store, result) if arguments.get("notes") else ()

    try:
        write_answer(result, format_, context.limits.rows, out, Ending(notes=notes))
    except (RuntimeError, ValueError) as error:
        raise QueryError(f"the query failed while running: {error}") from error


class _View:
    """The graph as a query sees it: all of it, or the graphs that its client names."""

    def __init__(self, context: Context, default: Sequence[str], named: Sequence[str]) -> None:
        self._store = context.store
        self._is_part = bool(default or named)
        self._default = [self._graph(iri, context.allowed) for iri in default]
        self._named = [self._graph(iri, context.allowed) for iri in named]
        self.path = context.store.path

    def query(self, sparql: str) -> Answer:
        """Evaluate SPARQL with the usual prefixes declared."""
        if not self._is_part:
            return self._store.query(sparql)
        return self._store.query(sparql, default_graphs=self._default, named_graphs=self._named)

    def _graph(self, iri: str, allowed: frozenset[str]) -> NamedNode:
        try:
            graph = NamedNode(iri)
        except ValueError:
            raise AskError(400, f"{iri!r} is not an absolute IRI, so it names no graph") from None
        if iri not in allowed and not self._store.has_graph(graph):
            reason = f"the store has no graph <{iri}>, and this server downloads none"
            raise AskError(
                400, reason, hint="SELECT DISTINCT ?page WHERE { GRAPH ?page { ?s ?p ?o } } lists its graphs"
            )
        return graph


def _format(wanted: Sequence[str], form: str) -> str:
    """The first format that holds what this form of query gives."""
    fitting = GRAPH_FORMATS if form in {"CONSTRUCT", "DESCRIBE"} else ROW_FORMATS
    found = next((name for name in wanted or tuple(fitting) if name in fitting), "")
    if not found:
        what = "a graph" if fitting is GRAPH_FORMATS else "yes or no" if form == "ASK" else "rows"
        raise AskError(406, f"{form} gives {what}, which {' and '.join(wanted)} cannot hold", hint=", ".join(fitting))
    return found


def _texts(arguments: Arguments, name: str) -> tuple[str, ...]:
    value = arguments.get(name) or ()
    return (value,) if isinstance(value, str) else tuple(map(str, value)) if isinstance(value, list | tuple) else ()
