"""A graph that nobody changed proves itself, wherever it came from; what cannot be proven is said, and is no fault."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import RdfFormat, Store, serialize

from pohgraph.check import CheckResult
from pohgraph.claims.reader import read_claims
from pohgraph.claims.view import GraphView
from pohgraph.cli import app
from pohgraph.errors import ReadError
from pohgraph.export import export_files
from pohgraph.pipeline.about import subjects
from pohgraph.pipeline.gather import gather
from pohgraph.pipeline.graph import build
from pohgraph.pipeline.proving import check_graph
from pohgraph.resources import bundled
from pohgraph.review.decision import decision_from
from pohgraph.review.table import add_decision
from pohgraph.schema.prefixes import prefix_map
from pohgraph.store.graph import open_store
from pohgraph.store.manifest import read_manifest, write_manifest
from pohgraph.store.rdf import CONFLICTS
from pohgraph.store.seal import seal
from pohgraph.vocab.lexicon import open_lexicon

_EDGE = {
    "id": "uuid:1",
    "category": ["biolink:DiseaseToPhenotypicFeatureAssociation"],
    "subject": "MONDO:0008153",
    "predicate": "biolink:has_phenotype",
    "object": "HP:0001250",
    "publications": ["PMID:1"],
}
_ONE = "Made-up fever\n\nMade-up fever is a rare disorder. People with made-up fever have seizures and scoliosis.\n"
_TWO = "Made-up Fever\n\nMade-up Fever is a rare disorder. Patients have hearing loss. No one has a rash.\n"
Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a page or a graph file into a folder of its own."""

    def _write(name: str, text: str) -> Path:
        folder = tmp_path / f"{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        (folder / name).write_text(text, encoding="utf-8")
        return folder / name

    return _write


def _checked(path: Path, *pages: Path, jobs: int = 1, fast: bool = False) -> CheckResult:
    with open_store(path) as store:
        return check_graph(store, pages=pages, jobs=jobs, fast=fast)


def _update(path: Path, update: str) -> None:
    """Change a graph and make its manifest fit."""
    with open_store(path) as graph:
        assert graph.manifest
        origin = graph.manifest.origin
    generation = path / (path / "current").read_text(encoding="ascii").strip()
    store = Store(generation / "graph")
    before = set(store)
    store.update(update, prefixes=prefix_map())
    store.flush()
    assert set(store) != before
    write_manifest(generation, store, origin)
    del store
    seal(generation)


def _proof(result: CheckResult) -> list[str]:
    return [line for line in result.lines if line.startswith(("proof", "not proven"))]


def test_a_graph_proves_itself(seeds_path: Path) -> None:
    """Every quad is one that a new reading of the pages gives, and every graph has the digest that was written down."""
    result = _checked(seeds_path)
    with open_store(seeds_path) as graph:
        size = len(graph) - sum(1 for _ in graph.quads_of(CONFLICTS))
    assert result.faults == ()
    assert _proof(result) == [f"proof: 3 of 3 pages read again, and {size:,} quads held against them"]
    assert result.lines[-1].startswith("digest: 5 of 5 graphs as they were written, ")


def test_fast_says_what_it_leaves_out(seeds_path: Path) -> None:
    """Without the reading nothing is proven, and the report says so."""
    result = _checked(seeds_path, fast=True)
    assert result.faults == ()
    assert _proof(result) == ["proof: not made, the pages were not read again"]


def test_several_processes_prove_the_same(tmp_path: Path) -> None:
    """Pages are read in other processes, and the result is the same."""
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(20):
        (pages / f"page{number}.txt").write_text(_ONE.replace("seizures", f"seizures in {number + 2}%"), "utf-8")
    build([pages], store=tmp_path / "a.db")
    assert _checked(tmp_path / "a.db", jobs=2) == _checked(tmp_path / "a.db")
    assert _proof(_checked(tmp_path / "a.db", jobs=2))[0].startswith("proof: 20 of 20 pages")


def test_a_page_whose_disease_the_user_named_is_read_with_it(write: Write, tmp_path: Path) -> None:
    """What was said with --about is in the graph, and is said again."""
    page = write("about.txt", "Patients have scoliosis. Their joints hurt.\n")
    build([page], store=tmp_path / "a.db", subjects=subjects(open_lexicon(), about="Marfan syndrome"))
    result = _checked(tmp_path / "a.db")
    assert result.faults == ()
    assert _proof(result)[0].startswith("proof: 1 of 1 page read again")


