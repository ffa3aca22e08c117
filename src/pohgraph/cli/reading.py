"""`pohgraph extract` and `pohgraph annotate`: read pages without keeping a graph on disk."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

import click

from pohgraph.cli.console import (
    announce_compilation,
    complain,
    named_subjects,
    progress,
    readers_of,
    say,
    stoppable,
    write_line,
)
from pohgraph.cli.group import (
    SourcePath,
    about_options,
    dask_option,
    examples,
    jobs_option,
    only_on_diseases_option,
    quiet_option,
)
from pohgraph.cli.output import TABLE_FORMATS, Output, output_options
from pohgraph.counting import counted
from pohgraph.errors import PohgraphError
from pohgraph.model.report import TELLING

if TYPE_CHECKING:
    from pohgraph.model import Remark
    from pohgraph.pipeline.addresses import Place
    from pohgraph.pipeline.mentions import AnnotatedDocument

_T = TypeVar("_T")
_MENTION_COLUMNS = ("document", "start", "end", "reference", "label", "text", "category", "negated", "hedged")


class _Failures:
    """Reports each failure as it comes, and counts them for the exit status."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, error: PohgraphError) -> None:
        self.count += 1
        complain(error)


class _Remarks:
    """Reports at once which page gave nothing, or was read otherwise than the user asked, and counts all remarks for a summary at the end."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def __call__(self, remark: "Remark") -> None:
        self.counts[remark.code] += 1
        if remark.code in TELLING:
            say(f"{remark.document}: {remark.message}")

    def summary(self) -> None:
        """Report how many remarks were not shown, if there are any; that a page was read as plain text is not worth one."""
        rest = {code: n for code, n in self.counts.items() if code not in TELLING and code != "unknown_family"}
        if rest:
            counts = ", ".join(f"{count} {code}" for code, count in sorted(rest.items()))
            say(f"{counted(sum(rest.values()), 'more remark')}: {counts} (`pohgraph build --verbose` lists them)")


@click.command(
    short_help="Write the claims of pages as JSON Lines or TSV.",
    epilog=examples("pohgraph extract page.txt | jq 'select(.predicate == \"biolink:has_phenotype\")'"),
)
@click.argument("paths", nargs=-1, required=True, type=SourcePath(), metavar="PATH|DIR|URL|-...")
@output_options("jsonl", "tsv", limit=False)
@about_options
@only_on_diseases_option
@jobs_option
@dask_option
@quiet_option
@click.pass_context
def extract(
    ctx: click.Context,
    paths: "tuple[Place, ...]",
    *,
    output: Output,
    about: str,
    about_table: Path | None,
    only_on_diseases: bool,
    jobs: int,
    dask: str | None,
) -> None:
    """Write every claim of the pages as a record, one line for each place where it was read.

    A PATH is a file, a folder, a quoted pattern ("pages/**/*.html"), an archive (zip, tar, gz), - for standard input, or a URL such
    as s3://bucket/pages/, gs://… or https://…/page.html.

    Formats of graphs, such as Turtle, are written from a graph: `pohgraph build`, then `pohgraph export`.

    --about names the disease of every page, and --about-table that of each file: a table with the name of a
    file, a tab, and the disease's CURIE or name in each row. Without them, the title or the text of a page decides,
    and where these name no disease, the name of its file.

    --only-on-diseases is for PubMed's baseline files, few of whose records are about a disease. The command says how many were read,
    and why the others were not.
    """
    from pohgraph.pipeline.records import extract_lines, extract_records

    announce_compilation()
    named = named_subjects(about, about_table)
    readers = readers_of(jobs, dask)
    failures, remarks = _Failures(), _Remarks()
    with stoppable(), progress("reading pages") as tick, output.open() as out:

        def read(extract: Callable[..., Iterator[_T]]) -> Iterator[_T]:
            return extract(
                paths,
                jobs=readers,
                on_failure=failures,
                on_remark=remarks,
                progress=tick,
                subjects=named,
                only_on_diseases=only_on_diseases,
            )

        if output.format == "jsonl":
            for line in read(extract_lines):
                write_line(out, line)
        else:
            _write_tsv(read(extract_records), out, header=output.header)
    remarks.summary()
    if failures.count:
        ctx.exit(1)


@click.command(
    short_help="Find phenotypes, diseases and genes in text.",
    epilog=examples('pohgraph annotate "no joint pain, but ectopic calcification"'),
)
@click.argument("inputs", nargs=-1, required=True, metavar="TEXT|PATH|DIR|-...")
@output_options(*TABLE_FORMATS)
@click.option(
    "--mentions",
    "policy",
    type=click.Choice(["auto", "longest", "nested", "stripped"]),
    default="longest",
    show_default=True,
    help="Which of several overlapping phenotypes to keep.",
)
@quiet_option
@click.pass_context
def annotate(ctx: click.Context, inputs: tuple[str, ...], output: Output, policy: str) -> None:
    """Find phenotypes, diseases, genes and identifiers in a text, in files and folders, or in standard input (-).

    Offsets count Unicode code points of the text as it was read. JSON also says whether a mention is about a relative,
    which name matched, and how.

    --mentions longest keeps the longest name, and is the default. nested also keeps broader phenotypes named within it
    ("schwannoma" in "vestibular schwannoma"). stripped drops words of severity and side ("ptosis" for "mild ptosis").
    auto means longest in a report on one patient, and nested elsewhere.
    """
    from pohgraph.cli.tables import write_rows
    from pohgraph.pipeline.mentions import annotate as annotate_inputs

    announce_compilation()
    failures, remarks = _Failures(), _Remarks()
    found = annotate_inputs(inputs, on_failure=failures, on_remark=remarks, policy=policy)
    rows = (row for doc in found for row in _mention_rows(doc))
    if output.format == "json":
        with output.open() as out:
            write_line(out, json.dumps(list(islice(rows, output.limit)), ensure_ascii=False, indent=1))
    elif output.format == "jsonl":
        with output.open() as out:
            for row in islice(rows, output.limit):
                write_line(out, json.dumps(row, ensure_ascii=False))
    elif output.format in {"tsv", "csv"}:
        cells = ([_tsv_cell(row[column]) for column in _MENTION_COLUMNS] for row in rows)
        write_rows(_MENTION_COLUMNS, cells, output)
    else:
        # What is not said of a mention is left out of what people read.
        cells = ([_tsv_cell(row[c]) if row[c] is not False else "" for c in _MENTION_COLUMNS] for row in rows)
        write_rows(_MENTION_COLUMNS, cells, output)
    if failures.count:
        ctx.exit(1)


def _mention_rows(doc: "AnnotatedDocument") -> Iterable[dict[str, object]]:
    for mention in doc.mentions:
        values = (
            doc.name,
            mention.span.start,
            mention.span.end,
            mention.reference.curie,
            mention.label,
            mention.text,
            mention.category,
            mention.context.negated,
            mention.context.hedged,
        )
        first = mention.candidates[0]
        yield dict(zip(_MENTION_COLUMNS, values, strict=True)) | {
            "relative": mention.context.relative is not None,
            "synonym": first.synonym,
            "steps": list(first.steps),
        }


def _write_tsv(rows: Iterable[Mapping[str, object]], out: BinaryIO, *, header: bool) -> None:
    columns: tuple[str, ...] = ()
    for row in rows:
        if not columns:
            columns = tuple(row)
            if header:
                write_line(out, "\t".join(columns))
        write_line(out, "\t".join(_tsv_cell(row[column]) for column in columns))


def _tsv_cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "|".join(f"{_tsv_cell(key)}={_tsv_cell(item)}" for key, item in value.items())
    if isinstance(value, list | tuple):
        return "|".join(map(_tsv_cell, value))
    return " ".join(str(value).splitlines()).replace("\t", " ")
