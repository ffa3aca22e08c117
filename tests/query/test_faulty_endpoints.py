"""Servers that redirect, compress, refuse, stall or talk nonsense: each gives the answer or one clear line."""

import gzip
import socket
import ssl
import struct
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http.client import HTTPMessage
from io import BytesIO
from pathlib import Path
from urllib.request import Request

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from pohgraph import fetching
from pohgraph.cli import run
from pohgraph.errors import QueryError
from pohgraph.fetching import Deadline, _Redirects
from pohgraph.store import http_client
from pohgraph.store.remote import RemoteStore

_JSON = "Content-Type: application/sparql-results+json"
_ROW = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"far"}}]}}'
_BOMB = b"\x1b[2J<html><head><style>p {}</style><title>Proxy</title></head><body><p>No&nbsp;way</p></body></html>"
_TIMEOUT = 0.3


def _http(status: str, *headers: str, body: bytes = b"") -> bytes:
    lines = [f"HTTP/1.1 {status}", *headers, "Connection: close"]
    if not any(header.startswith("Content-Length") for header in headers):
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def _packed(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def _redirect(status: str, where: str) -> bytes:
    return _http(status, f"Location: {where}")


_ANSWERS = {
    "/good": _http("200 OK", _JSON, body=_ROW),
    "/moved": _redirect("301 Moved", "/good"),
    "/found": _redirect("302 Found", "/moved"),
    "/other": _redirect("303 See Other", "/fetched"),
    "/temporary": _redirect("307 Temporary Redirect", "/good"),
    "/permanent": _redirect("308 Permanent Redirect", "/good"),
    "/gzip": _http("200 OK", _JSON, "Content-Encoding: gzip", body=_packed(_ROW)),
    "/deflate": _http("200 OK", _JSON, "Content-Encoding: deflate", body=zlib.compress(_ROW)),
    "/xml-name": _http(
        "200 OK",
        "Content-Type: text/xml",
        body=b'<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head>'
        b'<variable name="x"/></head><results><result><binding name="x"><literal>far</literal></binding></result>'
        b"</results></sparql>",
    ),
    "/circle": _redirect("302 Found", "/circle"),
    "/many-headers": _http("200 OK", *(f"X-{n}: y" for n in range(200))),
    "/long-header": _http("200 OK", f"X: {'y' * 70_000}"),
    "/bad-place": _redirect("302 Found", "http://[::1"),
    "/bad-chunk": _http("200 OK", _JSON, "Transfer-Encoding: chunked", "Content-Length: 0", body=b"zz\r\n{}"),
    "/nowhere": _http("301 Moved"),
    "/file": _redirect("302 Found", "file:///etc/passwd"),
    "/ftp": _redirect("302 Found", "ftp://127.0.0.1/"),
    "/login-page": _redirect("302 Found", "/page"),
    "/page": _http("200 OK", "Content-Type: text/html; charset=utf-8", body=b"<html>"),
    "/csv": _http("200 OK", "Content-Type: text/csv", body=b"x\r\nfar\r\n"),
    "/typeless": _http("200 OK", body=_ROW),
    "/no-json": _http("200 OK", _JSON, body=b"<html>"),
    "/empty": _http("200 OK", _JSON),
    "/half-a-row": _http("200 OK", _JSON, body=_ROW[:60]),
    "/cut": _http("200 OK", _JSON, f"Content-Length: {len(_ROW)}", body=_ROW[:60]),
    "/cut-chunk": _http("200 OK", _JSON, "Transfer-Encoding: chunked", "Content-Length: 0", body=b"57\r\n{"),
    "/bad-gzip": _http("200 OK", _JSON, "Content-Encoding: gzip", body=_ROW),
    "/cut-gzip": _http("200 OK", _JSON, "Content-Encoding: gzip", body=_packed(_ROW)[:20]),
    "/bad-deflate": _http("200 OK", _JSON, "Content-Encoding: deflate", body=_ROW),
    "/bomb": _http("200 OK", _JSON, "Content-Encoding: gzip", body=_packed(bytes(64 << 20))),
    "/bomb-in-pieces": _http("200 OK", _JSON, "Content-Encoding: gzip", body=_packed(bytes(1 << 20)) * 64),
    "/members-1": _http("200 OK", _JSON, "Content-Encoding: gzip", body=_packed(_ROW) + bytes(99)),
    "/members-3": _http(
        "200 OK", _JSON, "Content-Encoding: x-gzip", body=b"".join(map(_packed, (_ROW[:9], b"", _ROW[9:])))
    ),
    "/described": _redirect("303 See Other", "/turtle"),
    "/turtle": _http("200 OK", "Content-Type: text/turtle", body=b"<x:service> <x:is> <x:here> ."),
    "/brotli": _http("200 OK", _JSON, "Content-Encoding: br", body=_ROW),
    "/bad-query": _http("400 Bad Request", "Content-Type: text/plain", body=b"line 1:\n  expected {\n"),
    "/login": _http("401 Unauthorized", body=b"who are you?"),
    "/forbidden": _http("403 Forbidden", "Content-Type: text/html", body=_BOMB),
    "/missing": _http("404 Not Found", "Content-Type: text/html", body=_BOMB),
    "/not-there": _http("404 Not Found", "Content-Type: text/html", body=b"<h1>404</h1><p>Not Found<p>Error code: 404"),
    "/no-post": _http("405 Method Not Allowed"),
    "/too-many": _http("429 Too Many Requests"),
    "/broken": _http("500 Internal Server Error", "Content-Encoding: gzip", body=_packed(b"word " * 200)),
    "/busy": _http("503 Service Unavailable", "Content-Length: 99", body=b"closed"),
    "/hang-up": b"",
    "/not-http": b"SSH-2.0-OpenSSH_9.2\r\n",
    "/silent": b"silent",
    "/stalls": _http("200 OK", _JSON, f"Content-Length: {len(_ROW)}", body=_ROW[:20]),
    "/drips": _http("200 OK", _JSON, "Content-Length: 900"),
}
_ENDLESS = {
    "/body": (_http("200 OK", _JSON, "Content-Length: 99999999999"), b" " * 65536),
    "/chunks": (_http("200 OK", _JSON, "Transfer-Encoding: chunked", "Content-Length: 0"), b"5\r\n     \r\n" * 2_000),
    "/refusal": (_http("500 Sorry", "Content-Length: 99999999999"), b"word " * 9_000),
    "/slowly-more": (_http("200 OK", _JSON, "Content-Length: 99999999999"), b" " * 5_000),
    "/slowly-headers": (b"HTTP/1.1 200 OK\r\n", b"X"),
    "/slowly-continued": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "/slowly-status": (b"", b"H"),
}


def _serve(client: socket.socket) -> None:
    with client:
        asked = b""
        while b"\r\n\r\n" not in asked:
            asked += client.recv(65536)
        method, path = asked.decode().split()[:2]
        length = int(
            next((line[15:] for line in asked.decode().split("\r\n") if line.startswith("Content-Length:")), 0)
        )
        asked = asked.partition(b"\r\n\r\n")[2]
        while len(asked) < length:
            asked += client.recv(65536)
        if method == "POST" and b"query=" not in asked:
            client.sendall(_http("400 Bad Request", body=b"no query"))
        elif path == "/fetched":
            client.sendall(_http("200 OK", _JSON, body=_ROW) if method == "GET" else _http("405 Method Not Allowed"))
        else:
            _answer(client, path)


def _answer(client: socket.socket, path: str) -> None:
    if path == "/reset":
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    elif path in _ENDLESS:
        begin, more = _ENDLESS[path]
        client.sendall(begin)
        while True:
            client.sendall(more)
            time.sleep(_TIMEOUT / 30 if path.startswith("/slowly") else 0)
    elif path == "/silent":
        time.sleep(4 * _TIMEOUT)
    else:
        client.sendall(_ANSWERS[path])
        for _ in range(40 if path in {"/drips", "/stalls"} else 0):
            time.sleep(_TIMEOUT / 10)
            if path == "/drips":
                client.sendall(b" ")


@contextmanager
def _faulty() -> Iterator[str]:
    def _accept() -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=_until_hung_up, args=(client,), daemon=True).start()

    def _until_hung_up(client: socket.socket) -> None:
        try:
            _serve(client)
        except OSError:
            client.close()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=_accept, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)


