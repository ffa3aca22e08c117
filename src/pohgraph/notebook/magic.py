"""`%load_ext pohgraph`: ask a graph in SPARQL from a cell, or by a query's name from a line."""

import argparse
import shlex
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NoReturn, Protocol

from pohgraph.api.graph import Graph, open_graph
from pohgraph.errors import PohgraphError, QueryError

if TYPE_CHECKING:
    from pohgraph.api.table import Table


class Shell(Protocol):
    """What this needs of IPython."""

    user_ns: dict[str, Any]

    def register_magic_function(self, func: object, magic_kind: str, magic_name: str) -> None:
        """Make a function a magic."""


class SparqlMagic:
    """`%%sparql` asks in SPARQL, `%sparql NAME` by the name of a ready-made query. Both give a `Table`.

    Options: `-g graph` a variable that holds the graph, `-s path` a graph on disk (default: as `pohgraph.open()`),
    `-p name=value` a parameter, `-o name` a variable that takes the table instead of showing it.
    """

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def __call__(self, line: str, cell: str | None = None) -> "Table | None":
        """Ask, and say in one line what is wrong where something is."""
        try:
            return self._ask(line, cell)
        except PohgraphError as error:
            sys.stderr.write(f"pohgraph: {error}\n")
            return None

    def _ask(self, line: str, cell: str | None) -> "Table | None":
        options = _parser().parse_args(_words(line))
        query = cell if cell is not None else " ".join(options.query)
        if cell is not None and options.query:
            raise QueryError(
                f"{' '.join(options.query)!r} stands beside the query", hint="%%sparql takes options alone"
            )
        if not query.strip():
            raise QueryError("no query", hint="the name of one after %sparql, or SPARQL in the lines below %%sparql")
        table = self._graph(options).query(query, **dict(map(_pair, options.param)))
        if options.output:
            self._shell.user_ns[options.output] = table
            return None
        return table

    def _graph(self, options: argparse.Namespace) -> Graph:
        if not options.graph:
            return open_graph(options.store or None)
        found = self._shell.user_ns.get(options.graph)
        if not isinstance(found, Graph):
            raise QueryError(
                f"{options.graph!r} is not a graph",
                hint="-g takes the name of a variable that has a graph from pohgraph.open()",
            )
        return found


def load_ipython_extension(shell: Shell) -> None:
    """Register the magic; IPython calls this on `%load_ext pohgraph`."""
    shell.register_magic_function(SparqlMagic(shell), "line_cell", "sparql")


class _Parser(argparse.ArgumentParser):
    """A parser whose complaint is an error, and not the end of the process."""

    def error(self, message: str) -> NoReturn:
        raise QueryError(message, hint=self.format_usage().strip())


def _parser() -> _Parser:
    parser = _Parser(prog="%sparql", add_help=False, description=SparqlMagic.__doc__)
    parser.add_argument("query", nargs="*")
    parser.add_argument("-g", "--graph")
    parser.add_argument("-s", "--store")
    parser.add_argument("-o", "--output")
    parser.add_argument("-p", "--param", action="append", default=[], metavar="NAME=VALUE")
    return parser


def _words(line: str) -> Sequence[str]:
    try:
        return shlex.split(line)
    except ValueError as error:
        raise QueryError(f"{error}: {line}") from None


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name and equals):
        raise QueryError(f"{text!r} is not NAME=VALUE")
    return name, value
