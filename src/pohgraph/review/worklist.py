"""Which claims a curator steps through, and which of them the file already has a decision on."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from pohgraph.errors import ReadError
from pohgraph.review.agreement import agreements
from pohgraph.review.claims import claim_iri
from pohgraph.review.curators import curator_named
from pohgraph.review.decision import Decision
from pohgraph.review.table import Entry
from pohgraph.schema.prefixes import iri_root

_CLAIM = re.compile(rf"(?:pohassoc:|{re.escape(iri_root('pohassoc'))})([0-9a-f]+)")


def listed_claims(text: str) -> list[str]:
    """The IRIs of all claims that a text names, each once, in its order.

    >>> [iri.rpartition("/")[2] for iri in listed_claims("pohassoc:0a open pohassoc:1b pohassoc:0a")]
    ['0a', '1b']
    """
    return [f"{iri_root('pohassoc')}{name}" for name in dict.fromkeys(_CLAIM.findall(text))]


def read_worklist(path: Path) -> list[str]:
    """The claims that a file names, whatever else is in it: a list, a table or JSON.

    Raises:
        ReadError: it cannot be read, or names no claim.
    """
    try:
        found = listed_claims(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(str(path), getattr(error, "strerror", None) or "is not UTF-8 text") from error
    if not found:
        raise ReadError(str(path), "names no claim: give identifiers such as pohassoc:71edb4fbb6d8181adbd6c7e4")
    return found


def decided_by(entries: Iterable[Entry], curator: str) -> Mapping[str, Decision]:
    """The decisions of a curator that stand, by the IRI of their claim."""
    name = curator_named(curator)
    found: dict[str, Decision] = {}
    for agreement in agreements([list(entries)], claim_iri):
        for entry in agreement.entries:
            if curator_named(entry.decision["curator"]) == name:
                found.update(dict.fromkeys(listed_claims(agreement.claim), entry.decision))
    return found
