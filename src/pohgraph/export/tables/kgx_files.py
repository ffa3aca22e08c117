"""KGX rows as JSON Lines and as tab-separated values.

KGX's own reader of TSV takes any text in `negated` for true, "False" too: the cell is empty unless the page denies the
claim. It splits cells at `|` and knows no quoting, so white space in a cell is one blank and `|` in a text is `¦`.
"""

import json
from collections.abc import Iterable
from typing import BinaryIO

from pohgraph.claims.view import GraphView
from pohgraph.export.exporter import Writer
from pohgraph.export.tables.kgx_rows import EDGE_KEYS, NODE_KEYS, Row, Value, edge_rows, node_rows


def write_jsonl(out: BinaryIO, rows: Iterable[Row]) -> None:
    """One object a line; a key without a value is null."""
    out.writelines(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


def write_tsv(out: BinaryIO, keys: tuple[str, ...], rows: Iterable[Row]) -> None:
    """A header and one line a row; lists are joined by `|`."""
    out.write("\t".join(keys).encode() + b"\n")
    out.writelines("\t".join(_cell(row[key]) for key in keys).encode() + b"\n" for row in rows)


def _jsonl_nodes(view: GraphView, out: BinaryIO) -> None:
    write_jsonl(out, node_rows(view))


def _jsonl_edges(view: GraphView, out: BinaryIO) -> None:
    write_jsonl(out, edge_rows(view))


def _tsv_nodes(view: GraphView, out: BinaryIO) -> None:
    write_tsv(out, NODE_KEYS, node_rows(view))


def _tsv_edges(view: GraphView, out: BinaryIO) -> None:
    write_tsv(out, EDGE_KEYS, edge_rows(view))


def _cell(value: Value) -> str:
    if value is None or value is False:
        return ""
    if isinstance(value, list):
        return "|".join(map(_text, value))
    return _text("true" if value is True else str(value))


def _text(text: str) -> str:
    return " ".join(text.split()).replace("|", "¦")


JSONL_PARTS: dict[str, Writer] = {"nodes": _jsonl_nodes, "edges": _jsonl_edges}
TSV_PARTS: dict[str, Writer] = {"nodes": _tsv_nodes, "edges": _tsv_edges}
