"""Graph files are looked through before anything is read from them: what is unsound is one clear line."""

import gzip
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from pohgraph.errors import ReadError
from pohgraph.intake.files import GraphFile, graph_files, is_graph_path

Writer = Callable[[str, str | bytes], GraphFile]
_XML = '<?xml version="1.0"?>\n<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.ttl", b"", "empty"),
        ("a.ttl", "\ufeff \n", "empty"),
        ("a.ttl", b"<caf\xe9>", "byte 5: not UTF-8"),
        ("a.ttl", "é".encode()[:1], "cut off in the middle of a character"),
        ("a.nt", b"<a>\0", "NUL"),
        ("a.rdf", _XML, "not a complete XML document"),
        ("a.ttl.gz", gzip.compress(b"<a:> <b:> <c:> ." * 50, mtime=0)[:-9], "cut off or damaged"),
        ("a.xlsx", "x", "its name does not say its format"),
        ("a.tsv", "name\tvalue\n", "not KGX"),
        ("a.jsonl", "[1]\n", "not KGX"),
        ("a.json", "{}", "not a graph but JSON that is not JSON-LD"),
        ("a.tsv", "id\tcategory\n\n", "no row in it"),
    ],
)
def test_unsound_file_is_one_clear_line(name: str, content: str | bytes, message: str, graph_file: Writer) -> None:
    """A file that is empty, cut off, in another encoding or of no known format is refused, with the reason."""
    with pytest.raises(ReadError) as caught:
        graph_file(name, content)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "content", "format_"),
    [
        ("nodes.tsv", "id\tcategory\tname\nX:1\tbiolink:Gene\tx\n", "kgx-nodes"),
        ("anything.jsonl", '{"id": "e", "subject": "X:1", "predicate": "p:p", "object": "X:2"}\n', "kgx-edges"),
        ("page.json", '{"@context": {}}', "jsonld"),
        ("owl.owl", _XML + "</r:RDF>", "rdf"),
    ],
)
def test_format_is_told(name: str, content: str, format_: str, graph_file: Writer) -> None:
    """RDF is told by its name, the two files of KGX by their columns."""
    assert graph_file(name, content).format == format_


def test_hash_is_that_of_the_file_on_disk(graph_file: Writer) -> None:
    """A packed file is hashed as it lies there, so that anyone can check it, and read unpacked."""
    packed = gzip.compress("\ufeff<a:> <b:> <c:> .".encode())
    file = graph_file("a.nt.gz", packed)
    assert file.sha256 == hashlib.sha256(packed).hexdigest()
    with file.open() as stream:
        assert stream.read() == b"<a:> <b:> <c:> ."


def test_folder_gives_its_graph_files_in_order(tmp_path: Path) -> None:
    """Other files of the folder are none of ours; a folder without any says so."""
    for name in ("b.nt", "a.ttl", "readme.txt"):
        (tmp_path / name).write_text("<a:> <b:> <c:> .\n", encoding="utf-8")
    assert [found.path.name for found in graph_files([tmp_path]) if isinstance(found, GraphFile)] == ["a.ttl", "b.nt"]
    (tmp_path / "empty").mkdir()
    assert "holds no graph file" in str(next(iter(graph_files([tmp_path / "empty"]))))


def test_pages_are_no_graphs() -> None:
    """A page's suffix never makes it a graph, and XML may be either, so it is asked for by name."""
    assert is_graph_path(Path("x.NQ.gz"))
    assert not any(is_graph_path(Path(name)) for name in ("x.txt", "x.md", "x.xml", "x.json"))
