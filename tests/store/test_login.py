"""Who gets a login, and how: tokens and plain passwords to a server of our own, digests as the standard computes them."""

import threading
from base64 import b64decode
from collections.abc import Iterator
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from pohgraph.errors import QueryError
from pohgraph.store.http_client import post
from pohgraph.store.login import Login

_ROWS = b'{"head": {"vars": []}, "results": {"bindings": []}}'


class _Asking(BaseHTTPRequestHandler):
    """`/basic` and `/token` want a login, `/moved` leads to the first, `/away` to the same on another name of this machine."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        given = self.headers["Authorization"] or ""
        self.server.given.append((self.headers["Host"].partition(":")[0], self.path, given))  # type: ignore[attr-defined]
        moved = {"/moved": "/basic", "/away": f"http://localhost:{self.server.server_port}/basic"}.get(self.path)  # type: ignore[attr-defined]
        if moved:
            self._answer(307, {"Location": moved})
        elif self.path == "/token" and given != "Bearer secret":
            self._answer(403, {})
        elif self.path == "/basic" and given[:6] != "Basic ":
            self._answer(401, {"WWW-Authenticate": 'Negotiate, Basic realm="a, b", charset="UTF-8"'})
        elif self.path == "/basic" and b64decode(given[6:]).decode() != "Zoë:pass:word":
            self._answer(401, {"WWW-Authenticate": 'Basic realm="a"'})
        else:
            self._answer(200, {"Content-Type": "application/sparql-results+json"}, _ROWS)

    def _answer(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    """A server; `given` are the logins that it got, each with the host that it was asked as."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Asking)
    server.given = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def _ask(server: ThreadingHTTPServer, path: str, login: Login, times: int = 1) -> list[tuple[str, str, str]]:
    for _ in range(times):
        post(f"http://127.0.0.1:{server.server_port}{path}", {"query": "ASK {}"}, accept="*/*", timeout=10, login=login)
    given: list[tuple[str, str, str]] = server.given  # type: ignore[attr-defined]
    return given


def test_a_password_is_sent_when_it_is_asked_for(server: ThreadingHTTPServer) -> None:
    """Not before; then with each request, so that the server need not ask again."""
    given = _ask(server, "/basic", Login(user="Zoë", password="pass:word"), times=2)
    assert [text[:6] for _, _, text in given] == ["", "Basic ", "Basic "]


def test_a_token_is_sent_to_a_server_that_refuses(server: ThreadingHTTPServer) -> None:
    """Some answer 403 to those without."""
    given = _ask(server, "/token", Login(token="secret"), times=2)
    assert [text for _, _, text in given] == ["", "Bearer secret", "Bearer secret"]


def test_a_login_follows_a_redirect_on_one_server(server: ThreadingHTTPServer) -> None:
    """To where the server says that it wants one."""
    given = _ask(server, "/moved", Login(user="Zoë", password="pass:word"))
    assert [(path, text[:6]) for _, path, text in given] == [("/moved", ""), ("/basic", ""), ("/basic", "Basic ")]


def test_no_other_server_is_given_the_login(server: ThreadingHTTPServer) -> None:
    """Wherever a server redirects to, and however often it is asked."""
    login = Login(user="Zoë", password="pass:word")
    _ask(server, "/basic", login)
    with pytest.raises(
        QueryError, match=r"redirects to localhost:\d+, which is not given the login: name that address"
    ):
        _ask(server, "/away", login)
    given: list[tuple[str, str, str]] = server.given  # type: ignore[attr-defined]
    assert not any(text for host, _, text in given if host == "localhost")


def test_a_wrong_password_is_sent_once(server: ThreadingHTTPServer) -> None:
    """Whoever tries again is locked out by some servers."""
    with pytest.raises(QueryError, match="does not accept the login in POHGRAPH_USER and POHGRAPH_PASSWORD"):
        _ask(server, "/basic", Login(user="a", password="b"))
    assert len(server.given) == 2  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("algorithm", "response"),
    [
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ],
)
def test_digests_are_those_of_the_standard(algorithm: str, response: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """RFC 7616, 3.9.1; of several ways, the safe one is taken."""
    monkeypatch.setattr("secrets.token_hex", lambda _: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ")
    headers = Message()
    headers["WWW-Authenticate"] = 'Basic realm="http-auth@example.org"'
    headers["WWW-Authenticate"] = (
        f'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm={algorithm}, '
        'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"'
    )
    login = Login(user="Mufasa", password="Circle of Life")
    address = "http://www.example.org/dir/index.html"
    assert login.learn(401, headers, address, refused=None)
    assert f'response="{response}"' in (login.header("GET", address) or "")
    assert login.header("GET", "http://www.example.com/dir/index.html") is None


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"POHGRAPH_PASSWORD": "a"}, "needs both POHGRAPH_USER and POHGRAPH_PASSWORD"),
        ({"POHGRAPH_USER": "a", "POHGRAPH_PASSWORD": "b", "POHGRAPH_TOKEN": "c"}, "both a token and a name"),
        ({"POHGRAPH_TOKEN": "a\r\nb"}, "POHGRAPH_TOKEN has a character that no login may have"),
    ],
)
def test_half_a_login_is_told(environment: dict[str, str], message: str) -> None:
    """Rather than that nobody is let in."""
    with pytest.raises(QueryError, match=message):
        Login.from_environment(environment)
