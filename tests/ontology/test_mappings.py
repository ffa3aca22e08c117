"""The bundled SSSOM files: valid, sourced row by row, in the prefixes of the project, and careful about names."""

import csv
from dataclasses import dataclass
from pathlib import Path

import curies
import pytest
import sssom_pydantic
import yaml
from sssom_pydantic.api import MappingSetRecord
from sssom_pydantic.models import Record

from pohgraph.resources import bundled
from pohgraph.schema.prefixes import prefix_map

MAPPINGS = ("gnas", "poh-family")
NAMES = ("gnas-names", "poh-family-names")
CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"
REFERENCES = ("subject_id", "predicate_id", "object_id", "mapping_justification", "object_source", "mapping_source")
POH = "MONDO:0008153"
# What pages of POH list as its names although it is broader or something else.
LOOSE = {
    "heterotopic ossification",
    "ectopic ossification",
    "cutaneous ossification",
    "osteoderma",
    "osteoma cutis",
    "osteosis cutis",
    "myositis ossificans progressiva",
}


@dataclass(frozen=True)
class MappingFile:
    """One SSSOM file: its header as sssom-pydantic reads it, and its rows."""

    header: MappingSetRecord
    rows: tuple[dict[str, str], ...]

    @property
    def prefixes(self) -> dict[str, str]:
        """The file's own CURIE map."""
        return self.header.curie_map or {}


def path_of(name: str) -> Path:
    """Where a bundled mapping set lies."""
    return bundled(f"ontology/mappings/{name}.sssom.tsv")


