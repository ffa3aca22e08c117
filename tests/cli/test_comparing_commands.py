"""`merge`, `build --from`, `conflicts`, `compare` and `diff` as their user meets them."""

import csv
import io
import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import NamedNode, RdfFormat, parse

from pohgraph.answers.context import Context
from pohgraph.answers.entity import entity
from pohgraph.api.graph import open_graph
from pohgraph.claims.reader import read_claims
from pohgraph.claims.view import GraphView
from pohgraph.cli import app
from pohgraph.export import export_graph
from pohgraph.model import Detail, Qualifiers, Reference
from pohgraph.resources import bundled
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
    assert {(row["rule"], row["severity"]) for row in found} == {("stated-and-denied", "contradiction")}
    assert _run("conflicts", "--store", tmp_path / "a.db", "--kind", "onset").exit_code == 0
    assert _run("conflicts", "--store", tmp_path / "a.db", "--rule", "onsets-apart").exit_code == 0
    assert _run("conflicts", "--store", tmp_path / "a.db", "--rule", "stated-and-denied").exit_code == 1


_SEEDS = {
    "excluded-by-criterion": (
        "Abnormality of the parathyroid gland 0000828",
        "no parathyroid hormone (PTH) resistance",
    ),
    "not-inherited-beside-mode": (
        "it is not usually inherited from parents",
        "inherited in an autosomal dominant pattern",
    ),
    "name-of-another": ("Myositis ossificans progressiva", ""),
    "codes-differ": ("clinicians often use ICD-10 code M61.0", "or M61.9"),
}


def test_conflicts_of_the_bundled_pages(seeds_path: Path) -> None:
    """What the three pages disagree on, with the words of both sides or the vocabulary that says otherwise."""
    result = _run("conflicts", "--store", seeds_path, "--format", "json")
    found = {row["rule"]: row for row in json.loads(result.stdout)}
    assert (result.exit_code, len(json.loads(result.stdout))) == (1, len(_SEEDS))
    for rule, (first, second) in _SEEDS.items():
        assert first in found[rule]["first_quote"], rule
        assert second in found[rule]["second_quote"], rule
    name = found["name-of-another"]
    assert name["second"].endswith("a name of fibrodysplasia ossificans progressiva (MONDO:0007606, OMIM:135100)")
    assert name["second_source"].startswith("Mondo Disease Ontology: mapping sets 20")
    assert "4 conflicts: 2 tensions, 2 notes" in result.stderr


@pytest.mark.parametrize(("severity", "status", "rows"), [("contradiction", 0, 0), ("tension", 1, 2), ("note", 1, 4)])
def test_conflicts_of_a_severity(seeds_path: Path, severity: str, status: int, rows: int) -> None:
    """The asked severity and graver ones are listed, and the exit status is of what is listed."""
    result = _run("conflicts", "--store", seeds_path, "--severity", severity, "--format", "jsonl")
    assert (result.exit_code, len(result.stdout.splitlines())) == (status, rows)


@pytest.mark.parametrize("format_", ["md", "csv", "tsv", "plain", "table"])
def test_conflicts_in_every_form(seeds_path: Path, format_: str) -> None:
    """Each form has the rules and the words."""
    result = _run("conflicts", "--store", seeds_path, "--format", format_)
    assert all(rule in result.stdout for rule in _SEEDS)
    assert "no parathyroid hormone (PTH) resistance" in result.stdout


def test_conflicts_as_rdf_are_joined_to_the_graph(seeds_path: Path, tmp_path: Path) -> None:
    """Each conflict is a node that links claims of the graph; the same graph gives the same bytes, without a blank node."""
    one, two = tmp_path / "one.nq", tmp_path / "two.nq"
    for path in (one, two):
        assert _run("conflicts", "--store", seeds_path, "--format", "nq", "-o", path).exit_code == 1
    assert one.read_bytes() == two.read_bytes()
    assert b"_:" not in one.read_bytes()
    turtle = _run("conflicts", "--store", seeds_path, "--format", "ttl").stdout
    triples = {quad.triple for quad in parse(turtle.encode(), format=RdfFormat.TURTLE)}
    assert triples == {quad.triple for quad in parse(one.read_bytes(), format=RdfFormat.N_QUADS)}
    with open_store(seeds_path) as store:
        claims = {claim.id.iri for claim in read_claims(GraphView(store))}
    linked = [o.value for _, p, o in triples if p.value.endswith("vocab#conflicting_claim")]
    assert len(linked) == 7
    assert set(linked) <= claims


