"""The application: which address is answered by what."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from pohgraph.web.api import api_routes
from pohgraph.web.asking import AskError, Asks
from pohgraph.web.endpoint import Endpoint
from pohgraph.web.guard import Guard
from pohgraph.web.metrics import Metrics
from pohgraph.web.pages import lost_page, page_routes
from pohgraph.web.responding import CUT, allow, problem
from pohgraph.web.settings import Settings
from pohgraph.web.shared import Shared

_METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"]
_ROBOTS = "User-agent: *\nDisallow: /sparql\nDisallow: /api/\n"
_COMPRESSED_FROM = 1000  # bytes
_DAY = 86_400
Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]


def create_app(asks: Asks, settings: Settings, *, lifespan: Lifespan | None = None) -> Starlette:
    """The application; `lifespan` starts and stops what answers."""
    metrics = Metrics(settings.counters)

    async def healthz(request: Request) -> Response:  # noqa: ARG001 - no request changes it
        text, status = ("ok", 200) if settings.is_able() else ("no worker can be started; the log says why", 503)
        return PlainTextResponse(f"{text}\n", status, headers={"Cache-Control": "no-store"})

    async def counts(request: Request) -> Response:
        text, content_type = metrics.text(request.headers.get("accept", ""))
        return Response(text, headers={"Cache-Control": "no-store", "Content-Type": content_type})

    async def robots(request: Request) -> Response:  # noqa: ARG001 - as above
        return PlainTextResponse(_ROBOTS)

    async def favicon(request: Request) -> Response:  # noqa: ARG001 - as above
        return Response(status_code=204, headers={"Cache-Control": f"max-age={_DAY}"})

    async def not_found(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        page = lost_page(request, settings.page) if error.status_code == 404 else None  # noqa: PLR2004
        return page or _refusal(request, error)

    endpoint = Endpoint(asks, settings)
    routes: list[BaseRoute] = [
        Route("/sparql", endpoint.answer, methods=_METHODS),
        *settings.routes,
        Route("/healthz", healthz),
        Route("/metrics", counts),
        Route("/robots.txt", robots),
        Route("/favicon.ico", favicon),
        *api_routes(asks, settings),
        *page_routes(asks, settings),
    ]
    middleware = [
        Middleware(Guard, hosts=settings.hosts, metrics=metrics, access_log=settings.access_log),
        Middleware(
            Shared,
            allow_origins=settings.origins,
            allow_methods=["GET", "HEAD", "POST"],
            allow_headers=["*"],
            expose_headers=["ETag", CUT, "Retry-After"],
            max_age=_DAY,
        ),
        Middleware(GZipMiddleware, minimum_size=_COMPRESSED_FROM, compresslevel=5),
    ]
    return Starlette(
        routes=routes,
        middleware=middleware,
        exception_handlers={HTTPException: not_found, AskError: _problem},
        lifespan=lifespan or _nothing_to_start,
    )


@asynccontextmanager
async def _nothing_to_start(app: Starlette) -> AsyncIterator[None]:  # noqa: ARG001 - as Starlette calls it
    yield


def _refusal(request: Request, error: HTTPException) -> Response:
    methods = allow(sorted({"OPTIONS", *((error.headers or {}).get("Allow") or "GET, HEAD").split(", ")}))
    if error.status_code == 405:  # noqa: PLR2004
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=methods)
        error.headers = {**(error.headers or {}), **methods}
    reasons = {404: f"there is no {request.url.path}", 405: f"{request.method} is not a method of this address"}
    told = AskError(error.status_code, reasons.get(error.status_code, error.detail))
    return problem(told, request.headers.get("accept", ""), headers=error.headers)


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, AskError)
    return problem(error, request.headers.get("accept", ""))
