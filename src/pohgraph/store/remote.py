"""A SPARQL endpoint over HTTP, asked by the SPARQL 1.1 protocol. It answers and is read as a local graph is."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial
from http.client import HTTPException
from itertools import product
from types import TracebackType
from typing import TYPE_CHECKING, Self, cast
from urllib.error import HTTPError, URLError

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, QueryTriples

from pohgraph.errors import QueryError, SeveralGraphsError, StoreError
from pohgraph.model import Reference
from pohgraph.schema.prefixes import expand
from pohgraph.store.http_client import LOGIN_WANTED, check_address, post
from pohgraph.store.login import Login
from pohgraph.store.rdf import CONFLICTS
from pohgraph.store.remote_answers import NO, YES, Answered, accepted, read_answer, with_prefixes
from pohgraph.store.remote_layout import DEFAULT_GRAPH, Layout, found_layout, is_of_loads, parted
from pohgraph.store.remote_portions import in_order, listed, together, values_of
from pohgraph.store.remote_rows import (
    PART,
    Rows,
    all_rows,
    beyond,
    count_of,
    has_been_cut,
    in_parts,
    read_rows,
    refuse_cut,
)
from pohgraph.store.source import Answer, Node
from pohgraph.store.sparql import Token, query_form, tokens

if TYPE_CHECKING:
    from rdflib import Dataset

_Triple = tuple[NamedNode, NamedNode, Node]
_PARTS_AT_ONCE = 50  # graphs or predicates of a download by one query: Virtuoso stops at long lists
_SURELY_ALL = 500  # triples: no server gives so few at most
_LOOKING = 10.0  # seconds that finding out how a server works may take, before somebody's own query
_WHOLE_GRAPHS = ("pohgraph:Document", "pohgraph:Dataset", "pohgraph:ImportedGraph")  # what has a graph of its own


class RemoteStore:
    """The graph behind a SPARQL endpoint. `path` is its address.

    Where the server has our default graph under a name, queries see that graph as the default graph, as they do on disk. The
    parameter `default-graph-uri` of the address says which graph that is; else it is looked for.

    It is asked with the login that the environment has, unless another is given.

    Raises:
        QueryError: the address is none that can be asked, or the environment has half a login.
    """

    built = None  # nobody knows when the graph was written: the protocol has no way to ask

    def __init__(self, endpoint: str, *, timeout: float = 60.0, login: Login | None = None) -> None:
        check_address(endpoint)
        self.path, self._home = parted(endpoint)
        self._timeout = timeout
        self._login = login or Login.from_environment()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        """The number of quads."""
        return sum(self._sizes().values()) + sum(self._predicates().values())

    def __repr__(self) -> str:
        return f"<RemoteStore {self.path}>"

    def close(self) -> None:
        """Nothing is held."""

    @cached_property
    def layout(self) -> Layout:
        """Where the server has our default graph.

        Raises:
            QueryError: the server cannot be reached, or several of its graphs are ours.
        """
        return found_layout(self._plain_rows, self._home)

    def check(self) -> None:
        """See that the server answers, and has a graph of ours.

        Raises:
            QueryError: it does not answer, or has none.
        """
        if not (self.layout.graph or self._plain_rows("SELECT ?s WHERE { ?s a pohgraph:Document } LIMIT 1")):
            hint = "`pohgraph export nq` writes what is to be loaded into it"
            raise QueryError("it has no graph of pohgraph", name=self.path, hint=hint)

    @property
    def version(self) -> str:
        """What tells this graph from another one that takes its place there: how often each predicate and graph occurs."""
        counts = sorted((key.value, count) for key, count in (*self._predicates().items(), *self._sizes().items()))
        return hashlib.sha256(json.dumps(counts).encode()).hexdigest()[:16]

    def query(
        self,
        sparql: str,
        *,
        default_graphs: Sequence[NamedNode] | None = None,
        named_graphs: Sequence[NamedNode] | None = None,
    ) -> Answer:
        """Send a query, with the usual prefixes it uses declared.

        `default_graphs` and `named_graphs`, where given, are what the query sees, whatever its FROM says.

        Raises:
            QueryError: the server cannot be reached, refuses the query, answers in no format we know, or gives a part only.
        """
        stream = tuple(tokens(sparql))
        form = query_form(stream)
        if default_graphs is None and named_graphs is None:
            default_graphs, named_graphs = self._seen_by(stream)
        answer, count, headers = self._asked(sparql, form, default=default_graphs or (), named=named_graphs or ())
        is_graph = isinstance(answer, QueryTriples)
        try:
            refuse_cut(headers, count, stream, address=self.path, is_graph=is_graph)
        except QueryError:
            more = beyond(sparql, stream, count) if is_graph and not has_been_cut(headers) else ""
            if not more or self._gives(more, form, default_graphs or (), named_graphs or ()):
                del answer  # a traceback would keep the rows alive, which no other thread may drop
                raise
        if form == "ASK" and isinstance(answer, QuerySolutions):  # Virtuoso's yes is a row, its no none
            return YES if next(answer, None) else NO
        return answer

    def _gives(self, sparql: str, form: str, default: Sequence[NamedNode], named: Sequence[NamedNode]) -> bool:
        """Whether a query for triples gives any."""
        answer, _, _ = self._asked(sparql, form, default=default, named=named)
        return not isinstance(answer, QueryTriples) or next(answer, None) is not None

    def has_graph(self, name: NamedNode) -> bool:
        """Whether it is one of the named graphs, of which each page has its own."""
        return bool(self._plain_rows(f"SELECT ?s WHERE {{ GRAPH {name} {{ ?s ?p ?o }} }} LIMIT 1"))

    def source(self, sha256: str) -> bytes:
        """There are no bytes of pages.

        Raises:
            StoreError: always.
        """
        raise StoreError(
            self.path, f"a SPARQL server has no copies of pages: read the one with the hash {sha256} from its file"
        )

    def to_rdflib(self) -> "Dataset":
        """The graph as an rdflib dataset in memory: its default graph and one named graph per document."""
        from pohgraph.store.convert import rdflib_dataset  # noqa: PLC0415 - rdflib only for those who ask

        return rdflib_dataset(self.quads())

    def quads(self) -> Iterator[Quad]:
        """Every quad of ours, each once, in many queries, and held against how many there are."""
        for predicates, count in together(in_order(self._predicates()), most=_PARTS_AT_ONCE):
            pattern = f"VALUES ?p {{ {listed(predicates)} }} {self.layout.default('?s ?p ?o')}"
            for triple in self._triples(pattern, self.layout.chosen, total=count):
                yield Quad(*triple, DefaultGraph())
        for (graph,), count in together(in_order(self._sizes()), most=1):  # triples do not say their graph
            for triple in self._triples(f"GRAPH {graph} {{ ?s ?p ?o }}", (), total=count):
                yield Quad(*triple, graph)

    def triples(
        self, predicate: str, *, subjects: Iterable[NamedNode] | None = None, objects: Iterable[Node] | None = None
    ) -> Iterator[tuple[NamedNode, Node]]:
        """Subject and object of every triple of one predicate, by one query for each `_AT_ONCE` subjects and objects.

        `predicate` is a CURIE.
        """
        pattern = f"VALUES ?p {{ {NamedNode(expand(Reference.parse(predicate)))} }} {self.layout.default('?s ?p ?o')}"
        for some, values in product(values_of("?s", subjects), values_of("?o", objects)):
            for subject, _, value in self._triples(f"{some} {values} {pattern}", self.layout.chosen):
                yield subject, value

    def descriptions(
        self, subjects: Iterable[NamedNode], graph: NamedNode | None = None
    ) -> Iterator[tuple[NamedNode, NamedNode, Node]]:
        """Every triple of these subjects, in the default graph or a named one, by one query for each `_AT_ONCE`."""
        pattern = f"GRAPH {graph} {{ ?s ?p ?o }}" if graph else self.layout.default("?s ?p ?o")
        for some in values_of("?s", subjects):
            yield from self._triples(f"{some} {pattern}", () if graph else self.layout.chosen)

    def own_descriptions(self, pages: Iterable[NamedNode]) -> Iterator[tuple[NamedNode, NamedNode, Node]]:
        """Every triple of these pages, each in the graph that has its name, by one query for each `_PARTS_AT_ONCE`."""
        for some in values_of("?s", pages, at_once=_PARTS_AT_ONCE):
            yield from self._triples(f"{some} GRAPH ?s {{ ?s ?p ?o }}", ())

    def _triples(self, pattern: str, default: tuple[NamedNode, ...], *, total: int | None = None) -> Iterator[_Triple]:
        """The triples ?s ?p ?o of a pattern, of which there are `total`, where that is known; `default` is the default graph.

        They come as N-Triples, which servers write without loss and Virtuoso five times faster than rows in JSON.
        """
        select = partial(self._rows, default=default)
        if total is None or total <= PART:
            triples, may_be_cut = self._graph(pattern, default)
            if total is None:
                total = count_of(select, pattern) if may_be_cut or len(triples) >= _SURELY_ALL else len(triples)
            if len(triples) == total:
                yield from triples
                return
        yield from in_parts(lambda query: self._graph(query, default)[0], "?s ?p ?o", pattern, total)

    def _graph(self, pattern: str, default: Sequence[NamedNode]) -> tuple[list[_Triple], bool]:
        sparql = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}"
        answer, _, headers = self._asked(sparql, "CONSTRUCT", default=default)
        triples = [(triple.subject, triple.predicate, triple.object) for triple in cast("QueryTriples", answer)]
        return cast("list[_Triple]", triples), has_been_cut(headers)

    def _predicates(self) -> dict[NamedNode, int]:
        """How often the default graph has each predicate."""
        inner = f"SELECT ?p (COUNT(*) AS ?n) WHERE {{ {self.layout.default('?s ?p ?o')} }} GROUP BY ?p"
        return self._counts("?p ?n", inner)

    def _sizes(self) -> dict[NamedNode, int]:
        """How many triples each named graph of ours has: on a server that names the default graph, there are other people's."""
        inner = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
        found = {graph: count for graph, count in self._counts("?g ?n", inner).items() if not is_of_loads(graph)}
        if self.layout.graph is None:
            return found
        kinds = [NamedNode(expand(Reference.parse(kind))) for kind in _WHOLE_GRAPHS]
        ours = {CONFLICTS, *(graph for graph, _ in self.triples("rdf:type", objects=kinds))}
        return {graph: count for graph, count in found.items() if graph in ours}

    def _counts(self, columns: str, inner: str) -> dict[NamedNode, int]:
        rows = all_rows(self._select, columns, f"{{ {inner} }}")
        return {cast("NamedNode", key): int(cast("Literal", count).value) for key, count in rows}

    def _select(self, sparql: str) -> Rows:
        return self._rows(sparql, self.layout.chosen)

    def _plain_rows(self, sparql: str, default: Sequence[NamedNode] = ()) -> list[tuple[Node | None, ...]]:
        """Rows of a query about the server, whose layout is not known yet."""
        return self._rows(sparql, default, timeout=min(self._timeout, _LOOKING)).rows

    def _rows(self, sparql: str, default: Sequence[NamedNode], *, timeout: float | None = None) -> Rows:
        answer, _, headers = self._asked(sparql, "SELECT", default=default, timeout=timeout)
        if not isinstance(answer, QuerySolutions):
            raise QueryError("answered a SELECT without rows", name=self.path)
        return read_rows(answer, headers)

    def _seen_by(self, query: tuple[Token, ...]) -> tuple[tuple[NamedNode, ...], tuple[NamedNode, ...]]:
        """What a query has to name as its default graph and as its named graphs, to see what it sees on disk."""
        try:
            layout = self.layout
        except SeveralGraphsError:
            raise
        except QueryError as error:
            cause = error.__cause__
            if isinstance(cause, HTTPError) and cause.code in LOGIN_WANTED:
                raise  # whoever sends a wrong password again is locked out by some servers
            reason = cause.reason if isinstance(cause, URLError) else cause
            if isinstance(cause, OSError | HTTPException) and not isinstance(reason, str | TimeoutError):
                raise  # there is no connection, and no more of one for the query itself
            return (), ()  # the query itself may fare better, or tells what is wrong with the server
        return layout.seen_by(query)

    def _asked(
        self,
        sparql: str,
        form: str,
        *,
        default: Sequence[NamedNode],
        named: Sequence[NamedNode] = (),
        timeout: float | None = None,
    ) -> Answered:
        sent: dict[str, str | Sequence[str]] = {"query": with_prefixes(sparql)}
        sent |= {DEFAULT_GRAPH: [graph.value for graph in default]} if default else {}
        sent |= {"named-graph-uri": [graph.value for graph in named]} if named else {}
        response = post(self.path, sent, accept=accepted(form), timeout=timeout or self._timeout, login=self._login)
        return read_answer(response, form, self.path)
