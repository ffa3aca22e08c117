"""The metadata of an SSSOM file, which is YAML: the slots that we use and the file's own prefixes.

The YAML is read as nodes, not as values: a version such as 1.10 stays as it is written, and each fault knows its line.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pohgraph.errors import VocabularyError

if TYPE_CHECKING:
    from yaml import Node

_SLOTS = frozenset(
    {
        "mapping_set_id",
        "mapping_set_title",
        "mapping_set_version",
        "license",
        "mapping_source",
        "subject_type",
        "object_type",
    }
)
_CURIE_MAP = "curie_map"
_NULL = "tag:yaml.org,2002:null"


class Metadata(NamedTuple):
    """`slots` has those that we use and the file gives; `curie_map` leads from the file's prefixes to their IRIs."""

    slots: dict[str, str]
    curie_map: dict[str, str]


def read_metadata(lines: Sequence[tuple[int, str]], path: Path) -> Metadata:
    """The metadata of a file from its numbered lines, without the `#` before each. Slots that we do not use may hold anything.

    Raises:
        VocabularyError: the lines are not YAML, or a slot that we use does not hold what it should.
    """
    return _Block(lines, path).metadata()


class _Block:
    """The lines, which say where in the file a fault is."""

    def __init__(self, lines: Sequence[tuple[int, str]], path: Path) -> None:
        self._numbers = [number for number, _ in lines]
        self._text = "\n".join(line for _, line in lines)
        self._path = path

    def metadata(self) -> Metadata:
        slots: dict[str, str] = {}
        curie_map: dict[str, str] = {}
        for key, value in self._entries(self._root(), "the metadata"):
            if key == _CURIE_MAP:
                curie_map = {prefix: self._scalar(iri, prefix) for prefix, iri in self._entries(value, key)}
            elif key in _SLOTS and (text := self._scalar(value, key)):
                slots[key] = text
        return Metadata(slots, curie_map)

    def _root(self) -> "Node | None":
        import yaml  # noqa: PLC0415 - needed when a vocabulary is added or compiled, which is seldom

        try:
            return yaml.compose(self._text, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            raise self._fault(f"the metadata is not YAML: {error.problem}", error.problem_mark.line) from None
        except yaml.YAMLError as error:
            raise self._fault(f"the metadata is not YAML: {' '.join(str(error).split())}") from None
        except RecursionError:
            raise self._fault("the metadata is nested too deep") from None

    def _entries(self, node: "Node | None", name: str) -> Iterator[tuple[str, "Node"]]:
        if node is None or node.tag == _NULL:
            return
        if node.id != "mapping":
            raise self._fault(f"{name} should be a list of names with their values", node.start_mark.line)
        for key, value in node.value:
            yield self._scalar(key, "a name"), value

    def _scalar(self, node: "Node", name: str) -> str:
        if node.id != "scalar":
            raise self._fault(f"{name} should be a text", node.start_mark.line)
        return "" if node.tag == _NULL else str(node.value)

    def _fault(self, reason: str, line: int = 0) -> VocabularyError:
        place = self._numbers[min(line, len(self._numbers) - 1)]
        return VocabularyError(path=str(self._path), reason=reason, line=place)
