"""`pohgraph build`: pages to a graph on disk, and the report of it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pohgraph.cli.console import announce_compilation, complain, progress, say
from pohgraph.cli.group import examples, jobs_option, quiet_option, store_option

if TYPE_CHECKING:
    from pohgraph.model import DocumentReport, Report


_license_option = click.option(
    "--license", "license_", default="", metavar="IRI|TEXT", help="The licence of graph files that state none."
)


@click.command(
    short_help="Read pages, or graph files, into a graph.",
    epilog=examples(
        "pohgraph build pages/ extra.xml --store rare.db --jobs 2",
        "pohgraph build --from poh.nq --from monarch_nodes.tsv monarch_edges.tsv",
    ),
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH|DIR|-]...")
@click.option(
    "--from",
    "graphs",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A graph file (Turtle, TriG, N-Quads, N-Triples, JSON-LD, RDF/XML, KGX), a folder of them, or a store.",
)
@_license_option
@store_option
@jobs_option
@quiet_option
@click.pass_context
def build(
    ctx: click.Context, paths: tuple[Path, ...], graphs: tuple[Path, ...], license_: str, store: Path, jobs: int
) -> None:
    """Read pages into a graph; without a PATH, the three that come with pohgraph.

    A PATH is a file, a folder, a quoted pattern ("pages/**/*.html"), an archive (zip, tar, gz), or - for standard input.
    A file may hold many pages, such as MedlinePlus' ghr-summaries.xml or a set of PubMed articles.

    With --from, graphs are read back: exports of pohgraph as they were, those of others as statements of their file.
    Further FILEs may follow the first.

    The new graph is made beside the old one and takes its place when it is complete. A page that cannot be read
    does not stop the others; the exit status is then 1.
    """
    if Path("-") in graphs:
        raise click.UsageError("graphs are read from files and folders, not from standard input")
    from pohgraph.pipeline.graph import build as build_graph

    if graphs:
        from pohgraph.intake.files import is_graph_path

        graphs = (*graphs, *(path for path in paths if is_graph_path(path)))
        paths = tuple(path for path in paths if not is_graph_path(path))
    announce_compilation()
    with progress("reading pages") as tick:
        report = build_graph(paths, graphs=graphs, license_=license_, store=store, jobs=jobs, progress=tick)
    _finish(ctx, report, store)


@click.command(
    short_help="Bring several graphs together.",
    epilog=examples(
        "pohgraph merge january.db february.db --store both.db",
        "pohgraph merge pohgraph.db monarch.nt --store pohgraph.db",
    ),
)
@click.argument("graphs", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="STORE|FILE...")
@_license_option
@store_option
@quiet_option
@click.pass_context
def merge(ctx: click.Context, graphs: tuple[Path, ...], license_: str, store: Path) -> None:
    """Bring stores and graph files together in one graph; the store it goes to may be among them.

    A page that stands in two of them in different versions comes whole from one: the one whose own date is later,
    else the one named last. Which it was, and how many statements were left out, is said for each.
    """
    from pohgraph.pipeline.gather import gather

    announce_compilation()
    with progress("reading graphs") as tick:
        report = gather(graphs, store=store, license_=license_, progress=tick)
    _finish(ctx, report, store)


def _finish(ctx: click.Context, report: "Report", store: Path) -> None:
    _tell(report, store)
    for failure in report.failures:
        complain(failure)
    if report.failures:
        ctx.exit(1)


def _tell(report: "Report", store: Path) -> None:
    for vocabulary in report.vocabularies:
        say(f"vocabulary  {vocabulary}")
    for doc in report.documents:
        _tell_document(doc)
    for graph in report.graphs:
        kind = "graph of pohgraph" if graph.kind == "ours" else f"{graph.kind}, kept as {graph.dataset}"
        pages = f"{graph.documents} pages, " if graph.documents else ""
        say(f"graph       {graph.path}: {kind}; {pages}{graph.associations} statements")
    if report.remarks:
        say(f"remarks     {len(report.remarks)}, for a person to look at:")
    for remark in report.remarks:
        place = f" {remark.start}-{remark.end}" if remark.end else ""
        say(f"  {remark.document}{place} {remark.code}: {remark.message}")
    pages = f"{len(report.documents)} page{'' if len(report.documents) == 1 else 's'}"
    if report.graphs:
        pages = f"{len(report.graphs)} graph{'' if len(report.graphs) == 1 else 's'}"
    failed = f", {len(report.failures)} failed" if report.failures else ""
    say(f"{store}: {pages}, {report.associations} statements, {report.quads} quads{failed}")


def _tell_document(doc: "DocumentReport") -> None:
    say(f"page        {doc.title or Path(doc.path).name}")
    say(f"  {doc.id}, read as {doc.family}, about {doc.about_label or 'nothing known'} {doc.about}".rstrip())
    width = max((len(predicate) for predicate, _ in doc.counts), default=0)
    for predicate, count in doc.counts:
        say(f"  {predicate.ljust(width)}  {count:>4}")
