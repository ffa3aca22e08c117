"""`pohgraph build` and `merge`: read pages and graph files into a graph on disk, and report what was read."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pohgraph.cli.console import announce_compilation, complain, named_subjects, progress, readers_of, say, stoppable
from pohgraph.cli.group import (
    SourcePath,
    about_options,
    dask_option,
    examples,
    is_quiet,
    jobs_option,
    only_on_diseases_option,
    quiet_option,
    store_option,
)
from pohgraph.cli.signing import sign_option, signer_of
from pohgraph.errors import ExportError, NothingReadError

if TYPE_CHECKING:
    from pohgraph.model import Report
    from pohgraph.pipeline.addresses import Place


_license_option = click.option(
    "--license", "license_", default="", metavar="IRI|TEXT", help="Licence of graph files that do not state one."
)
_verbose_option = click.option(
    "-v", "--verbose", is_flag=True, help="Report each remark, and the claims of each page by relation."
)
_report_option = click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the whole report to a file.",
)


@click.command(
    short_help="Read pages or graph files into a graph.",
    epilog=examples(
        "pohgraph build pages/ extra.xml --store rare.db --jobs 2",
        "pohgraph build leaflet.html --about OMIM:166350",
        "pohgraph build s3://bucket/pages/ --dask tcp://scheduler:8786",
        "pohgraph build --from poh.nq --from monarch_nodes.tsv monarch_edges.tsv",
    ),
)
@click.argument("paths", nargs=-1, type=SourcePath(), metavar="[PATH|DIR|URL|-]...")
@click.option(
    "--from",
    "graphs",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Read a graph file (Turtle, TriG, N-Quads, N-Triples, JSON-LD, RDF/XML, KGX), a folder of them, or a store.",
)
@about_options
@only_on_diseases_option
@click.option(
    "--decisions",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    help="Apply what curators decided about claims (see `pohgraph review`). Can be repeated.",
)
@_license_option
@click.option(
    "--no-cache",
    "is_cached",
    is_flag=True,
    flag_value=False,
    default=True,
    help="Read every page again and build the whole graph anew.",
)
@_verbose_option
@_report_option
@sign_option
@store_option
@jobs_option
@dask_option
@quiet_option
@click.pass_context
def build(
    ctx: click.Context,
    paths: "tuple[Place, ...]",
    *,
    graphs: tuple[Path, ...],
    about: str,
    about_table: Path | None,
    only_on_diseases: bool,
    decisions: tuple[Path, ...],
    license_: str,
    is_cached: bool,
    store: Path,
    jobs: int,
    dask: str | None,
    verbose: bool,
    report: Path | None,
    sign_key: Path | None,
) -> None:
    """Read pages into a graph. Without a PATH, read the three pages that come with pohgraph.

    A PATH is a file, a folder, a quoted pattern ("pages/**/*.html"), an archive (zip, tar, gz), - for standard input, or a URL such
    as s3://bucket/pages/, gs://… or https://…/page.html. A file may hold many pages, such as ghr-summaries.xml from MedlinePlus or a set of PubMed articles.

    With --from, pohgraph reads graph files: its own exports come back unchanged, and other graphs become claims whose
    source is their file. More FILEs may follow the first. If a page is read that a graph holds as well, the page replaces
    what the graph says of it, unless the graph has a later version.

    --about names the disease of every page, and --about-table that of each file: a table with the name of a file, a tab, and
    the disease's CURIE or name in each row. Without them, the title or the text of a page decides, and where these name no
    disease, the name of its file.

    --only-on-diseases is for PubMed's baseline files, few of whose records are about a disease. The report says how many were
    read, and why the others were not.

    --decisions applies the decisions of curators. An accepted claim records who accepted it. A rejected one stays on record,
    but loses its plain edge. An edit makes a new claim with the new values. If a claim or its quotes have changed, or curators
    disagree, the decision is reported and not applied, and the exit status is 1. A faulty line in a FILE stops the build.

    What is read from a page is kept in your cache. So an interrupted build continues where it stopped, and an unchanged page
    is not read again. If no page has changed, the graph is left as it is. --no-cache gives the same result.

    With --jobs 2 or more, a page that crashes its process or takes too long is left out like any page that cannot be read.

    --dask lets the workers of a Dask cluster read the pages. The graph is the same, byte for byte. They read every page, since
    they cannot use the cache of this machine.

    The new graph replaces the old one only when it is complete. A page that cannot be read does not stop the others,
    but the exit status is then 1. If every PATH is a file for another command, nothing is built, and the exit status is 2.
    """
    if Path("-") in graphs:
        raise click.UsageError("--from takes files and folders, not standard input")
    from pohgraph.pipeline.graph import build as build_graph

    if graphs:
        from pohgraph.intake.files import is_graph_path

        graphs = (*graphs, *(path for path in paths if isinstance(path, Path) and is_graph_path(path)))
        paths = tuple(path for path in paths if path not in graphs)
    signer = signer_of(sign_key)
    announce_compilation()
    named = named_subjects(about, about_table)
    readers = readers_of(jobs, dask)
    with stoppable(), _nothing_read(ctx), progress("reading pages") as tick:
        done = build_graph(
            paths,
            graphs=graphs,
            license_=license_,
            store=store,
            jobs=readers,
            progress=tick,
            subjects=named,
            decisions=decisions,
            signer=signer,
            is_cached=is_cached,
            only_on_diseases=only_on_diseases,
        )
    _finish(ctx, done, store, verbose=verbose, path=report)


@click.command(
    short_help="Merge several graphs into one.",
    epilog=examples(
        "pohgraph merge january.db february.db --store both.db",
        "pohgraph merge pohgraph.db monarch.nt --store pohgraph.db",
    ),
)
@click.argument("graphs", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="STORE|FILE...")
@_license_option
@_verbose_option
@_report_option
@sign_option
@store_option
@quiet_option
@click.pass_context
def merge(
    ctx: click.Context,
    graphs: tuple[Path, ...],
    *,
    license_: str,
    store: Path,
    verbose: bool,
    report: Path | None,
    sign_key: Path | None,
) -> None:
    """Merge stores and graph files into one graph. The target store may be one of them.

    If two of them have different versions of a page, the version with the later date is taken as a whole; without dates,
    the one named last. The report says which version was taken and how many statements were left out.
    """
    from pohgraph.pipeline.gather import gather

    signer = signer_of(sign_key)
    announce_compilation()
    with stoppable(), _nothing_read(ctx), progress("reading graphs") as tick:
        done = gather(graphs, store=store, license_=license_, progress=tick, signer=signer)
    _finish(ctx, done, store, verbose=verbose, path=report)


@contextmanager
def _nothing_read(ctx: click.Context) -> Iterator[None]:
    """Tell why not one input could be read; it is wrong usage where each is for another command."""
    try:
        yield
    except NothingReadError as error:
        for failure in error.failures:
            complain(failure)
        ctx.exit(2 if error.is_misuse else 1)


def _finish(ctx: click.Context, report: "Report", store: Path, *, verbose: bool, path: Path | None) -> None:
    for line in report.lines(whole=verbose):
        say(line)
    if report.remarks and not verbose and not path:
        say("            --verbose lists them, --report FILE writes them to a file")
    say(f"{store}: {report.total()}")
    for failure in (*report.failures, *(report.not_applied if is_quiet() else ())):
        complain(failure)
    if path:
        _write_report(path, report)
    if report.failures or report.not_applied:
        ctx.exit(1)


def _write_report(path: Path, report: "Report") -> None:
    text = "\n".join((*report.lines(whole=True), report.total(), *report.failures))
    try:
        path.write_text(f"{text}\n", encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise ExportError(str(path), error.strerror or str(error)) from error
