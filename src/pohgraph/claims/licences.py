"""Which licences' works may be shared under given terms: the rows of `licences.tsv`."""

from difflib import get_close_matches
from functools import cache

from pohgraph.errors import ExportError
from pohgraph.tables import package_table


def shareable_as(terms: str, present: frozenset[str]) -> frozenset[str]:
    """The IRIs of the licences whose works may be shared under `terms`: a name, an SPDX identifier or an IRI.

    `present` are the licences of the graph, which may be named by IRI although no row has them.

    Raises:
        ExportError: nobody knows these terms.
    """
    row = _rows().get(terms.casefold()) or _rows().get(_plain(terms))
    if row:
        names = (row["name"], *filter(None, row["includes"].split("|")))
        return frozenset(_rows()[name.casefold()]["iri"] for name in names)
    found = frozenset(licence for licence in present if _plain(licence) == _plain(terms))
    if not found:
        known = [entry["name"] for entry in package_table("claims", "licences.tsv")]
        near = get_close_matches(terms, [*known, *sorted(present)], n=1)
        guess = f"did you mean {near[0]!r}? " if near else ""
        stated = ", ".join(sorted(present)) or "none"
        raise ExportError(
            terms, f"unknown licence; {guess}known licences are {', '.join(known)}; this graph has {stated}"
        )
    return found


def licence_name(stated: str) -> str:
    """The short name of a licence that is stated by its IRI; a sentence stays as it is.

    >>> licence_name("http://www.creativecommons.org/publicdomain/zero/1.0/legalcode"), licence_name("Ask us")
    ('CC0-1.0', 'Ask us')
    """
    row = _rows().get(_plain(stated))
    return row["name"] if row else stated or "no licence stated"


def is_among(licence: str, licences: frozenset[str]) -> bool:
    """Whether a stated licence is one of these, however its IRI is written."""
    return bool(licence) and _plain(licence) in {_plain(iri) for iri in licences}


@cache
def _rows() -> dict[str, dict[str, str]]:
    named: dict[str, dict[str, str]] = {}
    for row in package_table("claims", "licences.tsv"):
        for name in (row["name"], *row["aliases"].split("|")):
            if name:
                named[name.casefold()] = row
        named[_plain(row["iri"])] = row
    return named


@cache
def _plain(iri: str) -> str:
    """An IRI without what pages write differently: the scheme, www, a language, a last slash."""
    text = iri.strip().casefold().partition("://")[2] or iri.strip().casefold()
    return text.removeprefix("www.").removesuffix("deed.en").removesuffix("legalcode").rstrip("/")
