"""Packages whose names are imported when they are first asked for."""

import subprocess
import sys
from importlib import import_module

import pytest

_PACKAGES = ("pohgraph.cli", "pohgraph.model", "pohgraph.search")


@pytest.mark.parametrize("package", _PACKAGES)
def test_every_name_is_there(package: str) -> None:
    """What a package lists can be had, and is the same each time."""
    module = import_module(package)
    for name in module.__all__:
        assert getattr(module, name) is getattr(module, name)


@pytest.mark.parametrize("package", _PACKAGES)
def test_every_name_is_listed_before_it_is_asked_for(package: str) -> None:
    """What `dir()` and so `help()` and Tab show."""
    code = f"import {package} as package; print(*dir(package))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {*import_module(package).__all__, "__name__", "__path__"} <= {*done.stdout.split()}


@pytest.mark.parametrize(
    "asked", ["pohgraph.cli.commands.app", "pohgraph.model.document.Span", "pohgraph.search.hit.Hit"]
)
def test_a_module_is_an_attribute_of_its_package(asked: str) -> None:
    """Without an import of its own, as if the package imported it."""
    package, module, name = asked.rsplit(".", 2)
    code = f"import {package} as package; print(package.{module}.{name} is package.{name})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"


@pytest.mark.parametrize("package", _PACKAGES)
def test_a_package_imports_none_of_its_modules(package: str) -> None:
    """Whoever asks for one name waits for no other."""
    code = f"import sys, {package}; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not [name for name in done.stdout.split() if name.startswith(f"{package}.")]


@pytest.mark.parametrize("package", _PACKAGES)
def test_an_unknown_name_is_an_attribute_error(package: str) -> None:
    """A misspelt name fails as it does with any module."""
    with pytest.raises(AttributeError, match=f"module '{package}' has no attribute 'clames'"):
        getattr(import_module(package), "clames")  # noqa: B009 - mypy knows that it is not there
