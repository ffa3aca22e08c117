"""Names of a package that are imported when they are first asked for: a command then loads only what it needs."""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module


def late(package: str, homes: Mapping[str, str]) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """The `__getattr__` and `__dir__` of a package. `homes` has the names of each of its modules, by module, with spaces between.

    The modules are attributes as well, as they are where a package imports them.

    >>> get, listed = late("urllib", {"parse": "quote unquote"})
    >>> get("quote")("a b"), get("parse").__name__, {"parse", "quote", "unquote"} <= {*listed()}
    ('a%20b', 'urllib.parse', True)
    """
    home_of = {name: home for home, names in homes.items() for name in names.split()}

    def get(name: str) -> object:
        if name not in home_of and name in homes:
            return import_module(f"{package}.{name}")
        if name not in home_of:
            message = f"module {package!r} has no attribute {name!r}"
            raise AttributeError(message)
        found: object = getattr(import_module(f"{package}.{home_of[name]}"), name)
        setattr(sys.modules[package], name, found)  # it is asked for once
        return found

    def listed() -> list[str]:
        return sorted({*vars(sys.modules[package]), *homes, *home_of})

    return get, listed
