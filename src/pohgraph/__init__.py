"""pohgraph: rare-disease pages as an RDF knowledge graph in which every statement carries its quote.

import pohgraph as pg

pg.build(store="pohgraph.db")       # pages to a graph; the bundled ones where none are given
graph = pg.open("pohgraph.db")      # then ask it: graph.query(...), graph.disease("POH")
pg.annotate("no joint pain")        # what a text names
pg.extract("page.txt")              # what a page says
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pohgraph.version import __version__

if TYPE_CHECKING:
    from pohgraph.api.claims import Claims as Claims
    from pohgraph.api.graph import Graph as Graph
    from pohgraph.api.graph import open_graph as open  # noqa: A004 - `pohgraph.open()` is the documented way in
    from pohgraph.api.history import claim_history as claim_history
    from pohgraph.api.history import diff as diff
    from pohgraph.api.pages import annotate as annotate
    from pohgraph.api.pages import build as build
    from pohgraph.api.pages import extract as extract
    from pohgraph.api.proving import verify as verify
    from pohgraph.api.table import Table as Table
    from pohgraph.errors import PohgraphError as PohgraphError
    from pohgraph.model import Claim as Claim
    from pohgraph.notebook.magic import load_ipython_extension as load_ipython_extension
    from pohgraph.store.graph import GraphStore as GraphStore

# Public name -> where it is: imported on first use, so that `import pohgraph` stays light.
_PUBLIC = {
    "Claim": "pohgraph.model.claim",
    "Claims": "pohgraph.api.claims",
    "Graph": "pohgraph.api.graph",
    "GraphStore": "pohgraph.store.graph",
    "PohgraphError": "pohgraph.errors",
    "Table": "pohgraph.api.table",
    "annotate": "pohgraph.api.pages",
    "build": "pohgraph.api.pages",
    "claim_history": "pohgraph.api.history",
    "diff": "pohgraph.api.history",
    "extract": "pohgraph.api.pages",
    "load_ipython_extension": "pohgraph.notebook.magic",
    "open": "pohgraph.api.graph",
    "verify": "pohgraph.api.proving",
}
_RENAMED = {"open": "open_graph"}
__all__ = [
    "Claim",
    "Claims",
    "Graph",
    "GraphStore",
    "PohgraphError",
    "Table",
    "__version__",
    "annotate",
    "build",
    "claim_history",
    "diff",
    "extract",
    "load_ipython_extension",
    "open",
    "verify",
]


def _public(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    return getattr(import_module(_PUBLIC[name]), _RENAMED.get(name, name))


if not TYPE_CHECKING:  # a checker knows the names above, and no others

    def __getattr__(name: str) -> object:
        """Import the public names on first use."""
        if name in _PUBLIC:
            return _public(name)
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted(__all__)
