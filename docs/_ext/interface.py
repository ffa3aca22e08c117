"""The reference of the Python interface: what `pohgraph` gives, then the classes of what one gets from it."""

from collections.abc import Iterator
from importlib import import_module
from inspect import cleandoc, isclass
from pkgutil import iter_modules

from markdown_text import table

import pohgraph
import pohgraph.api


def interface() -> Iterator[str]:
    """A table of all names, then each with its signature and docstrings."""
    found = {path: getattr(import_module(path.rpartition(".")[0]), path.rpartition(".")[2]) for path in python_names()}
    names = {path: f"pohgraph.{_public()[path]}" if path in _public() else path.rpartition(".")[2] for path in found}
    summaries = {path: cleandoc(thing.__doc__ or "").partition("\n\n")[0] for path, thing in found.items()}
    rows = ((f"[`{names[p]}`](#python-{names[p]})", summaries[p].replace("\n", " ")) for p in found)
    yield from table(("name", "what it is"), rows)
    for path, thing in found.items():
        kind = "class" if isclass(thing) else "function"
        yield from (f"(python-{names[path]})=", f"## {names[path]}", "", "```{eval-rst}", f".. auto{kind}:: {path}")
        if kind == "class":
            yield "   :members:"
        yield from ("```", "")


def python_names() -> tuple[str, ...]:
    """Full names of what is documented: the functions of `pohgraph`, its classes, then those of what they give."""
    public = sorted(_public(), key=lambda path: (_public()[path][0].isupper(), path.rpartition(".")[2]))
    modules = [import_module(f"{pohgraph.api.__name__}.{found.name}") for found in iter_modules(pohgraph.api.__path__)]
    beside = (
        "compare.graphs",
        "compare.difference",
        "compare.history",
        "model.claim",
        "model.named",
        "draw.picture",
        "draw.network",
        "draw.network_picture",
    )
    classes = [
        f"{module.__name__}.{name}"
        for module in (*modules, *(import_module(f"pohgraph.{name}") for name in beside))
        for name, found in vars(module).items()
        if isclass(found) and found.__module__ == module.__name__ and not name.startswith("_")
    ]
    return tuple(dict.fromkeys((*public, *classes)))


def _public() -> dict[str, str]:
    """Where each public name is -> the name."""
    homes, renamed = pohgraph._PUBLIC, pohgraph._RENAMED  # noqa: SLF001 - our own package
    return {f"{home}.{renamed.get(name, name)}": name for name, home in homes.items()}


def as_written(_app: object, what: str, _name: str, found: object, _options: object, lines: list[str]) -> None:
    """A property's docstring as it stands: napoleon takes the words before a colon for the property's type."""
    if what == "property":
        lines[:] = [*cleandoc(found.__doc__ or "").splitlines(), ""]
