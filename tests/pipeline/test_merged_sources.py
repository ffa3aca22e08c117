"""Whose statements a merged graph has: our own once, those of a file by whom it names, and data that repeats other data."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from pohgraph.check import check_integrity
from pohgraph.claims.reader import read_claims
from pohgraph.claims.view import GraphView
from pohgraph.compare.wording import CONFLICT_COLUMNS, conflict_row
from pohgraph.export import export_files, export_graph
from pohgraph.model import Claim
from pohgraph.pipeline.conflicting import conflicts_in
from pohgraph.pipeline.gather import gather
from pohgraph.pipeline.reference import compared
from pohgraph.query import run_query
from pohgraph.store.graph import GraphStore, open_store
from pohgraph.store.quads import quads
from pohgraph.store.writer import write_store

_POH = "MONDO:0008153"
_EDGE = {
    "category": ["biolink:DiseaseToPhenotypicFeatureAssociation"],
    "subject": _POH,
    "predicate": "biolink:has_phenotype",
    "object": "HP:0002653",
}


@pytest.fixture
def seeds_store(seeds_path: Path) -> Iterator[GraphStore]:
    """The graph of the bundled pages."""
    with open_store(seeds_path) as store:
        yield store


@pytest.fixture
def merged(tmp_path: Path) -> Callable[..., Path]:
    """Merges edges, as one file of KGX, with other graphs."""

    def merge(*edges: dict[str, object], beside: tuple[Path, ...] = ()) -> Path:
        lines = [json.dumps(_EDGE | {"id": f"uuid:{number}"} | edge) for number, edge in enumerate(edges)]
        (tmp_path / "edges.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        gather([*beside, tmp_path / "edges.jsonl"], store=tmp_path / "merged.db")
        return tmp_path / "merged.db"

    return merge


def _claims(path: Path) -> list[Claim]:
    with open_store(path) as store:
        return list(read_claims(GraphView(store)))


def _rows(path: Path, name: str) -> list[dict[str, str]]:
    with open_store(path) as store:
        result = run_query(store, name)
        return [{c: getattr(v, "value", "") for c, v in zip(result.columns, row, strict=True)} for row in result]


@pytest.mark.parametrize("format_", ["kgx-tsv", "kgx-jsonl", "nanopub"])
def test_own_claims_in_another_form_count_once(
    format_: str, seeds_path: Path, seeds_store: GraphStore, tmp_path: Path
) -> None:
    """An export that comes back beside the graph that it was made of brings no claim, no page and no witness."""
    _, files = export_files(seeds_store, format_, tmp_path / "own.trig")
    report = gather([seeds_path, *files], store=tmp_path / "both.db")
    assert {remark.code for remark in report.remarks} == {"taken_before"}
    assert len(_claims(tmp_path / "both.db")) == len(_claims(seeds_path))
    assert _rows(tmp_path / "both.db", "multi-source-statements") == _rows(seeds_path, "multi-source-statements")
    with open_store(tmp_path / "both.db") as both:
        assert not check_integrity(both).faults


def test_two_files_of_our_own_count_once(seeds_store: GraphStore, tmp_path: Path) -> None:
    """The same claims as TSV and as JSON Lines are the same claims, without the graph as well."""
    files = [export_files(seeds_store, form, tmp_path / form)[1][-1] for form in ("kgx-tsv", "kgx-jsonl")]
    report = gather(files, store=tmp_path / "both.db")
    assert report.graphs[1].associations == 0
    assert report.graphs[0].associations == len(_claims(tmp_path / "both.db"))


def test_graph_of_our_kgx_counts_once_beside_the_graph(
    seeds_path: Path, seeds_store: GraphStore, tmp_path: Path
) -> None:
    """A store that our KGX was read into first brings nothing to the graph that the KGX is of, in either order."""
    _, files = export_files(seeds_store, "kgx-tsv", tmp_path / "own")
    gather(files, store=tmp_path / "kgx.db")
    for number, graphs in enumerate(([seeds_path, tmp_path / "kgx.db"], [tmp_path / "kgx.db", seeds_path])):
        report = gather(graphs, store=tmp_path / f"{number}.db")
        assert "taken_before" in {remark.code for remark in report.remarks}
        assert len(_claims(tmp_path / f"{number}.db")) == len(_claims(seeds_path))


@pytest.mark.parametrize(
    "change",
    [{"negated": True}, {"object": "HP:0000924"}, {"frequency_qualifier": "HP:0040284"}],
    ids=lambda c: next(iter(c)),
)
def test_changed_claim_of_ours_is_the_files(
    change: dict[str, object], seeds_path: Path, seeds_store: GraphStore, merged: Callable[..., Path]
) -> None:
    """An identifier of ours proves nothing: a row that says something else is kept, as a statement of its file."""
    claim = next(c for c in read_claims(GraphView(seeds_store)) if c.object == "HP:0002653" and c.state == "stated")
    before = len(_claims(seeds_path))
    assert len(_claims(merged({"id": str(claim.id)}, beside=(seeds_path,)))) == before
    assert len(_claims(merged({"id": str(claim.id)} | change, beside=(seeds_path,)))) == before + 1


def test_sources_within_one_file_can_conflict(merged: Callable[..., Path]) -> None:
    """OMIM and Orphanet are two sources though one file brings both; each is named."""
    path = merged(
        {"primary_knowledge_source": "infores:omim", "frequency_qualifier": "HP:0040281"},
        {"primary_knowledge_source": "infores:orphanet", "frequency_qualifier": "HP:0040284"},
    )
    with open_store(path) as store:
        (row,) = map(conflict_row, conflicts_in(store))
    found = dict(zip(CONFLICT_COLUMNS, row, strict=True))
    assert found["kind"] == "frequency"
    assert {found["first_source"], found["second_source"]} == {
        "infores:omim in edges.jsonl",
        "infores:orphanet in edges.jsonl",
    }


def test_one_source_within_one_file_is_one(merged: Callable[..., Path]) -> None:
    """What one source says twice is no agreement; what two say in one file is."""
    omim, orphanet = {"primary_knowledge_source": "infores:omim"}, {"primary_knowledge_source": "infores:orphanet"}
    assert _rows(merged(omim, omim | {"has_count": 3}), "multi-source-statements") == []
    (row,) = _rows(merged(omim, orphanet), "multi-source-statements")
    assert (row["pages"], row["note"]) == ("2", "")
    assert "infores:omim in edges.jsonl" in row["sources"]


@pytest.mark.parametrize(
    "source",
    [
        {"primary_knowledge_source": "infores:hpo-annotations"},
        {"primary_knowledge_source": "infores:omim", "aggregator_knowledge_source": ["infores:hpo-annotations"]},
    ],
    ids=["itself", "passed on"],
)
def test_annotations_are_not_compared_with_themselves(
    source: dict[str, object], seeds_path: Path, merged: Callable[..., Path]
) -> None:
    """Comparing after a merge of HPO's annotations gives what it gave before."""
    with open_store(seeds_path) as store:
        (before,) = compared(store, "hpoa", _POH)
    with open_store(merged(source, beside=(seeds_path,))) as store:
        (after,) = compared(store, "hpoa", _POH)
    assert [(c.status, c.term) for c in after.found] == [(c.status, c.term) for c in before.found]


