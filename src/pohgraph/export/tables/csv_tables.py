"""Nodes and edges as CSV tables, with one of the sources, for data frames and spreadsheets. Lists are joined by "|"; flags are true or false."""

import csv
from collections.abc import Iterable
from io import TextIOWrapper
from typing import BinaryIO

from pohgraph.claims.view import GraphView
from pohgraph.export.tables.flat import (
    EDGE_COLUMNS,
    NODE_COLUMNS,
    SOURCE_COLUMNS,
    Column,
    Row,
    Value,
    edge_rows,
    joined,
    node_rows,
    source_rows,
)


def write_csv_nodes(view: GraphView, out: BinaryIO) -> None:
    """A row for each node."""
    _write(out, NODE_COLUMNS, node_rows(view))


def write_csv_edges(view: GraphView, out: BinaryIO) -> None:
    """A row for each claim of each page, with its licence; `value` holds objects that are text."""
    _write(out, EDGE_COLUMNS, edge_rows(view))


def write_csv_sources(view: GraphView, out: BinaryIO) -> None:
    """A row for each page and vocabulary the graph was made from, with its licence and hash."""
    _write(out, SOURCE_COLUMNS, source_rows(view))


def _write(out: BinaryIO, columns: tuple[Column, ...], rows: Iterable[Row]) -> None:
    text = TextIOWrapper(out, encoding="utf-8", newline="")
    try:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(column.name for column in columns)
        writer.writerows(map(_cell, row) for row in rows)
    finally:
        text.detach()  # flushes, and leaves the file to its owner


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return joined(value) if isinstance(value, tuple) else str(value)
