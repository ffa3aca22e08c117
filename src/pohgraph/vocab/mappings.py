"""Reads SSSOM mapping sets and answers what they say: canonical references and the other identifiers of a thing."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pohgraph.errors import UnknownReferenceError, VocabularyError
from pohgraph.model import Mapping, Reference
from pohgraph.vocab.prefixes import standardise

EXACT_MATCH = Reference("skos", "exactMatch")
_LITERAL = "rdfs literal"


@dataclass(frozen=True, slots=True, kw_only=True)
class LiteralMapping:
    """A name of a thing, as an SSSOM row whose object is a literal; `predicate` gives the synonym's scope."""

    subject: Reference
    subject_label: str
    predicate: Reference
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingSet:
    """One SSSOM file: its metadata and rows."""

    id: str
    title: str
    version: str
    license: str
    mappings: tuple[Mapping, ...]
    names: tuple[LiteralMapping, ...]


def read_sssom(path: Path) -> MappingSet:
    """Read an SSSOM TSV with its `#` metadata block.

    Raises:
        VocabularyError: no header, a row of the wrong width, or an identifier whose prefix nobody declared.
    """
    metadata: dict[str, str] = {}
    columns: list[str] = []
    mappings: list[Mapping] = []
    names: list[LiteralMapping] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("#"):
            key, colon, value = line.lstrip("#").strip().partition(":")
            if colon and not line.startswith("#  "):
                metadata[key] = value.strip().strip("\"'")
        elif not columns:
            columns = line.split("\t")
            if "subject_id" not in columns or "predicate_id" not in columns:
                raise VocabularyError(path=str(path), reason="no SSSOM header: subject_id, predicate_id …", line=number)
        elif line.strip():
            row = dict(zip(columns, line.split("\t"), strict=False))
            try:
                _read_row(row, metadata, mappings, names)
            except (UnknownReferenceError, KeyError, ValueError) as error:
                raise VocabularyError(path=str(path), reason=str(error), line=number) from None
    if not columns:
        raise VocabularyError(path=str(path), reason="no SSSOM header: the file has no rows")
    return MappingSet(
        id=metadata.get("mapping_set_id", ""),
        title=metadata.get("mapping_set_title", path.name.partition(".")[0]),
        version=metadata.get("mapping_set_version", ""),
        license=metadata.get("license", ""),
        mappings=tuple(mappings),
        names=tuple(names),
    )


def _read_row(
    row: dict[str, str], metadata: dict[str, str], mappings: list[Mapping], names: list[LiteralMapping]
) -> None:
    subject, predicate = standardise(row["subject_id"]), standardise(row["predicate_id"])
    if row.get("object_type") == _LITERAL:
        names.append(
            LiteralMapping(
                subject=subject,
                subject_label=row.get("subject_label", ""),
                predicate=predicate,
                text=row.get("object_label", ""),
            )
        )
        return
    mappings.append(
        Mapping(
            subject=subject,
            predicate=predicate,
            object=standardise(row["object_id"]),
            subject_label=row.get("subject_label", ""),
            object_label=row.get("object_label", ""),
            justification=standardise(row["mapping_justification"]),
            source=row.get("mapping_source", "") or metadata.get("mapping_source", ""),
            mapping_set=metadata.get("mapping_set_id", ""),
        )
    )


class MappingIndex:
    """The rows of several mapping sets, by what they lead from and to."""

    def __init__(self, mappings: Iterable[Mapping]) -> None:
        self._by_subject: dict[Reference, list[Mapping]] = {}
        self._exact_subjects: dict[Reference, list[Reference]] = {}
        for mapping in mappings:
            self._by_subject.setdefault(mapping.subject, []).append(mapping)
            if mapping.predicate == EXACT_MATCH:
                self._exact_subjects.setdefault(mapping.object, []).append(mapping.subject)

    def canonical(self, reference: Reference) -> Reference:
        """The reference the mapping sets are about, where exactly one of them is an exact match; else the same."""
        subjects = set(self._exact_subjects.get(reference, ()))
        return subjects.pop() if len(subjects) == 1 else reference

    def of(self, reference: Reference) -> tuple[Mapping, ...]:
        """All rows about a reference."""
        return tuple(self._by_subject.get(reference, ()))
