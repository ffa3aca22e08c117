"""`pohgraph serve`: the SPARQL endpoint and the page, over HTTP."""

import importlib.util
import signal
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pohgraph.cli.console import announce_compilation, complain, say
from pohgraph.cli.group import examples, graph_options, quiet_option

if TYPE_CHECKING:
    from pohgraph.store.place import GraphPlace

_TOKEN = "POHGRAPH_TOKEN"  # noqa: S105 - the name of a variable
_SHORTEST = 16  # characters of a token that nobody guesses
_INTERRUPTED = 130


@click.command(
    short_help="Serve the graph over HTTP: a page to read it, and a SPARQL endpoint.",
    epilog=examples(
        "pohgraph serve --open",
        "pohgraph serve --endpoint http://127.0.0.1:8890/sparql",
        "pohgraph serve --store lab.db --port 8080 --workers 4 --timeout 60",
        "curl http://127.0.0.1:8765/sparql --data-urlencode 'query=ASK { ?s ?p ?o }'",
    ),
)
@graph_options
@click.option("--host", default="127.0.0.1", show_default=True, metavar="NAME", help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8765,
    show_default=True,
    metavar="N",
    help="Port to listen on; 0 for any that is free.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    metavar="N",
    help="Requests that are answered at the same time.  [default: as many as there are processors, at least 2]",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=30.0,
    show_default=True,
    metavar="SECONDS",
    help="Time a request may take.",
)
@click.option(
    "--memory",
    type=click.IntRange(min=256),
    default=2048,
    show_default=True,
    metavar="MIB",
    help="Memory a request may take.",
)
@click.option(
    "--max-rows",
    type=click.IntRange(min=1),
    default=100_000,
    show_default=True,
    metavar="N",
    help="Most rows or triples of a result. A longer one is cut, with a note.",
)
@click.option(
    "--allow-host",
    "hosts",
    multiple=True,
    metavar="NAME",
    help="Another host name of this server, for example behind a proxy.",
)
@click.option(
    "--allow-origin",
    "origins",
    multiple=True,
    metavar="URL",
    help="A site whose pages may query this endpoint from a browser, such as https://lab.example.org; none for no site.  "
    "[default: every site]",
)
@click.option(
    "--allow-service",
    "services",
    multiple=True,
    metavar="URL",
    help="An endpoint that queries may contact with SERVICE.",
)
@click.option(
    "--decisions",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="File for decisions about claims.  [default: decisions.tsv beside the store, if only this machine can "
    "reach the server; none with --endpoint: the browser keeps them]",
)
@click.option(
    "--writable",
    is_flag=True,
    help="Accept changes (SPARQL Update, Graph Store Protocol) from clients that send the token.",
)
@click.option(
    "--token", envvar=_TOKEN, show_envvar=True, metavar="TEXT", help="Secret that clients must send with each change."
)
@click.option("--open", "opens", is_flag=True, help="Open the page in a browser.")
@click.option("--access-log", is_flag=True, help="Write a line to standard error for each request.")
@quiet_option
def serve(
    place: "GraphPlace",
    host: str,
    port: int,
    workers: int | None,
    timeout: float,
    memory: int,
    max_rows: int,
    hosts: tuple[str, ...],
    origins: tuple[str, ...],
    services: tuple[str, ...],
    decisions: Path | None,
    writable: bool,
    token: str | None,
    opens: bool,
    access_log: bool,
) -> int:
    """Serve the graph until you stop it with Ctrl-C: a page for people, and a SPARQL endpoint at /sparql for programs.

    When you rebuild the graph, the server switches to it without a restart. Nothing is sent to any machine but
    those of --endpoint and --allow-service, and only this machine can reach the server unless you use --host.

    With --endpoint, pohgraph serves the graph of another SPARQL server, from which it only reads. The texts of pages are not
    shown, because that server has no copies of them.
    """
    from pohgraph.errors import MissingLibraryError, ReadError
    from pohgraph.pipes import NO_FILE, is_pipe_or_device
    from pohgraph.store.place import is_address

    if not all(map(importlib.util.find_spec, ("starlette", "granian", "prometheus_client"))):
        raise MissingLibraryError("pohgraph[web]")
    if writable and is_address(place):
        raise click.UsageError("--writable is for a store on disk: send changes to the server of the graph itself")
    _check_token(token, is_writable=writable)
    if decisions and is_pipe_or_device(decisions):
        raise ReadError(str(decisions), NO_FILE)

    from pohgraph.web.asking import Limits
    from pohgraph.web.serving import Serving, is_loopback, serve

    is_private = is_loopback(host)
    if not is_private:
        may = "read the graph and write decisions" if decisions else "read the graph"
        complain(f"{host} can be reached from other machines: everybody there can {may}")
    serving = Serving(
        store=place,
        host=host,
        port=port,
        workers=workers or _processors(),
        limits=Limits(seconds=timeout, memory=memory, rows=max_rows),
        hosts=hosts,
        origins=() if origins == ("none",) else origins or ("*",),
        services=services,
        decisions=decisions or (place.parent / "decisions.tsv" if is_private and isinstance(place, Path) else None),
        token=token or "" if writable else "",
        access_log=access_log,
    )

    def ready(address: str) -> None:
        say(f"serving {place} at {address}  (Ctrl-C stops it)")
        if opens:
            webbrowser.open(address)

    _compile_vocabularies()
    stopped = serve(serving, ready=ready)
    return _INTERRUPTED if stopped == signal.SIGINT else 0


def _compile_vocabularies() -> None:
    """Searching and reading need them, and no request would wait so long."""
    from pohgraph.vocab.lexicon import is_compiled, open_lexicon

    if not is_compiled():
        announce_compilation()
        open_lexicon()


def _processors() -> int:
    import os

    return max(2, os.cpu_count() or 1)


def _check_token(token: str | None, *, is_writable: bool) -> None:
    if is_writable and not token:
        raise click.UsageError(f"--writable needs --token, or ${_TOKEN}")
    if is_writable and len(token or "") < _SHORTEST:
        raise click.UsageError(f"the token must have at least {_SHORTEST} characters")
