"""One answer of a search."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something that the words may mean.

    `name` is the name that fits the words and `match` how it fits; `likeness` says how alike they are, from 0 to 1, and `is_close`
    that it is a close spelling. `claims` is the number of claims in the graph about it.
    """

    curie: str
    label: str
    kind: str
    name: str
    match: str
    likeness: float
    is_close: bool
    in_graph: bool
    claims: int

    @property
    def is_exact(self) -> bool:
        """Whether the words are an identifier or a whole name of it."""
        return self.likeness == 1
