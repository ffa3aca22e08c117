"""Claims through the releases of a graph, and the difference of two graphs, as Python and the command line give them."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from pyoxigraph import NamedNode

from pohgraph.api.explain import find_claims
from pohgraph.claims.decisions import decision_in_words, read_decisions_on
from pohgraph.claims.nodes import read_sources
from pohgraph.claims.reader import read_claims_named
from pohgraph.claims.view import GraphView
from pohgraph.compare.decided import standing_of
from pohgraph.compare.difference_words import claim_difference_values, quotes_of, what_changed
from pohgraph.compare.graphs import GraphDifference
from pohgraph.compare.history import Event, History, PageState, history
from pohgraph.errors import NotInGraphError, QueryError
from pohgraph.model import Claim
from pohgraph.pipeline.comparing import difference_of
from pohgraph.pipeline.opening import graph_at
from pohgraph.review.decision import statement_of
from pohgraph.store.graph import GraphStore
from pohgraph.store.place import is_address


class Histories(Sequence[History]):
    """The histories of the claims that were asked for, one for each page."""

    def __init__(self, found: Iterable[History]) -> None:
        self._found = tuple(found)

    def __getitem__(self, index: int) -> History:  # type: ignore[override]  # nobody slices it
        return self._found[index]

    def __len__(self) -> int:
        return len(self._found)

    def __repr__(self) -> str:
        return "\n\n".join("\n".join(history_lines(one)) for one in self)

    def as_json(self) -> list[dict[str, object]]:
        """Plain values for JSON."""
        return [_values(one) for one in self]


def diff(before: str | Path, after: str | Path, *, any_source: bool = False) -> GraphDifference:
    """What two graphs differ in: each is a store, a graph file, a folder of them, such as a release, or the address of an endpoint.

    With `any_source`, what is claimed is compared whoever says it, and nothing else.

    Raises:
        QueryError: a server cannot be asked.
        ReadError: a file cannot be read.
        StoreError: a store cannot.
    """
    old, new = (place if is_address(place) else Path(place) for place in (before, after))
    return difference_of(old, new, any_source=any_source)


def claim_history(releases: Sequence[str | Path], subject: str, predicate: str = "", object_: str = "") -> Histories:
    """A claim through releases, which are given oldest first: stores, graph files, or folders of them.

    The claim is named as in `Graph.explain`, by subject, relation and object, or by its identifier in any release. There is one
    history for each page that says so.

    Raises:
        QueryError: no release has such a claim; the message is that of the newest.
        ReadError: a file cannot be read.
        StoreError: a store cannot.
    """
    if not releases:
        raise QueryError("a history needs releases", hint="name them, oldest first")
    with ExitStack() as stack:
        graphs = [stack.enter_context(graph_at(Path(release))) for release in releases]
        return Histories(_histories(_names(releases), graphs, (subject, predicate, object_)))


def _names(releases: Sequence[str | Path]) -> list[str]:
    """What releases are called: by their last names, or by their whole paths where these are not unlike."""
    paths = [Path(release) for release in releases]
    short = [path.resolve().name for path in paths]
    return short if len(set(short)) == len(short) else [str(path) for path in paths]


def _histories(names: Sequence[str], graphs: Sequence[GraphStore], asked: tuple[str, str, str]) -> Iterator[History]:
    views = [GraphView(graph) for graph in graphs]
    told: set[tuple[int, str]] = set()
    refused: QueryError | None = None
    found = False
    for number in reversed(range(len(graphs))):
        try:
            claims = find_claims(views[number], graphs[number], *asked)
        except QueryError as error:
            refused = refused or error
            continue
        found = True
        for asked_for in claims:
            pages = [_page(view, asked_for) for view in views]
            claim = _revised(asked_for, pages[number])
            if (number, claim.id) not in told:
                one = history(claim, number, names, pages)
                told.update((n, event.claim.id) for n, event in enumerate(one.events) if event.claim)
                yield one
    if not found:
        raise refused or NotInGraphError("no release has this claim")


def _revised(claim: Claim, page: PageState) -> Claim:
    """What a curator's edit made of a claim: its history goes on with that."""
    found = (one for one in page.claims if claim.rejected and claim.id.iri in one.revision_of and not one.rejected)
    return next(found, claim)


