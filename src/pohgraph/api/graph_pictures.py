"""Pictures of a graph and of its diseases."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pohgraph.api.entity import Disease, Entity
from pohgraph.store.source import OpenGraph

if TYPE_CHECKING:
    from pohgraph.draw.network_picture import NetworkPicture
    from pohgraph.draw.picture import Picture


class GraphPictures:
    """The pictures that a graph draws; `Graph` has them as its own methods."""

    def __init__(self, store: OpenGraph) -> None:
        self.store = store

    def picture(self, *names: str, limit: int = 60) -> "NetworkPicture":
        """A picture of the graph, or of the entities named and what is claimed of them; at most `limit` nodes.

        Colour says what a node is, size how many claims there are about it, a line's width how many pages say so.
        `.interactive()` of what it gives can be moved, searched and clicked.

        Raises:
            QueryError: nothing or several things are called as one of the names.
        """
        from pohgraph.api.pictures import entity_network, graph_network  # noqa: PLC0415 - pictures only for those who look

        if names:
            found = [Entity.find(self.store, name) for name in names]
            title = ", ".join(e.label for e in found)
            return entity_network(self.store, *(e.curie for e in found), title=title, limit=limit)
        return graph_network(self.store, limit=limit)

    def profile(self, disease: str) -> "Picture":
        """How many phenotypes of a disease each body system has, and how well supported they are."""
        return Disease.find(self.store, disease).profile()

    def frequencies(self, disease: str) -> "Picture":
        """How often the phenotypes of a disease occur, by the page that says so."""
        return Disease.find(self.store, disease).frequencies()

    def agreement(self, disease: str, *, limit: int = 40) -> "Picture":
        """Which page states, denies or leaves open which claim about a disease; at most `limit`, the most shared first."""
        return Disease.find(self.store, disease).agreement(limit=limit)

    def overlap(self, *diseases: str, hpoa: Sequence[str] = (), limit: int = 12) -> "Picture":
        """How many phenotypes diseases share: the ones named, else the `limit` with the most phenotypes.

        `hpoa` are CURIEs of OMIM or Orphanet, of diseases as HPO's annotations have them.

        Raises:
            QueryError: there is no such disease.
        """
        from pohgraph.api.charts import overlap  # noqa: PLC0415 - pictures only for those who look

        return overlap(self.store, [Disease.find(self.store, name).term for name in diseases], hpoa=hpoa, limit=limit)
