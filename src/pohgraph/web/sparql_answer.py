"""Streams the result of a query, up to a limit of rows or triples, with a note if it is cut."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, Triple, serialize

from pohgraph.query.formats import GRAPH_FORMATS as WRITTEN
from pohgraph.query.formats import ROW_FORMATS, json_ld, used_prefixes
from pohgraph.query.result import Result
from pohgraph.schema.prefixes import prefix_map
from pohgraph.web.call import Out
from pohgraph.web.rows import ROW_WRITERS, RowWriter

GRAPH_FORMATS = {
    **WRITTEN,
    "rdfxml": RdfFormat.RDF_XML,
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
    "n3": RdfFormat.N3,
}
_LINES = (RdfFormat.N_TRIPLES, RdfFormat.N_QUADS)  # they know no prefixes
# Triples: a graph up to here is sorted as on the command line, and declares only the prefixes it uses.
_IN_ORDER = 5_000
_BATCH = 32  # rows encoded together
_IN_MEMORY = 1 << 22  # bytes held back before they go to a file
_PIECE = 1 << 16


@dataclass(slots=True, kw_only=True)
class Ending:
    """What is known at the end: the number of rows or triples, whether there are more, and hints if there are none."""

    notes: Callable[[], tuple[str, ...]]
    rows: int = 0
    cut: bool = False
    advice: tuple[str, ...] = ()

    @property
    def tail(self) -> dict[str, object]:
        """The part that the worker sends."""
        return {"rows": self.rows, "cut": self.cut, **({"notes": self.advice} if self.advice else {})}

    def inside(self, what: str) -> dict[str, object]:
        """The note inside the result."""
        found: dict[str, object] = {}
        if self.cut:
            found["cut"] = (
                f"cut after {self.rows:,} {what}, the most that this server gives: "
                "ask for less, or for parts with ORDER BY, LIMIT and OFFSET"
            )
        return found | ({"notes": self.advice} if self.advice else {})


def write_answer(result: Result, format_: str, most: int, out: Out, ending: Ending) -> None:
    """Write at most so many rows or triples, and record the outcome in `ending`."""
    answer = result.answer()
    kind = ROW_FORMATS[format_].media_type if format_ in ROW_FORMATS else GRAPH_FORMATS[format_].media_type
    head: dict[str, object] = {"media_type": kind, "format": format_, "form": result.form}
    if isinstance(answer, QueryBoolean):
        ending.rows = 1
        if not answer:
            ending.advice = ending.notes()
        out.head(head | ending.tail)
        out.write(answer.serialize(format=ROW_FORMATS[format_]) or b"")
    elif isinstance(answer, QuerySolutions):
        writer = ROW_WRITERS[format_](result.columns)
        (_write_rows if format_ == "xml" else _hold_rows)(writer, answer, most, head, out, ending)
    elif format_ == "jsonld":
        triples = sorted(_limited(answer, most, ending), key=str)
        out.head(head | ending.tail)
        out.write((json.dumps(json_ld(triples), ensure_ascii=False, indent=2) + "\n").encode())
    else:
        out.head(head)
        _write_graph(_limited(answer, most, ending), GRAPH_FORMATS[format_], out, ending)
    out.tail(ending.tail)


def _write_rows(
    writer: RowWriter, answer: QuerySolutions, most: int, head: dict[str, object], out: Out, ending: Ending
) -> None:
    out.head(head)
    out.write(writer.head({}).encode())
    for batch in _batches(writer, answer, most, ending):
        out.write(batch)
    out.write(writer.end(ending.inside("rows")).encode())


def _hold_rows(
    writer: RowWriter, answer: QuerySolutions, most: int, head: dict[str, object], out: Out, ending: Ending
) -> None:
    """Hold the rows back until it is known whether the result is cut: these formats can say so only at the top.

    Whoever reads JSON, CSV or TSV reads to the end before he does anything with it, so little is lost.
    """
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as held:
        for batch in _batches(writer, answer, most, ending):
            held.write(batch)
        out.head(head | ending.tail)
        out.write(writer.head(ending.inside("rows")).encode())
        held.seek(0)
        while piece := held.read(_PIECE):
            out.write(piece)
    out.write(writer.end({}).encode())


def _batches(writer: RowWriter, answer: QuerySolutions, most: int, ending: Ending) -> Iterator[bytes]:
    """The rows as bytes, in batches."""
    rows = iter(answer)
    while batch := [writer.row(row) for row in islice(rows, min(_BATCH, most - ending.rows))]:
        ending.rows += len(batch)
        yield "".join(batch).encode()
    ending.cut = next(rows, None) is not None
    if ending.rows <= 1:  # an aggregate of nothing is one row
        ending.advice = ending.notes()


def _write_graph(triples: Iterator[Triple], kind: RdfFormat, out: Out, ending: Ending) -> None:
    held = list(islice(triples, _IN_ORDER + 1))
    is_all = len(held) <= _IN_ORDER
    content: Iterable[Triple] = sorted(held, key=str) if is_all else chain(held, triples)
    prefixes = None if kind in _LINES else used_prefixes(held) if is_all else prefix_map()
    ordered = _PrefixesInOrder(out)
    serialize(content, cast("BinaryIO", ordered), format=kind, prefixes=prefixes)
    ordered.flush()
    for text in map(str, ending.inside("triples").values()):
        comment = f"\n<!-- {text} -->\n" if kind == RdfFormat.RDF_XML else f"# {text}\n"
        out.write(comment.encode())


def _limited(answer: QueryTriples, most: int, ending: Ending) -> Iterator[Triple]:
    """Each triple once: the engine repeats them, but what a query gives is a set."""
    seen: set[Triple] = set()
    for triple in answer:
        if triple in seen:
            continue
        if len(seen) >= most:
            ending.cut = True
            return
        seen.add(triple)
        ending.rows = len(seen)
        yield triple


class _PrefixesInOrder:
    """Sorts the declarations of prefixes at the top: the engine writes them in another order in every process."""

    _DECLARED = re.compile(rb"(?:@prefix [^\n]*\n)+|(?: xmlns:[^ >]+)+")
    _ONE = re.compile(rb"@prefix [^\n]*\n| xmlns:[^ >]+")
    _LONGEST = 1 << 15  # bytes: where all of them are declared, they take 6 KiB

    def __init__(self, out: Out) -> None:
        self._out = out
        self._top: bytearray | None = bytearray()

    def write(self, piece: bytes) -> int:
        if self._top is None:
            return self._out.write(piece)
        self._top += piece
        if len(self._top) >= self._LONGEST:
            self.flush()
        return len(piece)

    def flush(self) -> None:
        """Let go of the top."""
        if self._top is not None:
            top, self._top = bytes(self._top), None
            self._out.write(
                self._DECLARED.sub(lambda found: b"".join(sorted(self._ONE.findall(found[0]))), top, count=1)
            )
