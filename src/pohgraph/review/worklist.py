"""Which claims a curator steps through."""

import re
from pathlib import Path

from pohgraph.errors import ReadError
from pohgraph.schema.prefixes import iri_root

_CLAIM = re.compile(rf"(?:pohassoc:|{re.escape(iri_root('pohassoc'))})([0-9a-f]+)")


def listed_claims(text: str) -> list[str]:
    """The IRIs of all claims that a text names, each once, in its order.

    >>> [iri.rpartition("/")[2] for iri in listed_claims("pohassoc:0a open pohassoc:1b pohassoc:0a")]
    ['0a', '1b']
    """
    return [f"{iri_root('pohassoc')}{name}" for name in dict.fromkeys(_CLAIM.findall(text))]


def read_worklist(path: Path) -> tuple[list[str], int]:
    """The claims that a file names, whatever else is in it: a list, a table or JSON; and how many of its lines name any.

    Raises:
        ReadError: it cannot be read, or names no claim.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(str(path), getattr(error, "strerror", None) or "is not UTF-8 text") from error
    found = listed_claims(text)
    if not found:
        raise ReadError(str(path), "names no claim: give identifiers such as pohassoc:71edb4fbb6d8181adbd6c7e4")
    return found, sum(1 for line in text.splitlines() if _CLAIM.search(line))
