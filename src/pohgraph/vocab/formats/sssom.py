"""Mapping sets in SSSOM's TSV: a block of metadata behind `#`, a header, and a row for each mapping.

What the standard has and ours has not is led to what promises no more (`mapping_predicates.tsv`, `literal_predicates.tsv`);
a row that cannot be used is counted with its reason.
"""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pohgraph.errors import VocabularyError
from pohgraph.model import Mapping, Reference
from pohgraph.schema.relations import MAPPING_PREDICATES, SYNONYM_PREDICATES, synonym_predicate
from pohgraph.tables import package_table
from pohgraph.vocab.formats.columns import lines_of, whole_row
from pohgraph.vocab.formats.foreign import ForeignIdentifiers
from pohgraph.vocab.formats.obo import release_of
from pohgraph.vocab.formats.sssom_metadata import Metadata, read_metadata
from pohgraph.vocab.mappings import LiteralMapping, MappingSet, iri_or_nothing

NO_TERM = "sssom:NoTermFound, rows that say that there is no such term"
_NO_TERM_FOUND = "sssom:NoTermFound"
_DENIED = "rows that say that two things are not the same"
_SEVERAL = "rows with several identifiers in one cell: SSSOM has a row for each"
_COMPOSED = "rows about composed entities, which are no single thing"
_DOUBTFUL = "rows with a confidence that is no number from 0 to 1"
_NAMELESS = "literal rows without a text or without a synonym's predicate"
_LITERAL, _COMPOSED_TYPE = "rdfs literal", "composed entity expression"
_REQUIRED = ("subject_id", "predicate_id")
_UNSPECIFIED = Reference("semapv", "UnspecifiedMatching")
# Slots that may stand in the metadata for all rows, where no row has one of its own.
_PROPAGATED = ("subject_type", "object_type", "mapping_source")
# How files from before SSSOM 1.0 say what a mapping rests on.
_MATCH_TYPES = {
    "Lexical": "semapv:LexicalMatching",
    "Logical": "semapv:LogicalMatching",
    "HumanCurated": "semapv:ManualMappingCuration",
    "Complex": "semapv:CompositeMatching",
    "SemanticSimilarity": "semapv:SemanticSimilarityThresholdMatching",
}
_LONGEST_ROW = 100  # lines
Row = dict[str, str]


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
    shared = {slot: metadata.slots.get(slot, "") for slot in _PROPAGATED if slot not in columns}
    rows = _Rows(metadata)
    for row in _rows(lines, columns, shared, path):
        rows.read(row)
    return MappingSet(
        id=rows.set_id,
        title=metadata.slots.get("mapping_set_title", path.name.partition(".sssom")[0]),
        version=release_of(metadata.slots.get("mapping_set_version", "")),
        license=metadata.slots.get("license", ""),
        mappings=tuple(rows.mappings),
        names=tuple(rows.names),
        unknown=dict(rows.identifiers.unknown),
    )


def _columns(lines: Iterator[tuple[int, str]], block: list[tuple[int, str]], path: Path) -> list[str]:
    """The names of the columns; the lines of metadata before them go into `block`."""
    for number, line in lines:
        if line.startswith("#"):
            block.append((number, line[1:].rstrip()))
            continue
        columns = [column.strip().strip('"') for column in line.split("\t")]
        if not set(_REQUIRED) <= set(columns):
            raise VocabularyError(path=str(path), reason=f"no SSSOM header: {', '.join(_REQUIRED)} …", line=number)
        return columns
    raise VocabularyError(path=str(path), reason="no SSSOM header: the file has no rows")


def _rows(lines: Iterator[tuple[int, str]], columns: list[str], shared: Row, path: Path) -> Iterator[Row]:
    for number, cells in _cells(lines, path):
        row = shared | dict(zip(columns, whole_row(cells, len(columns), path, number), strict=True))
        subject = row["subject_label"] if row.get("subject_type") == _LITERAL else row["subject_id"]
        if not subject or not row["predicate_id"]:
            raise VocabularyError(path=str(path), reason="no subject_id or no predicate_id", line=number)
        yield row


def _cells(lines: Iterator[tuple[int, str]], path: Path) -> Iterator[tuple[int, list[str]]]:
    """The cells of each row with the row's line; a cell in quotes may hold tabs and line ends, as in RFC 4180."""
    for number, line in lines:
        if line.startswith("#") or not line.strip():
            continue
        if '"' not in line:
            yield number, line.split("\t")
            continue
        text = line
        while (row := _unquoted(text)) is None:
            following = next(lines, None)
            if following is None or following[0] - number > _LONGEST_ROW:
                reason = "a cell begins with a quotation mark, and none ends it"
                raise VocabularyError(path=str(path), reason=reason, line=number)
            text = f"{text}\n{following[1]}"
        yield number, row


