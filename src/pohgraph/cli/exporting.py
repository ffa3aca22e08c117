"""`pohgraph export` and `pohgraph check`: the graph as files, and whether it holds together."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

import click

from pohgraph.cli.console import say, standard_output, write_line
from pohgraph.cli.group import examples, quiet_option, store_option, suggestion
from pohgraph.errors import ExportError


@click.command(short_help="Write the graph in another format.", epilog=examples("pohgraph export ttl -o poh.ttl"))
@click.argument("format_", metavar="FORMAT")
@store_option
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="PATH", help="Write this file instead.")
@quiet_option
def export(format_: str, store: Path, output: Path | None) -> None:
    """Write the graph in another format: ttl, jsonld, nq, trig, … `pohgraph export list` names them all."""
    from pohgraph.export import FORMATS, export_graph
    from pohgraph.store.graph import open_store

    if format_ == "list":
        with standard_output() as out:
            for name, exporter in FORMATS.items():
                write_line(out, f"{name.ljust(12)}{exporter.description}")
        return
    if format_ not in FORMATS:
        raise click.UsageError(f"no format {format_!r}{suggestion(format_, FORMATS)}")
    graph = open_store(store)
    with _written_whole(output) if output else standard_output() as out:
        export_graph(graph, format_, out)
    if output:
        say(f"{output}: {output.stat().st_size} bytes of {format_}")


@click.command(short_help="Check the graph and every quote.", epilog=examples("pohgraph check --store rare.db"))
@store_option
@quiet_option
@click.pass_context
def check(ctx: click.Context, store: Path) -> None:
    """Check the graph: its integrity, its shapes, and every quote against the page it was read from.

    What was checked goes to standard error, findings to standard output; with a finding the exit status is 1.
    """
    from pohgraph.check import check_store
    from pohgraph.store.graph import open_store

    result = check_store(open_store(store))
    for line in result.lines:
        say(line)
    with standard_output() as out:
        for finding in result.findings:
            write_line(out, str(finding))
    if result.findings:
        ctx.exit(1)
    say("nothing found")


@contextmanager
def _written_whole(path: Path) -> Iterator[BinaryIO]:
    """A file that appears under its name only when it is complete."""
    try:
        handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise ExportError(str(path), error.strerror or str(error)) from error
    try:
        with os.fdopen(handle, "wb") as out:
            yield cast("BinaryIO", out)
        _take_usual_mode(aside)
        Path(aside).replace(path)
    except BaseException as error:
        Path(aside).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise ExportError(str(path), error.strerror or str(error)) from error
        raise


def _take_usual_mode(path: str) -> None:
    # mkstemp makes files that only their owner reads; an exported file gets what any new file gets.
    if sys.platform != "win32":
        mask = os.umask(0)
        os.umask(mask)
        Path(path).chmod(0o666 & ~mask)