@contextmanager
def _secure(folder: Path) -> Iterator[str]:
    """A server with a certificate that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(
        name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(days=2)
    )
    both = folder / "both.pem"
    both.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        + made.sign(key, SHA256()).public_bytes(Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(both)
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def _greet() -> None:
            client, _ = listener.accept()
            with suppress(OSError), context.wrap_socket(client, server_side=True) as secure:
                secure.recv(1)

        thread = threading.Thread(target=_greet, daemon=True)
        thread.start()
        yield f"https://localhost:{listener.getsockname()[1]}"
        thread.join(5)


@pytest.fixture(scope="module")
def faulty_url() -> Iterator[str]:
    """A server each path of which answers in its own way."""
    with _faulty() as url:
        yield url


@pytest.mark.parametrize(
    "path",
    ["/good", "/moved", "/found", "/temporary", "/permanent", "/gzip", "/deflate", "/xml-name"],
)
def test_redirected_and_compressed_answers_are_read(faulty_url: str, path: str) -> None:
    """The question goes along with a redirect, and a compressed answer is opened."""
    answer = RemoteStore(faulty_url + path, timeout=5).query("SELECT ?x {}")
    assert [row[0].value for row in answer] == ["far"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/circle", "HTTP 302: redirects in a circle"),
        ("/nowhere", "HTTP 301 Moved"),
        ("/file", "HTTP 302 Found - Redirection to url 'file:///etc/passwd' is not allowed"),
        ("/ftp", "HTTP 302 Found: redirects to ftp://127.0.0.1/, which is not asked"),
        (
            "/login-page",
            "answered in text/html, which is not a SPARQL result (is this the address of the endpoint itself?)",
        ),
        ("/csv", "answered in text/csv, which is not a SPARQL result (is this the address of the endpoint itself?)"),
        (
            "/typeless",
            "answered in no stated format, which is not a SPARQL result (is this the address of the endpoint itself?)",
        ),
        ("/no-json", "its answer is damaged: Parser error at line 1 column 1: Unexpected char: '<' (line 1)"),
        (
            "/empty",
            "its answer is damaged: Parser error at line 1 column 1: Unexpected end of file, a value was expected (line 1)",
        ),
        ("/half-a-row", "its answer is damaged: Parser error at line 1 column 60: Unexpected end of file (line 1)"),
        ("/cut", "the server hung up in the middle of its answer"),
        ("/cut-chunk", "the server hung up in the middle of its answer"),
        ("/bad-gzip", "its compressed answer is damaged: Error -3 while decompressing data: incorrect header check"),
        ("/cut-gzip", "its compressed answer is damaged: it ends too early"),
        ("/bad-deflate", "its compressed answer is damaged: Error -3 while decompressing data: incorrect header check"),
        ("/brotli", "answered in the compression 'br', which cannot be read"),
        ("/bad-query", "HTTP 400 Bad Request: line 1: expected {"),
        (
            "/login",
            "HTTP 401 Unauthorized: who are you? (the server wants a login: set POHGRAPH_USER and POHGRAPH_PASSWORD, or POHGRAPH_TOKEN)",
        ),
        ("/forbidden", "HTTP 403 Forbidden: [2J Proxy No way (the server does not let you do this)"),
        ("/missing", "HTTP 404 Not Found: [2J Proxy No way (is this the address of the endpoint itself?)"),
        ("/not-there", "HTTP 404 Not Found (is this the address of the endpoint itself?)"),
        ("/no-post", "HTTP 405 Method Not Allowed (is this the address of the endpoint itself?)"),
        ("/too-many", "HTTP 429 Too Many Requests (the server wants fewer questions: wait, then try again)"),
        ("/broken", f"HTTP 500 Internal Server Error: {('word ' * 60).strip()}…"),
        ("/busy", "HTTP 503 Service Unavailable: closed (the server is not at work: try again later)"),
        ("/hang-up", "the server hung up without an answer"),
        ("/not-http", "its answer is not HTTP"),
        (
            "/other",
            "HTTP 303 See Other: points to URL/fetched instead of an answer (is this the address of the endpoint itself?)",
        ),
        ("/many-headers", "its answer is not HTTP: got more than 100 headers"),
        ("/long-header", "its answer is not HTTP: got more than 65536 bytes when reading header line"),
        ("/bad-place", "HTTP 302 Found: redirects to no address: Invalid IPv6 URL"),
        ("/bad-chunk", "the server hung up in the middle of its answer"),
        ("/reset", "cannot be reached: Connection reset by peer"),
        ("/silent", "no complete answer within 0.3 seconds"),
        ("/stalls", "no complete answer within 0.3 seconds"),
        ("/drips", "no complete answer within 0.3 seconds"),
    ],
)
def test_fault_of_a_server_is_one_line(
    faulty_url: str, path: str, message: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """On the command line each fault is one line with the address, exit status 1, and no traceback."""
    command = ["query", "SELECT ?x {}", "--endpoint", faulty_url + path, "--timeout", str(_TIMEOUT), "--format", "csv"]
    assert run(command) == 1
    out, err = capfd.readouterr()
    assert err.rstrip("\n") == f"pohgraph: {faulty_url}{path}: {message.replace('URL/', f'{faulty_url}/')}"
    assert not out


@pytest.mark.parametrize("path", [path for path in _ENDLESS if path.startswith("/slowly")])
def test_an_answer_that_keeps_coming_is_over_in_time(faulty_url: str, path: str) -> None:
    """Whatever comes, and however often: the time is for the whole answer, not for each piece."""
    begun = time.monotonic()
    with pytest.raises(QueryError, match=r"no complete answer within 0\.9 seconds"):
        RemoteStore(faulty_url + path, timeout=3 * _TIMEOUT).query("SELECT ?x {}")
    assert time.monotonic() - begun < 10 * _TIMEOUT


def test_the_time_left_is_never_negative(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock is read once: between two readings the time may run out, and a socket takes no negative time."""
    readings = iter([0.0, 0.75, 1.5])
    monkeypatch.setattr(fetching, "monotonic", lambda: next(readings))
    deadline = Deadline(1.0)
    assert deadline.left() == 0.25
    with pytest.raises(TimeoutError):
        deadline.left()


