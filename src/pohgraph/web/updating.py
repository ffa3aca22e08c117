"""One change to a graph, in a process of its own: `python -m pohgraph.web.updating`, which the server kills if it takes too long.

The live generation is copied aside, changed, and swapped in, so that no reader ever sees half of a change. What is copied are
links to files that are never written again. Standard input has a line of JSON and then the bytes that change the graph;
standard output one line of JSON: `version`, and `was_new` for a graph that was not there before; or what went wrong.
"""

import json
import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store

from pohgraph.errors import StoreError
from pohgraph.schema.prefixes import prefix_map
from pohgraph.store.directory import live_generation, new_generation
from pohgraph.store.graph import live_version
from pohgraph.store.sparql import Token, place, services, tokens
from pohgraph.web.asking import AskError
from pohgraph.web.sandbox import enter, limit_memory

FORMATS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
}
_AT = re.compile(r"(?:error at|on line) (\d+):(\d+)|line (\d+) column (\d+)")


def main() -> None:
    """Do what standard input says."""
    task = json.loads(sys.stdin.buffer.readline())
    enter(server=task["server"], has_network=False)
    limit_memory(task["memory"])
    try:
        outcome = change(Path(task["store"]), task, sys.stdin.buffer.read())
    except AskError as error:
        outcome = asdict(error)
    except StoreError as error:
        outcome = asdict(AskError(503, f"the graph cannot be written: {error.reason}"))
    except MemoryError:
        outcome = asdict(AskError(503, "the change needs more memory than it may take"))
    sys.stdout.write(json.dumps(outcome))


def change(directory: Path, task: Mapping[str, Any], body: bytes) -> dict[str, object]:
    """Apply one change. `task` has `action`: update, put, post or delete; the last three `graph`, empty for the default one,
    and, but for delete, `type`, the media type of the body.

    Raises:
        AskError: the change is wrong, or there is no such graph.
        StoreError: somebody else writes, or the disk refuses.
    """  # noqa: D205 - the sentence goes on
    with _copied(directory) as store:
        if task["action"] == "update":
            _update(store, body.decode("utf-8"))
            was_new = False
        else:
            was_new = _replace(store, task, body)
        store.flush()
        del store
    return {"version": live_version(directory), "was_new": was_new}


@contextmanager
def _copied(directory: Path) -> Iterator[Store]:
    """A copy of the live graph, which goes live if the block ends without an error."""
    with new_generation(directory) as folder:
        live = live_generation(directory)
        Store.read_only(str(live / "graph")).backup(str(folder / "graph"))
        if (live / "sources").is_dir():
            shutil.copytree(live / "sources", folder / "sources", copy_function=_link)
        shutil.copy(live / "report.json", folder / "report.json")
        yield Store(str(folder / "graph"))


def _link(source: str, target: str) -> None:
    """The same file under another name: pages are never written again."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _update(store: Store, text: str) -> None:
    if (token := _request(tuple(tokens(text)))) is not None:
        line, column = place(text, token.start)
        reason = f"{token.text} would contact another server"
        raise AskError(400, reason, line, column, "send the triples themselves, with INSERT DATA or to /graphs")
    try:
        store.update(text, prefixes=prefix_map())
    except (SyntaxError, ValueError) as error:
        raise _wrong("the update", str(error)) from None


def _request(stream: tuple[Token, ...]) -> Token | None:
    """The first LOAD or SERVICE. The engine wants no space after them: LOADSILENT, and LOADex:a where an operation begins."""
    depth = 0
    before: Token | None = None
    for token in stream:
        begins = depth == 0 and (before is None or before.is_mark(";") or before.kind == "iri")
        if token.kind == "word" and "LOAD" in token.text.upper():
            return token
        if token.kind == "name" and begins and token.text.upper().startswith("LOAD"):
            return token
        depth += token.is_mark("{") - token.is_mark("}")
        before = token
    return next(services(stream), None)


def _replace(store: Store, task: Mapping[str, Any], body: bytes) -> bool:
    """Put, add to or drop one graph; whether it was not there before."""
    try:
        graph = NamedNode(task["graph"]) if task["graph"] else DefaultGraph()
    except ValueError:
        raise AskError(400, f"{task['graph']!r} is not an absolute IRI") from None
    was_new = next(store.quads_for_pattern(None, None, None, graph), None) is None
    if task["action"] == "delete" and was_new:
        raise AskError(404, f"there is no graph {task['graph']}" if task["graph"] else "the default graph is empty")
    if task["action"] in {"put", "delete"}:
        store.clear_graph(graph)
        if isinstance(graph, NamedNode):
            store.remove_graph(graph)
    if task["action"] in {"put", "post"}:
        try:
            store.load(body, format=FORMATS[task["type"]], base_iri=task["graph"] or None, to_graph=graph)
        except (SyntaxError, ValueError) as error:
            raise _wrong("the graph", str(error)) from None
    return was_new


def _wrong(what: str, message: str) -> AskError:
    found = _AT.search(message)
    line, column = (int(number) for number in found.groups() if number) if found else (0, 0)
    said = message.splitlines()[0][:200] if message else "it cannot be read"
    return AskError(400, f"{what} is wrong: {said}", line, column)


if __name__ == "__main__":
    main()
