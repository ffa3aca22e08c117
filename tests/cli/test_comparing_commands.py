"""`merge`, `build --from`, `conflicts`, `compare` and `diff` as their user meets them."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner, Result

from pohgraph.claims.reader import read_claims
from pohgraph.claims.view import GraphView
from pohgraph.cli import app
from pohgraph.export import export_graph
from pohgraph.model import Detail, Qualifiers
from pohgraph.store.graph import GraphStore, open_store
from pohgraph.store.quads import quads
from pohgraph.store.writer import write_store

_EDGES = (
    "id\tsubject\tpredicate\tobject\tnegated\n"
    "e1\tMONDO:0008153\tbiolink:has_phenotype\tHP:0010766\ttrue\n"
    "e2\tMONDO:0008153\tbiolink:has_phenotype\tHP:0002653\t\n"
)


@pytest.fixture
def edges(tmp_path: Path) -> Path:
    """KGX edges that deny what the sample's pages state."""
    path = tmp_path / "edges.tsv"
    path.write_text(_EDGES, encoding="utf-8")
    return path


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)


def test_conflicts_over_pages_and_a_file(sample_path: Path, edges: Path, tmp_path: Path) -> None:
    """What a page states and a file denies is found, with the page's quote; the exit status says so."""
    assert _run("merge", sample_path, edges, "--store", tmp_path / "a.db").exit_code == 0
    result = _run("conflicts", "--store", tmp_path / "a.db", "--format", "json")
    found = json.loads(result.stdout)
    assert result.exit_code == 1
    assert {row["kind"] for row in found} == {"polarity"}
    assert {(row["first_quote"], row["second_source"]) for row in found} == {
        ("90% of people have ectopic calcification", "edges.tsv"),
        ("Ectopic calcification is found", "edges.tsv"),
    }
    assert _run("conflicts", "--store", tmp_path / "a.db", "--kind", "onset").exit_code == 0


def test_diff_of_a_store_and_its_export_is_empty(sample_path: Path, sample_store: GraphStore, tmp_path: Path) -> None:
    """An export says what the store says, so that either may stand for the other."""
    with (tmp_path / "sample.jsonld").open("wb") as out:
        export_graph(sample_store, "jsonld", out)
    result = _run("diff", sample_path, tmp_path / "sample.jsonld")
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (0, "no difference")


def test_diff_lists_what_came(sample_path: Path, edges: Path, tmp_path: Path) -> None:
    """Added claims are listed with their source, as rows of any format."""
    _run("merge", sample_path, edges, "--store", tmp_path / "a.db")
    result = _run("diff", sample_path, tmp_path / "a.db", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert result.exit_code == 1
    assert [(row["change"], row["object"], row["source"]) for row in rows] == [
        ("added", "HP:0002653", "edges.tsv"),
        ("added", "HP:0010766", "edges.tsv"),
    ]


@pytest.mark.parametrize(
    ("slot", "before", "after"),
    [
        (
            "biolink:subject_form_or_variant_qualifier",
            "biolink:loss_of_function_variant_form",
            "biolink:genetic_variant_form",
        ),
        ("pohgraph:grounding_score", "0.91", "0.62"),
    ],
)
def test_diff_sees_every_qualifier(sample: ModuleType, tmp_path: Path, slot: str, before: str, after: str) -> None:
    """A variant's kind or a score that changed in one claim is a change of that claim, told with both values."""
    content = sample.sample_content()
    for name, value in (("old.db", before), ("new.db", after)):
        qualifiers = Qualifiers(details=(Detail(slot, value, is_reference=":" in value),))
        first = replace(content.assertions[3], qualifiers=qualifiers)
        changed = replace(content, assertions=(*content.assertions[:3], first, *content.assertions[4:]))
        write_store(tmp_path / name, quads(changed), {}, "{}")
    result = _run("diff", tmp_path / "old.db", tmp_path / "new.db", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(result.stdout))
    assert (row["change"], row["object"]) == ("changed", "HP:0010766")
    assert row["what"] == f"details: {slot}={before} -> {slot}={after}"


def test_diff_of_a_broken_file_is_one_line(sample_path: Path, tmp_path: Path) -> None:
    """Half a graph is none to compare."""
    (tmp_path / "cut.ttl").write_text("<http://e/s> <http", encoding="utf-8")
    from pohgraph.cli import run  # noqa: PLC0415 - the outermost function turns errors into lines

    assert run(["diff", str(sample_path), str(tmp_path / "cut.ttl")]) == 1


def test_compare_says_what_hpo_has_and_the_pages_have(sample_path: Path) -> None:
    """The sample's POH is held against HPO's rows of its OMIM and Orphanet entries."""
    result = _run("compare", "MONDO:0008153", "--store", sample_path, "--format", "json")
    found = {(row["term"], row["status"]) for row in json.loads(result.stdout)}
    assert ("HP:0010766", "agrees") in found
    assert ("HP:0002653", "only in HPOA") in found
    assert {row["disease"] for row in json.loads(result.stdout)} == {"MONDO:0008153"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["conflicts", "--kind", "colour"], "no kind 'colour'"),
        (["compare", "--status", "odd"], "no status 'odd'"),
        (["merge"], "Missing argument"),
        (["diff", "a"], "Missing argument"),
    ],
)
def test_wrong_usage_says_what_is_right(arguments: list[str], message: str) -> None:
    """Wrong usage exits with 2 and names the choice."""
    result = _run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_further_files_after_from_are_graphs_too(sample_store: GraphStore, edges: Path, tmp_path: Path) -> None:
    """`--from a.nq edges.tsv` reads both as graphs, never one as a page of text."""
    with (tmp_path / "a.nq").open("wb") as out:
        export_graph(sample_store, "nq", out)
    result = _run("build", "--from", tmp_path / "a.nq", edges, "--store", tmp_path / "b.db")
    assert result.exit_code == 0
    with open_store(tmp_path / "b.db") as store:
        assert {claim.source.key for claim in read_claims(GraphView(store))} >= {"pohdoc:first", "edges.tsv"}


def test_pages_and_graphs_in_one_build(edges: Path, tmp_path: Path) -> None:
    """Pages keep their report and their bytes beside the statements of a file."""
    page = tmp_path / "page.txt"
    page.write_text("Progressive osseous heteroplasia\n\nPatients have bone pain.\n", encoding="utf-8")
    result = _run("build", page, "--from", edges, "--store", tmp_path / "b.db")
    assert result.exit_code == 0
    assert "edges.tsv: kgx-edges" in result.stderr
    with open_store(tmp_path / "b.db") as store:
        assert {claim.source.key.partition(":")[0] for claim in read_claims(GraphView(store))} == {
            "pohdoc",
            "edges.tsv",
        }
