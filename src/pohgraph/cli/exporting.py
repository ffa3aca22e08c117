"""`pohgraph export` and `pohgraph check`: write the graph to files, and check it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pohgraph.cli.completing import complete_format
from pohgraph.cli.console import announce_compilation, progress, say, standard_output, stoppable, write_text
from pohgraph.cli.group import examples, graph_options, jobs_option, quiet_option, suggestion
from pohgraph.cli.output import Output
from pohgraph.cli.signing import key_of, sign_option, signer_of
from pohgraph.counting import counted
from pohgraph.errors import ExportError

if TYPE_CHECKING:
    from pohgraph.claims.report import ExportReport
    from pohgraph.store.place import GraphPlace


@click.command(
    short_help="Write the graph in another format.",
    epilog=examples(
        "pohgraph export ttl -o poh.ttl",
        "pohgraph export kgx-tsv -o poh                     # poh_nodes.tsv, poh_edges.tsv",
        "pohgraph export ttl --license public-domain --prefixes bioregistry",
        "pohgraph export nq -o poh.nq --manifest            # poh.nq.manifest.json, with which `check poh.nq` verifies it",
        "pohgraph export release -o 2026-02 --previous 2026-01",
    ),
)
@click.argument("format_", metavar="FORMAT", shell_complete=complete_format)
@graph_options
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Write to this file. For a format with several files, this is the start of their names, or a folder.",
)
@click.option(
    "--license",
    "license_",
    default="",
    metavar="TERMS",
    help="Write only what may be shared under these terms: public-domain, cc0, cc-by, an SPDX identifier or an IRI.",
)
@click.option(
    "--prefixes",
    default="",
    metavar="CONSUMER",
    help="Spell identifiers for monarch, bioregistry, obo, orphanet, wikidata or umls.",
)
@click.option(
    "--previous",
    type=click.Path(path_type=Path),
    metavar="RELEASE|DIR|FILE",
    help="Record what has changed since this release, store or graph file, in CHANGELOG.md and an RDF Patch. Only for `release`.",
)
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="PATH",
    help="Write a table of what was left out and of identifiers the consumer does not know.",
)
@click.option(
    "--accepted", is_flag=True, help="Write only claims that curators accepted or edited. Only for `nanopub`."
)
@click.option(
    "--manifest",
    is_flag=True,
    help="Also write PATH.manifest.json: digests of the files and the graph, against which `pohgraph check` verifies them later. Not for a folder.",
)
@sign_option
@quiet_option
def export(
    *,
    format_: str,
    place: "GraphPlace",
    output: Path | None,
    license_: str,
    prefixes: str,
    previous: Path | None,
    report: Path | None,
    accepted: bool,
    manifest: bool,
    sign_key: Path | None,
) -> None:
    """Write the graph in another format: ttl, jsonld, kgx-tsv and more. `pohgraph export list` lists them all.

    Standard error says how much the format or the licence leaves out, and which identifiers the consumer does not know.
    """
    from pohgraph.cli.tables import write_rows
    from pohgraph.export import FORMATS, WITH_PAGES, export_files, export_graph
    from pohgraph.store.copied import copied
    from pohgraph.store.opening import open_graph_at
    from pohgraph.store.place import is_address

    if format_ == "list":
        rows = [(name, exporter.description) for name, exporter in FORMATS.items()]
        write_rows(("format", "description"), rows, Output("table", header=False))
        return
    if format_ not in FORMATS:
        raise click.UsageError(f"no format {format_!r}{suggestion(format_, FORMATS)}")
    misfits = {
        "--accepted is for nanopub: other formats have all claims that nobody rejected": accepted
        and format_ != "nanopub",
        f"{format_} writes several files: say where with -o PATH": output is None and FORMATS[format_].single is None,
        "--previous is for `export release` without --prefixes": previous and (format_ != "release" or prefixes),
        "a manifest is written beside a file: say where with -o PATH": output is None and (manifest or sign_key),
        f"{format_} is a folder, and a manifest is written of files alone": FORMATS[format_].folder
        and format_ != "release"
        and (manifest or sign_key),
    }
    if wrong := next((words for words, is_so in misfits.items() if is_so), ""):
        raise click.UsageError(wrong)
    if is_address(place):
        _refuse_of_server(
            format_, str(place), is_proven=manifest or sign_key is not None, has_pages=format_ in WITH_PAGES
        )
    signer = signer_of(sign_key)
    opened = open_graph_at(place)
    if output:
        from pohgraph.pipeline.opening import previous_release

        with (
            progress(f"writing {format_}") as tick,
            previous_release(previous) as (before, name),
            copied(opened) as graph,
        ):
            view, paths = export_files(
                graph,
                format_,
                output,
                license_=license_,
                prefixes=prefixes,
                accepted=accepted,
                previous=before,
                previous_name=name,
                progress=tick,
                manifest=manifest,
                signer=signer,
            )
        for path in paths:
            say(f"{path}: {counted(_size(path), 'byte')} of {_what(path, format_)}")
    else:
        with copied(opened) as graph, standard_output() as out:
            view = export_graph(graph, format_, out, license_=license_, prefixes=prefixes, accepted=accepted)
    for line in view.report.lines():
        say(line)
    if report:
        _write_report(report, view.report)


@click.command(
    short_help="Check the graph, every quote and every claim.",
    epilog=examples(
        "pohgraph check --store rare.db --jobs 2",
        "pohgraph check --store copy.db --pages pages/",
        "pohgraph check poh.nq --pages pages/ --public-key poh.pub",
    ),
)
@click.argument("path", required=False, type=click.Path(path_type=Path, exists=True), metavar="[FILE|DIR]")
@graph_options
@click.option(
    "--manifest",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    help="The manifest of FILE, if it is not beside it.",
)
@click.option(
    "--fast", is_flag=True, help="Skip the second step, in which the pages are read again; quotes are still checked."
)
@click.option(
    "--pages",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PATH|DIR",
    help="Pages that the store lacks, for example after a merge of graph files. They are matched by their hashes. Can be repeated.",
)
@click.option(
    "--public-key",
    default="",
    metavar="KEY|FILE",
    help="Fail unless the manifest is signed with this minisign key. Give the public key itself, or its file.",
)
@jobs_option
@quiet_option
@click.pass_context
def check(
    ctx: click.Context,
    path: Path | None,
    *,
    place: "GraphPlace",
    manifest: Path | None,
    fast: bool,
    pages: tuple[Path, ...],
    public_key: str,
    jobs: int,
) -> None:
    """Check the integrity of the graph, its SHACL shapes, and every quote against the page it was read from.

    Then the pages are read again, as `build` reads them, and everything they give is compared with the graph: claims, evidence,
    labels, mappings, hierarchy and conflicts. This takes about as long as the build. A graph that another version built, or other
    vocabularies, cannot be compared: the report says so, and it is not a fault. --fast skips this second step; quotes are still checked.

    Instead of a store, check a graph FILE (Turtle, TriG, N-Quads, N-Triples, JSON-LD) or the DIR of a release. A FILE is checked
    against its manifest, which `pohgraph export --manifest` writes beside it, and against the pages that --pages gives. The graph of
    an --endpoint has no manifest, and no pages but those of --pages: the report says what could not be verified without them.

    Standard error says what was checked, and what could not be verified. Faults go to standard output, and the exit status is then 1.
    """
    from pohgraph.pipeline.filed import check_file
    from pohgraph.pipeline.proving import check_copy, check_graph
    from pohgraph.store.copied import copied
    from pohgraph.store.directory import is_store
    from pohgraph.store.graph import open_store
    from pohgraph.store.opening import open_graph_at
    from pohgraph.store.place import is_address

    if manifest and (path is None or path.is_dir()):
        raise click.UsageError(
            "--manifest is that of a FILE, which is to be named: a store and a release have their own"
        )
    key = key_of(public_key)
    announce_compilation()
    place = path if path and is_store(path) else place
    is_remote = path is None and is_address(place)
    if is_remote and key:
        raise click.UsageError("a server has no signed manifest: --public-key is for a store, a FILE and a release")
    with stoppable(), progress("checking pages") as tick:
        if path and path != place:
            result = check_file(path, manifest=manifest, fast=fast, pages=pages, jobs=jobs, progress=tick, key=key)
        elif is_remote:
            with copied(open_graph_at(place)) as copy:
                result = check_copy(copy, fast=fast, pages=pages, jobs=jobs, progress=tick)
        else:
            opened = open_store(Path(place), wholly=True)
            result = check_graph(opened, fast=fast, pages=pages, jobs=jobs, progress=tick, key=key)
    for line in result.lines:
        say(line)
    with standard_output() as out:
        for fault in result.faults:
            write_text(out, str(fault))
    if result.faults:
        say(f"{counted(len(result.faults), 'fault')} found")
        ctx.exit(1)
    say("no faults found")


def _refuse_of_server(format_: str, address: str, *, is_proven: bool, has_pages: bool) -> None:
    """Say what cannot be written of the graph of a server before it is read."""
    if is_proven:
        raise ExportError(address, "a server has no manifest of its graph: write and sign one from a store on disk")
    if has_pages:
        raise ExportError(
            address, f"{format_} shows pages, of which a server has no copies: export it from a store on disk"
        )


def _write_report(path: Path, report: "ExportReport") -> None:
    table = (report.HEADER, *report.rows())
    try:
        path.write_text("".join("\t".join(row) + "\n" for row in table), encoding="utf-8")
    except OSError as error:
        raise ExportError(str(path), error.strerror or str(error)) from error


def _what(path: Path, format_: str) -> str:
    if path.name.endswith(".minisig"):
        return "a signature"
    return "a manifest" if path.name.endswith(".manifest.json") else format_


def _size(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else (path,)
    return sum(file.stat().st_size for file in files if file.is_file())
