"""`pohgraph viz`: write pictures of a graph or of a page to files."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pohgraph.cli.console import announce_compilation, say, standard_output
from pohgraph.cli.group import examples, graph_options, quiet_option
from pohgraph.counting import counted
from pohgraph.errors import ExportError, QueryError, ReadError

if TYPE_CHECKING:
    from pohgraph.api.graph import Graph
    from pohgraph.draw.picture import Picture
    from pohgraph.store.place import GraphPlace

_FORMATS = ("svg", "png", "pdf", "html", "dot", "mermaid")
_SUFFIXES = {"gv": "dot", "mmd": "mermaid", "htm": "html"}
_NODES, _CLAIMS, _DISEASES = 60, 40, 12  # how many a picture shows
# Picture -> how many names it takes: at least, and at most (None: any number).
_PICTURES: dict[str, tuple[int, int | None]] = {
    "graph": (0, None),
    "profile": (1, 1),
    "frequencies": (1, 1),
    "agreement": (1, 1),
    "overlap": (0, None),
    "page": (1, 1),
}


@click.command(
    short_help="Draw the graph, a disease or a page.",
    epilog=examples(
        "pohgraph viz graph POH -o poh.svg",
        "pohgraph viz graph POH -o poh.html       # interactive, one file, works offline",
        "pohgraph viz profile POH -o profile.png",
        "pohgraph viz overlap --hpoa OMIM:103580 --hpoa OMIM:612463 -o shared.svg",
        "pohgraph viz page my-page.txt -o my-page.html",
        "pohgraph viz page pohdoc:001_e4cb718ecab0250e -o page.html",
    ),
)
@click.argument("picture", type=click.Choice(tuple(_PICTURES)))
@click.argument("names", nargs=-1, metavar="[NAME|PATH]...")
@graph_options
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="PATH", help="Write to this file.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(_FORMATS),
    help="Output format. The default is the suffix of PATH, else svg, and html for page.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help="Show at most N nodes (default 60), claims (40) or diseases (12).",
)
@click.option(
    "--hpoa",
    multiple=True,
    metavar="CURIE",
    help="With overlap: add a disease from HPO's annotations. Can be repeated.",
)
@quiet_option
def viz(
    picture: str,
    names: tuple[str, ...],
    place: "GraphPlace",
    output: Path | None,
    format_: str | None,
    limit: int | None,
    hpoa: tuple[str, ...],
) -> None:
    """Draw a picture. The default is SVG on standard output, for page HTML.

    \b
    graph        the whole graph, or the claims about the NAMEs
    profile      phenotypes of a disease by body system
    frequencies  how often each phenotype of a disease occurs, by page
    agreement    which page says what about a disease
    overlap      how many phenotypes several diseases share
    page         the text of a page, a file or one of the graph, with its findings highlighted, as html

    Only graph can be written as dot or mermaid. page, and graph as html, dot or mermaid, need no other library; everything else
    needs matplotlib: pip install 'pohgraph[notebook]'.
    """  # noqa: D301 - click reads the escape
    least, most = _PICTURES[picture]
    if len(names) < least or (most is not None and len(names) > most):
        what = "PATH or NAME" if picture == "page" else "NAME"
        raise click.UsageError(f"{picture} takes one {what}")
    chosen = format_ or _format(output, "html" if picture == "page" else "svg")
    if picture == "page":
        content = _page(names[0], place, chosen)
    else:
        from pohgraph.api.graph import open_graph

        content = _drawn(open_graph(place), picture, names, limit, hpoa).encoded(chosen, str(output or picture))
    _write(content, output, chosen)


def _format(output: Path | None, default: str) -> str:
    if output is None or not output.suffix:
        return default
    suffix = output.suffix[1:].lower()
    found = _SUFFIXES.get(suffix, suffix)
    if found not in _FORMATS:
        raise click.UsageError(f"{output}: unknown suffix .{suffix}; choose from {', '.join(_FORMATS)}")
    return found


def _drawn(graph: "Graph", picture: str, names: tuple[str, ...], limit: int | None, hpoa: tuple[str, ...]) -> "Picture":
    if picture == "graph":
        return graph.picture(*names, limit=limit or _NODES)
    if picture == "overlap":
        return graph.overlap(*names, hpoa=hpoa, limit=limit or _DISEASES)
    if picture == "agreement":
        return graph.agreement(names[0], limit=limit or _CLAIMS)
    return {"profile": graph.profile, "frequencies": graph.frequencies}[picture](names[0])


def _page(name: str, place: "GraphPlace", format_: str) -> bytes:
    from pohgraph.api.graph import open_graph
    from pohgraph.api.pages import extract
    from pohgraph.store.place import is_address

    if format_ != "html":
        raise ExportError(name, f"a page can be drawn only as html, not as {format_}")
    announce_compilation()
    if Path(name).exists() or not (is_address(place) or Path(place).exists()):
        return extract(name).page().encode()
    try:
        return open_graph(place).page(name).page().encode()
    except QueryError as error:
        raise ReadError(name, f"no such file; in {place}: {error}") from error


def _write(content: bytes, output: Path | None, format_: str) -> None:
    if output is None:
        with standard_output() as out:
            out.write(content)
        return
    from pohgraph.draw.web_page import save_bytes

    save_bytes(output, content)
    say(f"{output}: {counted(len(content), 'byte')} of {format_}")
