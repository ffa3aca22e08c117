"""Renewing vocabularies from a server, here one on this machine."""

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pohgraph.errors import VocabularyError
from pohgraph.vocab import releases as vocab_releases
from pohgraph.vocab.releases import Release, UnreachableError, Update, releases, update
from pohgraph.vocab.user.added import add_files
from pohgraph.vocab.user.manifest import added_vocabularies

_RAW = {  # how an answer begins, and what comes again and again
    "/no-length": (b"HTTP/1.0 200 OK\r\nContent-Length: many\r\n\r\nwhat", b""),
    "/page": (b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<html>Log in", b""),
    "/nowhere": (b"HTTP/1.0 302 Found\r\nLocation: http://[::1\r\n\r\n", b""),
    "/file": (b"HTTP/1.0 302 Found\r\nLocation: ftp://127.0.0.1/hp.obo\r\n\r\n", b""),
    "/circle": (b"HTTP/1.0 302 Found\r\nLocation: /circle\r\n\r\n", b""),
    "/cut-chunk": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n99\r\nont", b""),
    "/packed": (b"HTTP/1.0 200 OK\r\nContent-Encoding: gzip\r\n\r\nontology", b""),
    "/drips": (b"HTTP/1.0 200 OK\r\n\r\n", b"x"),
    "/drips-early": (b"HTTP/1.0 200", b" "),
    "/endless": (b"HTTP/1.0 200 OK\r\n\r\n", b"name: x\n" * 10_000),
    "/bomb": (b"HTTP/1.0 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(bytes(64 << 20), mtime=0), b""),
    "/silent": (b"", b""),
}


class _Handler(BaseHTTPRequestHandler):
    """Serves `pages`; one that is called "short" promises more bytes than it gives."""

    pages: dict[str, bytes]

    def do_GET(self) -> None:
        if self.path in _RAW:
            begin, more = _RAW[self.path]
            self.wfile.write(begin)
            with suppress(OSError):
                while more:
                    self.wfile.write(more)
                    time.sleep(0 if len(more) > 9 else 0.02)
            return
        content = self.pages.get(self.path)
        if content is None:
            self.send_error(404)
            return
        tag = f'"{hash(content)}"'
        if self.headers.get("If-None-Match") == tag:
            self.send_response(304)
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("ETag", tag)
        self.send_header("Content-Length", str(len(content) + (9 if "short" in self.path else 0)))
        self.end_headers()
        self.wfile.write(content)

    def handle(self) -> None:
        """Answer; the client may have gone."""
        with suppress(OSError):
            super().handle()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server:
    """Where the server is, and what it serves."""

    def __init__(self, url: str, pages: dict[str, bytes]) -> None:
        self.url = url
        self.pages = pages

    def get(self, kind: str, name: str, content: bytes) -> Update:
        """Serve a file, and update from it."""
        self.pages[f"/{name}"] = content
        return update(Release(kind, name, f"{self.url}/{name}"), timeout=5)


@pytest.fixture
def server(folders: Path) -> Iterator[_Server]:
    """A server on a free port of this machine."""
    assert folders
    pages: dict[str, bytes] = {}
    handler = type("Handler", (_Handler,), {"pages": pages})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield _Server(f"http://127.0.0.1:{running.server_port}", pages)
        running.shutdown()
        thread.join()


def test_a_fetched_release_is_added(server: _Server, samples: Path) -> None:
    """It takes the place of an older one, and says what was read from it."""
    content = (samples / "mondo.obo").read_bytes()
    server.get("mondo", "mondo.obo", content)
    done = server.get("mondo", "mondo.obo", content.replace(b"2099-04", b"2100-01"))
    assert done.addition
    assert done.addition.vocabulary.version == "2100-01-01"
    assert [v.version for v in added_vocabularies()] == ["2100-01-01"]


def test_what_is_in_use_is_not_added_again(server: _Server, samples: Path) -> None:
    """The same bytes, or a server that says nothing has changed, leave everything as it is."""
    content = (samples / "mondo.obo").read_bytes()
    server.get("mondo", "mondo.obo", content)
    assert server.get("mondo", "mondo.obo", content).addition is None
    add_files([samples / "hgnc_complete_set.txt"])
    done = server.get("hgnc", "hgnc_complete_set.txt", (samples / "hgnc_complete_set.txt").read_bytes())
    assert done.addition is None


FAILURES: dict[str, tuple[Callable[[str], Release], str]] = {
    "absent": (lambda url: Release("mondo", "mondo.obo", f"{url}/absent"), "the server says 404"),
    "broken off": (lambda url: Release("mondo", "mondo.obo", f"{url}/short.obo"), "hung up in the middle of it"),
    "no length": (lambda url: Release("mondo", "mondo.obo", f"{url}/no-length"), "no SSSOM header"),
    "a web page": (
        lambda url: Release("mondo", "mondo.obo", f"{url}/page"),
        "not fetched: the server gives a web page",
    ),
    "a redirect to no address": (
        lambda url: Release("mondo", "mondo.obo", f"{url}/nowhere"),
        "302 Found: redirects to no address",
    ),
    "a redirect elsewhere": (
        lambda url: Release("mondo", "mondo.obo", f"{url}/file"),
        "redirects to ftp://127.0.0.1/hp.obo, which is not",
    ),
    "a redirect in a circle": (lambda url: Release("mondo", "mondo.obo", f"{url}/circle"), "infinite loop"),
    "broken off in a chunk": (
        lambda url: Release("mondo", "mondo.obo", f"{url}/cut-chunk"),
        "hung up in the middle of it",
    ),
    "not packed": (lambda url: Release("mondo", "mondo.obo", f"{url}/packed"), "its packed bytes are damaged"),
    "slow": (
        lambda url: Release("mondo", "mondo.obo", f"{url}/drips"),
        "it took more than 1 seconds; --timeout gives it more",
    ),
    "slow headers": (lambda url: Release("mondo", "mondo.obo", f"{url}/drips-early"), "it took more than 1 seconds"),
    "endless": (
        lambda url: Release("mondo", "mondo.obo", f"{url}/endless"),
        "it is larger than 8 MiB, which no vocabulary is",
    ),
    "a bomb": (
        lambda url: Release("mondo", "mondo.obo", f"{url}/bomb"),
        "it is larger than 8 MiB, which no vocabulary is",
    ),
    "silent": (lambda url: Release("mondo", "mondo.obo", f"{url}/silent"), "not fetched: "),
    "no address": (lambda _: Release("mondo", "mondo.obo", "http://[::1/mondo.obo"), "not fetched: invalid ipv6 url"),
    "letters": (lambda _: Release("mondo", "mondo.obo", "http://127.0.0.1/für.obo"), "not fetched: "),
    "another scheme": (lambda _: Release("mondo", "mondo.obo", "file:///etc/passwd"), "only http and https"),
    "damaged": (lambda url: Release("mondo", "mondo.obo", f"{url}/damaged.obo"), "line 2: not OBO"),
}


@pytest.mark.parametrize(("release", "message"), FAILURES.values(), ids=FAILURES)
def test_what_cannot_be_fetched_leaves_the_old_one(
    server: _Server,
    samples: Path,
    release: Callable[[str], Release],
    message: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The error names the URL and the reason; the release that was in use stays."""
    add_files([samples / "mondo.obo"])
    server.pages |= {"/short.obo": b"ont", "/damaged.obo": b"ontology: mondo\nwhat\n"}
    monkeypatch.setattr(vocab_releases, "_LARGEST", 8 << 20)
    asked = release(server.url)
    with pytest.raises(VocabularyError) as caught:
        update(asked, timeout=1)
    assert str(caught.value).startswith(asked.url)
    assert message in str(caught.value)
    assert [v.version for v in added_vocabularies()] == ["2099-04-01"]


@pytest.mark.usefixtures("folders")
def test_without_a_way_to_the_server_it_is_one_clear_error() -> None:
    """Nobody listens on that port."""
    with pytest.raises(UnreachableError, match="is there a network"):
        update(Release("mondo", "mondo.obo", "http://127.0.0.1:9/mondo.obo"), timeout=5)


def test_without_kinds_those_in_use_are_renewed(folders: Path, samples: Path) -> None:
    """HPO's files always; an added mapping set from its own identifier; the whole of Mondo only where it was added."""
    assert folders
    assert {r.kind for r in releases(())} == {"hpo", "hpoa", "phenotype-to-genes"}
    add_files([samples / "mondo_sample.sssom.tsv"])
    assert [r.url for r in releases(()) if r.kind == "mondo"] == [
        "http://purl.obolibrary.org/obo/mondo/mappings/mondo_sample.sssom.tsv"
    ]
    add_files([samples / "mondo.obo"])
    assert "http://purl.obolibrary.org/obo/mondo.obo" in [r.url for r in releases(())]


@pytest.mark.usefixtures("folders")
def test_a_named_kind_is_fetched_where_it_is_new() -> None:
    """Each kind but loose mapping sets has a permanent URL."""
    assert [r.name for r in releases(("mondo", "hgnc", "orphadata"))] == [
        "mondo.obo",
        "hgnc_complete_set.txt",
        "en_product1.xml",
    ]
    with pytest.raises(VocabularyError, match="no permanent URL"):
        releases(("sssom",))
    with pytest.raises(VocabularyError, match="unknown kind of vocabulary"):
        releases(("mesh",))
