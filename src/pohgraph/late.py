"""Names of a package that are imported when they are first asked for: a command then loads only what it needs."""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module


def late(package: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """The `__getattr__` of a package. `homes` has the names of each of its modules, by module, with spaces between.

    >>> late("urllib", {"parse": "quote unquote"})("quote")("a b")
    'a%20b'
    """
    home_of = {name: home for home, names in homes.items() for name in names.split()}

    def get(name: str) -> object:
        if name not in home_of:
            message = f"module {package!r} has no attribute {name!r}"
            raise AttributeError(message)
        found: object = getattr(import_module(f"{package}.{home_of[name]}"), name)
        setattr(sys.modules[package], name, found)  # it is asked for once
        return found

    return get
