"""`pohgraph conflicts` and `diff`: where sources and graphs differ."""

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from pohgraph.cli.completing import complete_conflict_kind, complete_rule
from pohgraph.cli.console import announce_compilation, complain, say, write_line
from pohgraph.cli.group import as_place, examples, graph_options, quiet_option
from pohgraph.cli.output import TABLE_FORMATS, Output, output_options
from pohgraph.cli.tables import tell_left_out, write_rows
from pohgraph.counting import counted

if TYPE_CHECKING:
    from pohgraph.compare.rules import Conflict
    from pohgraph.store.place import GraphPlace


_PATCH = "patch"
_TROUBLE = 2  # as of diff and cmp, whose 1 is a difference
_RDF = ("ttl", "nq")  # the forms that `conflicts` has beside those of a table


@click.command(
    short_help="List what the sources of a graph disagree on.",
    epilog=examples("pohgraph conflicts --severity tension", "pohgraph conflicts --format ttl -o conflicts.ttl"),
)
@click.option(
    "--rule",
    "rules",
    multiple=True,
    metavar="NAME",
    shell_complete=complete_rule,
    help="List only what this rule finds. Can be repeated.",
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="KIND",
    shell_complete=complete_conflict_kind,
    help="List only this kind. Can be repeated.",
)
@click.option(
    "--severity",
    type=click.Choice(("contradiction", "tension", "note")),
    default="note",
    show_default=True,
    help="List only conflicts of this severity or a graver one.",
)
@graph_options
@output_options(*TABLE_FORMATS, *_RDF)
@quiet_option
@click.pass_context
def conflicts(
    ctx: click.Context,
    rules: tuple[str, ...],
    kinds: tuple[str, ...],
    severity: str,
    place: "GraphPlace",
    output: Output,
) -> None:
    """List what sources disagree on, with each other and with the vocabularies.

    Each conflict has a rule, a severity and the words of both sides; where a vocabulary is the other side, its release.
    A contradiction cannot be true on both sides, a tension only of different patients or forms of the disease, and a note is
    often true on both. Borrowed claims are not compared. The exit status is 1 if a conflict is listed. Turtle and N-Quads
    describe each conflict as a node that links its claims, as the graph does.
    """
    from pohgraph.compare import rules as table
    from pohgraph.compare.wording import CONFLICT_COLUMNS, conflict_row
    from pohgraph.pipeline.conflicting import conflicts_in
    from pohgraph.store.opening import open_graph_at

    _choose("rule", rules, table.rules())
    _choose("kind", kinds, table.kinds())
    announce_compilation()
    everything = conflicts_in(open_graph_at(place, wholly=True))
    found = table.chosen(everything, severity=severity, names=rules, kinds=kinds)
    if output.format in _RDF:
        from pohgraph.export.rdf.conflicts import write_conflicts

        with output.open() as out:
            write_conflicts(found[: output.limit], output.format, out)
        tell_left_out(len(found[output.limit :]) if output.limit else 0)
    else:
        write_rows(CONFLICT_COLUMNS, [conflict_row(c) for c in found], output)
    say(_told(found))
    if found:
        ctx.exit(1)


def _choose(what: str, asked: Iterable[str], known: Iterable[str]) -> None:
    """Refuse a name that is none of those known."""
    names = tuple(known)
    if unknown := [name for name in asked if name not in names]:
        raise click.UsageError(f"no {what} {unknown[0]!r}: choose from {', '.join(names)}")


def _told(found: Sequence["Conflict"]) -> str:
    """How many conflicts there are, and of each severity."""
    from pohgraph.compare.rules import SEVERITIES

    counts = ((severity, sum(c.severity == severity for c in found)) for severity in SEVERITIES)
    told = ", ".join(counted(count, severity) for severity, count in counts if count)
    return f"{counted(len(found), 'conflict')}{f': {told}' if told else ''}"


@click.command(
    short_help="List the differences between two graphs.",
    epilog=examples(
        "pohgraph diff january.db february.db",
        "pohgraph diff releases/2026-01 releases/2026-02 --format json",
        "pohgraph diff old.nq pohgraph.db --format patch -o changes.rdfp",
    ),
)
@click.argument("before", callback=as_place, metavar="A")
@click.argument("after", callback=as_place, metavar="B")
@click.option("--any-source", is_flag=True, help="Compare only what is claimed, not its source or its words.")
@output_options(*TABLE_FORMATS, _PATCH)
@quiet_option
@click.pass_context
def diff(ctx: click.Context, before: "GraphPlace", after: "GraphPlace", *, any_source: bool, output: Output) -> None:
    """List the claims that B adds, removes or changes. A and B are stores, exported files, folders such as releases, or addresses of SPARQL endpoints.

    A claim of a page is followed by its identifier, a curator's edit, its subject, relation and object, or its words. What changed
    is told: the term that the same words now mean, status, frequency, onset, qualifiers, evidence, decisions and sources. Pages,
    versions of program and vocabularies, and names that differ are listed, too, and all else is counted. `--format patch` writes every quad as an RDF Patch.

    The exit status is 0 if the graphs are the same, 1 if they differ, and 2 if they cannot be compared.
    """
    from pohgraph.errors import PohgraphError

    announce_compilation()
    if output.format == _PATCH and (any_source or output.limit):
        raise click.UsageError("a patch is whole: leave out --any-source and --limit")
    try:
        differs = _patch(before, after, output) if output.format == _PATCH else _tell(before, after, output, any_source)
    except PohgraphError as error:
        complain(error)
        ctx.exit(_TROUBLE)
    if differs:
        ctx.exit(1)


def _patch(before: "GraphPlace", after: "GraphPlace", output: Output) -> bool:
    from pohgraph.pipeline.comparing import patch_of

    with output.open() as out:
        count = patch_of(before, after, out)
    say(counted(count, "changed quad") if count else "no difference")
    return bool(count)


def _tell(before: "GraphPlace", after: "GraphPlace", output: Output, any_source: bool) -> bool:
    from pohgraph.compare.difference_words import DIFFERENCE_COLUMNS, difference_rows, difference_values, summary
    from pohgraph.pipeline.comparing import difference_of

    found = difference_of(before, after, any_source=any_source)
    if output.format == "json":
        with output.open() as out:
            write_line(out, json.dumps(difference_values(found, limit=output.limit), ensure_ascii=False, indent=1))
        tell_left_out(max(0, len(found.claims) - output.limit) if output.limit else 0)
    else:
        write_rows(DIFFERENCE_COLUMNS, list(difference_rows(found)), output)
    for line in summary(found):
        say(line)
    return bool(found)
