"""What the search of the page finds: what the graph has, and, for edits, what only the vocabularies have."""

from pohgraph.answers.context import Context
from pohgraph.answers.search import hits


def test_an_edit_may_name_what_the_graph_lacks(sample_context: Context) -> None:
    """With its category, so that the form knows what it is; other searches find what there is something to see of."""
    assert hits(sample_context, "Marfan syndrome", kind="disease") == []
    (first, *_) = hits(sample_context, "Marfan syndrome", kind="disease", beyond=True)
    assert (first["id"], first["category"], first["claims"]) == ("MONDO:0007947", "Disease", 0)
    (known, *_) = hits(sample_context, "ectopic calcification", beyond=True)
    assert known["id"] == "HP:0010766"
    assert known["claims"] > 0
