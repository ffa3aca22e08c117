"""KGX files hold what Biolink's own classes accept, and nothing that a reader of KGX would take for more than it is."""

import csv
import io
import json
from importlib import import_module
from typing import Any

import pytest

from pohgraph.claims.view import GraphView
from pohgraph.export import FORMATS, view_for
from pohgraph.export.tables.kgx_rows import EDGE_KEYS, NODE_KEYS, Row, edge_rows, node_rows
from pohgraph.store.graph import GraphStore

# biolink-model warns at its own import.
OF_ITS_OWN_IMPORT = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")
POH = "MONDO:0008153"


def view_of(store: GraphStore) -> GraphView:
    """The graph as KGX files have it."""
    return view_for(store, FORMATS["kgx-jsonl"])


def written(store: GraphStore, format_: str, part: str) -> str:
    """The text of one file."""
    out = io.BytesIO()
    FORMATS[format_].parts[part](view_for(store, FORMATS[format_]), out)
    return out.getvalue().decode()


def accepted(rows: list[Row]) -> int:
    """Instantiate each row as its class of Biolink's pydantic module; how many there were.

    Keys without a value are left out: the classes know only their own slots, and a table has those of all.
    """
    biolink = import_module("biolink_model.datamodel.pydanticmodel_v2")
    for row in rows:
        category: Any = row["category"]
        slots = {key: value for key, value in row.items() if value is not None}
        getattr(biolink, category[0].removeprefix("biolink:"))(**slots)
    return len(rows)


@OF_ITS_OWN_IMPORT
@pytest.mark.parametrize("graph", ["sample_store", "seeds_store", "pages_store"])
def test_biolink_accepts_every_node_and_edge(graph: str, request: pytest.FixtureRequest) -> None:
    """Each row is an instance of the class it names, none left out."""
    store = request.getfixturevalue(graph)
    assert accepted(list(node_rows(view_of(store)))) > 10
    assert accepted(list(edge_rows(view_of(store)))) > 10


@pytest.mark.parametrize("graph", ["sample_store", "seeds_store", "pages_store"])
def test_ends_of_edges_are_nodes(graph: str, request: pytest.FixtureRequest) -> None:
    """No edge leads to a node that the other file lacks, and no id comes twice."""
    view = view_of(request.getfixturevalue(graph))
    nodes, edges = list(node_rows(view)), list(edge_rows(view))
    identifiers = {row["id"] for row in nodes}
    assert len(identifiers) == len(nodes)
    assert len({row["id"] for row in edges}) == len(edges)
    assert {row[end] for row in edges for end in ("subject", "object")} <= identifiers


def test_edges_are_typed_as_specifically_as_biolink_can(sample_store: GraphStore) -> None:
    """A phenotype, a cause and an inheritance each have their own class; what Biolink lacks keeps our predicate."""
    found = {(e["category"][0], e["predicate"], e["original_predicate"]) for e in edge_rows(view_of(sample_store))}  # type: ignore[index]
    assert {
        ("biolink:DiseaseToPhenotypicFeatureAssociation", "biolink:has_phenotype", None),
        ("biolink:CausalGeneToDiseaseAssociation", "biolink:causes", None),
        (
            "biolink:DiseaseOrPhenotypicFeatureToGeneticInheritanceAssociation",
            "biolink:has_mode_of_inheritance",
            None,
        ),
        ("biolink:DiseaseToDiseaseAssociation", "biolink:associated_with", None),
        ("biolink:Association", "biolink:related_to", "pohgraph:has_onset"),
    } <= found


def test_figures_of_the_page_are_on_the_edge(sample_store: GraphStore) -> None:
    """A percentage and its HPO term, the quote, the works cited and the page stand on the edge."""
    edge = next(row for row in edge_rows(view_of(sample_store)) if row["has_percentage"])
    assert edge["has_percentage"] == 90.0
    assert edge["frequency_qualifier"] == "HP:0040281"
    assert edge["supporting_text"] == ["90% of people have ectopic calcification"]
    cause = next(row for row in edge_rows(view_of(sample_store)) if row["predicate"] == "biolink:causes")
    assert cause["publications"] == ["PMID:11092390", "pohdoc:first"]


def test_claims_that_are_open_or_of_others_give_no_edge(sample_store: GraphStore) -> None:
    """A reader of KGX knows no hedge: joint pain, hedged by one page and a parent's on another, is no edge, and is counted."""
    view = view_of(sample_store)
    assert "HP:0002829" not in {row["object"] for row in edge_rows(view)}
    lines = list(view.report.lines())
    assert "left out: 1 claim that the page leaves open" in lines
    assert "left out: 1 claim about another disease or a relative" in lines


def test_denied_only_as_far_as_the_page_does(seeds_store: GraphStore) -> None:
    """No edge of a wider predicate than ours is negated: that would deny more than the page."""
    assert not [row for row in edge_rows(view_of(seeds_store)) if row["negated"] and row["original_predicate"]]


def test_node_has_names_and_identifiers(sample_store: GraphStore) -> None:
    """Synonyms by their scope, and other identifiers as Monarch spells them."""
    node = next(row for row in node_rows(view_of(sample_store)) if row["id"] == POH)
    assert node["exact_synonym"] == ["POH"]
    assert node["related_synonym"] == ["familial ectopic ossification"]
    assert node["xref"] == ["GARD:0000109", "OMIM:166350", "Orphanet:2762"]
    assert node["equivalent_identifiers"] == ["OMIM:166350", "Orphanet:2762"]


def test_page_is_a_node_with_its_licence(seeds_store: GraphStore) -> None:
    """An edge names its page among its publications, and the page's node has licence, rights and attribution."""
    nodes = {row["id"]: row for row in node_rows(view_of(seeds_store))}
    for edge in edge_rows(view_of(seeds_store)):
        publications: Any = edge["publications"]
        page = nodes[publications[-1]]
        assert page["category"] == ["biolink:InformationContentEntity"]
        assert page["rights"]


@pytest.mark.parametrize(("part", "keys"), [("nodes", NODE_KEYS), ("edges", EDGE_KEYS)])
def test_every_line_has_the_same_keys(part: str, keys: tuple[str, ...], seeds_store: GraphStore) -> None:
    """Tools that infer a table from the first lines see every column there."""
    lines = written(seeds_store, "kgx-jsonl", part).splitlines()
    assert {tuple(json.loads(line)) for line in lines} == {keys}


@pytest.mark.parametrize("part", ["nodes", "edges"])
def test_tsv_says_what_jsonl_says(part: str, seeds_store: GraphStore) -> None:
    """Cells are the values of the other form, lists joined; only white space and bars in texts differ."""
    table = csv.DictReader(
        io.StringIO(written(seeds_store, "kgx-tsv", part)), delimiter="\t", quoting=csv.QUOTE_NONE, strict=True
    )
    for row, line in zip(table, written(seeds_store, "kgx-jsonl", part).splitlines(), strict=True):
        for key, value in json.loads(line).items():
            texts = value if isinstance(value, list) else [] if value in {None, False} else [value]
            expected = [" ".join(str("true" if text is True else text).split()).replace("|", "¦") for text in texts]
            assert row[key] == "|".join(expected)


def test_tsv_leaves_negated_empty_unless_denied(sample_store: GraphStore) -> None:
    """KGX's reader takes any text for true, "False" as well."""
    rows = list(csv.DictReader(io.StringIO(written(sample_store, "kgx-tsv", "edges")), delimiter="\t"))
    assert {row["negated"] for row in rows} == {"", "true"}
    assert [row["object"] for row in rows if row["negated"]] == ["HP:0004322"]
