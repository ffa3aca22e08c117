"""Pages that lie elsewhere: the same as if they lay here, and one line on what cannot be had."""

import gzip
import io
import time
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from pohgraph.errors import ReadError
from pohgraph.model import Remark
from pohgraph.pipeline import downloads
from pohgraph.pipeline.addresses import Address, place_of
from pohgraph.pipeline.downloads import Download, ahead
from pohgraph.pipeline.sources import Found, PageSource, find_files, open_pages

fsspec = pytest.importorskip("fsspec")
_PAGE = b"Marfan syndrome\n\nPeople with Marfan syndrome have scoliosis.\n"


def _found(*places: str) -> list[Found]:
    return list(open_pages(find_files([place_of(place) for place in places])))


def _pages(*places: str) -> dict[str, bytes]:
    """What each place gives: base name to bytes; nothing else may come."""
    found = _found(*places)
    assert all(isinstance(one, PageSource) for one in found), found
    return {one.name: one.data for one in found if isinstance(one, PageSource)}


def _failure(place: str) -> str:
    (found,) = _found(place)
    assert isinstance(found, ReadError), found
    assert "\n" not in str(found)
    return str(found)


@pytest.fixture
def folder() -> Iterator[str]:
    """A folder in fsspec's memory with pages, an archive and files that are none."""
    files = fsspec.filesystem("memory")
    files.store.clear()
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as written:
        written.writestr("zipped.txt", _PAGE)
        written.writestr("../out.txt", _PAGE)
    contents = {
        "b.txt": _PAGE,
        "a/c.txt": _PAGE + b"c",
        "d.txt.gz": gzip.compress(_PAGE),
        "e.pdf": b"%PDF",
        "f.bin": b"?",
    }
    for name, data in {**contents, "pages.zip": archive.getvalue()}.items():
        files.pipe_file(f"/bucket/{name}", data)
    yield "memory://bucket"
    files.store.clear()


def test_a_folder_elsewhere_is_read_as_one_here(folder: str, tmp_path: Path) -> None:
    """The same pages in the same order, with the same remark on what is not read."""
    files = fsspec.filesystem("memory")
    files.get("/bucket/", str(tmp_path / "bucket"), recursive=True)
    there, here = _found(f"{folder}/"), _found(str(tmp_path / "bucket"))
    assert [(one.name, one.data) for one in there if isinstance(one, PageSource)] == [
        (one.name, one.data) for one in here if isinstance(one, PageSource)
    ]
    assert [one.code for one in there if isinstance(one, Remark)] == ["not_read"]
    assert len(there) == len(here) == 4
    assert {one.origin for one in there if isinstance(one, PageSource)} == {
        "memory:///bucket/a/c.txt",
        "memory:///bucket/b.txt",
        "memory:///bucket/d.txt.gz",
    }


def test_files_patterns_and_archives(folder: str) -> None:
    """A file by its address, those that a pattern matches, and the members of an archive under the guards of local ones."""
    assert _pages(f"{folder}/b.txt") == {"b.txt": _PAGE}
    assert list(_pages(f"{folder}/**/*.txt")) == ["c.txt", "b.txt"]
    inside = _found(f"{folder}/pages.zip")
    assert isinstance(inside[0], PageSource)
    assert inside[0].name == "zipped.txt"
    assert "its path leads out of the archive" in str(inside[1])


def test_what_cannot_be_had_is_one_line(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing there, no library, no such kind of address, a password, too much."""
    assert _failure(f"{folder}/nothing/").endswith("no such file or folder")
    assert _failure(f"{folder}/*.html").endswith("no file matches")
    assert "install it with `pip install " in _failure("sftp://host/pages/")
    assert "cannot be read" in _failure("nowhere://host/pages/")
    assert _failure("http://127.0.0.1:9/page.html").endswith("cannot be read: Connection refused")
    refused = _failure("https://me:geheim@example.org/page.html")
    assert "geheim" not in refused
    assert "a password in an address" in refused
    monkeypatch.setattr(downloads, "MOST", 10)
    assert "it is larger than" in _failure(f"{folder}/b.txt")


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """A page, a packed one, nothing, or one that never ends."""
        if self.path.startswith("/missing"):
            self.send_error(404)
            return
        self.send_response(200)
        data = gzip.compress(_PAGE) if "packed" in self.path else _PAGE
        if "packed" in self.path:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if "silent" in self.path:
            time.sleep(3)
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A web server on loopback."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as made:
        made.daemon_threads = True
        Thread(target=made.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{made.server_port}"
        made.shutdown()


def test_pages_of_the_web(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unpacked, without what signs the request; an error of the server and one that is silent are told."""
    assert _pages(f"{server}/a/page.txt?signature=geheim", f"{server}/packed.txt") == {
        "page.txt": _PAGE,
        "packed.txt": _PAGE,
    }
    (page,) = _found(f"{server}/a/page.txt?signature=geheim")
    assert isinstance(page, PageSource)
    assert page.origin == f"{server}/a/page.txt"
    assert _failure(f"{server}/missing.txt").endswith("/missing.txt: the server answers 404 Not Found")
    monkeypatch.setattr(downloads, "SILENCE", 0.3)
    assert "nothing came for" in _failure(f"{server}/silent.txt")


def test_only_a_few_files_are_fetched_ahead() -> None:
    """However many there are, and whoever stops reading lets go of them."""
    begun: list[int] = []

    def begin(number: int) -> Download:
        begun.append(number)
        return Download(lambda: iter([b"%d" % number]))

    items = ahead(range(1000), begin)
    number, download = next(items)
    assert download
    with download.file() as file:
        assert (number, file.read()) == (0, b"0")
    assert len(begun) <= 8
    items.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("s3://bucket//a?b#c/", Address("s3://bucket//a?b#c/")),
        ("zip://*.txt::s3://bucket/a.zip", Address("zip://*.txt::s3://bucket/a.zip")),
        ("file:///a%20page.txt", Path("/a page.txt")),
        ("C:/pages/a.txt", Path("C:/pages/a.txt")),
        ("what::is", Path("what::is")),
        ("notes: 1.txt", Path("notes: 1.txt")),
    ],
)
def test_what_is_an_address(text: str, place: Path | Address) -> None:
    """It has a scheme; it is kept as it was written."""
    found = place_of(text)
    assert (type(found), found) == (type(place), place)
