"""Search: names, parts of names, misspelt names and identifiers, in a graph and in the vocabularies."""

from pohgraph.search.find import completions, search, suggestions
from pohgraph.search.hit import Hit
from pohgraph.search.kinds import KINDS

__all__ = ["KINDS", "Hit", "completions", "search", "suggestions"]
