"""An assistant's own client library starts `pohgraph mcp` and asks it, as an assistant does."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

_T = TypeVar("_T")
_POH = "MONDO:0008153"


def asked(store: Path, ask: Callable[[ClientSession], Awaitable[_T]]) -> _T:
    """What a session with a server of its own gives."""

    async def session() -> _T:
        command = StdioServerParameters(
            command=sys.executable, args=["-m", "pohgraph", "mcp", "--store", str(store)], env=dict(os.environ)
        )
        async with stdio_client(command) as (read, write), ClientSession(read, write) as client:
            await client.initialize()
            return await ask(client)

    return asyncio.run(session())


_CALLS: dict[str, tuple[str, dict[str, object]]] = {
    "phenotypes": ("entity", {"name": "POH", "groups": ["phenotypes"]}),
    "everything": ("entity", {"name": _POH, "limit": 500}),
    "papules": ("quotes", {"name": "POH", "other": "Papule"}),
    "label": ("query", {"sparql": "SELECT ?label { MONDO:0008153 rdfs:label ?label }"}),
    "pages": (
        "query",
        {"sparql": "SELECT DISTINCT ?page { ?page a pohgraph:Document } ORDER BY ?page LIMIT 2"},
    ),
    "misspelt": ("entity", {"name": "progresive oseous heteroplasia"}),
    "unknown": ("entity", {"name": "xyzzy plugh"}),
    "unrelated": ("quotes", {"name": "POH", "other": "Deafness"}),
    "broken": ("query", {"sparql": "SELECT ?s { ?s "}),
    "outside": ("query", {"sparql": "ASK { SERVICE <https://example.org/> { ?s ?p ?o } }"}),
}


@pytest.fixture(scope="module")
def answers(seeds_path: Path) -> dict[str, Any]:
    """What each of `_CALLS` gives in one session: its JSON, or its error as text."""

    async def call(client: ClientSession) -> dict[str, Any]:
        found = {}
        for name, (tool, arguments) in _CALLS.items():
            answer = await client.call_tool(tool, arguments)
            text = answer.content[0].text  # type: ignore[union-attr]
            found[name] = text if answer.is_error else json.loads(text)
        return found

    return asked(seeds_path, call)


def test_every_tool_only_reads(seeds_path: Path) -> None:
    """An assistant's program may let them run without asking its user."""

    async def listed(client: ClientSession) -> Any:  # noqa: ANN401
        return (await client.list_tools()).tools

    tools = asked(seeds_path, listed)
    assert [tool.name for tool in tools] == ["search", "entity", "quotes", "query", "queries"]
    assert all(tool.annotations.read_only_hint and not tool.annotations.open_world_hint for tool in tools)


def test_an_entity_comes_with_quotes_and_licences(answers: dict[str, Any]) -> None:
    """No claim is given without the words it was read from, nor a page without its terms."""
    answer = answers["phenotypes"]
    rows = answer["claims"]["phenotypes"]
    assert answer["id"] == _POH
    assert rows
    assert all(row["quotes"] and all(quote["text"] for quote in row["quotes"]) for row in rows)
    named = {source["id"] for source in answer["sources"]}
    assert {quote["page"] for row in rows for quote in row["quotes"]} == named


def test_what_is_no_fact_says_so(answers: dict[str, Any]) -> None:
    """Open, denied and borrowed claims keep their state."""
    rows = answers["everything"]["claims"]
    states = {row["state"] for group in rows.values() for row in group}
    assert "stated" in states
    assert states - {"stated"}


def test_quotes_have_their_place(answers: dict[str, Any]) -> None:
    """Offsets are those of the page's own text."""
    answer = answers["papules"]
    passage = answer["passages"][0]
    assert passage["end"] - passage["start"] == len(passage["quote"])
    assert [source["id"] for source in answer["sources"]] == sorted({one["page"] for one in answer["passages"]})


def test_a_query_is_answered_with_the_licences_of_the_graph(answers: dict[str, Any]) -> None:
    """Rows carry no licence of their own."""
    answer = answers["label"]
    assert answer["results"]["bindings"][0]["label"]["value"] == "progressive osseous heteroplasia"
    assert answer["licenses"]
    assert len(answers["pages"]["sources"]) == 2
    assert all(source["license"] for source in answers["pages"]["sources"])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("misspelt", "similar: "),
        ("unknown", "nothing is called"),
        ("unrelated", "no claim joins"),
        ("broken", "line 1"),
        ("outside", "SERVICE"),
    ],
)
def test_errors_say_what_to_do(answers: dict[str, Any], name: str, words: str) -> None:
    """An assistant reads them and tries again."""
    assert isinstance(answers[name], str)
    assert words in answers[name]
    assert "Traceback" not in answers[name]


def test_without_a_store_the_command_says_so(tmp_path: Path) -> None:
    """The assistant's program shows its one line."""
    done = subprocess.run(
        [sys.executable, "-m", "pohgraph", "mcp", "--store", str(tmp_path / "none")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "no store there" in done.stderr
    assert "Traceback" not in done.stderr
