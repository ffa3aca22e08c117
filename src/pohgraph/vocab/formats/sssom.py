"""Mapping sets in SSSOM's TSV: a block of metadata behind `#`, a header, and a row for each mapping."""

from collections.abc import Iterator
from pathlib import Path

from pohgraph.errors import VocabularyError
from pohgraph.model import Mapping
from pohgraph.vocab.formats.columns import lines_of
from pohgraph.vocab.formats.foreign import ForeignIdentifiers
from pohgraph.vocab.formats.obo import release_of
from pohgraph.vocab.formats.sssom_metadata import read_metadata
from pohgraph.vocab.mappings import LiteralMapping, MappingSet, iri_or_nothing

NO_TERM = "sssom:NoTermFound, rows that say that there is no such term"
_NO_TERM_FOUND = "sssom:NoTermFound"
_LITERAL = "rdfs literal"
_REQUIRED = ("subject_id", "predicate_id")
_UNSPECIFIED = "semapv:UnspecifiedMatching"


def read_sssom(path: Path) -> MappingSet:
    """Read an SSSOM TSV. Rows that say that no term was found are counted as left out.

    Raises:
        VocabularyError: metadata that is not YAML, no header, or a row of the wrong width or without a subject or
            predicate.
    """
    block: list[tuple[int, str]] = []
    lines = lines_of(path)
    columns = _columns(lines, block, path)
    metadata = read_metadata(block, path)
    identifiers = ForeignIdentifiers(metadata.curie_map)
    mappings: list[Mapping] = []
    names: list[LiteralMapping] = []
    for row in _rows(lines, columns, path):
        _read_row(row, metadata.slots, identifiers, mappings, names)
    return MappingSet(
        id=iri_or_nothing(metadata.slots.get("mapping_set_id", "")),
        title=metadata.slots.get("mapping_set_title", path.name.partition(".sssom")[0]),
        version=release_of(metadata.slots.get("mapping_set_version", "")),
        license=metadata.slots.get("license", ""),
        mappings=tuple(mappings),
        names=tuple(names),
        unknown=dict(identifiers.unknown),
    )


def _columns(lines: Iterator[tuple[int, str]], block: list[tuple[int, str]], path: Path) -> list[str]:
    """The names of the columns; the lines of metadata before them go into `block`."""
    for number, line in lines:
        if line.startswith("#"):
            block.append((number, line[1:].rstrip()))
            continue
        columns = line.split("\t")
        if not set(_REQUIRED) <= set(columns):
            raise VocabularyError(path=str(path), reason=f"no SSSOM header: {', '.join(_REQUIRED)} …", line=number)
        return columns
    raise VocabularyError(path=str(path), reason="no SSSOM header: the file has no rows")


def _rows(lines: Iterator[tuple[int, str]], columns: list[str], path: Path) -> Iterator[dict[str, str]]:
    for number, line in lines:
        if line.startswith("#") or not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) > len(columns):
            reason = f"{len(cells)} cells where the header has {len(columns)}"
            raise VocabularyError(path=str(path), reason=reason, line=number)
        row = dict(zip(columns, cells, strict=False))
        if not row["subject_id"] or not row.get("predicate_id"):
            raise VocabularyError(path=str(path), reason="no subject_id or no predicate_id", line=number)
        yield row


def _read_row(
    row: dict[str, str],
    metadata: dict[str, str],
    identifiers: ForeignIdentifiers,
    mappings: list[Mapping],
    names: list[LiteralMapping],
) -> None:
    if _NO_TERM_FOUND in {row["subject_id"], row.get("object_id")}:
        identifiers.unknown[NO_TERM] += 1
        return
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
