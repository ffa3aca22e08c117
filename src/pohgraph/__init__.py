"""pohgraph: rare-disease pages as an RDF knowledge graph in which every statement carries its quote."""

from typing import TYPE_CHECKING

from pohgraph.version import __version__

if TYPE_CHECKING:
    from pohgraph.build import build as build
    from pohgraph.store.graph import GraphStore as GraphStore
    from pohgraph.store.graph import open_store as open  # noqa: A004 - `pohgraph.open()` is the documented way in


_LAZY = {
    "build": ("pohgraph.build", "build"),
    "open": ("pohgraph.store.graph", "open_store"),
    "GraphStore": ("pohgraph.store.graph", "GraphStore"),
}
__all__ = ["GraphStore", "__version__", "build", "open"]


def __getattr__(name: str) -> object:
    """Import the public names on first use, so that `import pohgraph` stays light."""
    if name in _LAZY:
        from importlib import import_module  # noqa: PLC0415 - lazy on purpose

        module, attribute = _LAZY[name]
        return getattr(import_module(module), attribute)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
