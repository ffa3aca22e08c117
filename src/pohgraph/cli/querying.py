"""`pohgraph query` and `pohgraph queries`: SPARQL, and the catalogue of ready-made queries."""

import sys
from shlex import quote
from typing import TYPE_CHECKING, BinaryIO

import click

from pohgraph.cli.completing import complete_parameter, complete_query
from pohgraph.cli.console import say, wrapped, write_text
from pohgraph.cli.group import examples, graph_options, quiet_option
from pohgraph.cli.output import Output, output_options
from pohgraph.counting import counted

if TYPE_CHECKING:
    from pohgraph.query import CatalogueQuery, Result
    from pohgraph.store.place import GraphPlace
    from pohgraph.store.source import OpenGraph

_FORMATS = ("table", "plain", "md", "csv", "tsv", "json", "jsonl", "xml", "ttl", "nt", "jsonld")
_TO_READ = ("table", "plain", "md")  # by people, who get hints
_UNSAID = "…"  # a value that the hint cannot know
_AS_TEXT = ("table", "plain", "md", "jsonl")  # the others write terms as the W3C has it


def _pairs(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for text in values:
        name, equals, value = text.partition("=")
        if not (name and equals):
            raise click.BadParameter(f"{text!r} is not NAME=VALUE")
        pairs[name] = value
    return pairs


class _QueryCommand(click.Command):
    """The command, which says how parameters are given where they are given otherwise."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        given = list(args)
        if ctx.resilient_parsing and args[-1:] in (["-p"], ["--param"]):
            args = args[:-1]  # its value is being completed; click would forget the query with it
        try:
            rest = super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            if hint := _as_option(error.option_name, given):
                ctx.fail(f"no option {error.option_name!r}: {hint}")
            raise
        if rest and not ctx.resilient_parsing:
            ctx.fail(f"unexpected {' '.join(rest)!r}: {_as_argument(ctx.params['text'], rest)}")
        return rest


def _as_option(option: str, arguments: list[str]) -> str:
    """What to say for `--disease POH`; nothing if no ready-made query has such a parameter."""
    from pohgraph.query import catalogue

    name = option.lstrip("-").replace("-", "_")
    if all(param.name != name for query in catalogue() for param in query.params):
        return ""
    for place, argument in enumerate(arguments):
        if argument.startswith(f"{option}="):
            return _say_p((name, argument.partition("=")[2]))
        if argument == option and place + 1 < len(arguments):
            return _say_p((name, arguments[place + 1]))
    return _say_p((name, _UNSAID))


def _as_argument(text: str, rest: list[str]) -> str:
    """What to say for `disease-genes POH`."""
    from pohgraph.query.catalogue import find_query

    query = find_query(text)
    if query is None:
        return "put SPARQL in quotes, as one argument"
    names = [param.name for param in query.params]
    if not names:
        return f"{query.name} has no parameters"
    if all("=" in word for word in rest):
        return f"say {' '.join(f'-p {quote(word)}' for word in rest)}"
    if len(rest) == len(names):
        return _say_p(*zip(names, rest, strict=True))
    return _say_p((names[0], " ".join(rest)))


def _say_p(*values: tuple[str, str]) -> str:
    pairs = (f"-p {name}={value if value == _UNSAID else quote(value)}" for name, value in values)
    return f"say {' '.join(pairs)}"


@click.command(
    cls=_QueryCommand,
    context_settings={"allow_extra_args": True},
    short_help="Run a SPARQL query or a ready-made one.",
    epilog=examples(
        "pohgraph query disease-genes -p disease=POH",
        "pohgraph query 'SELECT ?gene WHERE { ?gene biolink:causes MONDO:0008153 }' --format csv",
    ),
)
@click.argument("text", metavar="TEXT|FILE.rq|NAME|-", shell_complete=complete_query)
@graph_options
@output_options(*_FORMATS)
@click.option(
    "-p",
    "--param",
    "params",
    multiple=True,
    callback=_pairs,
    metavar="NAME=VALUE",
    shell_complete=complete_parameter,
    help="Set a parameter.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="Longest time for the whole answer of --endpoint.",
)
@click.option("--allow-service", is_flag=True, help="Allow SERVICE in the query to contact other servers.")
@quiet_option
def query(
    text: str,
    place: "GraphPlace",
    output: Output,
    params: dict[str, str],
    timeout: float,
    allow_service: bool,
) -> None:
    """Query the graph: give the NAME of a ready-made query, a FILE.rq, SPARQL as TEXT, or - for standard input.

    Common prefixes need no declaration. The value of a parameter is a CURIE, an IRI or a name that the graph knows.
    """
    from pohgraph.query import run_query
    from pohgraph.query.notes import hints
    from pohgraph.store.opening import open_graph_at
    from pohgraph.store.place import is_address

    if text == "-":
        text = sys.stdin.buffer.read().decode("utf-8", "replace") + "\n"
    graph = open_graph_at(place, timeout=timeout)
    asked = output.limit if is_address(place) else None  # a server need not send what nobody sees
    result = run_query(graph, text, params, allow_service=allow_service, most=asked)
    _write(graph, result, output)
    if asked and result.form == "SELECT" and len(result.rows) == asked:
        say(f"the server was asked for {counted(asked, 'row')}, and may have more")
    if output.format in _TO_READ and not is_address(place):
        for note in (*(() if result.rows else ("no rows",)), *hints(graph, result)):
            say(f"pohgraph: {note}")


@click.command(short_help="List the ready-made queries.", epilog=examples("pohgraph queries phenotype-overlap"))
@click.argument("name", required=False, shell_complete=complete_query)
@click.option("--sparql", is_flag=True, help="With NAME: show the SPARQL of the query.")
@output_options()
@quiet_option
def queries(name: str | None, sparql: bool, output: Output) -> None:
    """List the ready-made queries, or describe the one called NAME."""
    from pohgraph.cli.tables import write_rows
    from pohgraph.query import catalogue
    from pohgraph.query.run import load_query

    if name is None:
        rows = [(q.name, q.title, _params(q)) for q in catalogue()]
        write_rows(("name", "title", "parameters"), rows, output)
        return
    with output.open() as out:
        if sparql:
            out.write(load_query(name).sparql.encode())
        else:
            _describe(load_query(name), out)


def _write(graph: "OpenGraph", result: "Result", output: Output) -> None:
    from pohgraph.api.values import labelled
    from pohgraph.cli.tables import tell_left_out, write_rows
    from pohgraph.query.formats import cell_text, write_result

    if output.format == "table":
        write_rows(result.columns, labelled(graph, result), output)
        return
    if output.format in _AS_TEXT:
        write_rows(result.columns, [tuple(map(cell_text, row)) for row in result.rows], output)
        return
    with output.open() as out:
        left_out = write_result(result, output.format, out, limit=output.limit, header=output.header)
    tell_left_out(left_out)


def _params(query: "CatalogueQuery") -> str:
    return " ".join(f"{param.name}={param.default or '…'}" for param in query.params)


def _describe(query: "CatalogueQuery", out: BinaryIO) -> None:
    for line in (query.name, query.title, *filter(None, [query.description])):
        write_text(out, wrapped(line, sys.stdout))
    for param in query.params:
        default = f", default {param.default}" if param.default else ""
        write_text(out, wrapped(f"  -p {param.name}=…  {param.description} ({param.kind}{default})", sys.stdout))
