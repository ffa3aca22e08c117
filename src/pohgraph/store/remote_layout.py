"""Where a server has the triples of our default graph: servers differ in what a query without GRAPH sees."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pyoxigraph import NamedNode

from pohgraph.errors import QueryError, SeveralGraphsError, UnknownReferenceError
from pohgraph.model import Reference
from pohgraph.schema.prefixes import expand, iri_root
from pohgraph.store.source import Node
from pohgraph.store.sparql import Token

Ask = Callable[
    ..., list[tuple[Node | None, ...]]
]  # the rows of a SELECT, of the default graph `default` if one is given

DEFAULT_GRAPH = "default-graph-uri"  # the parameter of the protocol that names it
# Pages are described in our default graph. Graphs that have no page have a file of statements there.
_HOME = "SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?source a pohgraph:{kind} }} }} LIMIT 10"
_KINDS = ("Document", "Dataset")
# The hash of a page is in the graph of the page alone.
_UNION = "SELECT ?page WHERE { GRAPH ?page { ?page pohgraph:sha256 ?hash } ?page pohgraph:sha256 ?hash } LIMIT 1"
_ALONE = "SELECT ?page WHERE { ?page a pohgraph:Document } LIMIT 1"
_BOTH = "SELECT ?page WHERE { ?page a pohgraph:Document . GRAPH ?page { ?page pohgraph:sha256 ?hash } } LIMIT 1"
_LOADS = (
    f"{iri_root('poh')}load"  # the graph of what was loaded, and with a slash behind it those that are being loaded
)


@dataclass(frozen=True, slots=True)
class Layout:
    """How our default graph is found.

    `graph` is the named graph that it was loaded into, None on a server with a default graph. `is_chosen`: the server lets a
    request choose this graph as its default graph, and still sees the graphs of pages. `is_alone`: it lets a request choose it, which
    then sees those graphs alone that it names. `is_union`: a query sees the graphs of pages in the default graph as well.
    """

    graph: NamedNode | None = None
    is_chosen: bool = False
    is_alone: bool = False
    is_union: bool = False

    @property
    def chosen(self) -> tuple[NamedNode, ...]:
        """What a request has to name as its default graph."""
        return (self.graph,) if self.graph and self.is_chosen else ()

    def seen_by(self, query: tuple[Token, ...]) -> tuple[tuple[NamedNode, ...], tuple[NamedNode, ...]]:
        """What a query has to name as its default graph and as its named graphs, to see what it sees on disk.

        Nothing where the query itself says what it sees. Where a default graph is chosen, Virtuoso has no other graphs for GRAPH and
        a name, but all for GRAPH and a variable; others have none.

        Raises:
            QueryError: it would have to name all graphs of pages.
        """
        if not (self.graph and (self.is_chosen or self.is_alone)) or any(token.is_word("FROM") for token in query):
            return (), ()
        after = [name for word, name in pairwise(query) if word.is_word("GRAPH")]
        named = [_named(token) for token in after if token.kind != "variable"]
        if self.is_alone and (None in named or len(named) < len(after)):
            reason = f"this server shows {self.graph} as the default graph only to queries without GRAPH and a variable"
            raise QueryError(reason, hint="load the graph into the default graph of a server of its own")
        if None in named or (named and len(named) < len(after)):
            return (), ()
        return (self.graph,), tuple(dict.fromkeys(filter(None, named)))

    def default(self, pattern: str) -> str:
        """The same pattern of triples, of the default graph alone; no triple of ours is in two graphs."""
        if self.graph and not self.is_chosen:
            return f"GRAPH {self.graph} {{ {pattern} }}"
        return f"{pattern} MINUS {{ GRAPH ?elsewhere {{ {pattern} }} }}" if self.is_union else pattern


def parted(endpoint: str) -> tuple[str, NamedNode | None]:
    """The address without the graph that it chooses as its default graph, and this graph.

    Raises:
        QueryError: several are chosen, or none that is an IRI.
    """
    parts = urlsplit(endpoint)
    given = parse_qsl(parts.query, keep_blank_values=True)
    graphs = [value for name, value in given if name == DEFAULT_GRAPH]
    if not graphs:
        return endpoint, None
    others = urlencode([pair for pair in given if pair[0] != DEFAULT_GRAPH])
    try:
        (graph,) = map(NamedNode, graphs)
    except ValueError:
        raise QueryError(f"{DEFAULT_GRAPH} must be one IRI", name=endpoint) from None
    return urlunsplit(parts._replace(query=others)), graph


def found_layout(ask: Ask, graph: NamedNode | None = None) -> Layout:
    """How a server has our graphs, by one to three short queries; `graph` is the home of the default graph, where that is known.

    Raises:
        QueryError: the server does not answer, or several of its graphs have pages.
    """
    home = graph or _home(ask)
    if home:
        if ask(_BOTH, default=(home,)):
            return Layout(graph=home, is_chosen=True)
        return Layout(graph=home, is_alone=bool(ask(_ALONE, default=(home,))))
    return Layout(is_union=bool(ask(_UNION)))


def is_of_loads(graph: NamedNode) -> bool:
    """Whether a graph is no part of ours, but of the loading of one."""
    return graph.value == _LOADS or graph.value.startswith(f"{_LOADS}/")


def _named(token: Token) -> NamedNode | None:
    """The graph that a token names by its IRI or by a prefix of ours."""
    if token.kind == "iri":
        return NamedNode(token.text[1:-1])
    try:
        return NamedNode(expand(Reference.parse(token.text)))
    except (UnknownReferenceError, ValueError):
        return None


def _home(ask: Ask) -> NamedNode | None:
    for kind in _KINDS:
        found = (cell for (cell, *_) in ask(_HOME.format(kind=kind)))
        graphs = [cell for cell in found if isinstance(cell, NamedNode) and not is_of_loads(cell)]
        if len(graphs) > 1:
            raise _several(graphs)
        if graphs:
            return graphs[0]
    return None


def _several(graphs: Sequence[NamedNode]) -> SeveralGraphsError:
    listed = ", ".join(sorted(graph.value for graph in graphs))
    hint = "choose one with ?default-graph-uri=… at the end of the address"
    return SeveralGraphsError(f"several graphs there describe pages: {listed}", hint=hint)
