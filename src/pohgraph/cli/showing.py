"""`pohgraph show`: show one entity and its claims, each with its quotes."""

import json
import sys
from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from pohgraph.cli.completing import complete_entity
from pohgraph.cli.console import say, standard_output, write_line, write_text
from pohgraph.cli.group import examples, format_option, graph_options, quiet_option
from pohgraph.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pohgraph.api.show import Entry, Shown
    from pohgraph.store.place import GraphPlace

_WIDEST = 110  # beyond this a line of prose is hard to read
_NARROWEST = 26
_STYLES = {"title": "bold", "head": "bold cyan", "claim": "bold", "source": "dim", "": ""}


@click.command(
    short_help="Show one entity, its claims and their quotes.",
    epilog=examples("pohgraph show POH", "pohgraph show NCBIGene:2778 --format json"),
)
@click.argument("name", metavar="CURIE|NAME", shell_complete=complete_entity())
@graph_options
@format_option("text", "json")
@click.option("--pager/--no-pager", default=True, help="On a terminal, show long text in a pager ($PAGER).")
@quiet_option
def show(name: str, place: "GraphPlace", format_: str, pager: bool) -> None:
    """Show one disease, gene, finding or page: its identifiers, and each claim with its quotes and sources."""
    from pohgraph.api.show import entry_of
    from pohgraph.store.opening import open_graph_at

    entry = entry_of(open_graph_at(place), name)
    if format_ == "text" and sys.stdout.isatty():
        _show_styled(entry, pager=pager)
    else:
        with standard_output() as out:
            if format_ == "json":
                write_line(out, json.dumps(entry.as_json(), ensure_ascii=False, indent=1))
            else:
                for _, line in _lines(entry, _WIDEST):
                    write_text(out, line)
    _tell_left_out(entry)


def _tell_left_out(entry: "Entry") -> None:
    """How many claims curators took back: they are on record, but not shown."""
    counts = ((entry.rejected, "that curators rejected"), (entry.replaced, "that curators replaced by an edit"))
    if told := ", ".join(f"{counted(count, 'claim')} {why}" for count, why in counts if count):
        say(f"not shown: {told}; `pohgraph explain` tells why")


def _show_styled(entry: "Entry", *, pager: bool) -> None:
    from rich.text import Text

    from pohgraph.cli.styled import PlainConsole

    console = PlainConsole()
    lines = list(_lines(entry, min(_WIDEST, console.width)))
    with console.capture() as captured:
        for style, line in lines:
            console.print(Text(line, style=_STYLES[style]), soft_wrap=True)
    if pager and len(lines) >= console.height:
        click.echo_via_pager(captured.get())  # click asks `less` to show styles, or leaves them out
    else:
        click.echo(captured.get(), nl=False, color=not console.no_color)


def _lines(entry: "Entry", width: int) -> "Iterator[tuple[str, str]]":
    """The text as (style, line)."""
    title = " ".join(filter(None, (entry.entity.label, entry.entity, f"[{entry.category}]" if entry.category else "")))
    yield from _wrapped("title", title, 0, width)
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
    told = ", ".join(filter(None, ("" if claim.state == "stated" else claim.status, shown.decision)))
    state = f"[{told}]" if told else ""
    label = getattr(other, "label", "")  # the other end may be text
    heading = "  ".join(filter(None, (label or other, other if label else "", claim.often, claim.qualifier, state)))
    yield from _wrapped("claim", heading, 2, width)
    for text, source in shown.quotes:
        inferred = f"(inferred by {claim.knowledge_source})" if claim.knowledge_level == INFERRED else "(no quote)"
        words = f"“{' '.join(text.split())}”" if text else inferred
        yield from _wrapped("", words, 6, width)
        yield from _wrapped("source", f"\u2014 {source}", 6, width)


def _wrapped(style: str, text: str, indent: int, width: int) -> "Iterator[tuple[str, str]]":
    """Text in lines of a width, broken at blanks alone: identifiers stay whole. What goes on is indented once more."""
    blanks = " " * indent
    later = blanks if style == "" else f"{blanks}  "
    for line in wrap(
        text,
        max(width, _NARROWEST),
        initial_indent=blanks,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    ):
        yield style, line
