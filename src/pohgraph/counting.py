"""A count with its noun, for sentences that people read."""

import re

_ENDING = re.compile(r"\((e?s)\)")


def counted(count: int, what: str) -> str:
    """A count with its noun. `(s)` and `(es)` mark endings of the plural; without one, the last word gets an s.

    >>> counted(1, "page"), counted(2100, "node")
    ('1 page', '2,100 nodes')
    >>> counted(1, "prefix(es) without an IRI"), counted(2, "prefix(es) without an IRI")
    ('1 prefix without an IRI', '2 prefixes without an IRI')
    """
    singular = _ENDING.sub("", what)
    return f"{count:,} {singular if count == 1 else plural(what)}"


def plural(what: str) -> str:
    """The plural of a noun as `counted` takes it.

    >>> plural("claim(s) in a page"), plural("row")
    ('claims in a page', 'rows')
    """
    return _ENDING.sub(r"\1", what) if _ENDING.search(what) else f"{what}s"
