"""Standard output for data, standard error for everything else."""

import errno
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

import click

from pohgraph.cli.group import is_quiet
from pohgraph.errors import ExportError, PohgraphError


@contextmanager
def standard_output() -> Iterator[BinaryIO]:
    """Standard output as bytes, so that every platform writes the same ones.

    Raises:
        ExportError: it cannot be written, such as when the disk is full.
    """
    out = sys.stdout.buffer
    try:
        yield out
        out.flush()
    except OSError as error:
        if isinstance(error, BrokenPipeError) or error.errno == errno.EPIPE:
            raise BrokenPipeError from error
        raise ExportError("standard output", error.strerror or str(error)) from error


def write_line(out: BinaryIO, text: str) -> None:
    """One line of text in UTF-8."""
    out.write(text.encode() + b"\n")


def say(message: str) -> None:
    """A line on standard error, unless -q was given."""
    if not is_quiet():
        click.echo(message, err=True)


def complain(error: PohgraphError | str) -> None:
    """A failure that does not end the run, on standard error even with -q."""
    click.echo(f"pohgraph: {error}", err=True)


def announce_compilation() -> None:
    """Say on a terminal that the vocabularies are compiled now, which takes seconds and happens once."""
    if is_quiet() or not sys.stderr.isatty():
        return
    from pohgraph.vocab.lexicon import is_compiled

    if not is_compiled():
        say("compiling the vocabularies: some seconds, this once")


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None] | None]:
    """A progress bar on standard error, or None where that is no terminal or -q was given."""
    if is_quiet() or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
