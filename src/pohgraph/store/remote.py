"""A SPARQL endpoint over HTTP, asked by the SPARQL 1.1 protocol. It answers and is read as a local graph is."""

from collections.abc import Iterable, Iterator
from itertools import islice, product
from typing import cast

from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat, Store
from pyoxigraph import parse_query_results as parse_results

from pohgraph.errors import QueryError
from pohgraph.model import Reference
from pohgraph.schema.prefixes import expand, prefix_map
from pohgraph.store.http_client import check_address, post
from pohgraph.store.login import Login
from pohgraph.store.source import Answer, Node
from pohgraph.store.sparql import declared_prefixes, query_form, tokens

_ROWS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
}
_ALSO_ROWS = {  # what servers call them that do not know better
    "application/json": QueryResultsFormat.JSON,
    "application/xml": QueryResultsFormat.XML,
    "text/xml": QueryResultsFormat.XML,
}
_GRAPHS = {
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/turtle": RdfFormat.TURTLE,
    "application/rdf+xml": RdfFormat.RDF_XML,
}
_YES, _NO = (
    parse_results(f'{{"head":{{}},"boolean":{answer}}}', format=QueryResultsFormat.JSON) for answer in ("true", "false")
)
_AT_ONCE = 500  # nodes named in one query: servers refuse very long ones


class RemoteStore:
    """The graph behind a SPARQL endpoint.

    It is asked with the login that the environment has, unless another is given.

    Raises:
        QueryError: the address is none that can be asked, or the environment has half a login.
    """

    def __init__(self, endpoint: str, *, timeout: float = 60.0, login: Login | None = None) -> None:
        check_address(endpoint)
        self.path = endpoint
        self._timeout = timeout
        self._login = login or Login.from_environment()

    def query(self, sparql: str) -> Answer:
        """Send a query, with the usual prefixes it uses declared.

        Raises:
            QueryError: the server cannot be reached, refuses the query, or answers in no format we know.
        """
        stream = tuple(tokens(sparql))
        is_graph = query_form(stream) in {"CONSTRUCT", "DESCRIBE"}
        accept = ", ".join(_GRAPHS if is_graph else _ROWS)
        media, body, _ = post(
            self.path, {"query": _with_prefixes(sparql)}, accept=accept, timeout=self._timeout, login=self._login
        )
        try:
            if is_graph:
                return _triples(body, _GRAPHS[media])
            found = _results(body, (_ROWS | _ALSO_ROWS)[media])
        except KeyError:
            reason = f"answered in {media or 'no stated format'}, which is not a SPARQL result"
            raise QueryError(reason, name=self.path, hint="is this the address of the endpoint itself?") from None
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"its answer is damaged: {error}", name=self.path) from error
        if query_form(stream) == "ASK" and isinstance(found, QuerySolutions):  # Virtuoso's yes is a row, its no none
            return _YES if next(found, None) else _NO
        return found

    @property
    def built(self) -> None:
        """Nobody knows when the graph was written: the protocol has no way to ask."""
        return

    def quads(self) -> Iterator[Quad]:
        """Every quad of every graph, by one query.

        A server whose default graph is the union of all gives the triples of named graphs in the default graph as well.
        """
        for subject, predicate, value, graph in self._rows(
            "{ ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } }", "?s ?p ?o ?g"
        ):
            yield Quad(
                cast("NamedNode", subject),
                cast("NamedNode", predicate),
                value,
                cast("NamedNode | None", graph) or DefaultGraph(),
            )

    def triples(
        self, predicate: str, *, subjects: Iterable[NamedNode] | None = None, objects: Iterable[Node] | None = None
    ) -> Iterator[tuple[NamedNode, Node]]:
        """Subject and object of every triple of one predicate, by one query for each `_AT_ONCE` subjects and objects.

        `predicate` is a CURIE.
        """
        iri = NamedNode(expand(Reference.parse(predicate)))
        for some, values in product(_values("?s", subjects), _values("?o", objects)):
            for subject, value in self._rows(f"{some} {values} ?s {iri} ?o", "?s ?o"):
                yield cast("NamedNode", subject), value

    def descriptions(
        self, subjects: Iterable[NamedNode], graph: NamedNode | None = None
    ) -> Iterator[tuple[NamedNode, NamedNode, Node]]:
        """Every triple of these subjects, in the default graph or a named one, by one query for each `_AT_ONCE`."""
        for some in _values("?s", subjects):
            pattern = f"GRAPH {graph} {{ ?s ?p ?o }}" if graph else "?s ?p ?o"
            for subject, predicate, value in self._rows(f"{some} {pattern}", "?s ?p ?o"):
                yield cast("NamedNode", subject), cast("NamedNode", predicate), value

    def _rows(self, pattern: str, columns: str) -> Iterator[tuple[Node, ...]]:
        answer = cast("QuerySolutions", self.query(f"SELECT {columns} WHERE {{ {pattern} }}"))
        return (tuple(cast("Iterable[Node]", row)) for row in answer)


def _values(variable: str, nodes: Iterable[Node] | None) -> list[str]:
    """VALUES blocks of at most `_AT_ONCE` nodes; an empty one where any node will do."""
    if nodes is None:
        return [""]
    return [f"VALUES {variable} {{ {' '.join(map(str, some))} }}" for some in _batches(nodes)]


def _batches(nodes: Iterable[Node]) -> Iterator[list[Node]]:
    rest = iter(nodes)
    while some := list(islice(rest, _AT_ONCE)):
        yield some


def _with_prefixes(sparql: str) -> str:
    """Declare what the query leaves to us, on its own first line, so that line numbers stay."""
    stream = tuple(tokens(sparql))
    used = {token.text.partition(":")[0] for token in stream if token.kind == "name"}
    missing = sorted((used - declared_prefixes(stream)) & prefix_map().keys())
    return "".join(f"PREFIX {prefix}: <{prefix_map()[prefix]}> " for prefix in missing) + sparql


def _results(body: bytes, format_: QueryResultsFormat) -> Answer:
    """The rows; they are read once beforehand, so that a damaged answer is found here and not by who reads them."""
    found = parse_results(body, format=format_)
    if not isinstance(found, QuerySolutions):
        return found
    for _ in found:
        pass
    return parse_results(body, format=format_)


def _triples(body: bytes, format_: RdfFormat) -> QueryTriples:
    store = Store()
    store.load(body, format=format_)
    return cast("QueryTriples", store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"))
