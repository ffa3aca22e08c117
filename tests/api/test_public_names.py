"""What `import pohgraph` offers, and what it costs."""

import inspect
import pickle
import subprocess
import sys
from importlib.util import find_spec

import pytest

import pohgraph


def _run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_import_is_light() -> None:
    """`import pohgraph` imports no other library, nor any other part of the package."""
    loaded = _run("import sys; before = set(sys.modules); import pohgraph; print(*sorted(set(sys.modules) - before))")
    assert {name.partition(".")[0] for name in loaded.split()} <= {"pohgraph", *sys.stdlib_module_names}
    assert [name for name in loaded.split() if name.startswith("pohgraph.")] == ["pohgraph.version"]


@pytest.mark.parametrize("name", pohgraph.__all__)
def test_every_public_name_is_there(name: str) -> None:
    """What is listed can be had, and is listed by dir()."""
    assert getattr(pohgraph, name) is not None
    assert name in dir(pohgraph)


def test_an_unknown_name_is_an_attribute_error() -> None:
    """A misspelt name fails as it does with any module."""
    with pytest.raises(AttributeError, match="'opne'"):
        _ = pohgraph.opne  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["annotate", "build", "claim_history", "diff", "extract", "open", "verify"])
def test_public_functions_are_plain_functions(name: str) -> None:
    """They have a signature and a help text, survive pickling, and no subpackage takes their names."""
    function = getattr(pohgraph, name)
    assert inspect.isfunction(function)
    assert inspect.signature(function).parameters
    assert inspect.getdoc(function)
    assert pickle.loads(pickle.dumps(function)) is function
    assert find_spec(f"pohgraph.{name}") is None
