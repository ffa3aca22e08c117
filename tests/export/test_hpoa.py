"""HPO's annotation format: twelve columns that programs we did not write read as we meant them."""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from pohgraph.export import FORMATS, export_files, export_graph, view_for
from pohgraph.export.tables.hpoa import COLUMNS
from pohgraph.export.tables.kgx_rows import edge_rows
from pohgraph.model import Assertion, Detail, Reference
from pohgraph.store.graph import GraphStore, open_store
from pohgraph.store.quads import quads
from pohgraph.store.writer import write_store
from pohgraph.vocab.formats.hpoa import hpoa_names, hpoa_version

# The values HPO's own documentation of the format allows.
ALLOWED = {
    "database_id": r"(OMIM|ORPHA|DECIPHER|MONDO|pohdisease):\S+",
    "disease_name": r"\S.*",
    "qualifier": r"(NOT)?",
    "hpo_id": r"HP:\d{7}",
    "reference": r"[^;\s]+(;[^;\s]+)*",
    "evidence": r"IEA|PCS|TAS",
    "onset": r"(HP:\d{7})?",
    "frequency": r"(HP:\d{7}|\d+/\d+|\d+(\.\d+)?%)?",
    "sex": r"(MALE|FEMALE)?",
    "modifier": r"(HP:\d{7}(;HP:\d{7})*)?",
    "aspect": r"[PICM]",
    "biocuration": r"\w+:\w+\[\d{4}-\d{2}-\d{2}\]",
}


def rows_of(store: GraphStore) -> list[dict[str, str]]:
    """The rows of the export, after its comments and its header."""
    out = io.BytesIO()
    export_graph(store, "hpoa", out)
    lines = [line for line in out.getvalue().decode().splitlines() if not line.startswith("#")]
    assert tuple(lines[0].split("\t")) == COLUMNS
    return [dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in lines[1:]]


@pytest.mark.parametrize("graph", ["sample_store", "seeds_store", "pages_store"])
def test_every_cell_is_allowed(graph: str, request: pytest.FixtureRequest) -> None:
    """Each of the twelve columns holds what the format defines for it."""
    rows = rows_of(request.getfixturevalue(graph))
    wrong = [(name, row[name]) for row in rows for name, form in ALLOWED.items() if not re.fullmatch(form, row[name])]
    assert len(rows) > 5
    assert not wrong


def test_aspects_follow_the_terms(sample_store: GraphStore) -> None:
    """Findings, inheritance, onset and modifiers each have their letter."""
    assert {(row["hpo_id"], row["aspect"]) for row in rows_of(sample_store)} >= {
        ("HP:0010766", "P"),
        ("HP:0000006", "I"),
        ("HP:0003593", "C"),
        ("HP:0003676", "M"),
    }


def test_figure_comes_before_the_term(sample_store: GraphStore) -> None:
    """A percentage the page prints is the frequency; HPO's term stands where there is no figure."""
    found = {row["frequency"] for row in rows_of(sample_store) if row["hpo_id"] == "HP:0010766"}
    assert found == {"90%", ""}


def test_disease_has_the_identifier_readers_know(seeds_store: GraphStore) -> None:
    """Progressive osseous heteroplasia stands under its OMIM number, not under Mondo's."""
    assert {row["database_id"] for row in rows_of(seeds_store)} >= {"OMIM:166350"}
    assert "MONDO:0008153" not in {row["database_id"] for row in rows_of(seeds_store)}


def test_open_denials_stay_out(seeds_store: GraphStore) -> None:
    """What a page says in words that are not trusted to deny is no row, neither held nor denied."""
    assert not {row["hpo_id"] for row in rows_of(seeds_store)} & {"HP:0000924"}


def test_narrow_denials_stay_out(sample: ModuleType, sample_store: GraphStore, tmp_path: Path) -> None:
    """What is denied at birth only is no NOT: readers would take it for never."""
    assert {row["hpo_id"] for row in rows_of(sample_store) if row["qualifier"] == "NOT"} == {"HP:0004322"}
    content = sample.sample_content()
    at_birth = tuple(
        replace(a, qualifiers=replace(a.qualifiers, onset=Reference("HP", "0003577"))) if a.qualifiers.negated else a
        for a in content.assertions
    )
    write_store(tmp_path / "db", quads(replace(content, assertions=at_birth)), sample.SOURCES, "{}")
    with open_store(tmp_path / "db") as store:
        assert not [row for row in rows_of(store) if row["qualifier"] == "NOT"]


@pytest.fixture
def case_store(sample: ModuleType, tmp_path: Path) -> Iterator[GraphStore]:
    """The sample with each finding as that of one patient."""
    content = sample.sample_content()
    assertions = tuple(_of_one(a) if a.predicate.curie == "biolink:has_phenotype" else a for a in content.assertions)
    write_store(tmp_path / "db", quads(replace(content, assertions=assertions)), sample.SOURCES, "{}")
    with open_store(tmp_path / "db") as store:
        yield store


def _of_one(claim: Assertion) -> Assertion:
    counts = (("has_count", str(int(not claim.qualifiers.negated))), ("has_total", "1"))
    details = [Detail(f"biolink:{slot}", value) for slot, value in counts]
    study = Detail("pohgraph:study_type", "pohgraph:case_report", is_reference=True)
    return replace(claim, qualifiers=replace(claim.qualifiers, frequency=None, details=(*details, study)))


def test_case_reports_are_one_of_one(case_store: GraphStore) -> None:
    """What one patient had is 1/1, as HPO's own rows have it, and no percentage; what one lacks is no NOT."""
    found = [row for row in rows_of(case_store) if row["aspect"] == "P"]
    assert {row["frequency"] for row in found} == {"1/1"}
    assert not [row for row in found if row["qualifier"]]


def test_case_reports_say_so_in_other_formats(case_store: GraphStore) -> None:
    """Phenopackets say it in words; neither they nor KGX exclude what one patient lacks."""
    out = io.BytesIO()
    export_graph(case_store, "phenopackets", out)
    features = [f for line in out.getvalue().splitlines() for f in json.loads(line).get("phenotypicFeatures", ())]
    assert {feature["description"] for feature in features} == {"case report, 1 of 1"}
    assert not [feature for feature in features if feature.get("excluded")]
    edges = [row for row in edge_rows(view_for(case_store, FORMATS["kgx-jsonl"])) if row.get("has_total")]
    assert {(row["has_count"], row["has_percentage"], row["negated"]) for row in edges} == {(1, None, False)}


def test_our_own_reader_reads_it(seeds_store: GraphStore, tmp_path: Path) -> None:
    """The export is a vocabulary file as good as HPO's: its diseases have their names, and it has a version."""
    path = tmp_path / "phenotype.hpoa"
    export_files(seeds_store, "hpoa", path)
    assert hpoa_names(path)["OMIM:166350"] == "progressive osseous heteroplasia"
    assert hpoa_version(path)


def test_head_names_sources_and_licences(seeds_store: GraphStore, tmp_path: Path) -> None:
    """The comments say which pages and vocabularies, under which terms."""
    path = tmp_path / f"x.{FORMATS['hpoa'].extension}"
    export_files(seeds_store, "hpoa", path)
    comments = [line for line in path.read_text("utf-8").splitlines() if line.startswith("#")]
    assert any(line.startswith("#hpo-version: ") for line in comments)
    assert any("MedlinePlus Genetics" in line and "publicdomain" in line for line in comments)
    assert any("Human Phenotype Ontology" in line and "hpo.jax.org" in line for line in comments)
