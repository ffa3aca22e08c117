"""What all commands share: suggestions for a misspelt command, and the options they have in common."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

_QUIET = "pohgraph.quiet"
_Decorated = TypeVar("_Decorated", bound="Callable[..., Any] | click.Command")


class SuggestingGroup(click.Group):
    """A group that says what a misspelt command may have meant, and keeps its commands in the order given."""

    def __init__(self, name: str, *, help: str, commands: tuple[click.Command, ...], **settings: Any) -> None:  # noqa: A002, ANN401 - click's own names
        super().__init__(name, help=help, commands=list(commands), **settings)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click passes it
        """The commands in the order they were given."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or fail with what is near to it."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            ctx.fail(f"no command {args[0]!r}{suggestion(args[0], self.commands)}")
        return super().resolve_command(ctx, args)


def examples(*lines: str) -> str:
    """The end of a command's help: lines that click leaves as they are."""
    return "\n".join(("\b", "Example:" if len(lines) == 1 else "Examples:", *(f"  {line}" for line in lines)))


def suggestion(word: str, known: Any) -> str:  # noqa: ANN401 - any iterable of names
    """The end of a sentence about an unknown word: what is near to it, or all there is."""
    from difflib import get_close_matches

    names = list(known)
    near = get_close_matches(word, names, n=2)
    return f": did you mean {' or '.join(near)}?" if near else f": it is one of {', '.join(names)}"


def quiet_option(command: _Decorated) -> _Decorated:
    """Add -q, which may stand before or after the command's name."""

    def keep(ctx: click.Context, _: click.Parameter, value: bool) -> None:
        ctx.meta[_QUIET] = value or ctx.meta.get(_QUIET, False)

    option = click.option(
        "-q", "--quiet", is_flag=True, expose_value=False, callback=keep, help="No progress, no report."
    )
    return option(command)


def is_quiet() -> bool:
    """Whether -q was given."""
    return bool(click.get_current_context().meta.get(_QUIET))


def store_option(command: _Decorated) -> _Decorated:
    """Add --store."""
    option = click.option(
        "--store",
        type=click.Path(path_type=Path),
        default="pohgraph.db",
        envvar="POHGRAPH_STORE",
        show_default=True,
        show_envvar=True,
        metavar="DIR",
        help="The directory of the graph.",
    )
    return option(command)


def jobs_option(command: _Decorated) -> _Decorated:
    """Add --jobs."""
    option = click.option(
        "-j",
        "--jobs",
        type=click.IntRange(min=1),
        default=1,
        show_default=True,
        metavar="N",
        help="How many pages to read at the same time.",
    )
    return option(command)


def format_option(*formats: str) -> Callable[[_Decorated], _Decorated]:
    """Add --format, whose default is the first of the formats."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="How to write.",
    )
