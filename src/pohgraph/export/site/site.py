"""Writes the page with a graph as a folder of static files, or as one HTML file. Nothing in them asks another host."""

import base64
import gzip
import json
from collections.abc import Iterable, Iterator
from html import escape
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import BinaryIO, TypeVar, cast

from pyoxigraph import NamedNode

from pohgraph.answers import shapes
from pohgraph.claims.view import GraphView
from pohgraph.errors import ExportError
from pohgraph.export.header import source_comments
from pohgraph.export.rdf.entity import WRITERS, entity_graph
from pohgraph.export.rdf.syntaxes import write_nquads
from pohgraph.export.site.data import entity_data, general_data, page_data
from pohgraph.export.site.file_names import file_name
from pohgraph.export.site.packing import packed
from pohgraph.export.site.readable import ROBOTS, entity_html, list_html, readme
from pohgraph.export.site.remembering import Remembering
from pohgraph.export.site.whole import Whole
from pohgraph.resources import page_file, page_files
from pohgraph.store.copied import CopiedStore
from pohgraph.store.graph import GraphStore

_ENGINE, _WORKER, _GRAPH = "oxigraph.wasm", "store-worker.js", "graph.nq.gz"
_SCRIPT, _SINGLE_SCRIPT, _STYLE, _LICENCES = "site.js", "site-single.js", "app.css", "LICENSES.txt"
_NOT_OF_A_SITE = frozenset((_SINGLE_SCRIPT, "app.js", "index.html", "network-standalone.js", "network-standalone.css"))
_RDF = ("ttl", "jsonld")
_MANY = 500_000  # quads
_T = TypeVar("_T")
# With this policy, a browser requests nothing from other hosts: scripts, styles and data come from the site itself.
_POLICY = (
    "default-src 'none'; script-src {script} 'wasm-unsafe-eval'; style-src {style}; img-src 'self' data: blob:; font-src data:; "
    "connect-src {connect}; worker-src {worker}; base-uri 'none'; form-action 'none'"
)
_FOLDER_POLICY = _POLICY.format(
    script="'self'", style="'self' 'unsafe-inline'", connect="'self'", worker="'self' blob:"
)
_SINGLE_POLICY = _POLICY.format(
    script="'unsafe-inline' blob:", style="'unsafe-inline'", connect="data: blob:", worker="blob:"
)


def write_site(view: GraphView, folder: Path) -> None:
    """Fill an empty folder with the page, everything it shows, and the graph, which SPARQL is answered from in the browser.

    Raises:
        PageMissingError: the page was not built where this was installed.
        ExportError: the graph is not a store of ours, or its identifiers are spelled for another consumer.
    """
    context = _context(view)
    (folder / "static").mkdir()
    for path in page_files():
        if path.name not in _NOT_OF_A_SITE:
            (folder / "static" / path.name).write_bytes(path.read_bytes())
    graph = _graph(view)
    _put(folder / f"data/{_GRAPH}", _zipped(graph))
    general = dict(general_data(context, graph.count(b"\n"), passages=False))
    for name, value in chain(general.items(), page_data(context)):
        _put(folder / "data" / name, _json(value))
    _write_entities(context, folder)
    _put(folder / "robots.txt", ROBOTS.encode())
    _put(folder / "README.txt", _readme(view, cast("shapes.Summary", general["summary.json"])).encode())
    head = f'<link rel="stylesheet" href="static/{_STYLE}">\n<script type="module" src="static/{_SCRIPT}"></script>\n'
    without = (
        'This page needs JavaScript. <a href="entity/index.html">The entities</a> and the files under data/ do not.'
    )
    _put(folder / "index.html", _html(view, head, "", _FOLDER_POLICY, without).encode())


