"""Checks what a query names outside the graph: only addresses that the server allows. Nothing is evaluated here."""

from collections.abc import Callable
from urllib.parse import urljoin

from pyoxigraph import NamedNode

from pohgraph.errors import QueryError
from pohgraph.schema.prefixes import prefix_map
from pohgraph.store.sparql import Token, place, services


def refuse_outside(
    sparql: str, stream: tuple[Token, ...], *, allowed: frozenset[str], has_graph: Callable[[NamedNode], bool]
) -> None:
    """Refuse SERVICE and FROM with anything that is neither allowed nor, for FROM, a graph of the store.

    SERVICE takes only an address in full: what a name or a relative IRI stands for is decided by the engine, and its reading
    (`PREFIXe:<…>`, `SILENTe:`) may be another than ours. FROM never contacts anybody, so a wrong reading there does no harm.

    Raises:
        QueryError: with the place of the keyword.
    """
    names = _Names(stream)
    for token in services(stream):
        target = _target(stream, token)
        if not token.is_word("SERVICE") or target.kind != "iri" or target.text[1:-1] not in allowed:
            line, column = place(sparql, token.start)
            reason = f"SERVICE {target.text} would contact another server, and this server does not allow that"
            addresses = ", ".join(f"<{address}>" for address in sorted(allowed))
            hint = f"it may contact {addresses}, written in full" if allowed else "query that server directly"
            raise QueryError(reason, line=line, column=column, hint=hint)
    for token in stream:
        if not token.is_word("FROM"):
            continue
        target = _target(stream, token)
        iri = names.iri(target)
        if iri and iri not in allowed and not _is_graph(iri, has_graph):
            line, column = place(sparql, token.start)
            reason = f"FROM {target.text}: the store has no such graph, and this server downloads none"
            hint = "SELECT DISTINCT ?page WHERE { GRAPH ?page { ?s ?p ?o } } lists its graphs"
            raise QueryError(reason, line=line, column=column, hint=hint)


def asks_others(stream: tuple[Token, ...]) -> bool:
    """Whether the query has a SERVICE."""
    return any(True for _ in services(stream))


def _target(stream: tuple[Token, ...], keyword: Token) -> Token:
    """What stands after SERVICE or FROM."""
    at = stream.index(keyword)
    after = [token for token in stream[at + 1 : at + 3] if not token.is_word("SILENT", "NAMED")]
    return after[0] if after else keyword


class _Names:
    """The IRIs that names stand for. Declarations are read in their order, as each counts from where it stands."""

    def __init__(self, stream: tuple[Token, ...]) -> None:
        self._prefixes = dict(prefix_map())
        self._base = ""
        for word, name, iri in zip(stream, stream[1:], stream[2:], strict=False):
            if word.is_word("BASE") and name.kind == "iri":
                self._base = urljoin(self._base, name.text[1:-1])
            elif word.is_word("PREFIX") and name.kind == "name" and iri.kind == "iri":
                self._prefixes[name.text.removesuffix(":")] = urljoin(self._base, iri.text[1:-1])

    def iri(self, token: Token) -> str:
        if token.kind == "iri":
            return urljoin(self._base, token.text[1:-1])
        prefix, colon, local = token.text.partition(":")
        return self._prefixes[prefix] + local if colon and prefix in self._prefixes else ""


def _is_graph(iri: str, has_graph: Callable[[NamedNode], bool]) -> bool:
    try:
        return has_graph(NamedNode(iri))
    except ValueError:
        return False
