"""Search: names, parts of names, misspelt names and identifiers, in a graph and in the vocabularies."""

from typing import TYPE_CHECKING

from pohgraph.late import late

if TYPE_CHECKING:
    from pohgraph.search.find import completions, search, suggestions
    from pohgraph.search.hit import Hit
    from pohgraph.search.kinds import KINDS
else:  # identifiers and kinds are asked for where nothing is sought
    __getattr__, __dir__ = late(__name__, {"find": "completions search suggestions", "hit": "Hit", "kinds": "KINDS"})

__all__ = ["KINDS", "Hit", "completions", "search", "suggestions"]
