"""The page and the endpoint in front of another SPARQL server."""

import json
from pathlib import Path

import pytest
from tests.query.engines import Servers
from tests.web.pools import Served, sparql

from pohgraph.errors import QueryError
from pohgraph.store.place import GraphPlace
from pohgraph.web.pool import Pool
from pohgraph.web.serving import Serving, serve

_CALLS: dict[str, dict[str, object]] = {
    "entity": {"id": "MONDO:0008153"},
    "search": {"words": "calcific"},
    "claims": {"state": "denied"},
    "network": {"focus": ["MONDO:0008153"], "limit": 20},
    "vocabulary": {},
    "summary": {},
    "page": {"id": "pohdoc:001_e4cb718ecab0250e"},
}
_OWN = ("graph", "built", "text", "missing", "sections")  # of a store on disk: its version, its time and its pages


@pytest.mark.parametrize("engine", ["oxigraph"])
def test_answers_are_those_of_the_graph_on_disk(engine: str, servers: Servers, seeds_path: Path) -> None:
    """So are the rows of a query. A page has no text there, and says why."""
    here, there = _answers(seeds_path), _answers(servers.url(engine, seeds_path))
    assert there["page"].pop("missing") == "the graph has no copy of this page"
    assert here["page"].pop("missing") == ""
    for one in (*here.values(), *there.values()):
        for name in _OWN:
            one.pop(name, None)
    assert there == here


def test_a_server_that_is_gone_is_told_as_such() -> None:
    """Nothing is served in front of it."""
    with pytest.raises(QueryError, match="cannot be reached"):
        serve(Serving(store="http://127.0.0.1:9/sparql"), ready=print)


def _answers(place: GraphPlace) -> dict[str, dict[str, object]]:
    async def use(pool: Pool) -> dict[str, dict[str, object]]:
        found = {}
        for call, arguments in _CALLS.items():
            reply = await pool.ask(call, arguments)
            found[call] = json.loads(b"".join([chunk async for chunk in reply.chunks]))
        found["sparql"] = json.loads((await sparql(pool, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")).body)
        return found

    with Served(place, seconds=60) as pool:
        return pool.run(use)