def read(name: str) -> MappingFile:
    """Read a file strictly: no slot of the header that SSSOM lacks, as many cells in each row as columns."""
    lines = path_of(name).read_text(encoding="utf-8").splitlines()
    header = yaml.safe_load("\n".join(line.removeprefix("#") for line in lines if line.startswith("#")))
    assert set(header) <= set(MappingSetRecord.model_fields)
    table = list(csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t"))
    assert {len(row) for row in table} == {len(table[0])}
    rows = tuple(dict(zip(table[0], row, strict=True)) for row in table[1:])
    return MappingFile(header=MappingSetRecord.model_validate(header), rows=rows)


def test_every_file_is_tested() -> None:
    """A mapping set that is added is one of the two kinds below."""
    files = {path.name.removesuffix(".sssom.tsv") for path in bundled("ontology/mappings").iterdir()}
    assert files == {*MAPPINGS, *NAMES}


@pytest.mark.parametrize("name", MAPPINGS)
def test_mappings_validate(name: str) -> None:
    """sssom-pydantic reads every row without an error."""
    mappings, _, mapping_set, errors = sssom_pydantic.read(path_of(name), return_errors=True)
    assert errors == []
    assert 0 < len(mappings) == len(read(name).rows)
    assert str(mapping_set.id) == f"https://w3id.org/pohgraph/mappings/{name}"


@pytest.mark.parametrize("name", NAMES)
def test_names_are_literal_mappings(name: str) -> None:
    """SSSOM's literal mappings: `rdfs literal`, the text as label, no identifier; every other slot validates.

    sssom-pydantic knows the type and yet wants an `object_id`, so one is lent to it here.
    """
    rows = read(name).rows
    assert rows
    for row in rows:
        assert "object_id" not in row
        record = Record.model_validate({**row, "see_also": [row["see_also"]], "object_id": "sssom:NoTermFound"})
        assert record.object_type == "rdfs literal"
        assert record.object_label
        assert record.object_label == record.object_label.strip()
        assert record.predicate_id.removeprefix("oboInOwl:") in {
            "hasExactSynonym",
            "hasRelatedSynonym",
            "hasBroadSynonym",
            "hasNarrowSynonym",
        }


@pytest.mark.parametrize("name", [*MAPPINGS, *NAMES])
def test_the_header_says_what_the_set_is(name: str) -> None:
    """Each set has its identifier, version, title, description and licence."""
    header = read(name).header
    assert str(header.mapping_set_id) == f"https://w3id.org/pohgraph/mappings/{name}"
    assert str(header.license) == CC0
    assert header.mapping_set_version == "0.1.0"
    assert header.mapping_set_title
    assert header.mapping_set_description


@pytest.mark.parametrize("name", [*MAPPINGS, *NAMES])
def test_every_row_is_justified_sourced_and_unique(name: str) -> None:
    """A row says how it was made and where it is from, and stands once."""
    rows = read(name).rows
    for row in rows:
        assert row["mapping_justification"] == "semapv:ManualMappingCuration"
        assert row["subject_label"]
        assert row.get("mapping_source") or (row["see_also"].startswith("http") and row["comment"]), row
    keys = [(row["subject_id"], row["predicate_id"], row.get("object_id", row["object_label"])) for row in rows]
    assert len(keys) == len(set(keys))
    assert keys == sorted(keys, key=lambda key: (*key[:2], key[2].casefold()))


@pytest.mark.parametrize("name", [*MAPPINGS, *NAMES])
def test_the_prefix_map_covers_the_rows_exactly(name: str) -> None:
    """Every prefix used is declared, none besides, and each stands for what the project's prefix map says."""
    file = read(name)
    used = {row[slot].partition(":")[0] for row in file.rows for slot in REFERENCES if row.get(slot)}
    if file.header.subject_source:
        used.add(file.header.subject_source.partition(":")[0])
    assert used == set(file.prefixes)
    known = {prefix: iri for prefix, iri in file.prefixes.items() if prefix != "mondomapping"}
    assert known.items() <= prefix_map().items()


@pytest.mark.parametrize("name", [*MAPPINGS, *NAMES])
def test_every_identifier_expands(name: str) -> None:
    """Each CURIE becomes an IRI by the file's own map."""
    file = read(name)
    converter = curies.Converter.from_prefix_map(file.prefixes)
    assert all(converter.expand(row[slot]) for row in file.rows for slot in REFERENCES if row.get(slot))


def test_gard_is_a_cross_reference_alone() -> None:
    """Mondo's strength is kept: GARD by hasDbXref in the page's form of the number, all others as exact matches."""
    for row in read("poh-family").rows:
        gard = row["object_id"].startswith("GARD:")
        assert row["predicate_id"] == ("oboInOwl:hasDbXref" if gard else "skos:exactMatch")
        assert not row["object_id"].startswith("GARD:0")
        assert row["mapping_source"].startswith("mondomapping:mondo_")


def test_the_reference_case_is_mapped() -> None:
    """POH has its identifiers in each vocabulary."""
    found = {row["object_id"] for row in read("poh-family").rows if row["subject_id"] == POH}
    assert found == {
        "DOID:0111535",
        "GARD:109",
        "ICD11:1107209347",
        "MESH:C562735",
        "OMIM:166350",
        "ORPHA:2762",
        "UMLS:C0334041",
    }


def test_no_identifier_stands_for_two_diseases() -> None:
    """Within the family an identifier belongs to one disease."""
    owner: dict[str, str] = {}
    for row in read("poh-family").rows:
        assert owner.setdefault(row["object_id"], row["subject_id"]) == row["subject_id"]


def test_gnas_has_its_identifiers() -> None:
    """The gene is NCBIGene:2778 and exactly matched."""
    rows = read("gnas").rows
    assert {(row["subject_id"], row["predicate_id"]) for row in rows} == {("NCBIGene:2778", "skos:exactMatch")}
    assert {row["object_id"] for row in rows} == {"ENSEMBL:ENSG00000087460", "HGNC:4392", "OMIM:139320"}


@pytest.mark.parametrize("name", NAMES)
def test_no_exact_name_stands_for_two_things(name: str) -> None:
    """An exact name, whatever its case, names one thing; a label is not repeated as a synonym."""
    rows = read(name).rows
    labels = {row["subject_label"].casefold() for row in rows}
    owner: dict[str, str] = {}
    for row in rows:
        text = row["object_label"].casefold()
        assert text not in labels
        if row["predicate_id"] == "oboInOwl:hasExactSynonym":
            assert owner.setdefault(text, row["subject_id"]) == row["subject_id"], text


def test_loose_names_of_pages_are_no_names_of_poh() -> None:
    """What POH pages list too broadly, or of another disease, is no name of POH here."""
    names = {row["object_label"].casefold() for row in read("poh-family-names").rows if row["subject_id"] == POH}
    assert "poh" in names
    assert not names & LOOSE


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("POH", POH),
        ("Albright's hereditary osteodystrophy", "ORPHA:665"),
        ("AHO", "ORPHA:665"),
        ("PHP", "MONDO:0019992"),
        ("PHP1A", "MONDO:0007078"),
        ("PHP Ia", "MONDO:0007078"),
        ("pseudohypoparathyroidism type Ib", "MONDO:0011301"),
        ("PHP1C", "MONDO:0012911"),
        ("PHP2", "MONDO:0008749"),
        ("PPHP", "MONDO:0012912"),
        ("FOP", "MONDO:0007606"),
        ("myositis ossificans progressiva", "MONDO:0007606"),
        ("Münchmeyer disease", "MONDO:0007606"),
        ("MAS", "MONDO:0018919"),
        ("osteosis cutis", "HP:0025027"),
    ],
)
def test_names_of_the_family(text: str, reference: str) -> None:
    """The usual abbreviations and old names lead to the disease they name."""
    rows = read("poh-family-names").rows
    exact = [row for row in rows if row["predicate_id"] == "oboInOwl:hasExactSynonym"]
    assert [row["subject_id"] for row in exact if row["object_label"] == text] == [reference]
