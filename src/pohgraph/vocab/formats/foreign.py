"""Identifiers as other people's vocabularies write them: CURIEs with their own prefixes, or IRIs."""

from collections import Counter
from collections.abc import Mapping
from functools import cache

from pohgraph.errors import UnknownReferenceError
from pohgraph.model import Reference
from pohgraph.schema.prefixes import prefix_map, standardise
from pohgraph.tables import package_table

_REMEMBERED = 2**16  # identifiers; more are read again


class ForeignIdentifiers:
    """Reads the identifiers of one file; counts those whose prefix nobody declared, by prefix."""

    def __init__(self, curie_map: Mapping[str, str] | None = None) -> None:
        self.unknown: Counter[str] = Counter()
        self._curie_map = {} if curie_map is None else curie_map
        self._known: dict[str, Reference | None] = {}

    def find(self, text: str) -> Reference | None:
        """The reference an identifier stands for, or None, which is counted.

        >>> ForeignIdentifiers().find("mesh:D010009"), ForeignIdentifiers().find("Orphanet:2762")
        (Reference(prefix='MESH', identifier='D010009'), Reference(prefix='ORPHA', identifier='2762'))
        """
        if text not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[text] = self._read(text)
        found = self._known[text]
        if found is None:
            self.unknown[_prefix(text)] += 1
        return found

    def _read(self, text: str) -> Reference | None:
        if text.startswith(("http://", "https://")):
            return _by_iri(text)
        prefix, _, identifier = text.partition(":")
        iri = self._curie_map.get(prefix)
        # What a file says of its own prefix counts, unless it is an IRI that nobody knows.
        if iri and identifier and (found := _by_iri(iri + identifier)):
            return found
        try:
            return standardise(text)
        except (UnknownReferenceError, ValueError):
            return None


def _by_iri(iri: str) -> Reference | None:
    for base, prefix in _bases():
        if iri.startswith(base) and len(iri) > len(base):
            try:
                return standardise(f"{prefix}:{iri[len(base) :]}")
            except (UnknownReferenceError, ValueError):
                return None
    return None


def _prefix(text: str) -> str:
    """What the report counts an identifier under: its prefix, or its IRI up to the last delimiter."""
    if text.startswith("http"):
        return text[: max(text.rfind("/"), text.rfind("#"), text.rfind("_")) + 1]
    prefix, colon, _ = text.partition(":")
    return prefix if colon else "(no prefix)"


@cache
def _bases() -> tuple[tuple[str, str], ...]:
    forms = {row["iri"]: row["prefix"] for row in package_table("vocab/formats", "iri_forms.tsv")}
    forms |= {iri: prefix for prefix, iri in prefix_map().items()}
    return tuple(sorted(forms.items(), key=lambda form: -len(form[0])))