def test_pages_of_one_name_are_told_apart(write: Write, tmp_path: Path) -> None:
    """A page that got another name for one like it is proven under that name, alone as well."""
    build([write("page.txt", _ONE), write("page.txt", _TWO)], store=tmp_path / "a.db")
    assert _checked(tmp_path / "a.db").faults == ()


def test_decisions_beside_a_graph_change_nothing(seeds_path: Path, tmp_path: Path) -> None:
    """What curators decide is kept in a file of their own."""
    shutil.copytree(seeds_path, tmp_path / "a.db")
    decision = decision_from({"claim": "pohassoc:6d8fc43dc09e33ad2660be6e", "decision": "reject"})
    add_decision(tmp_path / "a.db" / "decisions.tsv", decision)
    done = CliRunner().invoke(app, ["check", "--store", str(tmp_path / "a.db")])
    assert (done.exit_code, done.stdout) == (0, "")


def test_decisions_in_a_graph_are_carried_out_again(tmp_path: Path) -> None:
    """What curators accepted, rejected and edited is no fault; who says so cannot be changed."""
    build(store=tmp_path / "before.db")
    with open_store(tmp_path / "before.db") as graph:
        claims = [claim for claim in read_claims(GraphView(graph)) if claim.state == "stated" and claim.frequency]
    changes = {"accept": {}, "reject": {}, "edit": {"frequency": "HP:0040284"}}
    for claim, (word, change) in zip(claims, changes.items(), strict=False):
        given = {"claim": claim.id, "decision": word, "changes": change, "curator": "0000-0002-1825-0097"}
        add_decision(tmp_path / "d.tsv", decision_from(given))
    report = build(store=tmp_path / "a.db", decisions=[tmp_path / "d.tsv"])
    assert report.decisions == (("accepted", 1), ("rejected", 1), ("edited", 1))
    result = _checked(tmp_path / "a.db")
    assert result.faults == ()
    assert "not proven: who made 3 decisions, which the digest alone covers" in result.lines
    assert _checked(tmp_path / "a.db", fast=True).faults == ()


def test_a_damaged_decision_is_told_in_one_line(tmp_path: Path) -> None:
    """What is no decision of this program cannot be carried out again; which it is, is said."""
    build(store=tmp_path / "before.db")
    with open_store(tmp_path / "before.db") as graph:
        claim = next(claim for claim in read_claims(GraphView(graph)) if claim.state == "stated" and claim.onset == "")
    given = {"claim": claim.id, "decision": "edit", "changes": {"state": "open"}, "curator": "Ada"}
    add_decision(tmp_path / "d.tsv", decision_from(given))
    build(store=tmp_path / "a.db", decisions=[tmp_path / "d.tsv"])
    _update(
        tmp_path / "a.db",
        "DELETE { ?d pohgraph:changes ?c } INSERT { ?d pohgraph:changes '{' } WHERE { ?d pohgraph:changes ?c }",
    )
    with (
        open_store(tmp_path / "a.db") as graph,
        pytest.raises(ReadError, match="is no decision that this program makes"),
    ):
        check_graph(graph)


def test_a_figure_that_is_no_number_is_a_fault(seeds_path: Path, tmp_path: Path) -> None:
    """The name of its claim cannot be made of it."""
    shutil.copytree(seeds_path, tmp_path / "a.db")
    _update(
        tmp_path / "a.db",
        "INSERT { ?c biolink:has_percentage 'abc' } WHERE { SELECT ?c { ?c a biolink:Association } ORDER BY ?c LIMIT 1 }",
    )
    kinds = {fault.kind for fault in _checked(tmp_path / "a.db", fast=True).faults}
    assert "altered content" in kinds


