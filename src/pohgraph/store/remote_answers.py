"""What a server answers to a query, in the formats that servers write."""

import json
from email.message import Message
from typing import NamedTuple, cast

from pyoxigraph import QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat, Store
from pyoxigraph import parse_query_results as parse_results

from pohgraph.errors import QueryError
from pohgraph.schema.prefixes import prefix_map
from pohgraph.store.http_client import Response
from pohgraph.store.source import Answer
from pohgraph.store.sparql import declared_prefixes, tokens

_ROWS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
}
_ALSO_ROWS = {  # what servers call them that do not know better
    "application/json": QueryResultsFormat.JSON,
    "application/xml": QueryResultsFormat.XML,
    "text/xml": QueryResultsFormat.XML,
}
_OF_GRAPHS = ("CONSTRUCT", "DESCRIBE")
_GRAPHS = {
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/turtle": RdfFormat.TURTLE,
    "application/rdf+xml": RdfFormat.RDF_XML,
}
YES, NO = (
    parse_results(f'{{"head":{{}},"boolean":{answer}}}', format=QueryResultsFormat.JSON) for answer in ("true", "false")
)
_BOOLEAN = f"{prefix_map()['xsd']}boolean"
_TRUTH = {"1": "true", "0": "false"}


class Answered(NamedTuple):
    """An answer, how many rows or triples it has, and what the server says beside it."""

    answer: Answer
    size: int
    headers: Message


def accepted(form: str) -> str:
    """The formats that are asked for, for a form of query."""
    return ", ".join(_GRAPHS if form in _OF_GRAPHS else _ROWS)


def read_answer(response: Response, form: str, address: str) -> Answered:
    """The answer to a query of a form; `address` is named where it is none.

    Raises:
        QueryError: it is in no format we know, or damaged.
    """
    media, body, headers = response
    try:
        if form in _OF_GRAPHS:
            return Answered(*_triples(body, _GRAPHS[media]), headers)
        return Answered(*_results(body, (_ROWS | _ALSO_ROWS)[media]), headers)
    except KeyError:
        reason = f"answered in {media or 'no stated format'}, which is not a SPARQL result"
        raise QueryError(reason, name=address, hint="is this the address of the endpoint itself?") from None
    except (SyntaxError, ValueError) as error:
        # Not its cause: a traceback keeps rows alive, which no other thread may drop.
        damage = str(error)
    raise QueryError(f"its answer is damaged: {damage}", name=address)


def with_prefixes(sparql: str) -> str:
    """Declare what the query leaves to us, on its own first line, so that line numbers stay."""
    stream = tuple(tokens(sparql))
    used = {token.text.partition(":")[0] for token in stream if token.kind == "name"}
    missing = sorted((used - declared_prefixes(stream)) & prefix_map().keys())
    return "".join(f"PREFIX {prefix}: <{prefix_map()[prefix]}> " for prefix in missing) + sparql


def _results(body: bytes, format_: QueryResultsFormat) -> tuple[Answer, int]:
    """The rows and their number; they are read beforehand, so that a damaged answer is found here and not by who reads them."""
    body = _with_our_truths(body) if format_ == QueryResultsFormat.JSON else body
    found = parse_results(body, format=format_)
    if not isinstance(found, QuerySolutions):
        return found, 0
    return parse_results(body, format=format_), sum(1 for _ in found)


def _triples(body: bytes, format_: RdfFormat) -> tuple[QueryTriples, int]:
    store = Store()
    if format_ == RdfFormat.N_TRIPLES:
        body = _lines_with_our_truths(body)
    store.load(body, format=format_)
    lines = body.count(b" .\n") if format_ == RdfFormat.N_TRIPLES else len(store)  # before they are a set
    return cast("QueryTriples", store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")), lines


def _with_our_truths(rows: bytes) -> bytes:
    """Rows in JSON with truth values as we write them: Virtuoso has 1 for true."""
    if _BOOLEAN.encode() not in rows:
        return rows
    answer = json.loads(rows)
    try:
        for cell in (cell for row in answer["results"]["bindings"] for cell in row.values()):
            if cell.get("datatype") == _BOOLEAN:
                cell["value"] = _TRUTH.get(cell["value"], cell["value"])
    except (KeyError, TypeError, AttributeError):
        return rows  # whoever reads the rows says what is wrong with them
    return json.dumps(answer).encode()


def _lines_with_our_truths(lines: bytes) -> bytes:
    """The same in N-Triples, where a quote within a text has a backslash."""
    for theirs, ours in _TRUTH.items():
        lines = lines.replace(f'"{theirs}"^^<{_BOOLEAN}>'.encode(), f'"{ours}"^^<{_BOOLEAN}>'.encode())
    return lines