def test_both_sides_show_their_words(seeds_path: Path) -> None:
    """As a table, JSON, RDF, on the page of the disease, and in Python as text and in a notebook."""
    rows = json.loads(_run("conflicts", "--store", seeds_path, "--format", "json", "--severity", "tension").stdout)
    twice = [row for row in rows if row["second_quote"]]
    assert twice
    assert all(row["first_quote"] for row in rows)
    turtle = _run("conflicts", "--store", seeds_path, "--format", "ttl", "--severity", "tension").stdout
    said = {
        quad.object.value
        for quad in parse(turtle.encode(), format=RdfFormat.TURTLE)
        if "supporting_text" in quad.predicate.value
    }
    with open_store(seeds_path) as store:
        shown = json.dumps(entity(Context(store), "MONDO:0008153")["conflicts"], ensure_ascii=False)
    with open_graph(seeds_path) as graph:
        cells = unescape(graph.disease("POH").conflicts(severity="tension")._repr_html_())
    for row in twice:
        for words in (row["first_quote"].split(" | ")[0], row["second_quote"].split(" | ")[0]):
            assert words in {" ".join(text.split()) for text in said}
            assert json.dumps(words, ensure_ascii=False)[1:-1] in " ".join(shown.replace("\\n", " ").split())
            assert words in cells


def test_rules_of_conflicts_are_those_of_the_ontology(seeds_path: Path) -> None:
    """Every own term in the RDF is declared."""
    turtle = _run("conflicts", "--store", seeds_path, "--format", "nq").stdout
    used = set(re.findall(r"<(https://w3id.org/pohgraph/vocab#\w+)>", turtle))
    declared = {
        quad.subject.value
        for quad in parse(path=str(bundled("ontology/pohgraph.ttl")), format=RdfFormat.TURTLE)
        if isinstance(quad.subject, NamedNode)
    }
    assert len(used) == 6
    assert used <= declared


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
    assert [(row["change"], row["object"], row["source"]) for row in rows if row["kind"] == "claim"] == [
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
    (row,) = (row for row in csv.DictReader(io.StringIO(result.stdout)) if row["kind"] == "claim")
    assert (row["change"], row["object"]) == ("changed", "HP:0010766")
    assert row["what"] == f"qualifiers: {slot}={before} → {slot}={after}"


def test_diff_sees_words_that_mean_another_term(sample: ModuleType, tmp_path: Path) -> None:
    """The same words now on another term are one change of one claim, not one that went and one that came."""
    content = sample.sample_content()
    place = next(n for n, a in enumerate(content.assertions) if a.object and a.object.curie == "HP:0010766")
    for name, number in (("old.db", "0010766"), ("new.db", "0011986")):
        grounded = replace(content.assertions[place], object=Reference("HP", number))
        changed = (*content.assertions[:place], grounded, *content.assertions[place + 1 :])
        write_store(tmp_path / name, quads(replace(content, assertions=changed)), {}, "{}")
    result = _run("diff", tmp_path / "old.db", tmp_path / "new.db", "--format", "csv")
    (row,) = (row for row in csv.DictReader(io.StringIO(result.stdout)) if row["kind"] == "claim")
    assert (row["change"], row["object"]) == ("changed", "HP:0011986")
    assert row["what"].startswith("grounding (the same words, another object): ")
    assert "HP:0010766" in row["what"]


def test_diff_of_a_broken_file_is_one_line(sample_path: Path, tmp_path: Path) -> None:
    """Half a graph is none to compare."""
    (tmp_path / "cut.ttl").write_text("<http://e/s> <http", encoding="utf-8")
    from pohgraph.cli import run  # noqa: PLC0415 - the outermost function turns errors into lines

    assert run(["diff", str(sample_path), str(tmp_path / "cut.ttl")]) == 2


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
        (["conflicts", "--rule", "colours"], "no rule 'colours': choose from stated-and-denied"),
        (["conflicts", "--severity", "grave"], "'grave' is not one of"),
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


def test_a_page_that_is_read_replaces_the_one_of_a_graph(tmp_path: Path) -> None:
    """What is given to be read is newer than what a graph kept of it, wherever it is named."""
    page, old, new = tmp_path / "page.txt", tmp_path / "old.db", tmp_path / "new.db"
    for finding, options in (("bone pain", ("--store", old)), ("scoliosis", ("--from", old, "--store", new))):
        page.write_text(f"Progressive osseous heteroplasia\n\nPatients have {finding}.\n", encoding="utf-8")
        assert (result := _run("build", page, *options, "--verbose")).exit_code == 0
    assert "taken from the pages that were read (named later)" in result.stderr
    with open_store(new) as store:
        found = {claim.object_label for claim in read_claims(GraphView(store))}
    assert "Scoliosis" in found
    assert "Bone pain" not in found


def test_pages_and_graphs_in_one_build(edges: Path, tmp_path: Path) -> None:
    """Pages keep their report and their bytes beside the statements of a file."""
    page = tmp_path / "page.txt"
    page.write_text("Progressive osseous heteroplasia\n\nPatients have bone pain.\n", encoding="utf-8")
    result = _run("build", page, "--from", edges, "--store", tmp_path / "b.db")
    assert result.exit_code == 0
    assert [
        line.split(": ")[0].rpartition("/")[2] for line in result.stderr.splitlines() if line.startswith("graph ")
    ] == ["edges.tsv"]
    assert "b.db: 1 page, 1 graph, " in result.stderr
    with open_store(tmp_path / "b.db") as store:
        assert {claim.source.key.partition(":")[0] for claim in read_claims(GraphView(store))} == {
            "pohdoc",
            "edges.tsv",
        }
