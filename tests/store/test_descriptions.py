"""What is said of nodes, as quads and as lines of text."""

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, serialize

from pohgraph.store.rdf import Description, Node, decimal

_NODE = NamedNode("https://example.org/é#char=1,2")
_WORDS = st.text(st.characters(exclude_categories=["Cs"]))
_VALUES: st.SearchStrategy[Node] = st.one_of(
    _WORDS.map(Literal),
    st.builds(Literal, _WORDS, datatype=st.just(_NODE)),
    st.integers(0, 2**40).map(Literal),
    st.booleans().map(Literal),
    st.just(decimal("66.67")),
    st.just(_NODE),
)


@given(st.lists(_VALUES, max_size=4), st.sampled_from([DefaultGraph(), _NODE]))
def test_lines_are_those_of_the_engine(values: list[Node], graph: NamedNode | DefaultGraph) -> None:
    """A node's lines are written without the engine's quads, and are the ones it would write."""
    said = Description(_NODE, [("oa:exact", value) for value in values], graph)
    assert said.nquads().encode() == (serialize(said.quads(), format=RdfFormat.N_QUADS) or b"")
