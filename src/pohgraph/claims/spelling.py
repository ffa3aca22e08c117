"""How one consumer writes identifiers: the policy of `identifiers.tsv`, applied to IRIs of the store.

What a consumer has no prefix for, or what answers nowhere, is written all the same and listed in the report.
"""

from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

from pohgraph.claims.report import ExportReport
from pohgraph.errors import ExportError
from pohgraph.model import Reference
from pohgraph.schema.prefixes import compress, prefix_map
from pohgraph.tables import package_table

OURS = "pohgraph"
_CACHED = 1 << 16  # IRIs whose spelling is remembered: some megabytes, whatever the size of the graph


class Spelled(NamedTuple):
    """An identifier as it is written."""

    curie: str
    iri: str


def consumers() -> tuple[str, ...]:
    """The consumers there are, ours first."""
    return tuple(dict.fromkeys(row["consumer"] for row in package_table("claims", "identifiers.tsv")))


class Spelling:
    """The spelling of one consumer.

    Raises:
        ExportError: there is no such consumer.
    """

    def __init__(self, consumer: str, report: ExportReport) -> None:
        if consumer not in consumers():
            near = get_close_matches(consumer, consumers(), n=1)
            guess = f"did you mean {near[0]!r}? " if near else ""
            raise ExportError(consumer, f"unknown consumer; {guess}choose from {', '.join(consumers())}")
        table = package_table("claims", "identifiers.tsv")
        self.consumer = consumer
        self._report = report
        self._rows = {row["prefix"]: {**row, "iri": _iri(row)} for row in table if row["consumer"] == consumer}
        self._identifiers = {row["prefix"] for row in table if row["consumer"] == OURS}
        self.spell = lru_cache(maxsize=_CACHED)(self._spell)
        self.read = lru_cache(maxsize=_CACHED)(self._read)

    @property
    def is_ours(self) -> bool:
        """Whether IRIs are written as the store has them."""
        return self.consumer == OURS

    @property
    def prefixes(self) -> dict[str, str]:
        """Prefix -> IRI of everything a file may hold."""
        kept = {prefix: iri for prefix, iri in prefix_map().items() if prefix not in self._rows}
        return kept | {row["written"]: row["iri"] for row in self._rows.values()}

    def _spell(self, iri: str) -> Spelled:
        curie = compress(iri)
        prefix, colon, identifier = curie.partition(":")
        if not colon or prefix not in self._identifiers:
            return Spelled(curie, iri)
        row = self._rows.get(prefix)
        if row is None:
            self._report.list_identifier(f"no prefix in {self.consumer}", curie)
            return Spelled(curie, iri)
        written = Reference(row["written"], row["identifier"].format(identifier))
        if row["resolves"] == "no":
            self._report.list_identifier("IRI does not resolve", written.curie)
        return Spelled(written.curie, row["iri"] + written.identifier)

    def _read(self, iri: str) -> str:
        """The IRI of the store that is written so; the same where none is."""
        for prefix, row in self._rows.items():
            before, _, form = row["identifier"].partition("{")
            root = row["iri"] + before
            if iri.startswith(root) and len(iri) > len(root):
                identifier = iri[len(root) :]
                ours = prefix_map()[prefix] + (identifier.lstrip("0") if ":0>" in form else identifier)
                if self.spell(ours).iri == iri:
                    return ours
        return iri


def _iri(row: dict[str, str]) -> str:
    """What a row's identifiers are written after: ours is the prefix map's, which the table does not repeat."""
    return prefix_map()[row["prefix"]] if row["consumer"] == OURS else row["iri"]
