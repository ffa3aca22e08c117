"""`pohgraph show`: one entity with its claims, each with the words it was read from."""

import json
import shutil
import sys
from itertools import groupby
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from pohgraph.cli.console import standard_output, write_line
from pohgraph.cli.group import examples, format_option, quiet_option, store_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pohgraph.query.show import Claim, View

_WIDEST = 110  # beyond this a line of prose is hard to read
_STYLES = {"title": "bold", "head": "bold cyan", "claim": "bold", "source": "dim", "": ""}


@click.command(
    short_help="One entity, its claims and their quotes.",
    epilog=examples("pohgraph show POH", "pohgraph show NCBIGene:2778 --format json"),
)
@click.argument("name", metavar="CURIE|NAME")
@store_option
@format_option("text", "json")
@quiet_option
def show(name: str, store: Path, format_: str) -> None:
    """Show one disease, gene, finding or page: its identifiers, and each claim with its quote and source."""
    from pohgraph.query.show import view_entity
    from pohgraph.store.graph import open_store

    view = view_entity(open_store(store), name)
    with standard_output() as out:
        if format_ == "json":
            write_line(out, json.dumps(view.as_json(), ensure_ascii=False, indent=1))
        elif sys.stdout.isatty():
            _print_styled(view)
        else:
            for _, line in _lines(view, _WIDEST):
                write_line(out, line)


def _print_styled(view: "View") -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for style, line in _lines(view, min(_WIDEST, shutil.get_terminal_size().columns)):
        console.print(Text(line, style=_STYLES[style]))


def _lines(view: "View", width: int) -> "Iterator[tuple[str, str]]":
    """The text as (style, line)."""
    yield "title", " ".join(filter(None, (view.label, view.curie, f"[{view.category}]" if view.category else "")))
    yield "source", view.iri
    for strength, curie in view.identifiers:
        yield "", f"  {strength.ljust(18)}  {curie}"
    for (predicate, incoming), claims in groupby(view.claims, lambda c: (c.predicate, c.incoming)):
        yield "", ""
        yield "head", f"{predicate} of" if incoming else predicate
        for claim in claims:
            yield from _claim_lines(claim, width)


def _claim_lines(claim: "Claim", width: int) -> "Iterator[tuple[str, str]]":
    flags = f"[{', '.join(claim.flags)}]" if claim.flags else ""
    other = claim.other if claim.other_label else ""
    yield "claim", "  " + "  ".join(filter(None, (claim.other_label or claim.other, other, claim.frequency, flags)))
    for quote in claim.quotes:
        words = f"“{' '.join(quote.text.split())}”" if quote.text else "(no quote is given)"
        for line in wrap(words, width=max(20, width - 6)):
            yield "", f"      {line}"
        yield "source", f"      — {quote.source}"
