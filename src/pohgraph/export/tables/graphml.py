"""GraphML for graph tools: nodes and the claims between them. A claim whose object is text is no edge; they are counted.

Lists are joined by "|". Characters that XML has none for are written as U+FFFD.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import BinaryIO

from pohgraph.claims.view import GraphView
from pohgraph.export.header import source_comments
from pohgraph.export.tables.flat import (
    EDGE_COLUMNS,
    LEFT_OUT,
    NODE_COLUMNS,
    TEXT_OBJECT,
    Column,
    Value,
    edge_rows,
    joined,
    node_rows,
)

_TYPES = {"text": "string", "texts": "string", "flag": "boolean", "integer": "long", "number": "double"}
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_IN_TAG = frozenset({"id", "subject", "object", TEXT_OBJECT})  # attributes of the element itself, or of no edge
_NAME = "association"  # an edge's own name once more: igraph and Gephi do not keep its id
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def write_graphml(view: GraphView, out: BinaryIO) -> None:
    """Write a directed graph whose edges are associations, with their flags, quotes and licences."""
    out.writelines(text.encode() for text in _document(view))


def _document(view: GraphView) -> Iterator[str]:
    yield _HEAD
    yield '<key id="licences" for="graph" attr.name="licences" attr.type="string"/>\n'
    yield '<key id="text_claims" for="graph" attr.name="text_claims_left_out" attr.type="long"/>\n'
    yield from _keys("node", NODE_COLUMNS)
    yield from _keys("edge", (Column(_NAME, "text"), *EDGE_COLUMNS))
    yield '<graph id="pohgraph" edgedefault="directed">\n'
    licences = "".join(line.removeprefix("# ") for line in source_comments(view))
    yield f'<data key="licences">{_text(licences)}</data>\n'
    for row in node_rows(view):
        values = dict(zip(_names(NODE_COLUMNS), row, strict=True))
        yield f"<node id={_attribute(values['id'])}>{_data('node', values)}</node>\n"
    left_out = 0
    for row in edge_rows(view):
        values = dict(zip(_names(EDGE_COLUMNS), row, strict=True))
        if not values["object"]:
            left_out += 1
            continue
        ends = f"source={_attribute(values['subject'])} target={_attribute(values['object'])}"
        named = {_NAME: values["id"], **values}
        yield f"<edge id={_attribute(values['id'])} {ends}>{_data('edge', named)}</edge>\n"
    if left_out:
        view.report.leave_out(LEFT_OUT, left_out)
    yield f'<data key="text_claims">{left_out}</data>\n</graph>\n</graphml>\n'


def _keys(domain: str, columns: Iterable[Column]) -> Iterator[str]:
    for name, kind in columns:
        if name not in _IN_TAG:
            yield f'<key id="{domain}_{name}" for="{domain}" attr.name="{name}" attr.type="{_TYPES[kind]}"/>\n'


def _names(columns: Iterable[Column]) -> tuple[str, ...]:
    return tuple(column.name for column in columns)


def _data(domain: str, values: dict[str, Value]) -> str:
    return "".join(
        f'<data key="{domain}_{name}">{_text(value)}</data>'
        for name, value in values.items()
        if name not in _IN_TAG and value not in {"", None, ()}
    )


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape(_NO_XML.sub("\ufffd", joined(value) if isinstance(value, tuple) else str(value)), quote=False)


def _attribute(value: Value) -> str:
    return f'"{escape(str(value))}"'