def _page(view: GraphView, claim: Claim) -> PageState:
    """The page of a claim in a graph, by its key, else by its bytes."""
    sources = {source.key: source for source in read_sources(view)}
    source = sources.get(claim.source.key) or next(
        (source for source in sources.values() if source.sha256 == claim.source.sha256), None
    )
    if source is None:
        return PageState(key=claim.source.key)
    of_page = (claim.value for claim in view.subjects("prov:hadPrimarySource", NamedNode(source.iri)))
    claims = read_claims_named(view, of_page, passages=True, rejected=True)
    decided: dict[str, tuple[str, ...]] = {}
    for record in read_decisions_on(view, [one.id.iri for one in claims]):
        decided[record.claim] = (*decided.get(record.claim, ()), decision_in_words(record))
    return PageState(key=source.key, is_there=True, claims=claims, decided=decided)


def history_lines(one: History) -> Iterator[str]:
    """A history as lines of text: the claim, then what became of it in each release; releases in which nothing happened are one line."""
    statement, standing = statement_of(one.claim), standing_of(one.claim, one.decision)
    yield f"{statement.removesuffix(f' [{one.claim.status}]')} [{standing}]" if one.claim.rejected else statement
    yield f"  page: {one.claim.source.name} ({one.claim.source.id})"
    shown: tuple[str, ...] = ()
    for events in _runs(one.events):
        names = events[0].release if len(events) == 1 else f"{events[0].release} … {events[-1].release}"
        yield f"  {names}: {event_words(events[0])}"
        claim = events[0].claim
        if claim and events[0].what in {"first seen", "changed", "back"}:
            quotes = "the same words" if claim.quotes == shown else f"“{quotes_of(claim)}”"
            yield f"    {claim.id}: {quotes if claim.quotes else 'inferred'}"
            shown = claim.quotes
    yield from (f"  replaced by {other.id} ({statement_of(other)})" for other in one.replaced_by)


def _runs(events: Iterable[Event]) -> Iterator[list[Event]]:
    run: list[Event] = []
    for event in events:
        if run and (
            event.renamed
            or not (event.what == run[-1].what and event.what in {"unchanged", "not there yet", "still gone"})
        ):
            yield run
            run = []
        run.append(event)
    if run:
        yield run


def event_words(event: Event) -> str:
    """What became of a claim in a release, in words."""
    if event.what == "first seen" and event.claim:
        return f"first seen, {standing_of(event.claim, event.decision)}"
    if event.claim is None and not event.has_page:
        return f"{event.what}; the page is not in it"
    words = f"{event.what}: {what_changed(event.difference)}" if event.difference else event.what
    return f"{words}; the page is called {event.renamed} now" if event.renamed else words


def _values(one: History) -> dict[str, object]:
    return {
        "statement": statement_of(one.claim),
        "standing": standing_of(one.claim, one.decision),
        "replaced_by": [str(other.id) for other in one.replaced_by],
        "source": {
            "id": one.claim.source.id,
            "name": one.claim.source.name,
            "license": one.claim.source.license,
            "rights": one.claim.source.rights,
        },
        "events": [_event_values(event) for event in one.events],
    }


def _event_values(event: Event) -> dict[str, object]:
    claim = event.claim
    return {
        "release": event.release,
        "what": event.what,
        "has_page": event.has_page,
        "renamed": event.renamed or None,
        "claim": str(claim.id) if claim else None,
        "statement": statement_of(claim) if claim else None,
        "standing": standing_of(claim, event.decision) if claim else None,
        "quotes": list(claim.quotes) if claim else [],
        "fields": claim_difference_values(event.difference)["fields"] if event.difference else {},
    }
