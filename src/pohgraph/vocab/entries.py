"""Names by key and terms by CURIE, kept as text: what is read from the cache in one go and looked at piece by piece."""

from collections.abc import Iterator, Mapping
from typing import Any

from pohgraph.model import Reference, Term
from pohgraph.vocab.blocks import Blocks, first_word, pack_blocks

Entry = tuple[str, str, str]  # CURIE, the name as its vocabulary writes it, scope


class Entries(Mapping[str, list[Entry]]):
    """Key -> (CURIE, name, scope), the preferred one first.

    >>> Entries(pack_entries({"bone": [("HP:1", "Bone", "LABEL"), ("HP:2", "bones", "EXACT")]}))["bone"]
    [('HP:1', 'Bone', 'LABEL'), ('HP:2', 'bones', 'EXACT')]
    """

    __slots__ = ("_packed",)

    def __init__(self, packed: Mapping[str, str]) -> None:
        self._packed = Blocks(packed, first_word)

    def __getitem__(self, key: str) -> list[Entry]:
        return _unpacked(self._packed[key])

    def get(self, key: str, /, default: Any = None) -> Any:  # noqa: ANN401 - as Mapping has it
        """What a key names, `default` where it names nothing."""
        found = self._packed.get(key)
        return default if found is None else _unpacked(found)

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

    def __contains__(self, key: object) -> bool:
        return key in self._packed


def pack_entries(entries: Mapping[str, list[Entry]]) -> dict[str, str]:
    """Each key's entries as lines of cells, in blocks."""
    return pack_blocks({key: "\n".join(map(_line, found)) for key, found in entries.items()}, first_word)


def pack_term(term: Term) -> str:
    """A term as lines of cells: its label and parents, then each synonym with its scope."""
    head = (term.label, *(parent.curie for parent in term.parents))
    return "\n".join(map(_line, (head, *term.synonyms)))


def unpack_term(reference: Reference, text: str) -> Term:
    """The term that was packed.

    >>> term = Term(reference=Reference("HP", "1"), label="Bone", synonyms=(("bones", "EXACT"),))
    >>> unpack_term(term.reference, pack_term(term)) == term
    True
    """
    head, *synonyms = text.split("\n")
    label, *parents = head.split("\t")
    return Term(
        reference=reference,
        label=label,
        parents=tuple(map(Reference.parse, parents)),
        synonyms=tuple((name, scope) for name, _, scope in (line.partition("\t") for line in synonyms)),
    )


def packed_label(text: str) -> str:
    """The label of a packed term."""
    return text.partition("\n")[0].partition("\t")[0]


def packed_parents(text: str) -> tuple[Reference, ...]:
    """The parents of a packed term."""
    return tuple(map(Reference.parse, packed_parent_curies(text)))


def packed_parent_curies(text: str) -> list[str]:
    """The parents of a packed term, by CURIE."""
    return text.partition("\n")[0].split("\t")[1:]


def _line(cells: tuple[str, ...]) -> str:
    # No name needs a tab or a line end; where a file has one, it is a blank gone wrong.
    return "\t".join(cell if cell.isprintable() else " ".join(cell.split()) for cell in cells)


def _unpacked(text: str) -> list[Entry]:
    found: list[Entry] = []
    for line in text.split("\n"):
        curie, name, scope = line.split("\t")
        found.append((curie, name, scope))
    return found
