"""Single keys from a terminal. Keys that are pressed while something is drawn wait: none is lost."""

import os
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

END = "\x04"  # Ctrl-D, or a terminal that has gone
_ESCAPE = "\x1b"
_PAUSE = 0.02  # seconds within which the rest of a key such as an arrow follows


@contextmanager
def single_keys() -> Iterator[None]:
    """Let each key come at once and unseen, until the block ends; Ctrl-C still interrupts."""
    if sys.platform == "win32":  # there keys always can
        yield
        return
    import termios
    import tty

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    tty.setcbreak(terminal, termios.TCSADRAIN)
    try:
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


@contextmanager
def whole_lines() -> Iterator[None]:
    """Within `single_keys`: let the terminal edit a line, and show it."""
    if sys.platform == "win32":
        yield
        return
    import termios

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    edited = [*before]
    edited[3] |= termios.ICANON | termios.ECHO
    termios.tcsetattr(terminal, termios.TCSADRAIN, edited)
    try:
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def read_key() -> str:
    """The next key: one character, Esc, or "" for a key that is none, such as an arrow; `END` where no more come."""
    if sys.platform == "win32":
        try:
            return click.getchar()
        except EOFError:
            return END
    terminal = sys.stdin.fileno()
    try:
        taken = os.read(terminal, 1)
    except OSError:
        return END
    if not taken:
        return END
    if taken[0] >= 0xC0:  # noqa: PLR2004 - the first byte of several, which says how many follow
        taken += os.read(terminal, 1 + (taken[0] >= 0xE0) + (taken[0] >= 0xF0))  # noqa: PLR2004 - as above
    key = taken.decode(errors="replace")
    if key == _ESCAPE and select.select([terminal], [], [], _PAUSE)[0]:
        os.read(terminal, 16)
        return ""
    return key


def ask(question: str, default: str = "") -> str:
    """A line that the user types; the default, which may be "", where it is empty, or where Ctrl-C or Ctrl-D leaves the question."""
    with whole_lines():
        try:
            return str(click.prompt(question, default=default, show_default=bool(default), err=True))
        except click.Abort:
            click.echo(err=True)
            return default
