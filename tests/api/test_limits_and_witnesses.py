"""Python's tables and pictures say what limits a denial, and where sources that agree are not independent."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import pohgraph as pg
from pohgraph.api.graph import Graph
from pohgraph.cli import app
from pohgraph.pipeline.gather import gather

_POH = "MONDO:0008153"
_EDGE: dict[str, object] = {
    "category": ["biolink:DiseaseToPhenotypicFeatureAssociation"],
    "subject": _POH,
    "predicate": "biolink:has_phenotype",
}


@pytest.fixture(scope="module")
def path(seeds_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled pages with a denial at birth, and with HPO's annotation that GARD's table repeats."""
    folder = tmp_path_factory.mktemp("limits")
    edges: tuple[dict[str, object], ...] = (
        {"object": "HP:0001250", "negated": True, "onset_qualifier": "HP:0003577"},
        {"object": "HP:0002653", "primary_knowledge_source": "infores:hpo-annotations"},
    )
    lines = (json.dumps(_EDGE | {"id": f"uuid:{i}"} | edge) for i, edge in enumerate(edges))
    (folder / "edges.jsonl").write_text("\n".join(lines), encoding="utf-8")
    gather([seeds_path, folder / "edges.jsonl"], store=folder / "db")
    return folder / "db"


@pytest.fixture(scope="module")
def graph(path: Path) -> Iterator[Graph]:
    """The same, opened."""
    with pg.open(path) as graph:
        yield graph


def test_tables_say_when_it_is_denied(graph: Graph) -> None:
    """The row of a denial has its qualifier."""
    table = graph.disease(_POH).phenotypes(all_states=True).denied.table()
    assert [(row["claim"], row["qualifier"]) for row in table] == [("Seizure", "Congenital onset")]


def test_show_says_when_it_is_denied(path: Path) -> None:
    """`show` has the qualifier beside the state, as text and as JSON."""
    text = CliRunner().invoke(app, ["show", _POH, "--store", str(path)]).stdout
    assert "Seizure  HP:0001250  Congenital onset  [denied]" in text
    found = json.loads(CliRunner().invoke(app, ["show", _POH, "--store", str(path), "--format", "json"]).stdout)
    assert [c["qualifier"] for c in found["claims"] if c["negated"] and c["other"] == "HP:0001250"] == [
        "Congenital onset"
    ]


@pytest.mark.parametrize("suffix", ["svg", "html", "dot", "mmd"])
def test_network_says_when_it_is_denied(graph: Graph, suffix: str, tmp_path: Path) -> None:
    """The picture of an entity has the qualifier on the link, in every form."""
    graph.picture("HP:0001250").save(tmp_path / f"out.{suffix}")
    assert "Congenital onset" in (tmp_path / f"out.{suffix}").read_text("utf-8")


def test_charts_say_when_it_is_denied(graph: Graph) -> None:
    """Matrix and profile name the limit of a denial."""
    assert "Seizure (Congenital onset)" in graph.agreement(_POH, limit=200).svg
    assert "Seizure (Congenital onset)" in graph.profile(_POH).svg


def test_pictures_say_what_is_not_independent(graph: Graph) -> None:
    """A table of GARD and the annotations that it repeats are no two witnesses."""
    assert "Bone pain, not independent" in graph.agreement(_POH, limit=200).svg
    assert "several pages, not independent" in graph.profile(_POH).svg


def test_compare_says_what_is_not_independent(graph: Graph) -> None:
    """A claim of GARD's table that HPO's annotations confirm confirms nothing; prose does."""
    notes = {
        (row["id"], row["source"]): row["note"] for row in graph.disease(_POH).compare() if row["status"] == "agrees"
    }
    assert "not independent" in notes.values()
    assert {note for (_, source), note in notes.items() if str(source).startswith("MedlinePlus")} == {""}


def test_page_says_when_it_is_denied(tmp_path: Path) -> None:
    """The claims of one page, read without a graph, have the qualifier too."""
    page = tmp_path / "page.txt"
    page.write_text("Progressive osseous heteroplasia\n\nPatients do not have seizures at birth.\n", encoding="utf-8")
    (row,) = [row for row in pg.extract(page).claims() if row["object"] == "HP:0001250"]
    assert row["qualifier"] == "Congenital onset"
