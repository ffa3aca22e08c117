"""Replaces the graphs of a server by those of a store: what is new is put together aside, counted, moved into place, and counted again.

Graphs that the server has already are left alone, and so are all that no load of ours brought there.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from pohgraph.counting import counted
from pohgraph.errors import LoadError
from pohgraph.schema.prefixes import iri_root
from pohgraph.store.digests import DEFAULT_GRAPH
from pohgraph.store.graph import GraphStore
from pohgraph.store.pushing.client import Client
from pohgraph.store.pushing.holding import held
from pohgraph.store.pushing.record import SEEN, Loaded, forget, is_staging, read_record, remember, remove_parts, staging
from pohgraph.store.pushing.sending import drop, stage

STAND_IN = f"{iri_root('poh')}graph/default"  # for the default graph, where a server has none of its own
_LARGE = 50_000  # triples: more are not moved by one update, where a server cannot move all at once
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """What a load did. `default_graph` is the IRI under which the default graph is on the server, "" for the server's own.

    `loaded`, `unchanged` and `removed` count graphs, `sent` and `quads` the quads of `loaded` and of all.
    """

    server: str
    default_graph: str
    loaded: int
    unchanged: int
    removed: int
    sent: int
    quads: int


def push(
    graph: GraphStore,
    client: Client,
    *,
    default_graph: str | None = None,
    again: bool = False,
    take_over: bool = False,
    progress: Progress | None = None,
) -> Pushed:
    """Load a graph. Its default graph becomes `default_graph`, else the server's own, or `STAND_IN` where that is the union of all.

    With `again`, graphs that the server has already are sent as well. Broken off at any time, it is gone on with by the next call. `progress` is told how many of how many quads have arrived.

    Raises:
        LoadError: another load is under way, a graph of somebody else would be replaced, or the server lost triples.
        QueryError: the server cannot be reached, or refuses.
        StoreError: the store is damaged.
    """
    digests = graph.manifest.graphs if graph.manifest else graph.digests()
    with held(client, take_over=take_over):
        record = read_record(client)
        place = default_graph or (STAND_IN if client.has(SEEN) else DEFAULT_GRAPH)
        targets = {name: Loaded(name or place, digest) for name, digest in digests.items()}
        there = _counts(client, place)
        _refuse_strangers(client, place, there, record.loaded)
        wanted = {
            name: loaded
            for name, loaded in targets.items()
            if again or record.loaded.get(loaded.graph) != loaded or there.get(loaded.graph, 0) != loaded.digest.triples
        }
        stale = [loaded for name, loaded in record.loaded.items() if name not in {t.graph for t in targets.values()}]
        _send_missing(client, graph, wanted, there, record.parts, progress)
        if wanted or record.parts:
            client.update(remove_parts())  # what breaks off from here on may have lost some of them
        _swap(client, list(wanted.values()), stale, record.loaded)
        _check(client, place, targets.values())
    return Pushed(
        server=client.addresses.server,
        default_graph=place,
        loaded=len(wanted),
        unchanged=len(targets) - len(wanted),
        removed=len(stale),
        sent=sum(loaded.digest.triples for loaded in wanted.values()),
        quads=sum(digest.triples for digest in digests.values()),
    )


def _counts(client: Client, place: str) -> dict[str, int]:
    """How many triples each graph has; the server's default graph is looked at where it is ours."""
    found = client.counts()
    return found if place else found | {DEFAULT_GRAPH: client.count_default()}


def _refuse_strangers(client: Client, place: str, there: Mapping[str, int], loaded: Mapping[str, Loaded]) -> None:
    """The default graph of a server may be full of what others have loaded; graphs of pages are nobody else's."""
    if place not in loaded and there.get(place):
        what = f"the graph {place}" if place else "its default graph"
        reason = f"{what} has {counted(there[place], 'triple')} that pohgraph did not load, which would be lost"
        raise LoadError(client.addresses.query, reason, hint="name a graph of its own with --default-graph IRI")


def _send_missing(
    client: Client,
    graph: GraphStore,
    wanted: Mapping[str, Loaded],
    there: Mapping[str, int],
    parts: set[str],
    progress: Progress | None,
) -> None:
    places = {staging(loaded).value: loaded for loaded in wanted.values()}
    drop(client, (name for name in there if is_staging(name) and name not in places))
    missing = {
        name: loaded for name, loaded in wanted.items() if there.get(staging(loaded).value, 0) != loaded.digest.triples
    }
    total = sum(loaded.digest.triples for loaded in missing.values())
    done = 0

    def tick(more: int) -> None:
        nonlocal done
        done += more
        if progress:
            progress(done, total)

    stage(client, graph, missing, there, parts, tick)
    if not missing:
        return
    found = client.counts()
    wrong = {name: loaded for name, loaded in places.items() if found.get(name, 0) != loaded.digest.triples}
    if wrong:
        drop(client, wrong)
        client.update(remove_parts())
        name, loaded = next(iter(wrong.items()))
        raise _miscounted(client, loaded, found.get(name, 0), "nothing was replaced")


def _swap(client: Client, wanted: list[Loaded], stale: list[Loaded], before: Mapping[str, Loaded]) -> None:
    """Put graphs into place and take away those that are gone: in one update where the server can, else in groups, large ones last.

    What is remembered of a group is taken back first: a group that broke off half-way counts as not loaded.
    """
    graphs = sorted([*wanted, *stale], key=lambda loaded: (loaded.digest.triples > _LARGE, loaded.graph))
    for group in _groups(graphs, client.addresses.at_once):
        new = [loaded for loaded in group if loaded not in stale]
        old = [before[loaded.graph] for loaded in group if loaded.graph in before]
        moves = [_move(loaded) for loaded in new]
        gone = [_clear(loaded.graph) for loaded in group if loaded in stale]
        is_bulky = any(loaded.digest.triples > _LARGE for loaded in (*group, *old))
        client.update(*forget(old), *moves, *gone, *remember(new), is_bulky=is_bulky)


def _groups(graphs: list[Loaded], at_once: int) -> Iterator[list[Loaded]]:
    if not at_once:
        yield from [graphs] if graphs else []
        return
    group: list[Loaded] = []
    triples = 0
    for loaded in graphs:
        triples += loaded.digest.triples
        if group and (len(group) == at_once or triples > _LARGE):
            yield group
            group, triples = [], loaded.digest.triples
        group.append(loaded)
    if group:
        yield group


def _move(loaded: Loaded) -> str:
    if not loaded.digest.triples:  # there is nothing to move, and some servers empty the target without saying so
        return _clear(loaded.graph)
    target = f"GRAPH {NamedNode(loaded.graph)}" if loaded.graph else "DEFAULT"
    return f"MOVE GRAPH {staging(loaded)} TO {target}"


def _clear(graph: str) -> str:
    return f"DROP SILENT GRAPH {NamedNode(graph)}" if graph else "DROP SILENT DEFAULT"


def _check(client: Client, place: str, targets: Iterable[Loaded]) -> None:
    found = _counts(client, place)
    for loaded in targets:
        if found.get(loaded.graph, 0) != loaded.digest.triples:
            raise _miscounted(client, loaded, found.get(loaded.graph, 0), "run this again")


def _miscounted(client: Client, loaded: Loaded, found: int, then: str) -> LoadError:
    what = loaded.graph or "the default graph"
    reason = f"the server counts {counted(found, 'triple')} in {what} where {loaded.digest.triples:,} were loaded"
    return LoadError(client.addresses.query, reason, hint=then)