def test_merged_graphs_prove_themselves(seeds_path: Path, write: Write, tmp_path: Path) -> None:
    """Pages of several builds, one of them replaced by a newer version, and statements of a file give no false alarm."""
    build([write("page.txt", _ONE)], store=tmp_path / "old.db")
    build([write("page.txt", _TWO), write("other.txt", _ONE)], store=tmp_path / "new.db")
    graphs = [seeds_path, tmp_path / "old.db", tmp_path / "new.db"]
    report = gather(graphs, store=tmp_path / "pages.db")
    assert {remark.code for remark in report.remarks} == {"two_versions"}
    result = _checked(tmp_path / "pages.db")
    assert result.faults == ()
    assert _proof(result)[0].startswith("proof: 5 of 5 pages read again")

    nodes = "id\tcategory\tname\tsynonym\nMONDO:0008153\tbiolink:Disease\tPOH of Monarch\tPOH\n"
    files = [write("m_nodes.tsv", nodes), write("edges.jsonl", json.dumps(_EDGE) + "\n")]
    gather([*graphs, *files], store=tmp_path / "all.db")
    result = _checked(tmp_path / "all.db")
    assert result.faults == ()
    assert _proof(result)[1].endswith("quads of other origin, which the digest alone covers")


@pytest.mark.parametrize(
    ("update", "says"),
    [
        (
            (
                "DELETE { pohassoc:6d8fc43dc09e33ad2660be6e rdf:object HP:0002653 }"
                "INSERT { pohassoc:6d8fc43dc09e33ad2660be6e rdf:object HP:0100246 } WHERE {}"
            ),
            "object is HP:0100246 (Osteoma), but the page gives HP:0002653 (Bone pain)",
        ),
        ("DELETE WHERE { pohassoc:6d8fc43dc09e33ad2660be6e ?p ?o }", "the page gives it, but it is not in the graph"),
        ("INSERT DATA { MONDO:0008153 rdfs:label 'Fibrodysplasia' }", 'label "Fibrodysplasia" is in the graph, but'),
        ("INSERT DATA { HP:0002653 rdfs:subClassOf HP:0001507 }", "subClassOf HP:0001507"),
        (
            (
                "DELETE { pohassoc:6f16ab93cdc1784234f53cec biolink:publications ?w }"
                "INSERT { pohassoc:6f16ab93cdc1784234f53cec biolink:publications PMID:11784876 } WHERE {"
                " pohassoc:6f16ab93cdc1784234f53cec biolink:publications ?w }"
            ),
            "publications is PMID:11784876",
        ),
    ],
    ids=["object", "claim", "label", "hierarchy", "citation"],
)
def test_other_people_s_statements_hide_nothing(
    update: str, says: str, seeds_path: Path, write: Write, tmp_path: Path
) -> None:
    """What pages give is held against them beside other graphs as well."""
    gather([seeds_path, write("edges.jsonl", json.dumps(_EDGE) + "\n")], store=tmp_path / "a.db")
    assert _checked(tmp_path / "a.db").faults == ()
    _update(tmp_path / "a.db", update)
    assert [fault for fault in _checked(tmp_path / "a.db").faults if fault.part == "proof" and says in fault.message]


@pytest.mark.parametrize("changed", ["programs", "code", "vocabularies"])
def test_another_version_is_no_fault(changed: str, seeds_path: Path, tmp_path: Path) -> None:
    """What another program or other vocabularies read cannot be held against a reading of today: that is said, and no more."""
    shutil.copytree(seeds_path, tmp_path / "a.db")
    (generation,) = (tmp_path / "a.db").glob("generation-*")
    manifest = read_manifest(generation)
    assert manifest
    (reading,) = manifest.origin.readings
    other = {
        "programs": replace(reading, programs=("0.0.1",)),
        "code": replace(reading, code="0" * 64),
        "vocabularies": replace(reading, vocabularies={**reading.vocabularies, "hp": "0" * 64}),
    }[changed]
    write_manifest(generation, Store.read_only(str(generation / "graph")), replace(manifest.origin, readings=(other,)))
    done = CliRunner().invoke(app, ["check", "--store", str(tmp_path / "a.db")])
    assert (done.exit_code, done.stdout) == (0, "")
    reason = {
        "programs": "not proven: 3 pages read by pohgraph 0.0.1, this is ",
        "code": "before its code was changed",
        "vocabularies": "not proven: 3 pages read with other vocabularies than those in use: hp",
    }[changed]
    assert reason in done.stderr
    assert "proof: 0 of 3 pages read again" in done.stderr