def write_single(view: GraphView, out: BinaryIO) -> None:
    """Write the page and everything in it as one HTML file, which also works when it is opened from disk.

    Raises:
        PageMissingError: the page was not built where this was installed.
        ExportError: the graph is not a store of ours, or its identifiers are spelled for another consumer.
    """
    context = _context(view)
    script, style, worker, licences = (
        page_file(name).read_text(encoding="utf-8") for name in (_SINGLE_SCRIPT, _STYLE, _WORKER, _LICENCES)
    )
    graph = _graph(view)
    entities = _ticked(view, entity_data(context), len(context.nodes))
    files = {
        **dict(general_data(context, graph.count(b"\n"), passages=True)),
        **dict(page_data(context)),
        **dict(entities),
    }
    carried = {"data": _json(packed(context, files)), _GRAPH: graph, _ENGINE: page_file(_ENGINE).read_bytes()}
    body = "".join(
        f'<script type="application/octet-stream" id="{name}">{_packed(content)}</script>\n'
        for name, content in carried.items()
    )
    body += "".join(
        f'<script type="text/plain" id="{name}">{_in_script(text)}</script>\n'
        for name, text in ((_WORKER, worker), (_LICENCES, licences))
    )
    body += f"<script>{_in_script(script)}</script>\n"
    out.write(_html(view, f"<style>{style}</style>\n", body, _SINGLE_POLICY, "This page needs JavaScript.").encode())


def _write_entities(context: Whole, folder: Path) -> None:
    """Every entity as JSON, as RDF, and as a page to read; what only stands for another, or above others, as JSON alone."""
    own = frozenset(node.id for node in context.nodes if context.canonical(NamedNode(node.iri)).value == node.iri)
    graph, listed = Remembering(context.view.narrowed), list[shapes.Term]()
    for name, value in _ticked(context.view, entity_data(context), len(context.nodes)):
        _put(folder / "data" / name, _json(value))
        answer = cast("shapes.Entity", value)
        if answer.get("id") in own:
            listed.append(answer)
            _put(folder / f"entity/{file_name(answer['id'])}.html", entity_html(context, answer, own).encode())
            if described := entity_graph(graph, answer["iri"]):
                for ending in _RDF:
                    out = BytesIO()
                    WRITERS[ending](described, out)
                    _put(folder / f"data/entity/{file_name(answer['id'])}.{ending}", out.getvalue())
    _put(folder / "entity/index.html", list_html(listed).encode())


def _ticked(view: GraphView, files: Iterable[_T], total: int) -> Iterator[_T]:
    """The same items, while the progress is reported."""
    for done, file in enumerate(files):
        view.report.advance(min(done, total), total)
        yield file


def _readme(view: GraphView, summary: shapes.Summary) -> str:
    counts = {row["title"].lower(): row["count"] for row in summary["counts"]}
    return readme(view, summary["title"], {"claims": summary["claims"], **counts, "quads": summary["quads"]})


def _context(view: GraphView) -> Whole:
    if not isinstance(view.whole, GraphStore) or isinstance(view.whole, CopiedStore):
        raise ExportError("site", "needs the copies of the pages: export from a graph on disk")
    if not view.is_ours:
        raise ExportError("site", "links by pohgraph's own identifiers: leave --prefixes out")
    return Whole(view.whole, view)


def _html(view: GraphView, head: str, body: str, policy: str, without: str) -> str:
    """The page; `without` is for who has no JavaScript."""
    # Every source with its licence, which exports repeat; two hyphens would end the comment.
    licences = "".join(map(escape, source_comments(view))).replace("--", "\N{EN DASH}")
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<title>pohgraph</title>\n<link rel="icon" href="data:,">\n'
        f"<!--\n{licences}-->\n{head}</head>\n<body>\n"
        f'<div id="app"><noscript>{without}</noscript></div>\n'
        f"{body}</body>\n</html>\n"
    )


def _graph(view: GraphView) -> bytes:
    out = BytesIO()
    write_nquads(view, out)
    quads = out.getvalue().count(b"\n")
    if quads > _MANY:
        remark = f"{quads:,} quads: browsers take long to load more than about {_MANY:,} for SPARQL; the rest of the page stays fast"
        view.report.remark(f"{remark}. To make it smaller, build from fewer pages or use --license.")
    return out.getvalue()


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _zipped(content: bytes) -> bytes:
    """The same bytes for the same content: without the time."""
    return gzip.compress(content, compresslevel=9, mtime=0)


def _packed(content: bytes) -> str:
    return base64.b64encode(_zipped(content)).decode("ascii")


def _in_script(script: str) -> str:
    """A script that cannot end its element early: the ends of elements in it can only stand in strings."""
    return script.replace("</", "<\\/")
