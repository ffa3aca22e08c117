"""Where a graph is: in the directory of a store, or behind the address of a SPARQL endpoint."""

import re
from pathlib import Path

GraphPlace = Path | str  # a directory, or an address
_ADDRESS = re.compile("https?://", re.IGNORECASE)


def is_address(place: GraphPlace) -> bool:
    """Whether a place is an address of the web; a path never is, for it keeps no two slashes in a row.

    >>> is_address("https://example.org/sparql"), is_address("pohgraph.db"), is_address(Path("http://x"))
    (True, False, False)
    """
    return isinstance(place, str) and bool(_ADDRESS.match(place))
