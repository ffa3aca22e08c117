"""`pohgraph build`: pages to a graph on disk, and the report of it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pohgraph.cli.console import announce_compilation, complain, progress, say
from pohgraph.cli.group import examples, jobs_option, quiet_option, store_option

if TYPE_CHECKING:
    from pohgraph.model import DocumentReport, Report


@click.command(
    short_help="Read pages into a graph.", epilog=examples("pohgraph build pages/ extra.xml --store rare.db --jobs 2")
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH|DIR]...")
@store_option
@jobs_option
@quiet_option
@click.pass_context
def build(ctx: click.Context, paths: tuple[Path, ...], store: Path, jobs: int) -> None:
    """Read pages into a graph; without a PATH, the three that come with pohgraph.

    The new graph is made beside the old one and takes its place when it is complete. A page that cannot be read
    does not stop the others; the exit status is then 1.
    """
    if Path("-") in paths:
        raise click.UsageError("build reads files and folders, not standard input")
    from pohgraph.build import build as build_graph

    announce_compilation()
    with progress("reading pages") as tick:
        report = build_graph(paths, store=store, jobs=jobs, progress=tick)
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
    if report.findings:
        say(f"findings    {len(report.findings)}, to be looked at by a person:")
    for finding in report.findings:
        place = f" {finding.start}-{finding.end}" if finding.end else ""
        say(f"  {finding.document}{place} {finding.code}: {finding.message}")
    pages = f"{len(report.documents)} page{'' if len(report.documents) == 1 else 's'}"
    failed = f", {len(report.failures)} failed" if report.failures else ""
    say(f"{store}: {pages}, {report.associations} statements, {report.quads} quads{failed}")


def _tell_document(doc: "DocumentReport") -> None:
    say(f"page        {doc.title or doc.path}")
    say(f"  {doc.id}, read as {doc.family}, about {doc.about_label or 'nothing known'} {doc.about}".rstrip())
    width = max((len(predicate) for predicate, _ in doc.counts), default=0)
    for predicate, count in doc.counts:
        say(f"  {predicate.ljust(width)}  {count:>4}")
