"""Identifiers as small named tuples."""

from functools import lru_cache
from typing import NamedTuple


class Reference(NamedTuple):
    """An identifier in a prefixed vocabulary.

    >>> Reference.parse("HP:0010766")
    Reference(prefix='HP', identifier='0010766')
    >>> Reference("MONDO", "0008153").curie
    'MONDO:0008153'
    """

    prefix: str
    identifier: str

    @property
    def curie(self) -> str:
        """The compact form, `prefix:identifier`."""
        return f"{self.prefix}:{self.identifier}"

    @classmethod
    def parse(cls, curie: str) -> "Reference":
        """Split a CURIE at its first colon.

        Raises:
            ValueError: there is no colon, or nothing on one side of it.
        """
        return _parsed(curie)


@lru_cache(maxsize=65536)
def _parsed(curie: str) -> Reference:
    prefix, colon, identifier = curie.partition(":")
    if not (prefix and colon and identifier) or curie.split() != [curie]:
        message = f"not a CURIE: {curie!r}"
        raise ValueError(message)
    return Reference(prefix, identifier)
