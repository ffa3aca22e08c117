"""Many assertions to one set: merged, with the works they cite identified across pages."""

from pohgraph.assemble.content import assemble
from pohgraph.assemble.merge import merge

__all__ = ["assemble", "merge"]
