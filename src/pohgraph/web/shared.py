"""Says which addresses pages of other sites may read (CORS): the endpoint and entities, but not the API of our own page."""

from starlette.middleware.cors import CORSMiddleware
from starlette.types import Receive, Scope, Send

# Decisions, texts to read and metrics are only for our own page and its operators.
_OPEN = ("/sparql", "/.well-known/", "/entity/", "/update", "/graphs")


class Shared(CORSMiddleware):
    """CORS for some addresses. For all others, a browser shows the response to no page of another site."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers where the address is an open one."""
        if scope["type"] == "http" and not scope["path"].startswith(_OPEN):
            await self.app(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)
