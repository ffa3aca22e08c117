"""`pohgraph search`: find what a name, a part of one or an identifier means, in the graph and in the vocabularies."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pohgraph.cli.completing import complete_entity, complete_kind
from pohgraph.cli.console import announce_compilation, say
from pohgraph.cli.group import examples, graph_options, quiet_option
from pohgraph.cli.output import Output, output_options

if TYPE_CHECKING:
    from pohgraph.store.place import GraphPlace
    from pohgraph.store.source import OpenGraph

_COLUMNS = ("id", "label", "kind", "name", "match", "claims")
_SHOWN = 20  # hits in the formats that people read, unless --limit is given
_READ = ("table", "plain", "md")


@click.command(
    short_help="Find names and identifiers in the graph and the vocabularies.",
    epilog=examples(
        "pohgraph search calcific",
        "pohgraph search OMIM166350",
        "pohgraph search --kind disease osseus heteroplasia",
        "pohgraph search --kind gene                        # all genes of the graph",
    ),
)
@click.argument("words", nargs=-1, shell_complete=complete_entity())
@click.option(
    "--kind",
    metavar="KIND",
    default="",
    shell_complete=complete_kind,
    help="Only this kind: disease, gene, phenotype, page and others.",
)
@click.option("--graph-only", is_flag=True, help="Search the graph, but not the vocabularies.")
@graph_options
@output_options()
@quiet_option
@click.pass_context
def search(
    ctx: click.Context,
    words: tuple[str, ...],
    *,
    kind: str,
    graph_only: bool,
    place: "GraphPlace",
    output: Output,
) -> None:
    """Find what WORDS may mean: names and synonyms, parts of them, misspelt words, and identifiers in any spelling.

    Whole names come first, then beginnings, parts and close spellings; among equals, what the graph has claims about. The column
    `claims` is empty for what only the vocabularies have. With --kind and no WORDS, list what the graph has of that kind. Without
    --limit, the formats table, plain and md show the first 20 rows, and the others have all. The exit status is 1 if nothing is
    found.
    """
    from pohgraph.cli.tables import write_rows
    from pohgraph.search import KINDS
    from pohgraph.search import search as find

    if kind and kind not in KINDS:
        raise click.UsageError(f"no kind {kind!r}: choose from {', '.join(KINDS)}")
    text = " ".join(words)
    if not text.strip() and not kind:
        raise click.UsageError("give WORDS to search for, or --kind to list what the graph has of one kind")
    announce_compilation()
    graph = _graph(place, needed=graph_only or not text.strip())
    hits = find(text, graph=graph, kind=kind, everywhere=not graph_only)
    shown = output
    if output.limit is None and output.format in _READ:
        shown = output._replace(limit=_SHOWN)
    rows = [(h.curie, h.label, h.kind, h.name, h.match, str(h.claims) if h.in_graph else "") for h in hits]
    write_rows(_COLUMNS, rows, shown)
    if not hits:
        say(
            f"nothing is called {text!r}{f' (kind {kind})' if kind else ''}"
            if text.strip()
            else f"no {kind} in this graph"
        )
        ctx.exit(1)


def _graph(place: "GraphPlace", *, needed: bool) -> "OpenGraph | None":
    """The graph to search; None where there is none yet and the vocabularies will do."""
    from pohgraph.errors import StoreError
    from pohgraph.store.opening import open_graph_at

    try:
        return open_graph_at(place)
    except StoreError:
        if needed or Path(place).exists():
            raise
        say(f"there is no graph at {place}: only the vocabularies are searched")
        return None
