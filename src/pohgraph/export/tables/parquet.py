"""Nodes and edges as Parquet tables, with one of the sources; typed, with lists as lists; the licences are in the files' metadata.

Needs pyarrow, which the extra `parquet` installs.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from pohgraph.claims.view import GraphView
from pohgraph.errors import MissingLibraryError
from pohgraph.export.header import source_comments
from pohgraph.export.tables.flat import (
    EDGE_COLUMNS,
    NODE_COLUMNS,
    SOURCE_COLUMNS,
    Column,
    Row,
    edge_rows,
    node_rows,
    source_rows,
)

if TYPE_CHECKING:
    import pyarrow as pa

_GROUP = 20_000  # rows that are held in memory and written together


def write_parquet_nodes(view: GraphView, out: BinaryIO) -> None:
    """A row for each node.

    Raises:
        MissingLibraryError: pyarrow is not installed.
    """
    _write(view, out, NODE_COLUMNS, node_rows(view))


def write_parquet_edges(view: GraphView, out: BinaryIO) -> None:
    """A row for each claim of each page, with its licence; `value` holds objects that are text.

    Raises:
        MissingLibraryError: pyarrow is not installed.
    """
    _write(view, out, EDGE_COLUMNS, edge_rows(view))


def write_parquet_sources(view: GraphView, out: BinaryIO) -> None:
    """A row for each page and vocabulary the graph was made from, with its licence and hash.

    Raises:
        MissingLibraryError: pyarrow is not installed.
    """
    _write(view, out, SOURCE_COLUMNS, source_rows(view))


def _write(view: GraphView, out: BinaryIO, columns: tuple[Column, ...], rows: Iterable[Row]) -> None:
    try:
        import pyarrow as pa  # noqa: PLC0415 - an optional extra, half a second to import
        from pyarrow.parquet import ParquetWriter  # noqa: PLC0415 - same
    except ImportError as error:
        raise MissingLibraryError("pohgraph[parquet]") from error
    schema = _schema(columns, "".join(source_comments(view)))
    with ParquetWriter(out, schema, compression="zstd") as writer:
        for group in _groups(rows):
            arrays = [
                pa.array([value if value != "" else None for value in column], type=field.type)
                for column, field in zip(zip(*group, strict=True), schema, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _schema(columns: tuple[Column, ...], licences: str) -> "pa.Schema":
    import pyarrow as pa  # noqa: PLC0415 - as above

    types = {
        "text": pa.string(),
        "texts": pa.list_(pa.string()),
        "flag": pa.bool_(),
        "integer": pa.int64(),
        "number": pa.float64(),
    }
    return pa.schema([(name, types[kind]) for name, kind in columns], metadata={"licences": licences})


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    source = iter(rows)
    while group := list(islice(source, _GROUP)):
        yield group
