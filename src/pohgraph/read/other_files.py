"""Files that are no pages, told by how they begin: graphs, vocabularies and records of patients, each with what to do with it."""

import re
from functools import cache
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.tables import package_table

# What may stand before the root element of XML.
_PROLOG = compiled(
    r"(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*|<!DOCTYPE[^\[>]*(?:\[[^\]]*\]\s*)?>\s*)*", re.DOTALL
)
HEAD = 1 << 16  # bytes at the start of a file that show what it is


class OtherFile(NamedTuple):
    """What a file is and what to do with it; `is_graph` where it can be read as a graph, `is_page` where it may be a page."""

    what: str
    instead: str
    is_graph: bool
    is_page: bool = False


def find_other(head: bytes) -> OtherFile | None:
    """What the file that begins so is, where it is known to be no page.

    >>> find_other(b"@prefix a: <http://example.org/> .").what
    'a graph in Turtle or TriG'
    >>> find_other(b"Alexander disease")
    """
    text = head[:HEAD].decode("utf-8", "replace").removeprefix("\ufeff").lstrip()
    prolog = _PROLOG.match(text)
    text = text[prolog.end() :] if prolog else text
    return next((other for sign, other in _signs() if sign.match(text)), None)


@cache
def _signs() -> tuple[tuple[re.Pattern[str], OtherFile], ...]:
    return tuple(
        (
            re.compile(row["sign"].replace(" ", r"\s*"), re.DOTALL),
            OtherFile(row["what"], row["instead"], row["use"] == "graph", row["use"] == "page"),
        )
        for row in package_table("read", "other_files.tsv")
    )
