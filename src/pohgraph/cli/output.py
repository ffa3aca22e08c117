"""Where rows go, and in which form: the options that every command with rows has."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import click
from click.core import ParameterSource

from pohgraph.cli.console import standard_output
from pohgraph.cli.group import format_option
from pohgraph.errors import ExportError

TABLE_FORMATS = ("table", "plain", "md", "csv", "tsv", "json", "jsonl")
# What the ending of a file says, to whoever opens it; other endings say nothing.
_ENDINGS = frozenset(
    [
        "csv",
        "tsv",
        "json",
        "jsonl",
        "md",
        "html",
        "xml",
        "ttl",
        "nt",
        "nq",
        "trig",
        "jsonld",
        "rdf",
        "xlsx",
        "xls",
        "ods",
        "parquet",
    ]
)


class Output(NamedTuple):
    """How rows are written: `limit` is the greatest number of them, `path` a file instead of standard output."""

    format: str
    header: bool = True
    limit: int | None = None
    path: Path | None = None

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """What to write to; a file is replaced only when all of it is written.

        Raises:
            ExportError: it cannot be written.
        """
        if self.path is None:
            with standard_output() as out:
                yield out
            return
        from pohgraph.aside import files_aside

        with files_aside([self.path]) as (out,):
            try:
                yield out
                out.flush()
            except OSError as error:
                raise ExportError(str(self.path), error.strerror or str(error)) from error


def _with_header(formats: tuple[str, ...]) -> str:
    return "tables, CSV and TSV" if not formats or "table" in formats else "TSV"


def _named_by(path: Path | None, formats: tuple[str, ...]) -> str:
    """The form that the name of a file says, where nobody asked for one: worklist.tsv is no table of blanks.

    Raises:
        UsageError: the name says a form that the command does not write.
    """
    asked = click.get_current_context().get_parameter_source("format_")
    ending = path.suffix.removeprefix(".").lower() if path else ""
    if asked is not ParameterSource.DEFAULT:
        return ""
    if ending in _ENDINGS and ending not in formats:
        raise click.UsageError(
            f"{path}: this command writes no .{ending}; give --format, or the ending of one of {', '.join(formats)}"
        )
    return ending if ending in formats else ""


def output_options(*formats: str, limit: bool = True) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add --format, whose default is the first of the formats, --no-header, --limit and -o; the command gets one `Output`."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def run(
            *args: Any,  # noqa: ANN401 - whatever else the command takes
            format_: str,
            no_header: bool,
            path: Path | None,
            limit: int | None = None,
            **others: Any,  # noqa: ANN401 - as above
        ) -> Any:  # noqa: ANN401 - as above
            chosen = _named_by(path, formats or TABLE_FORMATS) or format_
            return command(*args, output=Output(chosen, not no_header, limit, path), **others)

        options = [
            format_option(*(formats or TABLE_FORMATS)),
            click.option(
                "--no-header", is_flag=True, help=f"Leave out the names of the columns of {_with_header(formats)}."
            ),
            click.option(
                "-o",
                "--output",
                "path",
                type=click.Path(path_type=Path, dir_okay=False),
                metavar="FILE",
                help="Write to this file instead of standard output. Without --format, its suffix decides the format.",
            ),
        ]
        if limit:
            options.insert(
                2, click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Write at most N rows.")
            )
        for option in reversed(options):
            run = option(run)
        return run

    return decorate
