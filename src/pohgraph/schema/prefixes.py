"""The prefix map: which IRI each CURIE prefix stands for, and which spellings of a prefix mean the same.

The table is `prefixes.tsv`, the one place with the roots of IRIs: those of Biolink's context with the overrides of our
contract, those of identifiers in files of others, and those that no CURIE of the graph is made of.
"""

from functools import cache
from typing import TYPE_CHECKING

from pohgraph.errors import UnknownReferenceError
from pohgraph.model import Reference
from pohgraph.tables import package_table

if TYPE_CHECKING:
    from curies import Converter

# RFC 3987 leaves these out of an IRI; DOIs and file names do contain them.
_ILLEGAL = {ord(c): f"%{ord(c):02X}" for c in '<>"{}|^`\\ '}


@cache
def prefix_map() -> dict[str, str]:
    """Canonical prefix -> IRI of the graph's CURIEs, in the order of the table."""
    return _iris("graph")


@cache
def intake_prefixes() -> dict[str, str]:
    """Prefix -> IRI of what files of others have and the graph has no prefix for."""
    return _iris("intake")


@cache
def iri_root(prefix: str) -> str:
    """The IRI of a prefix, of those too that no CURIE is made of.

    >>> iri_root("HP").removeprefix(iri_root("obo"))
    'HP_'

    Raises:
        UnknownReferenceError: no such prefix.
    """
    for row in package_table("schema", "prefixes.tsv"):
        if row["prefix"] == prefix:
            return row["iri"]
    raise UnknownReferenceError(f"{prefix}:", f"no prefix {prefix!r} in the table")


def expand(reference: Reference) -> str:
    """The IRI of a reference.

    >>> expand(Reference("HP", "0010766")).removeprefix(iri_root("obo"))
    'HP_0010766'

    Raises:
        UnknownReferenceError: no such prefix.
    """
    try:
        base = prefix_map()[reference.prefix]
    except KeyError:
        raise UnknownReferenceError(reference.curie, f"no prefix {reference.prefix!r} in the prefix map") from None
    return base + reference.identifier.translate(_ILLEGAL)


def compress(iri: str) -> str:
    """The CURIE of an IRI by its longest known prefix, or the IRI itself.

    >>> compress(f"{iri_root('pohdoc')}medquad/GARD_0000219")
    'medquad:GARD_0000219'
    """
    for base, prefix in _longest_first():
        if iri.startswith(base) and len(iri) > len(base):
            return f"{prefix}:{iri[len(base) :]}"
    return iri


def standardise(curie: str) -> Reference:
    """Parse a CURIE and write its prefix our way.

    >>> standardise("Orphanet:2762").curie, standardise("GARD:0000109").curie
    ('ORPHA:2762', 'GARD:109')

    Raises:
        UnknownReferenceError: not a CURIE, or a prefix nobody declared.
    """
    reference = _canonical(curie) or _by_synonym(curie)
    # GARD pages write their number bare, Mondo pads it to seven digits.
    if reference.prefix == "GARD" and reference.identifier.isdigit():
        return Reference("GARD", str(int(reference.identifier)))
    return reference


def _iris(use: str) -> dict[str, str]:
    return {row["prefix"]: row["iri"] for row in package_table("schema", "prefixes.tsv") if row["use"] == use}


def _canonical(curie: str) -> Reference | None:
    prefix, colon, identifier = curie.partition(":")
    known = colon and identifier and prefix in prefix_map() and curie.split() == [curie]
    return Reference(prefix, identifier) if known else None


def _by_synonym(curie: str) -> Reference:
    standard = _converter().standardize_curie(curie)
    if standard is None:
        raise UnknownReferenceError(curie, "not a CURIE with a known prefix")
    return Reference.parse(standard)


@cache
def _longest_first() -> tuple[tuple[str, str], ...]:
    return tuple(sorted(((iri, prefix) for prefix, iri in prefix_map().items()), key=lambda p: -len(p[0])))


@cache
def _converter() -> "Converter":
    from curies import Converter, Record  # noqa: PLC0415 - a third of a second, needed for identifiers people type

    return Converter(
        Record(
            prefix=row["prefix"], uri_prefix=row["iri"], prefix_synonyms=list(filter(None, row["synonyms"].split("|")))
        )
        for row in package_table("schema", "prefixes.tsv")
        if row["use"] == "graph"
    )
