"""Large tables of strings in few pieces: a section of the lexicon is read at once, and a piece when it is needed.

The entries of a piece are those whose keys begin alike: names with the same first word, identifiers with the same digits
but the last two. A table of a hundred thousand entries is then as quick to read as one of some thousand.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

Block = Callable[[str], str]
_BETWEEN, _BEFORE_VALUE = "\x1e", "\x1f"  # no name has one: `entries` makes blanks of what cannot be printed
_VARYING = 2  # last characters of identifiers in one piece


def first_word(key: str) -> str:
    """The piece of a name.

    >>> first_word("bone pain")
    'bone'
    """
    return key.partition(" ")[0]


def but_last_digits(curie: str) -> str:
    """The piece of an identifier.

    >>> but_last_digits("MONDO:0008153")
    'MONDO:00081'
    """
    return curie[:-_VARYING]


class Blocks(Mapping[str, str]):
    """What `pack_blocks` packed, looked up as before. Pieces are kept as they are until they have too many code points together.

    >>> Blocks(pack_blocks({"bone": "1", "bone pain": "2"}, first_word), first_word)["bone pain"]
    '2'
    """

    __slots__ = ("_block", "_kept", "_packed", "_size")

    def __init__(self, packed: Mapping[str, str], block: Block) -> None:
        self._packed = packed
        self._block = block
        # Two threads that ask for the same piece at once write the same.
        self._kept: dict[str, str] = {}
        self._size = 0

    def __getitem__(self, key: str) -> str:
        found = self._found(key)
        if found is None:
            raise KeyError(key)
        return found

    def get(self, key: str, /, default: Any = None) -> Any:  # noqa: ANN401 - as Mapping has it
        """The string of a key, `default` where there is none."""
        found = self._found(key)
        return default if found is None else found

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and f"{_BETWEEN}{key}{_BEFORE_VALUE}" in self._piece(self._block(key))

    def __iter__(self) -> Iterator[str]:
        for piece in self._packed.values():
            for line in piece[1:-1].split(_BETWEEN):
                yield line.partition(_BEFORE_VALUE)[0]

    def __len__(self) -> int:
        return sum(piece.count(_BEFORE_VALUE) for piece in self._packed.values())

    def _found(self, key: str) -> str | None:
        piece = self._piece(self._block(key))
        begun = f"{_BETWEEN}{key}{_BEFORE_VALUE}"
        place = piece.find(begun)
        if place < 0:
            return None
        start = place + len(begun)
        return piece[start : piece.index(_BETWEEN, start)]

    def _piece(self, block: str) -> str:
        found = self._kept.get(block)
        if found is None:
            found = self._packed.get(block, "")
            if self._size > _MOST:
                self._kept, self._size = {}, 0
            self._kept[block] = found
            self._size += len(found)
        return found


_MOST = 2**20  # code points of a table that are kept


def pack_blocks(table: Mapping[str, str], block: Block) -> dict[str, str]:
    """A table as the text of each of its pieces."""
    pieces: dict[str, list[str]] = {}
    for key, value in table.items():
        pieces.setdefault(block(key), [""]).append(f"{key}{_BEFORE_VALUE}{value}")
    return {name: _BETWEEN.join((*lines, "")) for name, lines in pieces.items()}
