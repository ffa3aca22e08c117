"""What a browser opens: the page's shell, its files, and entities as text for those who run no script."""

import json
from collections.abc import Mapping
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from pohgraph.export.entity_page import Pieces, with_pieces
from pohgraph.web.asking import AskError, Asks
from pohgraph.web.negotiation import choose, media_type
from pohgraph.web.responding import begin, caching, etag, unchanged
from pohgraph.web.settings import Settings

_HTML = "text/html; charset=utf-8"
_SHELLS = ("/", "/page/{rest:path}", "/query", "/network", "/read", "/review")
_NO_PAGES = ("/api/", "/static/", "/sparql")  # what programs ask for
_FORMATS = ("ttl", "jsonld", "nt")
_OFFERS: Mapping[str, tuple[str, ...]] = {
    "html": ("text/html", "application/xhtml+xml"),
    "ttl": ("text/turtle", "application/x-turtle"),
    "jsonld": ("application/ld+json", "application/json"),
    "nt": ("application/n-triples",),
}
_WITHOUT_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>pohgraph</title></head>
<body><div id="app"></div>
<p>This installation has no page. Queries are answered at <a href="/sparql">/sparql</a>, and things of the graph have text at
/entity/CURIE.</p>
<p>To have the page, build it in a checkout with <code>make page</code>, or build the wheel again, where npm can be reached.</p>
</body></html>
"""


def lost_page(request: Request, folder: Path | None) -> Response | None:
    """The page for an unknown address; None for programs and for addresses that are never pages."""
    wanted = choose(request.headers.get("accept", ""), {"json": ("application/json",), "html": _OFFERS["html"]})
    if wanted != "html" or folder is None or request.url.path.startswith(_NO_PAGES):
        return None
    text = (folder / "index.html").read_text(encoding="utf-8")
    return Response(text, 404, {"Cache-Control": "no-store", "Vary": "Accept"}, _HTML)


def page_routes(asks: Asks, settings: Settings) -> list[BaseRoute]:
    """The shell at each of the page's addresses, its files, and entities."""
    pages = _Pages(asks, settings.page)
    routes: list[BaseRoute] = [Route(path, pages.shell, methods=["GET"]) for path in _SHELLS]
    routes.append(Route("/entity/{name:path}", pages.entity, methods=["GET"]))
    if settings.page is not None:
        routes.append(Mount("/static", StaticFiles(directory=settings.page), name="static"))
    return routes


class _Pages:
    def __init__(self, asks: Asks, folder: Path | None) -> None:
        self._asks = asks
        self._folder = folder

    async def shell(self, request: Request) -> Response:  # noqa: ARG002 - every address has the same
        """The page before its script has begun."""
        return Response(self._shell(), headers={"Cache-Control": "no-cache"}, media_type=_HTML)

    async def entity(self, request: Request) -> Response:
        """An entity as a page, or as RDF where the address ends so or the client asks so."""
        accept = request.headers.get("accept", "")
        name, format_ = _split(request.path_params["name"])
        format_ = format_ or choose(accept, _OFFERS) or ""
        if not format_:
            types = ", ".join(types[0] for types in _OFFERS.values())
            raise AskError(406, f"there is no entity as {accept[:200]}", hint=f"there are {types}")
        if format_ != "html":
            return await self._rdf(request, name, format_)
        try:
            return await self._page(request, name)
        except AskError as error:
            if self._folder is None:
                raise
            return self._failed(error)

    async def _rdf(self, request: Request, name: str, format_: str) -> Response:
        tag = etag(self._asks.version, "entity", name, format_)
        if known := unchanged(request, tag):
            return known
        body = await (await begin(self._asks, request, "entity_rdf", {"id": name, "format": format_})).whole()
        headers = {**caching(tag), "Content-Disposition": f'inline; filename="{_file_name(name)}.{format_}"'}
        return Response(body, headers=headers, media_type=media_type(format_))

    async def _page(self, request: Request, name: str) -> Response:
        shell = self._shell()
        tag = etag(self._asks.version, "entity", name, "html", shell)
        if known := unchanged(request, tag):
            return known
        begun = await begin(self._asks, request, "entity_page", {"id": name})
        pieces: Pieces = json.loads(await begun.whole())
        return Response(with_pieces(shell, pieces), headers=caching(tag), media_type=_HTML)

    def _failed(self, error: AskError) -> Response:
        """The page says itself what is wrong; the status is for everybody else."""
        headers = {"Cache-Control": "no-store", "Vary": "Accept"}
        return Response(self._shell(), error.status, headers, _HTML)

    def _shell(self) -> str:
        if self._folder is None:
            return _WITHOUT_PAGE
        return (self._folder / "index.html").read_text(encoding="utf-8")


def _split(name: str) -> tuple[str, str]:
    stem, dot, ending = name.rpartition(".")
    return (stem, ending) if dot and stem and ending in _FORMATS else (name, "")


def _file_name(name: str) -> str:
    return "".join(char if char.isascii() and (char.isalnum() or char in "-.") else "_" for char in name)[:100]
