"""A server of the SPARQL protocol on a store, for tests of what asks one over HTTP."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat, Store

from pohgraph.store.directory import live_generation
from pohgraph.store.source import Answer


@contextmanager
def serving(path: Path) -> Iterator[str]:
    """The address of a server on a free port of this machine, with the graph of the store at `path`."""
    store = Store.read_only(str(live_generation(path) / "graph"))
    with answering(lambda sparql: _serialized(store.query(sparql))) as url:
        yield url


@contextmanager
def answering(answer: Callable[[str], tuple[str, bytes]]) -> Iterator[str]:
    """The address of a server that answers queries by this function, with a media type and the bytes."""
    handler = type("_Answering", (_Endpoint,), {"answer": staticmethod(answer)})
    server = _QuietServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def _serialized(result: Answer) -> tuple[str, bytes]:
    if isinstance(result, QueryTriples):
        return "text/turtle", result.serialize(format=RdfFormat.TURTLE) or b""
    return "application/sparql-results+json; charset=utf-8", result.serialize(format=QueryResultsFormat.JSON) or b""


class _Endpoint(BaseHTTPRequestHandler):
    answer: Callable[[str], tuple[str, bytes]]

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        if self.path == "/slow":
            time.sleep(2)
        if self.path == "/page":
            self._answer(200, "text/html", b"<html>")
            return
        try:
            media, body = self.answer(form["query"][0])
        except SyntaxError as error:
            self._answer(400, "text/plain", str(error).encode())
            return
        self._answer(200, media, body)

    def _answer(self, status: int, media: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _QuietServer(ThreadingHTTPServer):
    """A server whose client may hang up, as one that has waited too long does."""

    def handle_error(self, *_: object) -> None:
        """Say nothing: the test looks at the client."""
