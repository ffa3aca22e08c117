"""Mapping sets in SSSOM, and an index that answers what they say: canonical references and other identifiers."""

import re
from collections.abc import Iterator
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from pathlib import Path

from pohgraph.errors import VocabularyError
from pohgraph.model import Mapping, Reference
from pohgraph.vocab.formats.columns import lines_of
from pohgraph.vocab.formats.foreign import ForeignIdentifiers
from pohgraph.vocab.formats.obo import release_of

_LITERAL = "rdfs literal"
_REQUIRED = ("subject_id", "predicate_id")
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_UNSPECIFIED = "semapv:UnspecifiedMatching"
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


def read_sssom(path: Path) -> MappingSet:
    """Read an SSSOM TSV with its `#` metadata block.

    Raises:
        VocabularyError: no header, or a row of the wrong width or without a subject or predicate.
    """
    metadata: dict[str, str] = {}
    curie_map: dict[str, str] = {}
    columns: list[str] = []
    identifiers = ForeignIdentifiers(curie_map)
    mappings: list[Mapping] = []
    names: list[LiteralMapping] = []
    for number, line in lines_of(path):
        if line.startswith("#"):
            _read_metadata(line[1:], metadata, curie_map)
        elif not columns:
            columns = _header(line, path, number)
        elif line.strip():
            cells = line.split("\t")
            if len(cells) > len(columns):
                reason = f"{len(cells)} cells where the header has {len(columns)}"
                raise VocabularyError(path=str(path), reason=reason, line=number)
            row = dict(zip(columns, cells, strict=False))
            if not row["subject_id"] or not row.get("predicate_id"):
                raise VocabularyError(path=str(path), reason="no subject_id or no predicate_id", line=number)
            _read_row(row, metadata, identifiers, mappings, names)
    if not columns:
        raise VocabularyError(path=str(path), reason="no SSSOM header: the file has no rows")
    return MappingSet(
        id=iri_or_nothing(metadata.get("mapping_set_id", "")),
        title=metadata.get("mapping_set_title", path.name.partition(".sssom")[0]),
        version=release_of(metadata.get("mapping_set_version", "")),
        license=metadata.get("license", ""),
        mappings=tuple(mappings),
        names=tuple(names),
        unknown=dict(identifiers.unknown),
    )


def iri_or_nothing(text: str) -> str:
    """The text where it is an IRI that RDF takes, else the empty string.

    >>> iri_or_nothing("https://example.org/a"), iri_or_nothing("my mappings")
    ('https://example.org/a', '')
    """
    return text if _IRI.fullmatch(text) else ""


def is_withdrawn(label: str) -> bool:
    """Whether a label says that its term is obsolete, so that it is nobody's name.

    >>> is_withdrawn("obsolete optic disk pit"), is_withdrawn("optic disk pit")
    (True, False)
    """
    return label.startswith(_WITHDRAWN)


def _read_metadata(line: str, metadata: dict[str, str], curie_map: dict[str, str]) -> None:
    key, colon, value = line.partition(":")
    value = value.strip().strip("\"'")
    if not colon:
        return
    if line.startswith("  "):  # an entry of the map above it
        curie_map[key.strip().strip("\"'")] = value
    else:
        metadata[key.strip()] = value


def _header(line: str, path: Path, number: int) -> list[str]:
    columns = line.split("\t")
    if not set(_REQUIRED) <= set(columns):
        raise VocabularyError(path=str(path), reason=f"no SSSOM header: {', '.join(_REQUIRED)} …", line=number)
    return columns


def _read_row(
    row: dict[str, str],
    metadata: dict[str, str],
    identifiers: ForeignIdentifiers,
    mappings: list[Mapping],
    names: list[LiteralMapping],
) -> None:
    subject, predicate = identifiers.find(row["subject_id"]), identifiers.find(row["predicate_id"])
    if subject is None or predicate is None or row.get("predicate_modifier") == "Not":
        return
    label = row.get("subject_label", "")
    if row.get("object_type") == _LITERAL:
        names.append(
            LiteralMapping(subject=subject, subject_label=label, predicate=predicate, text=row.get("object_label", ""))
        )
        return
    target = row.get("object_id", "")
    other = identifiers.find(target) if target else None
    justification = identifiers.find(row.get("mapping_justification") or _UNSPECIFIED)
    if other and justification:
        mappings.append(
            Mapping(
                subject=subject,
                predicate=predicate,
                object=other,
                subject_label=label,
                object_label=row.get("object_label", ""),
                justification=justification,
                source=row.get("mapping_source", "") or metadata.get("mapping_source", ""),
                mapping_set=iri_or_nothing(metadata.get("mapping_set_id", "")),
            )
        )


class MappingIndex:
    """The rows of several mapping sets by their subject, and what each reference is canonically called.

    It works on the tables of `vocab.packing`; a row becomes a `Mapping` when somebody asks for it.
    """

    def __init__(
        self, *, rows: dict[str, str], facts: list[tuple[str, str, str, str]], canonical: dict[str, str]
    ) -> None:
        self._rows = rows
        self._facts = facts
        self._canonical = canonical

    def canonical(self, reference: Reference) -> Reference:
        """The reference the mapping sets are about, where exactly one of them is an exact match; else the same."""
        found = self._canonical.get(reference.curie)
        return Reference.parse(found) if found else reference

    def of(self, reference: Reference) -> tuple[Mapping, ...]:
        """All rows about a reference, the strongest first."""
        return tuple(self._unpacked(reference))

    def _unpacked(self, subject: Reference) -> Iterator[Mapping]:
        packed = self._rows.get(subject.curie)
        for row in packed.split("\n") if packed else ():
            fact, object_, object_label, subject_label = row.split("\t")
            predicate, justification, source, mapping_set = self._facts[int(fact)]
            yield Mapping(
                subject=subject,
                predicate=Reference.parse(predicate),
                object=Reference.parse(object_),
                subject_label=subject_label,
                object_label=object_label,
                justification=Reference.parse(justification),
                source=source,
                mapping_set=mapping_set,
            )
