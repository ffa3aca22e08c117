"""Searches the names of a graph and of the vocabularies, and ranks what it finds. The order is always the same."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Protocol, TypeVar, cast

from pyoxigraph import NamedNode

from pohgraph.model import Reference
from pohgraph.schema.prefixes import compress, expand, prefix_map
from pohgraph.schema.relations import EXACT_MATCH, HAS_DB_XREF
from pohgraph.search.hit import Hit
from pohgraph.search.identifiers import references_in
from pohgraph.search.index import Candidate, DamagedIndexError, Entity, NameIndex
from pohgraph.search.kinds import PAGE
from pohgraph.search.match import Fit, Match, Words
from pohgraph.search.names import graph_index
from pohgraph.search.remote import RemoteNames
from pohgraph.store.graph import GraphStore
from pohgraph.store.source import Queryable

_COMPARED = 300  # names of each source that are compared with the words
_CHOSEN = 200  # entities of which the graph is asked whether it has them
_EVERYTHING = 1_000_000
_ALIKE, _AS_GOOD = 0.65, 0.05  # likeness of a suggestion, and how much less than the best one more may have
_SUGGESTED = 3
_COMPLETED = 60
_LESS_CLOSE = 0.2  # likeness that a close spelling may lack to the closest
_SELDOM_MEANT = frozenset((PAGE, "publication"))  # their titles hold the names of everything else
_T = TypeVar("_T")
_Found = dict[str, tuple[Match, str, Entity]]  # CURIE -> the best match, the name it is of, and what has that name


class _Names(Protocol):
    """Where names are looked for: a `NameIndex` or `RemoteNames`."""

    def candidates(self, typed: Words, kind: str, limit: int) -> list[Candidate]: ...
    def entities(self, curies: Iterable[str]) -> dict[str, Entity]: ...
    def of_kind(self, kind: str, limit: int) -> list[Entity]: ...
    def close(self) -> None: ...


def search(
    words: str, *, graph: Queryable | None = None, kind: str = "", limit: int | None = None, everywhere: bool = True
) -> tuple[Hit, ...]:
    """What the words may mean, the best first: in a graph, and in the vocabularies if `everywhere`.

    Identifiers come first, then whole names, whole synonyms, beginnings of names, names whose words begin so, names that hold
    the words, and close spellings if nothing else fits. Of hits that fit as well, those with claims in the graph come first.
    Without words, what the graph has of the `kind`.

    Raises:
        StoreError: an index of names is damaged and cannot be made again.
    """
    return _mending(lambda: _search(words, graph, kind, limit, everywhere=everywhere))


def _search(words: str, graph: Queryable | None, kind: str, limit: int | None, *, everywhere: bool) -> tuple[Hit, ...]:
    typed = Words(words)
    with ExitStack() as opened:
        names = opened.enter_context(closing(_names_of(graph))) if graph else None
        if not typed.folded:
            of_kind = names.of_kind(kind, limit or _EVERYTHING) if names and kind else []
            return tuple(_hit(Match(Fit.NAME, 1), entity.label, entity, entity) for entity in of_kind)
        found: _Found = {}
        sources = [names] if names else []
        if everywhere:
            from pohgraph.search.vocabulary import vocabulary_index  # noqa: PLC0415 - completion has no time for it

            sources.append(opened.enter_context(closing(NameIndex(vocabulary_index()))))
        for source in sources:
            _add_names(found, typed, source.candidates(typed, kind, _COMPARED))
        for entity in _identified(words, graph, names, everywhere=everywhere):
            if not kind or entity.kind == kind:
                found[entity.curie] = Match(Fit.IDENTIFIER, 1), words.strip(), entity
        chosen = _chosen(found)
        present = names.entities(chosen) if names else {}
    hits = [(found[curie][0], _hit(*found[curie], present.get(curie))) for curie in chosen]
    return tuple(hit for _, hit in sorted(hits, key=lambda pair: _rank(*pair))[:limit])


def completions(graph: GraphStore, beginning: str, kind: str = "") -> tuple[tuple[str, str], ...]:
    """Names and CURIEs of a graph that begin so, in any case, each with what it is: at most 60, the most claimed first.

    Without a beginning, the labels of what the graph has claims about. A graph whose names cannot be indexed has none.
    """
    found = _mending(lambda: _beginning(graph, beginning, kind))
    unlikely = () if kind else _SELDOM_MEANT
    rows = sorted(
        (
            -entity.claims,
            entity.label != name,
            name,
            f"{entity.label}, {entity.curie}" if name != entity.label else entity.curie,
        )
        for name, entity in found
        if entity.kind not in unlikely and (beginning or (entity.claims and name == entity.label))
    )
    shown: dict[str, str] = {}
    for _, _, name, text in rows[:_COMPLETED]:
        shown.setdefault(name, text)
    return tuple(shown.items())


def suggestions(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Which hits may be meant by a name that the graph lacks: at most three, and none that is too unlike."""
    hits = tuple(hit for hit in hits if hit.kind not in _SELDOM_MEANT) or hits
    fitting = [hit for hit in hits if not hit.is_close][:_SUGGESTED]
    if fitting or not hits:
        return tuple(fitting)
    least = max(_ALIKE, hits[0].likeness - _AS_GOOD)
    return tuple(hit for hit in hits if hit.likeness >= least)[:_SUGGESTED]


