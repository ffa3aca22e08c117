"""Mondo's mapping sets in one compact file, as they ship with the package: written from the published SSSOM, and read.

Lines that start with `#!` describe the sets: a letter that stands for the set, its predicate, the prefix of its objects, its
IRI, and the SHA-256 of the published file. Each other line is one MONDO term: its number, its label, and a cell for each
row, which is the set's letter and the object's identifier. An `=` behind it begins the object's label; nothing behind the
`=` means the term's own label.
"""

import hashlib
import string
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pohgraph.errors import VocabularyError
from pohgraph.model import Mapping, Reference
from pohgraph.vocab.formats.columns import lines_of
from pohgraph.vocab.formats.sssom import read_sssom
from pohgraph.vocab.mappings import MONDO_SETS, MappingSet

_TITLE = "Mondo Disease Ontology: mapping sets"
_PREFIX = "MONDO"
_SET, _VERSION, _LICENSE = "#!set", "#!version", "#!license"
_HEAD = (
    "# Mondo's published mapping sets, made smaller by `make mondo`; vocab/formats/mondo_sets.py says how to read it."
)


class PublishedSet(NamedTuple):
    """One published set: the letter that stands for it, what its rows share, and the SHA-256 of its file."""

    letter: str
    predicate: Reference
    prefix: str
    iri: str
    sha256: str


def read_mondo_sets(path: Path, without: Collection[str] = ()) -> MappingSet:
    """All sets of the compact file as one, but for those whose IRI is in `without`.

    Raises:
        VocabularyError: the file is missing or malformed.
    """
    sets: dict[str, PublishedSet] = {}
    head = {_VERSION: "", _LICENSE: ""}
    mappings: list[Mapping] = []
    for number, line in lines_of(path):
        cells = line.split("\t")
        try:
            if cells[0] == _SET:
                _, letter, predicate, prefix, iri, sha256 = cells
                sets[letter] = PublishedSet(letter, Reference.parse(predicate), prefix, iri, sha256)
            elif cells[0] in head:
                head[cells[0]] = cells[1]
            elif not line.startswith("#"):
                mappings += _term(cells, sets, without)
        except (IndexError, KeyError, ValueError):
            raise VocabularyError(path=str(path), reason="not a line of Mondo's mapping sets", line=number) from None
    return MappingSet(
        id=MONDO_SETS,
        title=_TITLE,
        version=head[_VERSION],
        license=head[_LICENSE],
        mappings=tuple(mappings),
        names=(),
    )


def mondo_sets_version(path: Path) -> tuple[str, str, str, str]:
    """What is said of the compact file: its IRI, title, release and licence.

    Raises:
        VocabularyError: the file is missing.
    """
    head: dict[str, str] = {}
    for _, line in lines_of(path):
        key, _, value = line.partition("\t")
        if not key.startswith("#"):
            break
        head[key] = value
    return MONDO_SETS, _TITLE, head.get(_VERSION, ""), head.get(_LICENSE, "")


def write_mondo_sets(paths: Sequence[Path], target: Path) -> None:
    """Write the compact file from the published SSSOM files: the same files give the same bytes.

    Raises:
        VocabularyError: a file is malformed, has rows that the compact file cannot hold, or is of another release.
    """
    read = [(path, read_sssom(path)) for path in sorted(paths)]
    if not read:
        raise VocabularyError(path="*.sssom.tsv", reason="no mapping set there")
    versions, licenses = ({getattr(found, slot) for _, found in read} for slot in ("version", "license"))
    if len(versions) > 1 or len(licenses) > 1:
        raise VocabularyError(path=str(read[0][0].parent), reason="sets of several releases or licences")
    labels: dict[str, str] = {}
    rows: defaultdict[str, list[str]] = defaultdict(list)
    lines = [_HEAD, f"{_VERSION}\t{versions.pop()}", f"{_LICENSE}\t{licenses.pop()}"]
    for letter, (path, found) in zip(string.ascii_letters, read, strict=False):
        one = _published(letter, path, found)
        lines.append(f"{_SET}\t{letter}\t{one.predicate.curie}\t{one.prefix}\t{one.iri}\t{one.sha256}")
        for mapping in found.mappings:
            term = mapping.subject.identifier
            if labels.setdefault(term, mapping.subject_label) != mapping.subject_label:
                raise VocabularyError(path=str(path), reason=f"another label of {mapping.subject.curie}")
            rows[term].append(letter + mapping.object.identifier + _label(mapping))
    lines += ["\t".join((term, labels[term], *rows[term])) for term in sorted(rows)]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _term(cells: list[str], sets: dict[str, PublishedSet], without: Collection[str]) -> Iterator[Mapping]:
    subject, label = Reference(_PREFIX, cells[0]), cells[1]
    for cell in cells[2:]:
        one = sets[cell[0]]
        if one.iri in without:
            continue
        identifier, labelled, other = cell[1:].partition("=")
        yield Mapping(
            subject=subject,
            predicate=one.predicate,
            object=Reference(one.prefix, identifier),
            subject_label=label,
            object_label=(other or label) if labelled else "",
            mapping_set=MONDO_SETS,
        )


def _published(letter: str, path: Path, found: MappingSet) -> PublishedSet:
    kinds = {(m.subject.prefix, m.predicate, m.object.prefix) for m in found.mappings}
    plain = Mapping(subject=Reference("a", "b"), predicate=Reference("a", "b"), object=Reference("a", "b"))
    whole = all((m.justification, m.confidence, m.source) == (plain.justification, 1.0, "") for m in found.mappings)
    odd = any(set("=\t\n") & set(m.object.identifier) for m in found.mappings) or found.names
    if len(kinds) != 1 or next(iter(kinds))[0] != _PREFIX or not whole or odd:
        reason = "not a set of Mondo's with one predicate and one registry, curated by hand: this file cannot be made smaller"
        raise VocabularyError(path=str(path), reason=reason)
    _, predicate, prefix = kinds.pop()
    return PublishedSet(letter, predicate, prefix, found.id, hashlib.sha256(path.read_bytes()).hexdigest())


def _label(mapping: Mapping) -> str:
    if not mapping.object_label:
        return ""
    return "=" if mapping.object_label == mapping.subject_label else f"={mapping.object_label}"
