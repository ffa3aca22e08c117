"""Identifiers as people type them: HP:1250, OMIM166350, Orphanet:2762, "hp 0001250", an IRI, or a bare number."""

import re
from functools import cache

from pyoxigraph import NamedNode

from pohgraph.model import Reference
from pohgraph.schema.categories import DISEASE_PREFIXES
from pohgraph.schema.prefixes import compress, expand, prefix_map, standardise
from pohgraph.tables import package_table

_IRI = re.compile(r"<?(https?://[^\s<>\"{}|^`\\]+)>?")
_WRITTEN = (
    re.compile(r"(?P<prefix>[A-Za-z][A-Za-z.]*)[\s:_#-]*(?P<local>\d[\w.]*)"),
    # Registries with a number in their name, and those whose identifiers begin with a letter.
    re.compile(r"(?P<prefix>[A-Za-z][\w.-]*?)[\s:_#]+(?P<local>[A-Za-z]*\d[\w.]*)"),
)
_NUMBER = re.compile(r"\d{1,7}")
PADDED = {"HP": 7, "MONDO": 7, "ECO": 7}  # digits of their identifiers
BARE = (*DISEASE_PREFIXES, "HP", "GARD", "NCBIGene")  # registries whose numbers people type alone
_SPOKEN = {"entrez": "NCBIGene", "gene": "NCBIGene", "ncbi": "NCBIGene", "medgen": "UMLS", "pubmed id": "PMID"}


def references_in(text: str) -> tuple[Reference, ...]:
    """The references that a text may be, the likeliest first; none where it is no identifier.

    >>> [reference.curie for text in ("hp 1250", "OMIM166350", "Orphanet:2762") for reference in references_in(text)]
    ['HP:0001250', 'OMIM:166350', 'ORPHA:2762']
    """
    text = text.strip()
    if match := _IRI.fullmatch(text):
        curie = compress(match[1])
        return (Reference.parse(curie),) if curie != match[1] and is_iri(match[1]) else ()
    if _NUMBER.fullmatch(text):
        return tuple(padded(Reference(prefix, text)) for prefix in BARE)
    for pattern in _WRITTEN:
        match = pattern.fullmatch(text)
        if match and (prefix := spellings().get(_spelt(match["prefix"]))):
            return (padded(Reference(prefix, match["local"])),)
    return ()


def padded(reference: Reference) -> Reference:
    """The reference with the digits that its registry writes.

    >>> padded(Reference("HP", "1250")).curie, padded(Reference("GARD", "0000109")).curie
    ('HP:0001250', 'GARD:109')
    """
    prefix, local = standardise(reference.curie)
    if not local.isdecimal():
        return Reference(prefix, local.upper()) if prefix in {"UMLS", "MESH"} else reference
    return Reference(prefix, local.zfill(PADDED.get(prefix, 0)))


def iri_of(curie: str) -> str:
    """The IRI of a CURIE; what has no prefix of ours is one already."""
    reference = Reference.parse(curie)
    return expand(reference) if reference.prefix in prefix_map() else curie


def is_iri(text: str) -> bool:
    """Whether a graph could have it as an IRI.

    >>> is_iri("https://example.org/x"), is_iri("http://[x")
    (True, False)
    """
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


@cache
def spellings() -> dict[str, str]:
    """Prefixes as people write them, in lower case without spaces, dots and hyphens -> the prefix."""
    rows = [row for row in package_table("schema", "prefixes.tsv") if row["use"] == "graph"]
    written = {_spelt(name): row["prefix"] for row in rows for name in (row["prefix"], *row["synonyms"].split("|"))}
    return _SPOKEN | {name: prefix for name, prefix in written.items() if name and prefix in prefix_map()}


def _spelt(prefix: str) -> str:
    return re.sub(r"[\s.-]+", "", prefix.casefold())
