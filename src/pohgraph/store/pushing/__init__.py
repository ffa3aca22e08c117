"""Loads the graph of a store into a SPARQL server, graph by graph, and counts it there."""

from pohgraph.store.pushing.push import Pushed, push
from pohgraph.store.pushing.servers import SERVERS, Addresses, find_addresses

__all__ = ["SERVERS", "Addresses", "Pushed", "find_addresses", "push"]
