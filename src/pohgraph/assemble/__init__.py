"""Many assertions to one set: merged, with what they name and the works they cite."""

from pohgraph.assemble.content import Named, category_of, described
from pohgraph.assemble.merge import merge

__all__ = ["Named", "category_of", "described", "merge"]
