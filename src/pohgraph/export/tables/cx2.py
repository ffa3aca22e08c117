"""CX2 for Cytoscape and NDEx: nodes and the claims between them. A claim whose object is text is no edge; they are counted.

CX2 numbers its nodes, so their names are held in memory; all else is written as it is read.
"""

import json
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from pyoxigraph import NamedNode

from pohgraph.claims.view import GraphView
from pohgraph.export.header import source_comments
from pohgraph.export.tables.flat import (
    EDGE_COLUMNS,
    LEFT_OUT,
    NODE_COLUMNS,
    TEXT_OBJECT,
    Column,
    Row,
    Value,
    edge_rows,
    node_rows,
)
from pohgraph.model import STATES

_TYPES = {
    "text": "string",
    "texts": "list_of_string",
    "flag": "boolean",
    "integer": "long",
    "number": "double",
}
# What Cytoscape shows as the name of a node, and reads as the kind of an edge.
_RENAMED = {"label": "name", "predicate": "interaction"}
_ENDS = frozenset({"subject", "object", TEXT_OBJECT})
_STYLE = {
    "default": {"edge": {"EDGE_TARGET_ARROW_SHAPE": "triangle"}, "network": {}, "node": {"NODE_SHAPE": "ellipse"}},
    "nodeMapping": {"NODE_LABEL": {"type": "PASSTHROUGH", "definition": {"attribute": "name", "type": "string"}}},
    "edgeMapping": {
        "EDGE_LINE_STYLE": {
            "type": "DISCRETE",
            "definition": {
                "attribute": "state",
                "type": "string",
                "map": [{"v": state, "vp": "solid" if state == "stated" else "dashed"} for state in STATES],
            },
        }
    },
}


def write_cx2(view: GraphView, out: BinaryIO) -> None:
    """Write a network in which the claims that are not stated are dashed."""
    out.writelines(text.encode() for text in _document(view))


def _document(view: GraphView) -> Iterator[str]:
    numbers = {row[0]: number for number, row in enumerate(node_rows(view))}
    objects = [isinstance(value, NamedNode) for _, value in view.triples("rdf:object")]
    sizes = {"attributeDeclarations": 1, "networkAttributes": 1, "nodes": len(numbers), "edges": sum(objects)}
    text_claims = len(objects) - sizes["edges"]
    if text_claims:
        view.report.leave_out(LEFT_OUT, text_claims)
    yield '[{"CXVersion":"2.0","hasFragments":false}'
    yield from _aspect("metaData", ({"name": name, "elementCount": size} for name, size in sizes.items()))
    yield from _aspect("attributeDeclarations", [_declarations()])
    yield from _aspect("networkAttributes", [_network(view, text_claims=text_claims)])
    yield from _aspect("nodes", _nodes(view))
    yield from _aspect("edges", _edges(view, numbers))
    yield from _aspect("visualProperties", [_STYLE])
    yield ',\n{"status":[{"success":true}]}]\n'


def _aspect(name: str, elements: Iterable[object]) -> Iterator[str]:
    yield f',\n{{"{name}":['
    for number, element in enumerate(elements):
        yield f"{',' if number else ''}\n{json.dumps(element, ensure_ascii=False, separators=(',', ':'))}"
    yield "]}"


def _declarations() -> dict[str, dict[str, dict[str, str]]]:
    return {
        "networkAttributes": {
            "name": {"d": "string"},
            "description": {"d": "string"},
            "licences": {"d": "list_of_string"},
            "text_claims_left_out": {"d": "long"},
        },
        "nodes": {name: {"d": type_} for name, type_ in _declared(NODE_COLUMNS)},
        "edges": {name: {"d": type_} for name, type_ in _declared(EDGE_COLUMNS)},
    }


def _declared(columns: Iterable[Column]) -> Iterator[tuple[str, str]]:
    return ((_RENAMED.get(name, name), _TYPES[kind]) for name, kind in columns if name not in _ENDS)


def _network(view: GraphView, *, text_claims: int) -> dict[str, object]:
    head, *licences = (line.removeprefix("# ").rstrip() for line in source_comments(view))
    return {"name": "pohgraph", "description": head, "licences": licences, "text_claims_left_out": text_claims}


def _nodes(view: GraphView) -> Iterator[dict[str, object]]:
    for number, row in enumerate(node_rows(view)):
        yield {"id": number, "v": _attributes(NODE_COLUMNS, row)}


def _edges(view: GraphView, numbers: dict[Value, int]) -> Iterator[dict[str, object]]:
    number = 0
    for row in edge_rows(view):
        claim = {column.name: value for column, value in zip(EDGE_COLUMNS, row, strict=True)}
        if claim["object"]:
            ends = {"s": numbers[claim["subject"]], "t": numbers[claim["object"]]}
            yield {"id": number, **ends, "v": _attributes(EDGE_COLUMNS, row)}
            number += 1


def _attributes(columns: Iterable[Column], row: Row) -> dict[str, Value]:
    values = zip(columns, row, strict=True)
    return {_RENAMED.get(c.name, c.name): v for c, v in values if c.name not in _ENDS and v not in {"", None, ()}}