def _unquoted(text: str) -> list[str] | None:
    """The cells of a row, or None where a quoted cell is still open at its end."""
    try:
        return next(csv.reader([text], delimiter="\t", strict=True))
    except csv.Error as error:
        # Else a mark within a name, which a strict writer would have doubled: the row is as it stands.
        return None if "end of data" in str(error) else text.split("\t")


class _Rows:
    """Collects the rows of a set: mappings and names, and what was left out with its reason."""

    def __init__(self, metadata: Metadata) -> None:
        self.identifiers = ForeignIdentifiers(metadata.curie_map)
        self.set_id = iri_or_nothing(metadata.slots.get("mapping_set_id", ""))
        self.mappings: list[Mapping] = []
        self.names: list[LiteralMapping] = []

    def read(self, row: Row) -> None:
        """Take one row."""
        types = row.get("subject_type", ""), row.get("object_type", "")
        ends = row["subject_id"], row.get("object_id", "")
        if _NO_TERM_FOUND in ends:
            self._leave_out(NO_TERM)
        elif row.get("predicate_modifier"):
            self._leave_out(_DENIED)
        elif _COMPOSED_TYPE in types:
            self._leave_out(_COMPOSED)
        elif any("|" in end for end in ends):
            self._leave_out(_SEVERAL)
        elif _LITERAL in types:
            self._name(row, "subject" if types[0] == _LITERAL else "object")
        else:
            self._map(row)

    def _name(self, row: Row, side: str) -> None:
        other = "object" if side == "subject" else "subject"
        text, thing = row.get(f"{side}_label", ""), row.get(f"{other}_id", "")
        predicate = self.identifiers.find(row["predicate_id"])
        scope = _scope(predicate, side) if predicate else ""
        if not text or not thing or (predicate and not scope) or row.get(f"{other}_type") == _LITERAL:
            self._leave_out(_NAMELESS)
            return
        subject = self.identifiers.find(thing)
        confidence = self._confidence(row)
        if not (subject and scope) or confidence is None:
            return
        label = row.get(f"{other}_label", "")
        # A doubtful name is none to find the thing by for sure.
        known = scope if confidence >= Mapping.FIRM or scope != "exact" else "related"
        self.names.append(
            LiteralMapping(subject=subject, subject_label=label, predicate=synonym_predicate(known), text=text)
        )

    def _map(self, row: Row) -> None:
        subject, target = self.identifiers.find(row["subject_id"]), row.get("object_id", "")
        predicate = self._predicate(row["predicate_id"])
        other = self.identifiers.find(target) if target else None
        confidence = self._confidence(row)
        if not (subject and predicate and other) or confidence is None:
            return
        self.mappings.append(
            Mapping(
                subject=subject,
                predicate=predicate,
                object=other,
                subject_label=row.get("subject_label", ""),
                object_label=row.get("object_label", ""),
                justification=self._justification(row),
                source=row.get("mapping_source", ""),
                mapping_set=self.set_id,
                confidence=confidence,
            )
        )

    def _predicate(self, text: str) -> Reference | None:
        found = self.identifiers.find(text)
        if found is None or found.curie in MAPPING_PREDICATES:
            return found
        means = _meanings().get(found.curie)
        if means is None:
            self._leave_out(f"rows with the predicate {found.curie}")
        return means

    def _confidence(self, row: Row) -> float | None:
        """A number from 0 to 1, which is 1 where none is given; None, which is counted, where it is no such number."""
        text = row.get("confidence", "").strip()
        try:
            value = float(text) if text else 1.0
        except ValueError:
            value = -1.0
        if 0.0 <= value <= 1.0:
            return value
        self._leave_out(_DOUBTFUL)
        return None

    def _justification(self, row: Row) -> Reference:
        text = row.get("mapping_justification") or _MATCH_TYPES.get(row.get("match_type", ""), "")
        found = self.identifiers.find(text) if text else None
        return found if found and found.prefix == _UNSPECIFIED.prefix else _UNSPECIFIED

    def _leave_out(self, reason: str) -> None:
        self.identifiers.unknown[reason] += 1


def _scope(predicate: Reference, side: str) -> str:
    """The scope of a literal as a name of the other side; the empty string where it is none."""
    for scope, synonym in SYNONYM_PREDICATES.items():
        if predicate == synonym and side == "object":
            return scope
    rows = package_table("vocab/formats", "literal_predicates.tsv")
    return next((r["scope"] for r in rows if (r["predicate"], r["side"]) == (predicate.curie, side)), "")


@cache
def _meanings() -> dict[str, Reference]:
    rows = package_table("vocab/formats", "mapping_predicates.tsv")
    return {row["predicate"]: Reference.parse(row["means"]) for row in rows}
