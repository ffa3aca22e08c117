"""`pohgraph load`: a built graph into a SPARQL server."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pohgraph.cli.console import progress, say, stoppable
from pohgraph.cli.group import examples, quiet_option, store_option
from pohgraph.counting import counted

if TYPE_CHECKING:
    from pohgraph.store.pushing import Pushed

# As in store/pushing/servers.tsv, which only a load reads.
_SERVERS = (
    "virtuoso",
    "oxigraph",
    "pohgraph",
    "fuseki",
    "graphdb",
    "neptune",
    "stardog",
    "blazegraph",
    "qlever",
    "other",
)


def _iri(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    from pyoxigraph import NamedNode

    try:
        return NamedNode(value).value
    except ValueError:
        raise click.BadParameter(f"{value!r} is not an IRI") from None


@click.command(
    short_help="Load the graph into a SPARQL server.",
    epilog=examples(
        "pohgraph load --endpoint http://localhost:8890/sparql",
        "pohgraph load --endpoint http://localhost:3030/rare/sparql --server fuseki --store rare.db",
    ),
)
@click.option("--endpoint", required=True, metavar="URL", help="URL at which the server answers queries.")
@store_option
@click.option(
    "--server",
    type=click.Choice(_SERVERS),
    help="Kind of server, which decides the other URLs. Virtuoso, Oxigraph and Fuseki are recognised without it.",
)
@click.option("--update", metavar="URL", help="URL at which the server takes updates.")
@click.option("--graph-store", metavar="URL", help="URL at which the server takes data.")
@click.option(
    "--default-graph",
    callback=_iri,
    metavar="IRI",
    help="Load the default graph into this named graph.",
)
@click.option("--again", is_flag=True, help="Send all graphs, unchanged ones as well.")
@click.option("--take-over", is_flag=True, help="Continue even if the server says that another machine is loading.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=600.0,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait for the answer to one request.",
)
@quiet_option
def load(
    endpoint: str,
    store: Path,
    server: str | None,
    update: str | None,
    graph_store: str | None,
    default_graph: str | None,
    *,
    again: bool,
    take_over: bool,
    timeout: float,
) -> None:
    """Load the graph into a SPARQL server, in place of what an earlier load put there.

    Each page has its own graph. New and changed graphs are loaded under temporary names, counted, and then moved into place;
    unchanged ones are left alone. The graphs of pages that no longer exist are removed, and no others. At the end the server's
    counts are compared with the store's. If a load was interrupted, run it again to continue. --again replaces unchanged
    graphs as well, and so removes what others have added to them.

    If the server asks for a login, it is read from $POHGRAPH_USER and $POHGRAPH_PASSWORD, or from $POHGRAPH_TOKEN.
    """
    from pohgraph.store.graph import open_store
    from pohgraph.store.pushing import push
    from pohgraph.store.pushing.client import Client

    graph = open_store(store)
    client = Client(endpoint, server=server, update=update, data=graph_store, timeout=timeout)
    with stoppable(), progress("loading quads") as tick:
        done = push(graph, client, default_graph=default_graph, again=again, take_over=take_over, progress=tick)
    _tell(endpoint, done)


def _tell(endpoint: str, done: "Pushed") -> None:
    removed = f", {done.removed:,} removed" if done.removed else ""
    say(
        f"loaded      {counted(done.loaded, 'graph')} with {counted(done.sent, 'quad')}; {done.unchanged:,} unchanged{removed}"
    )
    if done.default_graph:
        say(f"            the default graph is {done.default_graph}")
    say(f"{endpoint}: {counted(done.quads, 'quad')}, as counted there")
