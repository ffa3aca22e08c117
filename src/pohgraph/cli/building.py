"""`pohgraph build` and `merge`: read pages and graph files into a graph on disk, and report what was read."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pohgraph.cli.console import announce_compilation, complain, progress, say
from pohgraph.cli.group import examples, jobs_option, quiet_option, store_option
from pohgraph.counting import counted
from pohgraph.errors import NothingReadError

if TYPE_CHECKING:
    from pohgraph.model import DocumentReport, Report


_license_option = click.option(
    "--license", "license_", default="", metavar="IRI|TEXT", help="Licence of graph files that do not state one."
)


@click.command(
    short_help="Read pages or graph files into a graph.",
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
    help="Read a graph file (Turtle, TriG, N-Quads, N-Triples, JSON-LD, RDF/XML, KGX), a folder of them, or a store.",
)
@_license_option
@store_option
@jobs_option
@quiet_option
@click.pass_context
def build(
    ctx: click.Context, paths: tuple[Path, ...], graphs: tuple[Path, ...], license_: str, store: Path, jobs: int
) -> None:
    """Read pages into a graph. Without a PATH, read the three pages that come with pohgraph.

    A PATH is a file, a folder, a quoted pattern ("pages/**/*.html"), an archive (zip, tar, gz), or - for standard input.
    A file may hold many pages, such as ghr-summaries.xml from MedlinePlus or a set of PubMed articles.

    With --from, pohgraph reads graph files: its own exports come back as they were, and other graphs become claims whose
    source is their file. More FILEs may follow the first.

    The new graph replaces the old one only when it is complete. A page that cannot be read does not stop the others,
    but the exit status is then 1. If every PATH is a file for another command, nothing is built, and it is 2.
    """
    if Path("-") in graphs:
        raise click.UsageError("--from takes files and folders, not standard input")
    from pohgraph.pipeline.graph import build as build_graph

    if graphs:
        from pohgraph.intake.files import is_graph_path

        graphs = (*graphs, *(path for path in paths if is_graph_path(path)))
        paths = tuple(path for path in paths if not is_graph_path(path))
    announce_compilation()
    with _nothing_read(ctx), progress("reading pages") as tick:
        report = build_graph(paths, graphs=graphs, license_=license_, store=store, jobs=jobs, progress=tick)
    _finish(ctx, report, store)


@click.command(
    short_help="Merge several graphs into one.",
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
    """Merge stores and graph files into one graph. The target store may be one of them.

    If two of them have different versions of a page, the version with the later date is taken as a whole; without dates,
    the one named last. The report says which version was taken and how many statements were left out.
    """
    from pohgraph.pipeline.gather import gather

    announce_compilation()
    with _nothing_read(ctx), progress("reading graphs") as tick:
        report = gather(graphs, store=store, license_=license_, progress=tick)
    _finish(ctx, report, store)


@contextmanager
def _nothing_read(ctx: click.Context) -> Iterator[None]:
    """Tell why not one input could be read; it is wrong usage where each is for another command."""
    try:
        yield
    except NothingReadError as error:
        for failure in error.failures:
            complain(failure)
        ctx.exit(2 if error.is_misuse else 1)


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
        kind = "written by pohgraph" if graph.kind == "ours" else f"{graph.kind}, kept as {graph.dataset}"
        pages = f"{counted(graph.documents, 'page')}, " if graph.documents else ""
        say(f"graph       {graph.path}: {kind}; {pages}{counted(graph.associations, 'claim')}")
    if report.remarks:
        say(f"remarks     {len(report.remarks)}, to be checked by a person:")
    for remark in report.remarks:
        place = f" {remark.start}-{remark.end}" if remark.end else ""
        say(f"  {remark.document}{place} {remark.code}: {remark.message}")
    pages = counted(len(report.graphs), "graph") if report.graphs else counted(len(report.documents), "page")
    failed = f", {len(report.failures)} failed" if report.failures else ""
    say(f"{store}: {pages}, {counted(report.associations, 'claim')}, {counted(report.quads, 'quad')}{failed}")


def _tell_document(doc: "DocumentReport") -> None:
    say(f"page        {doc.title or Path(doc.path).name}")
    say(f"  {doc.id}, read as {doc.family}, about {doc.about_label or 'no known disease'} {doc.about}".rstrip())
    width = max((len(predicate) for predicate, _ in doc.counts), default=0)
    for predicate, count in doc.counts:
        say(f"  {predicate.ljust(width)}  {count:>4}")
