"""Lists that may have an item for each page of a build: a few stay in memory, many wait in a file without a name."""

import pickle
import tempfile
import weakref
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, TypeVar, overload

_FEW = 1_000  # items that stay in memory
_BLOCK = 100  # items that are written and read at once
_Item = TypeVar("_Item")


def long_list(items: Iterable[_Item]) -> Sequence[_Item]:
    """The items as a tuple; where they are many, as a sequence that reads them from disk whenever it is asked."""
    iterator = iter(items)
    first = tuple(islice(iterator, _FEW + 1))
    return LongList(chain(first, iterator)) if len(first) > _FEW else first


class LongList(Sequence[_Item]):
    """Items on disk, which equal the tuple of them, and become it where another process gets them."""

    def __init__(self, items: Iterable[_Item]) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the list
        weakref.finalize(self, self._file.close)
        self._starts = array("Q")  # of the blocks
        self._count = 0
        iterator = iter(items)
        while block := tuple(islice(iterator, _BLOCK)):
            self._starts.append(self._file.tell())
            pickle.dump(block, self._file)
            self._count += len(block)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[_Item]:
        return chain.from_iterable(map(self._block, range(len(self._starts))))

    @overload
    def __getitem__(self, index: int) -> _Item: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[_Item]: ...
    def __getitem__(self, index: int | slice) -> _Item | Sequence[_Item]:
        if isinstance(index, slice):
            return tuple(self[number] for number in range(*index.indices(self._count)))
        number = range(self._count)[index]
        return self._block(number // _BLOCK)[number % _BLOCK]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, tuple | LongList):
            return NotImplemented
        return len(self) == len(other) and all(one == another for one, another in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"<{self._count} items on disk>"

    def __reduce__(self) -> tuple[Any, ...]:
        return tuple, (tuple(self),)

    def _block(self, number: int) -> tuple[_Item, ...]:
        self._file.seek(self._starts[number])
        block: tuple[_Item, ...] = pickle.load(self._file)  # noqa: S301 - written above, and nobody else has the file
        return block
