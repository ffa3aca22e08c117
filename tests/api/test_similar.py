"""Diseases alike by phenotype, over HPO as it is bundled."""

import pytest

from pohgraph import Graph
from pohgraph.errors import QueryError


def test_a_disease_is_most_like_itself(graph: Graph) -> None:
    """From prose alone, among all diseases HPO annotates, POH comes first under both of its numbers."""
    table = graph.similar("POH", against="hpoa", limit=5)
    assert set(table.column("id")[:2]) == {"OMIM:166350", "ORPHA:2762"}
    scores = [float(str(score)) for score in table.column("score")]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("options", [{"measure": "cosine"}, {"against": "orphanet"}])
def test_unknown_options_name_the_known(graph: Graph, options: dict[str, str]) -> None:
    """A measure or collection that does not exist says which do."""
    with pytest.raises(QueryError, match="one of "):
        graph.similar("POH", **options)  # type: ignore[arg-type] # wrong on purpose
