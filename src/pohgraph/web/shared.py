"""Says which answers pages of other sites may read (CORS): those of the endpoint and entities, and nothing of our own page's."""

from starlette.middleware.cors import CORSMiddleware
from starlette.types import Receive, Scope, Send

# What curators decide, texts that are read and figures of the server are of use to our own page or to nobody's.
_OPEN = ("/sparql", "/.well-known/", "/entity/", "/update", "/graphs")


class Shared(CORSMiddleware):
    """CORS for some addresses; a browser keeps answers from all others from pages of other sites."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers where the address is an open one."""
        if scope["type"] == "http" and not scope["path"].startswith(_OPEN):
            await self.app(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)
