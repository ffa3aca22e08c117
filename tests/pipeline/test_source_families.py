"""Pages of every family end to end: what is listed and what is told comes out as records, and its quotes hold."""

import json
import shutil
from pathlib import Path

import pytest

from pohgraph.check.quotes import check_quotes
from pohgraph.errors import PohgraphError
from pohgraph.pipeline.graph import build
from pohgraph.pipeline.records import extract_records
from pohgraph.store.graph import open_store

SAMPLES = Path(__file__).parents[1] / "read" / "samples"
POH = "MONDO:0008153"


def claims(*names: str) -> set[tuple[str, ...]]:
    """What samples say of the disease: predicate, the other end, and the section it was read in."""

    def refuse(error: PohgraphError) -> None:
        raise error

    found = extract_records([SAMPLES / name for name in names], on_failure=refuse)
    return {
        (
            str(record["predicate"]),
            str((record["object"] if record["subject"] == POH else record["subject"]) or record["value"]),
            str(record["section"]),
        )
        for record in found
        if POH in (record["subject"], record["object"])
        and record["extractor"] != "mapping_set"
        and not record["negated"]
    }


def test_structured_fields_of_the_bulk_file_are_claims() -> None:
    """Synonyms, genes, inheritance and every database's key, each quoted from its own line."""
    found = claims("medlineplus_bulk.xml")
    assert {claim for claim in found if claim[2] in {"coding", "genes", "inheritance", "synonyms"}} == {
        ("skos:exactMatch", "UMLS:C0334041", "coding"),
        ("skos:exactMatch", "MESH:C562735", "coding"),
        ("skos:exactMatch", "OMIM:166350", "coding"),
        ("oboInOwl:hasDbXref", "ICD10CM:M61.50", "coding"),
        ("oboInOwl:hasDbXref", "SNOMEDCT:699302009", "coding"),
        ("biolink:associated_with", "NCBIGene:2778", "genes"),
        ("biolink:has_mode_of_inheritance", "HP:0000006", "inheritance"),
        ("oboInOwl:hasExactSynonym", "Ectopic ossification, familial", "synonyms"),
        ("oboInOwl:hasExactSynonym", "POH", "synonyms"),
    }
    assert ("biolink:causes", "NCBIGene:2778", "description") in found
    assert ("biolink:has_phenotype", "HP:0010766", "description") in found


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "pubmed.nbib",
            {
                ("biolink:causes", "NCBIGene:2778", "description"),
                ("biolink:has_phenotype", "HP:0010766", "description"),
            },
        ),
        (
            "omim.xml",
            {
                ("biolink:causes", "NCBIGene:2778", "description"),
                ("biolink:has_mode_of_inheritance", "HP:0000006", "inheritance"),
                ("biolink:has_phenotype", "HP:0001376", "other"),
                ("oboInOwl:hasExactSynonym", "ECTOPIC OSSIFICATION, FAMILIAL", "synonyms"),
            },
        ),
        (
            "medlineplus.html",
            {
                ("biolink:causes", "NCBIGene:2778", "causes"),
                ("biolink:associated_with", "NCBIGene:2778", "genes"),
                ("biolink:has_mode_of_inheritance", "HP:0000006", "inheritance"),
                ("biolink:has_phenotype", "HP:0010766", "description"),
                ("oboInOwl:hasExactSynonym", "POH", "synonyms"),
                ("skos:exactMatch", "OMIM:166350", "resources"),
                ("skos:exactMatch", "UMLS:C0334041", "resources"),
            },
        ),
        (
            "gard.html",
            {
                ("biolink:associated_with", "NCBIGene:2778", "causes"),
                ("biolink:has_mode_of_inheritance", "HP:0000006", "inheritance"),
                ("biolink:has_phenotype", "HP:0010766", "hpo_table"),
                ("biolink:has_phenotype", "HP:0001156", "hpo_table"),
                ("oboInOwl:hasExactSynonym", "POH", "synonyms"),
            },
        ),
        (
            "pubmed.xml",
            {
                ("biolink:causes", "NCBIGene:2778", "description"),
                ("biolink:has_phenotype", "HP:0010766", "description"),
            },
        ),
    ],
)
def test_a_page_gives_its_claims(name: str, expected: set[tuple[str, ...]]) -> None:
    """Whatever its mark-up, a page says what its text says."""
    assert expected <= claims(name)


def test_quotes_of_every_family_are_checked_against_their_own_bytes(tmp_path: Path) -> None:
    """A record of a bulk file is kept and hashed alone; each quote stands in the page it was read from."""
    report = build([SAMPLES], store=tmp_path / "db")
    assert not report.failures
    assert {doc.family for doc in report.documents} == {
        "gard_html",
        "html_page",
        "jats_xml",
        "medlineplus_html",
        "medlineplus_xml",
        "medquad_xml",
        "omim_xml",
        "pubmed_abstract",
        "pubmed_text",
        "pubmed_xml",
    }
    with open_store(tmp_path / "db") as graph:
        result = check_quotes(graph)
    assert not result.faults
    assert result.lines[0] == f"pages: {len(report.documents)} of {len(report.documents)} unaltered"


def test_what_a_bulk_file_sets_aside_is_reported(tmp_path: Path) -> None:
    """Genes are no disorders: they are counted, not read."""
    report = build([SAMPLES / "medlineplus_bulk.xml"], store=tmp_path / "db")
    assert [remark.message for remark in report.remarks if remark.code == "not_a_page"] == [
        f"{SAMPLES}/medlineplus_bulk.xml: 1 <gene-summary> are about no disorder and were not read"
    ]


def test_an_error_names_the_record(tmp_path: Path) -> None:
    """File, record, line and reason stand in one line, and the other records are read."""
    path = tmp_path / "bulk.xml"
    bulk = (SAMPLES / "medlineplus_bulk.xml").read_bytes()
    path.write_bytes(bulk.replace(b"</synonym-list>", b"", 1))
    failed: list[PohgraphError] = []
    records = list(extract_records([path], on_failure=failed.append))
    assert {record["document"] for record in records} == {"medlineplus:fibrodysplasia-ossificans-progressiva"}
    assert [str(error) for error in failed] == [
        f"{path}, record 1 at byte 161, line 33, column 3: not well-formed XML: mismatched tag"
    ]


def test_the_golden_records_do_not_depend_on_how_pages_are_packed(tmp_path: Path) -> None:
    """A page in an archive gives what the page alone gives."""
    packed = shutil.make_archive(str(tmp_path / "samples"), "gztar", SAMPLES)

    def lines(path: Path) -> list[str]:
        return sorted(json.dumps(record) for record in extract_records([path], on_failure=lambda _: None))

    assert lines(Path(packed)) == lines(SAMPLES)