def test_table_that_repeats_hpo_is_no_second_witness(seeds_path: Path, merged: Callable[..., Path]) -> None:
    """GARD's table and HPO's annotations agree because one is made of the other; prose beside them is independent."""
    only_in_table, said_too = "HP:0002653", "HP:0100246"
    path = merged(
        *(
            {"object": term, "primary_knowledge_source": "infores:hpo-annotations"}
            for term in (only_in_table, said_too)
        ),
        beside=(seeds_path,),
    )
    table = next(c for c in _claims(path) if c.object == only_in_table and not c.source.is_dataset)
    assert table.derived_from == ("infores:hpo-annotations", "infores:orphanet")
    notes = {row["object"]: row["note"] for row in _rows(path, "multi-source-statements")}
    assert notes["Bone pain"] == "not independent"
    assert notes["Ectopic ossification"] == ""


def test_page_that_says_it_in_words_too_is_no_table(sample: ModuleType, tmp_path: Path) -> None:
    """A claim is derived only where every place it was read at is in a table of HPO's."""
    content = sample.sample_content()
    table = tuple(
        replace(doc, sections=tuple(replace(section, name="hpo_table") for section in doc.sections))
        if doc.id == "pohdoc:first"
        else doc
        for doc in content.documents
    )
    write_store(tmp_path / "db", quads(replace(content, documents=table)), sample.SOURCES, "{}")
    derived = {claim.source.id: bool(claim.derived_from) for claim in _claims(tmp_path / "db")}
    assert derived == {"pohdoc:first": True, "pohdoc:second": False, "pohdoc:third": False}


_OBAN = """@prefix OBAN: <http://purl.org/oban/> . @prefix obo: <http://purl.obolibrary.org/obo/> .
@prefix monarch: <https://monarchinitiative.org/> . @prefix dc: <http://purl.org/dc/elements/1.1/> . @prefix ex: <http://x.org/> .
ex:a a OBAN:association ; OBAN:association_has_subject obo:MONDO_0008153 ;
  OBAN:association_has_predicate obo:RO_0002200 ; OBAN:association_has_object obo:HP_0002653 ; """


