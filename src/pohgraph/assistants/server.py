"""The tools as a server of the Model Context Protocol on standard input and output."""

from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from functools import wraps
from typing import Any, ParamSpec

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

from pohgraph.assistants.tools import Tools
from pohgraph.errors import PohgraphError, QueryError
from pohgraph.store.place import GraphPlace
from pohgraph.version import __version__
from pohgraph.web.asking import AskError, Limits
from pohgraph.web.pool import Pool

_INSTRUCTIONS = """Rare-disease reference pages as a knowledge graph in which every claim carries the exact words behind it.
Start with `search`, then `entity`. Cite the quote, its page and its licence with every claim you repeat. Only claims with the
state "stated" are facts according to the page; "denied", "open" and "borrowed" ones are not."""
_LOOKS_UP = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
_LIMITS = Limits(rows=500)  # more is of no use to an assistant
_P = ParamSpec("_P")


async def serve(store: GraphPlace) -> None:
    """Answer until standard input ends.

    Raises:
        StoreError: there is no graph, or it cannot be read.
    """
    async with _pool(store) as pool:
        await mcp_server(Tools(pool)).run_stdio_async()


def mcp_server(tools: Tools) -> MCPServer[Any]:
    """The protocol's server with every tool."""
    server: MCPServer[Any] = MCPServer("pohgraph", version=__version__, instructions=_INSTRUCTIONS, log_level="WARNING")
    for tool in (tools.search, tools.entity, tools.quotes, tools.query, tools.queries):
        server.tool(annotations=_LOOKS_UP)(_telling(tool))
    return server


def _telling(tool: Callable[_P, Awaitable[dict[str, object]]]) -> Callable[_P, Coroutine[Any, Any, dict[str, object]]]:
    """A tool that returns its errors to the assistant as text."""

    @wraps(tool)
    async def told(*args: _P.args, **kwargs: _P.kwargs) -> dict[str, object]:
        try:
            return await tool(*args, **kwargs)
        except AskError as error:
            shown = QueryError(error.reason, line=error.line, column=error.column, hint=error.hint)
            raise ToolError(str(shown)) from error
        except PohgraphError as error:
            raise ToolError(str(error)) from error

    return told


@asynccontextmanager
async def _pool(store: GraphPlace) -> AsyncIterator[Pool]:
    pool = Pool(store, workers=1, limits=_LIMITS)
    await pool.start()
    try:
        yield pool
    finally:
        await pool.close()
