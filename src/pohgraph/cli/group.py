"""What commands share: suggestions for a misspelt command, and common options."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

_QUIET = "pohgraph.quiet"
_Decorated = TypeVar("_Decorated", bound="Callable[..., Any] | click.Command")


class SuggestingGroup(click.Group):
    """A group that suggests a command for a misspelt one, and keeps its commands in the order given.

    `help COMMAND` is `COMMAND --help`.
    """

    def __init__(self, name: str, *, help: str, commands: tuple[click.Command, ...], **settings: Any) -> None:  # noqa: A002, ANN401 - click's own names
        super().__init__(name, help=help, commands=list(commands), **settings)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options, and `help` as --help."""
        if args[:1] == ["help"] and "help" not in self.commands:
            args = [*args[1:], "--help"]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click passes it
        """The commands in the order they were given."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or fail and suggest a similar one."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            ctx.fail(f"no command {args[0]!r}{suggestion(args[0], self.commands)}")
        return super().resolve_command(ctx, args)


def examples(*lines: str) -> str:
    """The examples at the end of a help text, which click does not reflow."""
    return "\n".join(("\b", "Example:" if len(lines) == 1 else "Examples:", *(f"  {line}" for line in lines)))


def suggestion(word: str, known: Any) -> str:  # noqa: ANN401 - any iterable of names
    """The end of a message about an unknown word: similar words, or all known words."""
    from difflib import get_close_matches

    names = list(known)
    near = get_close_matches(word, names, n=2)
    return f": did you mean {' or '.join(near)}?" if near else f": choose from {', '.join(names)}"


def quiet_option(command: _Decorated) -> _Decorated:
    """Add -q, which may come before or after the name of the command."""

    def keep(ctx: click.Context, _: click.Parameter, value: bool) -> None:
        ctx.meta[_QUIET] = value or ctx.meta.get(_QUIET, False)

    option = click.option(
        "-q", "--quiet", is_flag=True, expose_value=False, callback=keep, help="Show no progress and no report."
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
        help="Directory of the graph.",
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
        help="Number of pages to read at the same time.",
    )
    return option(command)


def _not_blank(_: click.Context, parameter: click.Parameter, value: str | None) -> str:
    """The value, "" where the option is not given; given, it must say something."""
    if value is not None and not value.strip():
        raise click.BadParameter("it is empty; give the name or the identifier of a disease", param=parameter)
    return value or ""


def about_options(command: _Decorated) -> _Decorated:
    """Add --about and --about-table."""
    about = click.option(
        "--about",
        callback=_not_blank,
        metavar="CURIE|NAME",
        help="The disease that the pages are about, whatever they say.",
    )
    table = click.option(
        "--about-table",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="A table with a file and its disease in each row, separated by a tab. It overrides --about for these files.",
    )
    return about(table(command))


def format_option(*formats: str) -> Callable[[_Decorated], _Decorated]:
    """Add --format, whose default is the first of the formats."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="Output format.",
    )