@pytest.mark.parametrize(
    ("slots", "frequency", "texts", "onset"),
    [
        ("monarch:frequencyOfPhenotype obo:HP_0040282", "HP:0040282", (), ""),
        ('monarch:frequencyOfPhenotype "HP:0040282"', "HP:0040282", (), ""),
        ('monarch:frequencyOfPhenotype "12/20"', "", ("12/20",), ""),
        ("ex:often obo:HP_0040282 ; ex:begins obo:HP_0003593", "HP:0040282", (), "HP:0003593"),
        ("monarch:onset obo:HP_0003593", "", (), "HP:0003593"),
    ],
)
def test_oban_keeps_frequency_and_onset(
    slots: str, frequency: str, texts: tuple[str, ...], onset: str, tmp_path: Path
) -> None:
    """An OBAN association brings how often and when, by Monarch's slots or by what HPO's terms are."""
    source = "dc:source <http://www.ncbi.nlm.nih.gov/pubmed/11092390> ; obo:RO_0002558 obo:ECO_0000304"
    (tmp_path / "oban.ttl").write_text(f"{_OBAN}{slots} ; {source} .\n", encoding="utf-8")
    gather([tmp_path / "oban.ttl"], store=tmp_path / "db")
    (claim,) = _claims(tmp_path / "db")
    assert (claim.frequency, claim.frequency_texts, claim.onset) == (frequency, texts, onset)
    assert (claim.publications, claim.evidence_codes) == (("PMID:11092390",), ("ECO:0000304",))
    assert claim.frequency.label == ("Frequent" if frequency else "")


def test_dash_is_no_frequency(merged: Callable[..., Path]) -> None:
    """A cell with a dash alone says nothing."""
    (claim,) = _claims(merged({"frequency_qualifier": "-", "onset_qualifier": ["-"]}))
    assert (claim.often, claim.onset) == ("", "")


_LIMITED_DENIAL = {"negated": True, "onset_qualifier": "HP:0003577"}


def test_limited_denial_is_shown_with_its_limit_and_contradicts_nothing(
    seeds_path: Path, merged: Callable[..., Path]
) -> None:
    """What is denied at birth is no conflict with what is stated, and the query says when."""
    path = merged(_LIMITED_DENIAL, beside=(seeds_path,))
    with open_store(path) as store:
        assert not [found for found in conflicts_in(store) if found.rule == "stated-and-denied"]
        (found,) = compared(store, "hpoa", _POH)
    assert "contradicts" not in {c.status for c in found.found if c.claim and c.claim.negated}
    (row,) = [row for row in _rows(path, "negated-statements") if row["object"] == "Bone pain"]
    assert row["qualifiers"] == "Congenital onset"


@pytest.mark.parametrize("format_", ["hpoa", "phenopackets", "kgx-jsonl", "csv", "cx2", "graphml", "nq"])
def test_limited_denial_is_never_a_general_one(format_: str, merged: Callable[..., Path], tmp_path: Path) -> None:
    """A format says when it is denied, or leaves the denial out."""
    with open_store(merged(_LIMITED_DENIAL)) as store:
        _, files = export_files(store, format_, tmp_path / "out")
    text = "".join(path.read_text("utf-8") for path in files if "nodes" not in path.name)
    if format_ in {"hpoa", "phenopackets"}:
        assert "HP:0002653" not in text
    else:
        assert "HP:0003577" in text or "HP_0003577" in text


def test_denial_of_a_class_without_a_slot_for_its_limit_is_no_edge(merged: Callable[..., Path], tmp_path: Path) -> None:
    """Biolink's class for genes has no onset: its edge would deny in general."""
    edge = {
        "subject": "NCBIGene:2778",
        "predicate": "biolink:associated_with",
        "object": _POH,
        "category": ["biolink:GeneToDiseaseAssociation"],
    }
    with open_store(merged(edge | _LIMITED_DENIAL)) as store:
        _, files = export_files(store, "kgx-jsonl", tmp_path / "out")
    assert Path(files[-1]).read_text("utf-8") == ""


def test_no_node_of_bioschemas_has_an_empty_id(merged: Callable[..., Path], seeds_path: Path, tmp_path: Path) -> None:
    """Files without a publisher, pages without a disease and things without a name all have their identifiers."""
    path = merged(
        {"publications": ["PMID:1"]},
        {"subject": "FOO:1", "object": "BAR:2"},
        {"subject": "NCBIGene:1", "predicate": "biolink:causes", "object": _POH},
        beside=(seeds_path,),
    )
    with open_store(path) as store, (tmp_path / "out.jsonld").open("wb") as out:
        export_graph(store, "bioschemas", out)
    empty: list[object] = []

    def walk(node: object) -> None:
        if isinstance(node, dict):
            empty.extend(key for key, value in node.items() if value in ("", [], {}, None))
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(json.loads((tmp_path / "out.jsonld").read_text("utf-8"))["@graph"][1:])
    assert empty == []
