"""Large tables of strings in few pieces: a section of the lexicon is read at once, and a piece unpacked when it is needed.

The entries of a piece are those whose keys begin alike: names with the same first word, identifiers with the same digits
but the last two. A table of a hundred thousand entries is then as quick to read as one of some thousand.
"""

from collections.abc import Callable, Iterator, Mapping

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
    """What `pack_blocks` packed, looked up as before. Pieces are kept unpacked until they have too many rows together.

    >>> Blocks(pack_blocks({"bone": "1", "bone pain": "2"}, first_word), first_word)["bone pain"]
    '2'
    """

    __slots__ = ("_block", "_packed", "_rows", "_unpacked")

    def __init__(self, packed: Mapping[str, str], block: Block) -> None:
        self._packed = packed
        self._block = block
        # Two threads that ask for the same piece at once write the same.
        self._unpacked: dict[str, dict[str, str]] = {}
        self._rows = 0

    def __getitem__(self, key: str) -> str:
        return self._piece(self._block(key))[key]

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and key in self._piece(self._block(key))

    def __iter__(self) -> Iterator[str]:
        for block in self._packed:
            yield from _unpacked(self._packed[block])

    def __len__(self) -> int:
        return sum(piece.count(_BETWEEN) + 1 for piece in self._packed.values())

    def _piece(self, block: str) -> dict[str, str]:
        found = self._unpacked.get(block)
        if found is None:
            if block not in self._packed:
                return _NOTHING
            found = _unpacked(self._packed[block])
            if self._rows > _MOST:
                self._unpacked, self._rows = {}, 0
            self._unpacked[block] = found
            self._rows += len(found)
        return found


_MOST = 2**15  # rows of a table that are kept unpacked, in some 8 MiB
_NOTHING: dict[str, str] = {}


def pack_blocks(table: Mapping[str, str], block: Block) -> dict[str, str]:
    """A table as the text of each of its pieces."""
    pieces: dict[str, list[str]] = {}
    for key, value in table.items():
        pieces.setdefault(block(key), []).append(f"{key}{_BEFORE_VALUE}{value}")
    return {name: _BETWEEN.join(lines) for name, lines in pieces.items()}


def _unpacked(piece: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in piece.split(_BETWEEN):
        key, _, value = line.partition(_BEFORE_VALUE)
        found[key] = value
    return found
