"""Mapping sets, and an index that answers what they say: canonical references and other identifiers."""

from collections.abc import Iterator
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from functools import lru_cache

from pohgraph.compiled import compiled
from pohgraph.model import Mapping, Reference
from pohgraph.schema.prefixes import iri_root
from pohgraph.vocab.blocks import Blocks, but_last_digits

MONDO = f"{iri_root('obo')}mondo.obo"  # Mondo itself, which takes the place of its mapping sets
MONDO_SETS = f"{iri_root('obo')}mondo/mappings/"  # begins the IRI of each set that Mondo publishes
# How rows of other sets say that they were taken from Mondo.
_TAKEN_FROM_MONDO = (f"{iri_root('obo')}mondo", "obo:mondo", "mondomapping:", "infores:mondo")
_IRI = compiled(r"https?://[^\s<>\"{}|\\^`]+")
_KEPT = 1 << 8  # references whose rows are kept ready
# Mondo keeps the rows of terms it has withdrawn, Orphanet those it has.
_WITHDRAWN = ("obsolete ", "OBSOLETE: ", "obsolete_", "[obsolete] ")


@dataclass(frozen=True, slots=True, kw_only=True)
class LiteralMapping:
    """A name of a thing, as an SSSOM row whose object is a literal; `predicate` gives the synonym's scope."""

    subject: Reference
    subject_label: str
    predicate: Reference
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingSet:
    """Names and mappings of one source: an SSSOM file, or what another format says in the same terms.

    `unknown` counts rows that were left out, by the prefix nobody declared or another reason; `replaced` leads from
    withdrawn references to current ones.
    """

    id: str
    title: str
    version: str
    license: str
    mappings: tuple[Mapping, ...]
    names: tuple[LiteralMapping, ...]
    unknown: Table[str, int] = field(default_factory=dict)
    replaced: Table[Reference, Reference] = field(default_factory=dict)


def iri_or_nothing(text: str) -> str:
    """The text where it is an IRI that RDF takes, else the empty string.

    >>> iri_or_nothing("https://example.org/a"), iri_or_nothing("my mappings")
    ('https://example.org/a', '')
    """
    return text if _IRI.fullmatch(text) else ""


def is_of_mondo(mapping: Mapping) -> bool:
    """Whether a row is Mondo's: of Mondo itself, of a set that Mondo publishes, or taken from one, as its `mapping_source` says."""
    own = mapping.mapping_set == MONDO or mapping.mapping_set.startswith(MONDO_SETS)
    return own or mapping.source.startswith(_TAKEN_FROM_MONDO)


def is_withdrawn(label: str) -> bool:
    """Whether a label says that its term is obsolete, so that it is nobody's name.

    >>> is_withdrawn("obsolete optic disk pit"), is_withdrawn("optic disk pit")
    (True, False)
    """
    return label.startswith(_WITHDRAWN)


class MappingIndex:
    """The rows of several mapping sets by their subject, and what each reference is canonically called.

    It works on the tables of `vocab.packing`; a row becomes a `Mapping` when somebody asks for it.
    """

    def __init__(
        self, *, rows: dict[str, str], facts: list[tuple[str, str, str, str, float]], canonical: dict[str, str]
    ) -> None:
        self._rows = Blocks(rows, but_last_digits)
        self._facts = facts
        self._canonical = Blocks(canonical, but_last_digits)
        # What a page is about is asked for again and again while the page is read.
        self.of = lru_cache(_KEPT)(self._of)

    def canonical(self, reference: Reference) -> Reference:
        """The reference the mapping sets are about, where exactly one of them is an exact match; else the same."""
        found = self._canonical.get(reference.curie)
        return Reference.parse(found) if found else reference

    def _of(self, reference: Reference) -> tuple[Mapping, ...]:
        """All rows about a reference, the strongest first."""
        return tuple(self._unpacked(reference))

    def _unpacked(self, subject: Reference) -> Iterator[Mapping]:
        packed = self._rows.get(subject.curie)
        subject_label, *lines = packed.split("\n") if packed else [""]
        for line in lines:
            fact, object_, object_label = line.split("\t")
            predicate, justification, source, mapping_set, confidence = self._facts[int(fact)]
            yield Mapping(
                subject=subject,
                predicate=Reference.parse(predicate),
                object=Reference.parse(object_),
                subject_label=subject_label,
                object_label=object_label,
                justification=Reference.parse(justification),
                source=source,
                mapping_set=mapping_set,
                confidence=confidence,
            )