def _mending(ask: Callable[[], _T]) -> _T:
    """The answer; an index that turns out to be damaged is dropped, once, and so made again."""
    dropped: set[Path] = set()
    while True:
        try:
            return ask()
        except DamagedIndexError as error:
            if (path := Path(error.path)) in dropped:
                raise
            dropped.add(path)
            try:
                path.unlink(missing_ok=True)
            except OSError:
                raise error from None


def _beginning(graph: GraphStore, beginning: str, kind: str) -> list[tuple[str, Entity]]:
    index = graph_index(graph)
    if index is None:
        return []
    with closing(NameIndex(index)) as names:
        return names.beginning(beginning, kind, _EVERYTHING)


def _names_of(graph: Queryable) -> _Names:
    index = graph_index(graph) if isinstance(graph, GraphStore) else None
    return NameIndex(index) if index else RemoteNames(graph)


def _add_names(found: _Found, typed: Words, candidates: Iterable[Candidate]) -> None:
    for candidate in dict.fromkeys(candidates):
        match = typed.match(candidate.folded, candidate.scope)
        curie = candidate.entity.curie
        known = found.get(curie)
        if known is None or match.rank < known[0].rank:
            found[curie] = match, candidate.text, known[2] if known else candidate.entity


def _identified(words: str, graph: Queryable | None, names: _Names | None, *, everywhere: bool) -> Iterator[Entity]:
    """What has the words as its identifier, or as one that is mapped to it."""
    for reference in references_in(words):
        if everywhere:
            from pohgraph.search.vocabulary import vocabulary_entity  # noqa: PLC0415 - completion has no time for it
        if names and (here := names.entities([reference.curie])):
            yield from here.values()
        elif graph and names and (mapped := names.entities(_mapped(graph, reference))):
            yield from mapped.values()
        elif everywhere and (known := vocabulary_entity(reference)):
            yield known


def _mapped(graph: Queryable, reference: Reference) -> list[str]:
    if reference.prefix not in prefix_map():
        return []
    for mapping in (EXACT_MATCH.curie, HAS_DB_XREF.curie):
        rows = graph.query(f"SELECT DISTINCT ?node {{ ?node {mapping} <{expand(reference)}> }} ORDER BY ?node LIMIT 5")
        if found := [compress(node.value) for (node,) in cast("Iterable[tuple[NamedNode]]", rows)]:
            return found
    return []


def _chosen(found: _Found) -> list[str]:
    """The CURIEs of the best matches; close spellings only where nothing else fits, and of those the closest."""
    matches = [match for match, _, _ in found.values()]
    closest = max((match.likeness for match in matches), default=0.0)
    least = closest - _LESS_CLOSE if all(match.fit == Fit.CLOSE for match in matches) else 1.0
    wanted = [curie for curie, (match, _, _) in found.items() if match.fit != Fit.CLOSE or match.likeness >= least]
    return sorted(wanted, key=lambda curie: (found[curie][0].rank, len(found[curie][1]), curie))[:_CHOSEN]


def _hit(match: Match, name: str, entity: Entity, present: Entity | None) -> Hit:
    shown = present or entity
    return Hit(
        curie=shown.curie,
        label=shown.label if shown.label != shown.curie else entity.label,
        kind=shown.kind,
        name=name,
        match=str(match),
        likeness=match.likeness,
        is_close=match.fit == Fit.CLOSE,
        in_graph=present is not None,
        claims=present.claims if present else 0,
    )


def _rank(match: Match, hit: Hit) -> tuple[object, ...]:
    fit, unlike, scope = match.rank
    least_meant = (hit.kind in _SELDOM_MEANT, hit.claims == 0, not hit.in_graph)
    return fit, unlike, *least_meant, scope, len(hit.name), -hit.claims, hit.name, hit.curie
