"""Files that are no pages, and files that are no graphs: each is told with what to do, and the old graph stays."""

import gzip
import shutil
from pathlib import Path

import pytest

from pohgraph.errors import NothingReadError, OtherFileError
from pohgraph.model import Remark
from pohgraph.pipeline.graph import build
from pohgraph.pipeline.sources import PageSource, find_files, open_pages
from pohgraph.store.graph import open_store

TURTLE = "@prefix a: <http://example.org/> .\na:b a:c a:d .\n"
PHENOPACKET = '{"id": "p", "phenotypicFeatures": []}'
PAGE = "Progressive osseous heteroplasia is caused by mutations in the GNAS gene.\n"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with one file of each kind."""
    for name, text in {"graph.ttl": TURTLE, "p.json": PHENOPACKET, "page.txt": PAGE, "rdf.txt": TURTLE}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def _quads(store: Path) -> int:
    return len(open_store(store))


def _failures(*paths: Path) -> list[str]:
    return [str(found) for found in open_pages(find_files(paths)) if isinstance(found, OtherFileError)]


def test_what_a_file_is_does_not_depend_on_its_name_or_packing(files: Path) -> None:
    """A graph is known under the name of a page, packed, and among pages in a folder; the pages are read."""
    (files / "packed.ttl.gz").write_bytes(gzip.compress(TURTLE.encode()))
    assert len(_failures(files / "packed.ttl.gz")) == 1
    assert _failures(files) == [
        f"{files}/rdf.txt: not a page but a graph in Turtle or TriG: give it to `pohgraph build --from`"
    ]
    found = list(open_pages(find_files([files])))
    assert [one.name for one in found if isinstance(one, PageSource)] == ["page.txt"]
    assert any(isinstance(one, Remark) and "p.json" in one.message for one in found)


def test_a_store_is_no_folder_of_pages(sample_path: Path) -> None:
    """It holds its pages, but reading them again is not what anybody wants."""
    (told,) = _failures(sample_path)
    assert told.startswith(f"{sample_path}: not a page but a graph of pohgraph: give it to `pohgraph build --from`")


@pytest.mark.parametrize("as_graphs", [False, True])
def test_where_every_file_is_for_another_command_the_old_graph_stays(
    files: Path, sample_path: Path, as_graphs: bool
) -> None:
    """Each file is told, and it is a misuse."""
    store = files / "pohgraph.db"
    shutil.copytree(sample_path, store)
    before = _quads(store)
    others = [files / "p.json"] if as_graphs else [files / "graph.ttl", files / "p.json"]
    with pytest.raises(NothingReadError) as caught:
        build(() if as_graphs else others, graphs=others if as_graphs else (), store=store)
    assert caught.value.is_misuse
    assert [str(failure).partition(":")[0] for failure in caught.value.failures] == [str(path) for path in others]
    assert _quads(store) == before


def test_the_rest_is_built(files: Path) -> None:
    """A graph file among pages is a failure of that file alone."""
    report = build([files / "page.txt", files / "graph.ttl"], store=files / "pohgraph.db")
    assert len(report.documents) == 1
    assert [failure.partition(": ")[2] for failure in report.failures] == [
        "not a page but a graph in Turtle or TriG: give it to `pohgraph build --from`"
    ]


def test_a_graph_is_built_where_the_pages_are_none(files: Path) -> None:
    """With `--from`, the graph files are read even if nothing else can be."""
    report = build([files / "p.json"], graphs=[files / "graph.ttl"], store=files / "pohgraph.db")
    assert (len(report.graphs), len(report.failures)) == (1, 1)
    with pytest.raises(NothingReadError) as caught:
        build([files / "p.json"], graphs=[files / "page.txt"], store=files / "other.db")
    assert len(caught.value.failures) == 2
    assert not caught.value.is_misuse


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.json", '{"name": "x"}', "not a graph but JSON that is not JSON-LD"),
        (
            "a.json",
            '{"graphs": [{"nodes": []}]}',
            "not a graph but an ontology in OBO Graphs: add it with `pohgraph vocab",
        ),
        ("a.obo", "format-version: 1.2\n", "not a graph but an ontology in OBO: add it with `pohgraph vocab add`"),
        ("a.tsv", "#license: x\nsubject_id\tpredicate_id\tobject_id\n", "not a graph but a mapping set in SSSOM"),
        ("a.ttl", "@prefix a: <http://example.org/> .\n", "no statement in it"),
        ("a.jsonld", '{"@context": {}, "x": 1}', "no statement in it"),
        ("a.tsv", "id\tcategory\tname\n", "no row in it"),
    ],
)
def test_what_holds_no_graph_takes_no_graphs_place(
    tmp_path: Path, sample_path: Path, name: str, text: str, message: str
) -> None:
    """A file of another kind, or one without a statement, is one line, and the graph that was there stays."""
    store, path = tmp_path / "pohgraph.db", tmp_path / name
    shutil.copytree(sample_path, store)
    before = _quads(store)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NothingReadError, match=message) as caught:
        build(graphs=[path], store=store)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)
    assert _quads(store) == before
