"""Standard output for data, standard error for everything else."""

import errno
import os
import signal
import sys
import threading
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import RawIOBase
from pathlib import Path
from time import monotonic
from types import FrameType
from typing import TYPE_CHECKING, BinaryIO, TextIO, cast

import click

from pohgraph.cli.group import is_quiet
from pohgraph.errors import ExportError, PohgraphError
from pohgraph.legible import legible

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

    from pohgraph.pipeline.about import Subjects
    from pohgraph.pipeline.jobs import Jobs

_REDRAWN = 0.1  # seconds between two states of a progress bar


@contextmanager
def standard_output() -> Iterator[BinaryIO]:
    """Standard output as bytes, so that the output is the same on every platform.

    Raises:
        ExportError: it cannot be written, for example because the disk is full.
    """
    out = cast("BinaryIO", _Terminal(sys.stdout.buffer)) if sys.stdout.isatty() else sys.stdout.buffer
    try:
        yield out
        out.flush()
    except OSError as error:
        if isinstance(error, BrokenPipeError) or error.errno == errno.EPIPE:
            raise BrokenPipeError from error
        forget_output()
        raise ExportError("standard output", error.strerror or str(error)) from error


class _Terminal(RawIOBase):
    """A terminal to which data is written: it shows what it would obey. Into a file or a pipe data goes as it is."""

    def __init__(self, out: BinaryIO) -> None:
        super().__init__()
        self._out = out
        self._decoder = getincrementaldecoder("utf-8")("backslashreplace")

    def write(self, data: "Buffer", /) -> int:
        """Show bytes."""
        self._out.write(legible(self._decoder.decode(bytes(data))).encode())
        return len(bytes(data))

    def flush(self) -> None:
        """Show what was written."""
        self._out.flush()

    def close(self) -> None:
        """Leave the terminal open."""


def forget_output() -> None:
    """Let what is still in the buffer go nowhere: Python writes it when it ends, and would complain once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write_line(out: BinaryIO, text: str) -> None:
    """Write one line of data in UTF-8, as it is."""
    out.write(text.encode() + b"\n")


def write_text(out: BinaryIO, text: str) -> None:
    """Write text for people, in UTF-8: what would steer a terminal is shown instead."""
    write_line(out, legible(text))


def say(message: str) -> None:
    """Write a line to standard error, unless -q was given."""
    if not is_quiet():
        click.echo(legible(wrapped(message, sys.stderr)), err=True)


def complain(error: PohgraphError | str) -> None:
    """Report a failure that does not end the run; -q does not silence it."""
    click.echo(legible(wrapped(f"pohgraph: {error}", sys.stderr)), err=True)


def wrapped(message: str, stream: TextIO) -> str:
    """A message in lines that fit the terminal, broken at blanks alone; as it is where the stream leads to no terminal."""
    if not stream.isatty():
        return message
    try:
        from shutil import get_terminal_size
        from textwrap import wrap
    except (ImportError, OSError):  # what is told may be that no more files can be opened
        return message

    width = get_terminal_size().columns
    return "\n".join(
        line
        for text in message.split("\n")
        for line in wrap(
            text,
            width,
            subsequent_indent=" " * (len(text) - len(text.lstrip()) + 2),
            break_long_words=False,
            break_on_hyphens=False,
        )
        or [text]
    )


def announce_compilation() -> None:
    """Tell a user at a terminal that the vocabularies are being compiled, which takes seconds and happens once."""
    if is_quiet() or not sys.stderr.isatty():
        return
    from pohgraph.vocab.lexicon import is_compiled

    if not is_compiled():
        say("compiling the vocabularies; this takes some seconds and is done only once")


def named_subjects(about: str, table: Path | None) -> "Subjects | None":
    """What --about and --about-table say.

    Raises:
        PohgraphError: no disease is called so, or the table is wrong.
    """
    if not about and table is None:
        return None
    from pohgraph.pipeline.about import subjects
    from pohgraph.vocab.lexicon import open_lexicon

    return subjects(open_lexicon(), about=about, table=table)


def readers_of(jobs: int, dask: str | None) -> "Jobs":
    """What --jobs and --dask say.

    Raises:
        click.UsageError: they say both.
    """
    if dask is None:
        return jobs
    if jobs > 1:
        raise click.UsageError("--dask takes the workers that the scheduler has: give it without --jobs")
    from pohgraph.pipeline.jobs import Cluster

    return Cluster(address=dask, tell=say)


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None] | None]:
    """Show a progress bar on standard error; yield None if that is not a terminal or -q was given."""
    if is_quiet() or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # It draws itself when it is told of something: a thread that does would keep this process from being forked.
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task(what, total=None)
        drawn = 0.0

        def tick(done: int, total: int) -> None:
            nonlocal drawn
            now = monotonic()
            bar.update(task, completed=done, total=total, refresh=now - drawn > _REDRAWN)
            if now - drawn > _REDRAWN:
                drawn = now

        yield tick


@contextmanager
def stoppable() -> Iterator[None]:
    """Let SIGTERM end the block as Ctrl-C does: what is half made is taken away, and other processes end first.

    Elsewhere the system ends us on the spot, which also works while the engine answers a query.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        yield
    except _StoppedError as stopped:
        complain(str(stopped))
        raise SystemExit(128 + stopped.number) from None
    finally:
        if signal.getsignal(signal.SIGTERM) is _stop:  # once it has come, it is ignored until the process ends
            signal.signal(signal.SIGTERM, before)


class _StoppedError(BaseException):
    """A signal wants an end; nothing that handles errors takes it for one."""

    def __init__(self, number: int) -> None:
        super().__init__(f"stopped by {signal.Signals(number).name}")
        self.number = number


def _stop(number: int, _: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)  # a second one would break off the tidying up
    raise _StoppedError(number)
