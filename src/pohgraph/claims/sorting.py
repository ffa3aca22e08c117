"""Statements as sorted lines of N-Triples tokens, in memory that does not grow with the graph.

Every format is written from these lines: N-Triples escapes are legal in Turtle, TriG and JSON strings alike, so a
literal is never decoded. Sorting is by code point, which is also the order of the UTF-8 bytes.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from itertools import groupby
from operator import itemgetter
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, NamedTuple

from pohgraph.errors import ExportError

if TYPE_CHECKING:
    from typing import TextIO

    from pohgraph.claims.view import GraphView

_BUDGET = 64_000_000  # characters sorted in memory at once; about 100 MB of strings


class Statement(NamedTuple):
    """One triple as N-Triples tokens: `<iri>`, `_:name` or `"text"` with its language or datatype."""

    subject: str
    predicate: str
    object: str


def sorted_quads(view: "GraphView") -> Iterator[str]:
    """Each quad once as `s p o` or `s p o g`, in order of the line."""
    return sort_lines(str(quad) for quad in view.quads())


def sorted_triples(view: "GraphView") -> Iterator[str]:
    """Each triple of any graph once as `s p o`, in order of the line."""
    return sort_lines(split_graph(str(quad))[0] for quad in view.quads())


def graphs(view: "GraphView") -> Iterator[tuple[str, Iterator[str]]]:
    """Each graph's token ("" for the default graph, which comes first) with its sorted lines of triples.

    The lines of a graph must be used up before the next graph is asked for.
    """
    keyed = sort_lines(f"{graph} {triple}" for triple, graph in (split_graph(str(quad)) for quad in view.quads()))
    parts = (line.partition(" ") for line in keyed)
    for graph, group in groupby(parts, key=itemgetter(0)):
        yield graph, (triple for _, _, triple in group)


def subjects(triples: Iterable[str]) -> Iterator[tuple[str, list[Statement]]]:
    """The statements of one subject after the other, from sorted lines."""
    statements = (Statement._make(triple.split(" ", 2)) for triple in triples)
    for subject, group in groupby(statements, key=itemgetter(0)):
        yield subject, list(group)


def sort_lines(lines: Iterable[str], *, budget: int = _BUDGET) -> Iterator[str]:
    """The distinct lines in order; beyond `budget` characters, sorted runs wait in temporary files.

    >>> list(sort_lines(["b", "a", "c", "a"], budget=2))
    ['a', 'b', 'c']
    """
    with ExitStack() as stack:
        runs: list[TextIO] = []
        chunk: list[str] = []
        size = 0
        for line in lines:
            chunk.append(line)
            size += len(line)
            if size >= budget:
                runs.append(_spilled(chunk, stack))
                chunk, size = [], 0
        chunk.sort()
        if not runs:
            yield from _distinct(chunk)
            return
        # A run's lines keep their newline, so the last ones get it too; no character of a line sorts before it.
        ended = (f"{line}\n" for line in chunk)
        for line in _distinct(merge(*runs, ended)):
            yield line[:-1]


def _spilled(chunk: list[str], stack: ExitStack) -> "TextIO":
    chunk.sort()
    run = stack.enter_context(TemporaryFile("w+", encoding="utf-8", newline="\n"))  # noqa: SIM115 - the stack closes it
    run.writelines(f"{line}\n" for line in chunk)
    run.seek(0)
    return run


def _distinct(lines: Iterable[str]) -> Iterator[str]:
    return map(itemgetter(0), groupby(lines))


def split_graph(quad: str) -> tuple[str, str]:
    """`s p o g` as (`s p o`, `g`); the graph is "" where there is none.

    >>> split_graph('<s:> <p:> "a <b> c"@en <g:>')
    ('<s:> <p:> "a <b> c"@en', '<g:>')
    >>> split_graph('<s:> <p:> <o:>')
    ('<s:> <p:> <o:>', '')
    """
    start = quad.index(" ", quad.index(" ") + 1) + 1
    if quad.startswith("<<", start):
        raise ExportError(quad, "a statement about a statement (RDF 1.2), which some formats cannot hold")
    # A closing quote is the last one of the line: no language, datatype or graph can hold another.
    after = quad.rindex('"') if quad[start] == '"' else start
    end = quad.find(" ", after)
    return (quad, "") if end < 0 else (quad[:end], quad[end + 1 :])