@pytest.mark.parametrize("path", ["/body", "/chunks", "/bomb", "/bomb-in-pieces"])
def test_an_answer_without_end_is_not_read(faulty_url: str, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would fill the memory; a few packed bytes would as well."""
    monkeypatch.setattr(http_client, "LARGEST", 8 << 20)
    message = r"its answer is larger than 8 MiB and was not read \(ask for less, for example with LIMIT\)"
    with pytest.raises(QueryError, match=message):
        RemoteStore(faulty_url + path, timeout=60).query("SELECT ?x {}")


def test_a_refusal_without_end_is_cut(faulty_url: str) -> None:
    """Its beginning says enough."""
    with pytest.raises(QueryError, match=r"HTTP 500 Sorry: word word .* word…$"):
        RemoteStore(f"{faulty_url}/refusal", timeout=60).query("SELECT ?x {}")


@pytest.mark.parametrize("query", ["CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "DESCRIBE <x:a>"])
def test_a_question_is_never_lost_on_the_way(faulty_url: str, query: str) -> None:
    """A page that any reader gets, such as a description of the service, is no answer to a query."""
    with pytest.raises(QueryError, match="303 See Other"):
        RemoteStore(f"{faulty_url}/described", timeout=5).query(query)


@pytest.mark.parametrize("members", [1, 3])
def test_what_is_packed_in_several_members_is_read_whole(faulty_url: str, members: int) -> None:
    """Servers put them behind each other, some with zeros at the end."""
    answer = RemoteStore(f"{faulty_url}/members-{members}", timeout=5).query("SELECT ?x {}")
    assert [row[0].value for row in answer] == ["far"]  # type: ignore[union-attr]


def test_a_server_that_is_not_trusted_is_told_apart(tmp_path: Path) -> None:
    """No secure connection is something else than no connection."""
    with _secure(tmp_path) as url, pytest.raises(QueryError, match="no secure connection: self-signed certificate"):
        RemoteStore(url, timeout=5).query("ASK {}")


def test_a_plain_server_speaks_no_tls() -> None:
    """An address with https where the server has http."""

    def _refuse() -> None:
        client, _ = listener.accept()
        with client:
            client.sendall(_http("400 Bad Request"))

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=_refuse, daemon=True).start()
        with pytest.raises(QueryError, match="no secure connection: "):
            RemoteStore(f"https://127.0.0.1:{listener.getsockname()[1]}", timeout=5).query("ASK {}")


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("http://[::1", "'http://[::1' is not the address of an endpoint (Invalid IPv6 URL)"),
        ("http://localhost:seven/", "is not the address of an endpoint"),
        ("http://localhost:70000/", "is not the address of an endpoint"),
        ("http://local host/", "is not the address of an endpoint"),
        ("http://example.org/für", "write letters beyond ASCII with %"),
        ("http://me:secret@example.org/", "example.org: an address with a name and a password is not asked"),
    ],
)
def test_address_that_cannot_be_asked_is_refused(address: str, message: str) -> None:
    """An address that no library could ask is refused before it tries, and a password is never repeated."""
    with pytest.raises(QueryError) as caught:
        RemoteStore(address)
    assert message in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_redirect_names_its_own_host() -> None:
    """The name of the first host is not sent to the second."""
    request = Request("http://first.example/sparql", data=b"query=ASK", headers={"Accept": "text/csv"})
    request.add_unredirected_header("Host", "first.example")
    again = _Redirects().redirect_request(
        request, BytesIO(), 307, "moved", HTTPMessage(), "http://second.example/sparql"
    )
    assert again is not None
    assert (again.data, again.header_items()) == (b"query=ASK", [("Accept", "text/csv")])
