"""What Python calls the shapes of answers, and what the page is told of them, are the same."""

import re
from pathlib import Path
from typing import get_type_hints, is_typeddict

import pytest

from pohgraph.answers import shapes

_DECLARED = Path(__file__).parents[2] / "frontend" / "src" / "answers.ts"
_INTERFACE = re.compile(r"export interface (?P<name>\w+)(?: extends (?P<above>\w+))? \{\n(?P<body>.*?)\n\}", re.DOTALL)
_FIELD = re.compile(r"^  (?P<name>\w+)(?P<optional>\??): (?P<kind>.+);$", re.MULTILINE)
# Names that differ: parts of a larger shape there, and what no function of this room gives.
_ONLY_HERE = {
    "Identifier",
    "Synonym",
    "Count",
    "License",
    "Features",
    "Progress",
    "QueryParam",
    "Used",
    "ReadRemark",
    "ReviewedClaim",
}
_ONLY_THERE = {"SparqlTerm", "SparqlResults", "Problem"}
_SIMPLE = {"string": str, "number": int, "boolean": bool}


def _declared() -> dict[str, dict[str, str]]:
    """The fields of each interface with their kinds, those it inherits among them."""
    found: dict[str, dict[str, str]] = {}
    for match in _INTERFACE.finditer(_DECLARED.read_text(encoding="utf-8")):
        fields = {field["name"] + field["optional"]: field["kind"] for field in _FIELD.finditer(match["body"])}
        found[match["name"]] = found.get(match["above"] or "", {}) | fields
    return found


def _ours() -> dict[str, type]:
    return {name: kind for name, kind in vars(shapes).items() if is_typeddict(kind)}


def test_every_shape_is_declared_on_both_sides() -> None:
    """No shape is forgotten on one side."""
    assert set(_ours()) - _ONLY_HERE == set(_declared()) - _ONLY_THERE


@pytest.mark.parametrize("name", sorted(set(_declared()) - _ONLY_THERE))
def test_shapes_have_the_same_fields(name: str) -> None:
    """Each field is there on both sides; text, numbers and truth values, lists and what may be null are so on both sides."""
    declared, ours = _declared()[name], get_type_hints(_ours()[name])
    assert set(declared) == set(ours)
    for field, kind in declared.items():
        assert _SIMPLE.get(kind, ours[field]) == ours[field], field
        assert kind.endswith("[]") == str(ours[field]).startswith("list["), field
        assert kind.endswith("| null") == str(ours[field]).endswith("| None"), field
