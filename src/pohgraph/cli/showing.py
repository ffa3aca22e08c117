"""`pohgraph show`: show one entity and its claims, each with its quotes."""

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

    from pohgraph.api.show import Entry, Shown

_WIDEST = 110  # beyond this a line of prose is hard to read
_STYLES = {"title": "bold", "head": "bold cyan", "claim": "bold", "source": "dim", "": ""}


@click.command(
    short_help="Show one entity, its claims and their quotes.",
    epilog=examples("pohgraph show POH", "pohgraph show NCBIGene:2778 --format json"),
)
@click.argument("name", metavar="CURIE|NAME")
@store_option
@format_option("text", "json")
@quiet_option
def show(name: str, store: Path, format_: str) -> None:
    """Show one disease, gene, finding or page: its identifiers, and each claim with its quotes and sources."""
    from pohgraph.api.show import entry_of
    from pohgraph.store.graph import open_store

    entry = entry_of(open_store(store), name)
    with standard_output() as out:
        if format_ == "json":
            write_line(out, json.dumps(entry.as_json(), ensure_ascii=False, indent=1))
        elif sys.stdout.isatty():
            _print_styled(entry)
        else:
            for _, line in _lines(entry, _WIDEST):
                write_line(out, line)


def _print_styled(entry: "Entry") -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for style, line in _lines(entry, min(_WIDEST, shutil.get_terminal_size().columns)):
        console.print(Text(line, style=_STYLES[style]))


def _lines(entry: "Entry", width: int) -> "Iterator[tuple[str, str]]":
    """The text as (style, line)."""
    yield (
        "title",
        " ".join(filter(None, (entry.entity.label, entry.entity, f"[{entry.category}]" if entry.category else ""))),
    )
    yield "source", entry.entity.iri
    for strength, curie in entry.identifiers:
        yield "", f"  {strength.ljust(18)}  {curie}"
    for (predicate, incoming), claims in groupby(entry.claims, lambda c: (c.claim.predicate, c.incoming)):
        yield "", ""
        yield "head", f"{predicate} of" if incoming else predicate
        for shown in claims:
            yield from _claim_lines(shown, width)


def _claim_lines(shown: "Shown", width: int) -> "Iterator[tuple[str, str]]":
    from pohgraph.schema.relations import INFERRED

    claim, other = shown.claim, shown.other
    state = "" if claim.state == "stated" else f"[{claim.state}]"
    label = getattr(other, "label", "")  # the other end may be text
    yield "claim", "  " + "  ".join(filter(None, (label or other, other if label else "", claim.often, state)))
    for text, source in shown.quotes:
        inferred = f"(inferred by {claim.knowledge_source})" if claim.knowledge_level == INFERRED else "(no quote)"
        words = f"“{' '.join(text.split())}”" if text else inferred
        for line in wrap(words, width=max(20, width - 6)):
            yield "", f"      {line}"
        yield "source", f"      — {source}"
