"""No module imports in a circle: also not within functions, and not for the sake of type checkers alone."""

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from importlib.util import resolve_name
from pathlib import Path

import pytest

_SOURCE = Path(__file__).parents[2] / "src"


def test_no_module_imports_in_a_circle() -> None:
    """Every module can be read after those it imports; a package's `__init__` is a module as well."""
    graph = _graph(_SOURCE)
    assert len(graph) > 200
    assert _circle(graph) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("import room.b", "from room import a"),
        ("from room.b import x", "def f():\n    import room.a"),
        ("from room.b import x", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from room.a import y"),
        ("from room.b import x", "from .a import y"),
        ("from . import b", "from room.a import y"),
        ("import room", "x = 1"),
        ("from room import f", "x = 1"),
    ],
)
def test_a_circle_is_found(tmp_path: Path, one: str, other: str) -> None:
    """However the imports are written, and where the package itself is what closes the circle."""
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "__init__.py").write_text("from room.a import f\n", encoding="utf-8")
    (tmp_path / "room" / "a.py").write_text(one, encoding="utf-8")
    (tmp_path / "room" / "b.py").write_text(other, encoding="utf-8")
    assert "room.a" in _circle(_graph(tmp_path))


def test_a_package_may_offer_what_its_modules_define(tmp_path: Path) -> None:
    """An `__init__` that imports its modules is no circle while these import each other downward."""
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "__init__.py").write_text("from room.a import f\n", encoding="utf-8")
    (tmp_path / "room" / "a.py").write_text("from room.b import x\nimport json", encoding="utf-8")
    (tmp_path / "room" / "b.py").write_text("x = 1", encoding="utf-8")
    assert _graph(tmp_path) == {"room": {"room.a"}, "room.a": {"room.b"}, "room.b": set()}


def _graph(source: Path) -> dict[str, set[str]]:
    """Module -> the modules of the same source that it imports anywhere in its text."""
    names = {_name(source, path): path for path in source.rglob("*.py")}
    return {name: set(_imported(name, path, names)) - {name} for name, path in sorted(names.items())}


def _name(source: Path, path: Path) -> str:
    parts = path.relative_to(source).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imported(name: str, path: Path, known: Mapping[str, Path]) -> Iterator[str]:
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom):
            origin = resolve_name("." * node.level + (node.module or ""), package)
            for alias in node.names:  # a module of the package, or a name of its `__init__`
                found = f"{origin}.{alias.name}"
                yield from (module for module in (found if found in known else origin,) if module in known)


def _circle(graph: Mapping[str, set[str]]) -> list[str]:
    """Modules of which each imports the next and the last the first; empty where there is no such circle."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        found: list[str] = error.args[1]
        return found[::-1]  # graphlib lists what comes before first
    return []
