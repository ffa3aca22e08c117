"""Writes a result: the W3C's formats as they are defined, or a table to read."""

import json
from collections.abc import Iterable
from io import BytesIO
from typing import BinaryIO, cast

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    parse_query_results,
    serialize,
)

from pohgraph.columns import plain_table
from pohgraph.errors import QueryError
from pohgraph.query.result import Cell, Result
from pohgraph.schema.prefixes import compress, iri_root, prefix_map
from pohgraph.store.seal import damage_met
from pohgraph.store.source import Answer

ROW_FORMATS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
GRAPH_FORMATS = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "jsonld": RdfFormat.JSON_LD}
FORMATS = ("table", *ROW_FORMATS, *GRAPH_FORMATS)
_DIRECT = f"{iri_root('rdf')}type"


def write_result(result: Result, format_: str, out: BinaryIO, *, limit: int | None = None, header: bool = True) -> int:
    """Write a result to a binary stream, at most `limit` rows or triples of it; return how many were left out.

    Without `header`, CSV and TSV leave out the line with the names of the columns.

    Raises:
        QueryError: the format is unknown, or does not hold this form of result.
    """
    is_graph = result.form in {"CONSTRUCT", "DESCRIBE"}
    if format_ == "table":
        rows = [tuple(map(cell_text, row)) for row in result.rows[:limit]]
        out.write((plain_table(result.columns, rows) + "\n").encode())
    elif format_ in ROW_FORMATS:
        if is_graph:
            reason = f"{format_} is for rows, but {result.form} gives a graph"
            raise QueryError(reason, hint="use --format ttl, nt or jsonld; or SELECT instead")
        if limit is None and header:
            _write_rows(result.answer(), ROW_FORMATS[format_], out)
            return 0
        return _write_part(result, format_, out, limit=limit, header=header)
    elif format_ in GRAPH_FORMATS:
        if not is_graph:
            reason = (
                f"{format_} is for graphs, but {result.form} gives {'yes or no' if result.form == 'ASK' else 'rows'}"
            )
            raise QueryError(reason, hint="use --format table, csv, tsv, json or xml, or a CONSTRUCT query")
        triples = sorted(set(cast("QueryTriples", result.answer())), key=str)
        _write_graph(triples[:limit], format_, out)
        return 0 if limit is None else max(0, len(triples) - limit)
    else:
        raise QueryError(f"unknown format {format_!r}", hint=f"one of {', '.join(FORMATS)}")
    return 0 if limit is None else max(0, len(result.rows) - limit)


def cell_text(cell: Cell) -> str:
    """A term as people read it: CURIEs for IRIs, the bare text of literals."""
    if isinstance(cell, NamedNode):
        return compress(cell.value)
    if isinstance(cell, Literal):
        return {"true": "yes", "false": "no"}.get(cell.value, cell.value) if _is_boolean(cell) else cell.value
    return "" if cell is None else str(cell)


def _is_boolean(literal: Literal) -> bool:
    return literal.datatype.value == f"{iri_root('xsd')}boolean"


def _write_rows(found: Answer, format_: QueryResultsFormat, out: BinaryIO) -> None:
    answer = cast("QuerySolutions | QueryBoolean", found)
    try:
        answer.serialize(out, format=format_)
    except (RuntimeError, ValueError) as error:
        raise damage_met(error) or QueryError(f"the query failed while running: {error}") from error
    if isinstance(answer, QueryBoolean) or format_ in (QueryResultsFormat.JSON, QueryResultsFormat.XML):
        out.write(b"\n")


def _write_part(result: Result, format_: str, out: BinaryIO, *, limit: int | None, header: bool) -> int:
    """Write some of the rows and return how many are left out. The engine writes whole answers: a part is made of its JSON."""
    answer = cast("QuerySolutions | QueryBoolean", result.answer())
    whole = json.loads(answer.serialize(format=QueryResultsFormat.JSON) or b"")
    rows = whole.get("results", {}).get("bindings", [])
    left_out = 0 if limit is None else max(0, len(rows) - limit)
    del rows[len(rows) - left_out :]
    text = BytesIO()
    part = parse_query_results(json.dumps(whole), format=QueryResultsFormat.JSON)
    _write_rows(part, ROW_FORMATS[format_], text)
    lines = text.getvalue()
    is_columns = "results" in whole and format_ in {"csv", "tsv"}
    out.write(lines if header or not is_columns else lines.partition(b"\n")[2])
    return left_out


def _write_graph(triples: list[Triple], format_: str, out: BinaryIO) -> None:
    if format_ == "jsonld":
        out.write((json.dumps(json_ld(triples), ensure_ascii=False, indent=2) + "\n").encode())
    else:
        prefixes = used_prefixes(triples) if format_ == "ttl" else None
        out.write(serialize(triples, format=GRAPH_FORMATS[format_], prefixes=prefixes) or b"")


def used_prefixes(triples: Iterable[Triple]) -> dict[str, str]:
    """Prefix -> IRI of the prefixes that some IRI of these triples begins with."""
    terms = [term for triple in triples for term in (triple.subject, triple.predicate, triple.object)]
    iris = {term.value for term in terms if isinstance(term, NamedNode)}
    iris |= {term.datatype.value for term in terms if isinstance(term, Literal)}
    return {prefix: base for prefix, base in prefix_map().items() if any(iri.startswith(base) for iri in iris)}


def json_ld(triples: list[Triple]) -> dict[str, object]:
    """JSON-LD with compact IRIs; the engine's own writer knows no prefixes."""
    nodes: dict[str, dict[str, list[object]]] = {}
    for triple in triples:
        slots = nodes.setdefault(_id(triple.subject), {})
        if triple.predicate.value == _DIRECT and isinstance(triple.object, NamedNode):
            slots.setdefault("@type", []).append(_id(triple.object))
        else:
            slots.setdefault(_id(triple.predicate), []).append(_value(triple.object))
    context = {prefix: {"@id": iri, "@prefix": True} for prefix, iri in used_prefixes(triples).items()}
    return {"@context": context, "@graph": [{"@id": name, **slots} for name, slots in nodes.items()]}


def _id(term: Cell) -> str:
    return compress(term.value) if isinstance(term, NamedNode) else str(term)


def _value(term: Cell) -> object:
    if not isinstance(term, Literal):
        return {"@id": _id(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    datatype = compress(term.datatype.value)
    return term.value if datatype == "xsd:string" else {"@value": term.value, "@type": datatype}
