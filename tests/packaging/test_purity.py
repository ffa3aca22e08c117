"""The rooms that are pure use no file, network, clock or chance, and print nothing: seen in their syntax trees."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import pohgraph

PURE = ("model", "language", "recognise", "extractors", "assemble", "compare")
# Modules whose only use is what a pure room must not do. Lexical tables arrive by `pohgraph.tables.package_table`.
IMPURE_MODULES = frozenset(
    [
        "asyncio",
        "fcntl",
        "fileinput",
        "ftplib",
        "getpass",
        "glob",
        "http",
        "importlib",
        "io",
        "logging",
        "mmap",
        "multiprocessing",
        "os",
        "pathlib",
        "pickle",
        "random",
        "requests",
        "secrets",
        "select",
        "shelve",
        "shutil",
        "signal",
        "socket",
        "socketserver",
        "sqlite3",
        "ssl",
        "subprocess",
        "sys",
        "tempfile",
        "threading",
        "time",
        "urllib",
        "urllib3",
        "uuid",
        "warnings",
        "webbrowser",
        "pohgraph.api",
        "pohgraph.cli",
        "pohgraph.export",
        "pohgraph.notebook",
        "pohgraph.pipeline",
        "pohgraph.read",
        "pohgraph.resources",
        "pohgraph.store",
    ]
)
FROM_TABLES = frozenset(("package_rows", "package_table", "prose_expression", "prose_pattern"))
IMPURE_CALLS = frozenset(("breakpoint", "compile", "eval", "exec", "input", "open", "print", "__import__"))
# Methods of paths, files, clocks and processes; no value that these rooms handle has one of the same name.
IMPURE_METHODS = frozenset(
    [
        "exists",
        "glob",
        "is_dir",
        "is_file",
        "iterdir",
        "mkdir",
        "now",
        "open",
        "read_bytes",
        "read_text",
        "rglob",
        "stat",
        "today",
        "touch",
        "unlink",
        "urlopen",
        "utcnow",
        "write_bytes",
        "write_text",
    ]
)

_SOURCE = Path(pohgraph.__file__).parent
_MODULES = sorted(path for room in PURE for path in (_SOURCE / room).rglob("*.py"))


def _impurities(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                yield from (f"import {name.name}" for name in names if _is_impure(name.name))
            case ast.ImportFrom(module=str(module), names=names):
                for name in names:
                    if module == "pohgraph.tables":
                        if name.name not in FROM_TABLES:
                            yield f"from {module} import {name.name}"
                    elif _is_impure(module) or _is_impure(f"{module}.{name.name}"):
                        yield f"from {module} import {name.name}"
            case ast.Call(func=ast.Name(id=called)) if called in IMPURE_CALLS:
                yield f"{called}()"
            case ast.Attribute(attr=attribute) if attribute in IMPURE_METHODS:
                yield f".{attribute}"
            case _:
                pass


def _is_impure(module: str) -> bool:
    parts = module.split(".")
    return any(".".join(parts[:length]) in IMPURE_MODULES for length in range(1, len(parts) + 1))


@pytest.mark.parametrize("path", _MODULES, ids=lambda path: str(path.relative_to(_SOURCE)))
def test_a_pure_room_touches_nothing_outside(path: Path) -> None:
    """No import and no call of a module reaches a file, the network, the clock, chance or a terminal."""
    assert list(_impurities(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    [
        "import os",
        "import os.path",
        "import urllib.request as web",
        "from pathlib import Path",
        "from os import environ",
        "def f():\n    from time import time",
        "from pohgraph import resources",
        "from pohgraph.store.graph import GraphStore",
        "from pohgraph.tables import read_table",
        "open('x')",
        "print(1)",
        "when = date.today()",
        "datetime.datetime.now()",
        "path.read_text()",
        "self.folder.glob('*')",
    ],
)
def test_what_is_impure_is_seen(source: str) -> None:
    """Whatever way it is written, an impure import or call is found."""
    assert list(_impurities(source))


@pytest.mark.parametrize(
    "source",
    [
        "import re",
        "from datetime import date\nday = date(2025, 1, 16)",
        "from pohgraph.tables import package_table, prose_pattern",
        "from pohgraph.recognise import Recogniser",
        "re.compile('x')",
        "pattern.match(text)",
    ],
)
def test_what_is_pure_may_stay(source: str) -> None:
    """Patterns, dates that are given, and tables of the package are no impurity."""
    assert not list(_impurities(source))


def test_every_pure_room_is_there() -> None:
    """A room that was renamed would pass unseen."""
    assert [room for room in PURE if not (_SOURCE / room / "__init__.py").exists()] == []
