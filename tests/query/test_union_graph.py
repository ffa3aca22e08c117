"""A server may take the union of all graphs as its default graph: every ready-made query gives the same rows there."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Store, Variable

from pohgraph.query import CatalogueQuery, catalogue, run_query
from pohgraph.schema.prefixes import prefix_map
from pohgraph.store.graph import GraphStore, open_store
from pohgraph.store.source import Answer

_SAMPLE = {
    "document-statements": {"document": "pohdoc:first"},
    "phenotype-overlap": {"second": "MONDO:0012912"},
}


class _Union:
    """The graph of a store, asked as such a server asks it."""

    def __init__(self, path: Path) -> None:
        self._store = Store.read_only(str(next(path.glob("generation-*")) / "graph"))

    def query(self, sparql: str, substitutions: Mapping[str, NamedNode | Literal] | None = None) -> Answer:
        """Evaluate SPARQL over the union."""
        values = {Variable(name): value for name, value in (substitutions or {}).items()}
        return self._store.query(
            sparql, prefixes=prefix_map(), use_default_graph_as_union=True, substitutions=dict(values) or None
        )


@pytest.fixture(scope="module", params=["sample", "seeds"])
def path(request: pytest.FixtureRequest, sample_path: Path, seeds_path: Path) -> tuple[str, Path]:
    """The hand-made graph, and that of the bundled pages."""
    return request.param, {"sample": sample_path, "seeds": seeds_path}[request.param]


@pytest.mark.parametrize("query", catalogue(), ids=lambda query: query.name)
def test_query_gives_the_same_rows_over_the_union(query: CatalogueQuery, path: tuple[str, Path]) -> None:
    """Nothing that a query looks for in the default graph is found a second time in the graph of a page."""
    name, store = path
    params = _SAMPLE.get(query.name, {}) if name == "sample" else {}
    with open_store(store) as embedded:
        expected = run_query(embedded, query.name, params)
    found = run_query(_Union(store), query.name, params)
    assert (found.columns, found.rows) == (expected.columns, expected.rows)


def test_no_triple_is_in_two_graphs(path: tuple[str, Path]) -> None:
    """Each triple stands in the default graph or in the graph of one page."""
    with open_store(path[1]) as store:
        counts = Counter((quad.subject, quad.predicate, quad.object) for quad in store.quads())
    assert [triple for triple, count in counts.items() if count > 1] == []


def test_a_stretch_of_text_is_selected_once(sample_store: GraphStore) -> None:
    """Whatever is quoted or named at one place of a page has one node, a position and a quote in one."""
    query = """SELECT ?page WHERE { GRAPH ?page { ?place oa:start ?start ; oa:end ?end } }
      GROUP BY ?page ?start ?end HAVING(COUNT(DISTINCT ?place) > 1)"""
    assert run_query(sample_store, query).rows == ()
    quotes = """SELECT ?evidence WHERE { GRAPH ?page { ?evidence a oa:SpecificResource .
      FILTER NOT EXISTS { ?evidence oa:hasSelector ?one . ?one a oa:TextPositionSelector , oa:TextQuoteSelector ;
        oa:start ?start ; oa:end ?end ; oa:exact ?exact ; oa:prefix ?prefix ; oa:suffix ?suffix } } }"""
    assert run_query(sample_store, quotes).rows == ()
