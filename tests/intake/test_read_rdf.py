"""RDF files as quads: deterministic names for blank nodes, nothing that is no RDF, and every fault with its place."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad

from pohgraph.errors import ReadError
from pohgraph.intake.files import GraphFile
from pohgraph.intake.notes import Notes
from pohgraph.intake.rdf import read_quads
from pohgraph.store.imported import dataset_node

Writer = Callable[[str, str | bytes], GraphFile]


def _read(file: GraphFile, notes: Notes | None = None) -> list[Quad]:
    return list(read_quads(file, dataset_node(file.sha256), notes or Notes()))


def test_blank_nodes_get_the_same_names_each_time(graph_file: Writer) -> None:
    """Unnamed nodes are named after the file and the order they come in, so that two readings are one."""
    file = graph_file("a.ttl", "@prefix e: <http://e/> .\n[] e:p [ e:q _:x ] . _:x e:p 1 .\n")
    first, second = _read(file), _read(file)
    assert first == second
    assert not [quad for quad in first if "_:" in str(quad)]
    assert {quad.subject for quad in first} == {
        NamedNode(f"{dataset_node(file.sha256).value}#blank={n}") for n in (1, 2, 3)
    }


def test_relative_iris_are_named_under_the_file(graph_file: Writer) -> None:
    """A relative IRI means something within its file alone."""
    file = graph_file("a.ttl", "<x> <http://e/p> 1 .")
    assert _read(file)[0].subject == NamedNode(f"{dataset_node(file.sha256).value}/x")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.nt", '<http://a b> <http://e/p> "x" .\n<http://a> <http://e/p> "y" .\n'),
        ("a.jsonld", '[{"@id": "http://a b", "http://e/p": "x"}, {"@id": "http://a", "http://e/p": "y"}]'),
        ("a.nt", '<http://a> <http://e/p> "x"@en-toolonglanguage .\n<http://a> <http://e/p> "y" .\n'),
        ("a.nt", '<http://a> <http://e/p> <<( <http://a> <http://e/p> "x" )>> .\n<http://a> <http://e/p> "y" .\n'),
    ],
)
def test_what_is_no_rdf_is_left_out_and_the_rest_goes_on(name: str, content: str, graph_file: Writer) -> None:
    """A bad IRI or language tag, or a statement about a statement, is one line; JSON-LD is no exception."""
    notes = Notes()
    assert [str(quad.object) for quad in _read(graph_file(name, content), notes)] == ['"y"']
    (remark,) = notes.remarks(name)
    assert remark.message.startswith("1 statement ")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.nq", '<http://a> <http://e/p> "x" .\n<http://a> <http://e/p> "y"', "line 2: .*it may be cut off"),
        ("a.ttl", "hello", "line 1: syntax error"),
        ("a.jsonld", '{"@id": "http://a"', "syntax error"),
        ("a.jsonld", '{"@context": "https://example.org/c", "@id": "http://a"}', "nothing is fetched"),
    ],
)
def test_broken_file_says_where(name: str, content: str, message: str, graph_file: Writer) -> None:
    """A file that does not keep to its format is refused whole, for a lost line may be the one that says not."""
    with pytest.raises(ReadError, match=message):
        _read(graph_file(name, content))


@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
def test_notes_stay_on_one_line(text: str) -> None:
    """Whatever an example holds, its remark is one line."""
    notes = Notes()
    notes.add("code", "thing(s) left out", text)
    (remark,) = notes.remarks("f")
    assert len(remark.message.splitlines()) == 1
