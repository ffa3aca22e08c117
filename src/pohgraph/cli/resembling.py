"""`pohgraph similar`: diseases that are alike by their phenotypes."""

from typing import TYPE_CHECKING

import click

from pohgraph.cli.completing import complete_entity
from pohgraph.cli.console import announce_compilation, say
from pohgraph.cli.group import examples, graph_options, quiet_option
from pohgraph.cli.output import Output, output_options

if TYPE_CHECKING:
    from pohgraph.store.place import GraphPlace

_SHOWN = 10  # diseases, unless --limit is given


@click.command(
    short_help="List diseases with similar phenotypes.",
    epilog=examples("pohgraph similar POH", "pohgraph similar POH --against hpoa --limit 50 --format tsv"),
)
@click.argument("disease", metavar="CURIE|NAME", shell_complete=complete_entity("disease"))
@click.option(
    "--against",
    type=click.Choice(("graph", "hpoa")),
    default="graph",
    show_default=True,
    help="Compare with the diseases of the graph, or with all that HPO annotates.",
)
@click.option(
    "--measure",
    type=click.Choice(("resnik", "lin")),
    default="resnik",
    show_default=True,
    help="How alike two findings are: by their most informative common ancestor, or by its share of both.",
)
@graph_options
@output_options()
@quiet_option
@click.pass_context
def similar(
    ctx: click.Context, disease: str, *, against: str, measure: str, place: "GraphPlace", output: Output
) -> None:
    """List the diseases that are most like one disease by their phenotypes, with the findings that make them so.

    Each finding takes its best match in the other disease, and these are averaged in both directions (Phenomizer). Without
    --limit, ten are listed. The exit status is 1 if there is none.
    """
    from pohgraph.api.graph import open_graph
    from pohgraph.cli.tables import write_rows

    announce_compilation()
    limit = output.limit or _SHOWN
    table = open_graph(place).similar(disease, against=against, measure=measure, limit=limit)
    write_rows(table.columns, [[str(cell) for cell in row.values()] for row in table], output)
    if not table:
        where = "HPO's annotations" if against == "hpoa" else "the graph"
        say(f"no disease of {where} has a phenotype like those of {disease}")
        ctx.exit(1)
