"""A SPARQL endpoint over HTTP, asked by the SPARQL 1.1 protocol. It answers `query` as a local graph does."""

import urllib.error
import urllib.request
from http.client import HTTPException
from typing import cast
from urllib.parse import urlencode, urlsplit

from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat, Store
from pyoxigraph import parse_query_results as parse_results

from pohgraph.errors import QueryError
from pohgraph.schema.prefixes import prefix_map
from pohgraph.store.source import Answer
from pohgraph.store.sparql import declared_prefixes, query_form, tokens
from pohgraph.version import __version__

_ROWS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "application/json": QueryResultsFormat.JSON,
}
_GRAPHS = {
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/turtle": RdfFormat.TURTLE,
    "application/rdf+xml": RdfFormat.RDF_XML,
}
_SHOWN = 300  # characters of a server's own words in an error


class RemoteStore:
    """The graph behind a SPARQL endpoint.

    Raises:
        QueryError: the address is not one of http or https.
    """

    def __init__(self, endpoint: str, *, timeout: float = 60.0) -> None:
        if urlsplit(endpoint).scheme not in {"http", "https"} or not urlsplit(endpoint).hostname:
            raise QueryError(f"{endpoint!r} is not the address of an endpoint", hint="https://…/sparql")
        self.path = endpoint
        self._timeout = timeout

    def query(self, sparql: str) -> Answer:
        """Send a query, with the usual prefixes it uses declared.

        Raises:
            QueryError: the server cannot be reached, refuses the query, or answers in no format we know.
        """
        stream = tuple(tokens(sparql))
        is_graph = query_form(stream) in {"CONSTRUCT", "DESCRIBE"}
        media, body = self._post(_with_prefixes(sparql), ", ".join(_GRAPHS if is_graph else _ROWS))
        try:
            if is_graph:
                return _triples(body, _GRAPHS[media])
            return parse_results(body, format=_ROWS[media])
        except KeyError:
            reason = f"answered in {media or 'no stated format'}, which is not a SPARQL result"
            raise QueryError(reason, name=self.path, hint="is this the address of the endpoint itself?") from None
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"its answer is damaged: {error}", name=self.path) from error

    def _post(self, sparql: str, accept: str) -> tuple[str, bytes]:
        request = urllib.request.Request(  # noqa: S310 - the scheme is checked above
            self.path,
            data=urlencode({"query": sparql}).encode(),
            headers={
                "Accept": accept,
                "Content-Type": "application/x-www-form-urlencoded",
                "User-Agent": f"pohgraph/{__version__}",
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=self._timeout) as response:  # noqa: S310 - as above
                return response.headers.get_content_type(), response.read()
        except urllib.error.HTTPError as error:
            with error:
                said = " ".join(error.read().decode("utf-8", "replace").split())[:_SHOWN]
            raise QueryError(
                f"HTTP {error.code} {error.reason}{f': {said}' if said else ''}", name=self.path
            ) from error
        except (urllib.error.URLError, HTTPException, OSError) as error:
            reason: object = error.reason if isinstance(error, urllib.error.URLError) else error
            if isinstance(reason, TimeoutError):
                reason = f"no answer within {self._timeout:g} seconds"
            raise QueryError(f"cannot be reached: {reason}", name=self.path) from error


def _with_prefixes(sparql: str) -> str:
    """Declare what the query leaves to us, on its own first line, so that line numbers stay."""
    stream = tuple(tokens(sparql))
    used = {token.text.partition(":")[0] for token in stream if token.kind == "name"}
    missing = sorted((used - declared_prefixes(stream)) & prefix_map().keys())
    return "".join(f"PREFIX {prefix}: <{prefix_map()[prefix]}> " for prefix in missing) + sparql


def _triples(body: bytes, format_: RdfFormat) -> QueryTriples:
    store = Store()
    store.load(body, format=format_)
    return cast("QueryTriples", store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"))
