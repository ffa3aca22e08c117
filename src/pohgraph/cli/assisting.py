"""`pohgraph mcp`: look-ups for assistants over the Model Context Protocol."""

from typing import TYPE_CHECKING

import click

from pohgraph.cli.group import examples, graph_options

if TYPE_CHECKING:
    from pohgraph.store.place import GraphPlace


@click.command(
    short_help="Give an AI assistant tools for the graph (MCP).",
    epilog=examples(
        "pohgraph mcp --store pohgraph.db                      # the assistant's program starts this",
        'claude mcp add pohgraph -- pohgraph mcp --store "$PWD/pohgraph.db"',
    ),
)
@graph_options
def mcp(*, place: "GraphPlace") -> None:
    """Give an AI assistant tools for the graph, over the Model Context Protocol on standard input and output.

    The tools are search, entity, quotes, query and queries. They only read, and they contact no machine but that of --endpoint. Each
    answer has the exact words of the pages and the licences of their sources. This needs the extra `mcp`.
    """
    from asyncio import run

    from pohgraph.errors import MissingLibraryError
    from pohgraph.store.opening import open_graph_at

    try:
        from pohgraph.assistants.server import serve
    except ImportError as error:
        if (error.name or "").partition(".")[0] == "pohgraph":
            raise
        raise MissingLibraryError("pohgraph[mcp]") from error
    open_graph_at(place).close()
    run(serve(place))