@pytest.mark.parametrize("format_", ["nq", "ttl"])
def test_a_graph_from_a_file_is_proven_with_its_pages(format_: str, seeds_path: Path, tmp_path: Path) -> None:
    """Pages are found by their hashes in a folder; without them it is said which are missing."""
    with open_store(seeds_path) as store:
        _, files = export_files(store, format_, tmp_path / f"a.{format_}")
    gather(files, store=tmp_path / "a.db")
    result = _checked(tmp_path / "a.db", bundled("seeds"))
    assert result.faults == ()
    assert _proof(result)[0].startswith("proof: 3 of 3 pages read again")
    result = _checked(tmp_path / "a.db")
    assert {fault.kind for fault in result.faults} == {"page missing"}
    assert _proof(result)[1] == "not proven: 3 pages without the bytes that were read; `--pages` tells where they are"


_CHANGES = {
    "prefix": ("oa:prefix", "'% of people have other symptoms'", "prefix is"),
    "start": ("oa:start", "3544", "start is 3544, but the page gives 3543"),
}


@pytest.mark.parametrize("change", _CHANGES)
def test_a_changed_file_is_found_with_its_pages(change: str, seeds_path: Path, tmp_path: Path) -> None:
    """What somebody changed in an export before it was read is found by the pages; bounds by their names alone."""
    slot, new, says = _CHANGES[change]
    graph = Store()
    with open_store(seeds_path) as store:
        graph.extend(store.quads())
    graph.update(
        f"DELETE {{ GRAPH ?g {{ ?q {slot} ?old }} }} INSERT {{ GRAPH ?g {{ ?q {slot} {new} }} }} WHERE {{"
        f"GRAPH ?g {{ ?q oa:exact 'Bone pain 0002653' ; {slot} ?old }} }}",
        prefixes=prefix_map(),
    )
    serialize(graph, tmp_path / "a.nq", RdfFormat.N_QUADS)
    gather([tmp_path / "a.nq"], store=tmp_path / "a.db")
    faults = _checked(tmp_path / "a.db", bundled("seeds")).faults
    assert [fault for fault in faults if fault.part == "proof" and says in fault.message]
    named = [fault for fault in _checked(tmp_path / "a.db").faults if fault.part == "identity"]
    assert bool(named) is (change == "start")


def test_a_claim_keeps_its_name_only_with_its_content(seeds_path: Path, tmp_path: Path) -> None:
    """Without pages, a claim, evidence or bounds that were changed do not fit their identifiers."""
    shutil.copytree(seeds_path, tmp_path / "a.db")
    _update(
        tmp_path / "a.db",
        "DELETE { pohassoc:6d8fc43dc09e33ad2660be6e pohgraph:frequency_text ?t }"
        "INSERT { pohassoc:6d8fc43dc09e33ad2660be6e pohgraph:frequency_text '1%' } WHERE {"
        " pohassoc:6d8fc43dc09e33ad2660be6e pohgraph:frequency_text ?t }",
    )
    (fault,) = _checked(tmp_path / "a.db", fast=True).faults
    assert str(fault) == (
        "identity: altered content: pohassoc:6d8fc43dc09e33ad2660be6e: its identifier does not follow from its subject, "
        "predicate, object, qualifiers and page"
    )


def test_a_store_without_its_manifest_is_told(seeds_path: Path, tmp_path: Path) -> None:
    """Whoever takes the manifest away, or changes it, is noticed, and the proof is made all the same."""
    shutil.copytree(seeds_path, tmp_path / "a.db")
    (file,) = (tmp_path / "a.db").glob("generation-*/manifest.json")
    file.write_text(file.read_text("utf-8").replace("0.1.0", "0.1.1"), "utf-8")
    for kind in ("manifest altered", "manifest missing"):
        result = _checked(tmp_path / "a.db")
        assert [fault.kind for fault in result.faults] == [kind]
        assert _proof(result)[0].startswith("proof: 3 of 3 pages read again")
        file.unlink(missing_ok=True)


def test_a_page_under_another_name_is_a_fault(seeds_path: Path, tmp_path: Path) -> None:
    """A page's identifier follows from its bytes and the name of its file."""
    shutil.copytree(seeds_path, tmp_path / "a.db")
    page = "pohdoc:000_c74ab92bd6314247"
    _update(
        tmp_path / "a.db",
        f"DELETE {{ {page} pohgraph:file_name ?n }} INSERT {{ {page} pohgraph:file_name 'x.txt' }}"
        f" WHERE {{ {page} pohgraph:file_name ?n }}",
    )
    assert ("proof", "other page", page) in {(f.part, f.kind, f.node) for f in _checked(tmp_path / "a.db").faults}
