"""What commands share: suggestions for a misspelt command, and common options."""

import os
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

if TYPE_CHECKING:
    from pohgraph.store.place import GraphPlace

COMPLETION_VARIABLE = "_POHGRAPH_COMPLETE"  # set by a shell that asks what may come next
_QUIET = "pohgraph.quiet"
_Decorated = TypeVar("_Decorated", bound="Callable[..., Any] | click.Command")


class SuggestingGroup(click.Group):
    """A group that suggests a command for a misspelt one, and keeps its commands in the order given.

    `help COMMAND` is `COMMAND --help`. Commands may be given as names, each with its module of this package.
    """

    def __init__(
        self,
        name: str,
        *,
        help: str,  # noqa: A002 - click's own name
        commands: "Mapping[str, str] | tuple[click.Command, ...]",
        **settings: Any,  # noqa: ANN401 - click's own
    ) -> None:
        known = _Commands(commands) if isinstance(commands, Mapping) else list(commands)
        super().__init__(name, help=help, commands=known, **settings)

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


class _Commands(MutableMapping[str, click.Command]):
    """Commands by name, each imported when it is first asked for: one command needs few of the modules of all."""

    def __init__(self, modules: Mapping[str, str]) -> None:
        self._modules = modules
        self._found: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._found:
            module = import_module(f"{__package__}.{self._modules[name]}")
            self._found[name] = getattr(module, name)
        return self._found[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._found[name] = command

    def __delitem__(self, name: str) -> None:
        if name not in self:
            raise KeyError(name)
        self._modules = {known: module for known, module in self._modules.items() if known != name}
        self._found.pop(name, None)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self._modules, *self._found)))

    def __len__(self) -> int:
        return len({*self._modules, *self._found})


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


def graph_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --store and --endpoint. The command gets one `place` for both: a path, or the address of an endpoint."""

    @wraps(command)
    def placed(*args: Any, store: Path, endpoint: str | None, **given: Any) -> Any:  # noqa: ANN401 - whatever the command takes
        return command(*args, place=_place(store, endpoint), **given)

    option = click.option(
        "--endpoint",
        envvar="POHGRAPH_ENDPOINT",
        show_envvar=True,
        metavar="URL",
        help="Read the graph behind this SPARQL endpoint instead of one on disk.",
    )
    return store_option(option(placed))


def as_place(_: click.Context, __: click.Parameter, value: str) -> "GraphPlace":
    """A path, or the address of an endpoint as it was given."""
    from pohgraph.store.place import is_address

    return value if is_address(value) else Path(value)


def _place(store: Path, endpoint: str | None) -> "GraphPlace":
    """What is said on the command line comes before the environment, and there an endpoint before a store."""
    if endpoint is None:
        return store
    from pohgraph.store.place import is_address

    if not is_address(endpoint):
        raise click.BadParameter(
            f"{endpoint!r} is not the address of an endpoint (https://…/sparql)", param_hint="--endpoint"
        )
    said = click.get_current_context().get_parameter_source
    if said("store") is not ParameterSource.COMMANDLINE:
        return endpoint
    if said("endpoint") is ParameterSource.COMMANDLINE:
        raise click.UsageError("a graph is read from --store or from --endpoint: leave one of them out")
    return store


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


class SourcePath(click.Path):
    """A path, or the address of pages that lie elsewhere."""

    def __init__(self) -> None:
        super().__init__(
            path_type=Path, readable=False
        )  # what cannot be read is told when it is read, beside the others

    def convert(
        self, value: "str | os.PathLike[str]", param: click.Parameter | None, ctx: click.Context | None
    ) -> "str | bytes | os.PathLike[str]":
        """An `Address` where it looks like one, else a path."""
        from pohgraph.pipeline.addresses import place_of

        return place_of(value) if isinstance(value, str) and ":" in value else super().convert(value, param, ctx)


def dask_option(command: _Decorated) -> _Decorated:
    """Add --dask."""
    option = click.option(
        "--dask",
        metavar="ADDRESS",
        help="Let the workers of a Dask scheduler read the pages, such as tcp://scheduler:8786. Needs pohgraph[cluster].",
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


only_on_diseases_option = click.option(
    "--only-on-diseases",
    is_flag=True,
    help="Of PubMed's records, read only those whose title or abstract names a disease of the vocabularies.",
)


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
