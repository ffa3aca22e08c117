"""The conflicts in a graph are those that its claims give, however it was made; others are faults."""

import shutil
from pathlib import Path

import pytest
from pyoxigraph import Store

from pohgraph.claims.view import GraphView
from pohgraph.export import export_files
from pohgraph.export.rdf.conflicts import conflict_iri
from pohgraph.pipeline.comparing import difference_of
from pohgraph.pipeline.conflicting import conflicts_in
from pohgraph.pipeline.gather import gather
from pohgraph.pipeline.graph import build
from pohgraph.pipeline.proving import check_graph
from pohgraph.review.decision import checked
from pohgraph.review.table import add_decision
from pohgraph.schema.prefixes import prefix_map
from pohgraph.store.directory import live_generation
from pohgraph.store.graph import open_store
from pohgraph.store.manifest import write_manifest
from pohgraph.store.rdf import CONFLICTS
from pohgraph.store.seal import seal

_NAME = "Progressive osseous heteroplasia"
_YES = f"{_NAME}\n\nSigns and symptoms\n\nPatients have short stature and scoliosis.\n"
_NO = f"{_NAME}\n\nSigns and symptoms\n\nShort stature is absent.\n"
_GRAPH = f"GRAPH {CONFLICTS}"
_SEVERITY = f"{_GRAPH} {{ ?s pohgraph:conflict_severity"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A page that states a finding, and one that denies it."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "yes.txt").write_text(_YES, "utf-8")
    (folder / "no.txt").write_text(_NO, "utf-8")
    return [folder / "no.txt", folder / "yes.txt"]


@pytest.fixture(scope="module")
def built(pages: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Their graph."""
    store = tmp_path_factory.mktemp("built") / "db"
    build(pages, store=store)
    return store


def _rules(path: Path) -> list[str]:
    """The rules of the conflicts in a graph, which are those that its claims give."""
    with open_store(path) as store:
        found = {str(quad.subject)[1:-1] for quad in store.quads_of(CONFLICTS)}
        given = conflicts_in(store)
    assert found == {conflict_iri(one) for one in given}
    return [one.rule for one in given]


def _faults(path: Path) -> list[tuple[str, str]]:
    with open_store(path) as store:
        return [(fault.part, fault.kind) for fault in check_graph(store).faults]


def _altered(path: Path, update: str) -> Path:
    """Change a graph, and make its manifest fit."""
    with open_store(path) as graph:
        assert graph.manifest
        origin = graph.manifest.origin
    generation = live_generation(path)
    store = Store(generation / "graph")
    store.update(update, prefixes=prefix_map())
    store.flush()
    write_manifest(generation, store, origin)
    del store
    seal(generation)
    return path


def test_a_build_writes_what_its_pages_disagree_on(built: Path) -> None:
    """The conflict is in a graph of its own, no triple of it in another, and the graph proves itself."""
    assert _rules(built) == ["stated-and-denied"]
    assert _faults(built) == []
    with open_store(built) as store:
        nodes = {quad.subject for quad in store.quads_of(CONFLICTS)}
        assert all(quad.graph_name == CONFLICTS for quad in store.quads() if quad.subject in nodes)


def test_merges_and_decisions_find_them_again(pages: list[Path], built: Path, tmp_path: Path) -> None:
    """Graphs that agree in themselves disagree together; a claim that a curator rejects disagrees with nothing."""
    for page in pages:
        build([page], store=tmp_path / f"{page.stem}.db")
    assert _rules(tmp_path / "yes.db") == []
    gather([tmp_path / "yes.db", tmp_path / "no.db"], store=tmp_path / "both.db")
    assert _rules(tmp_path / "both.db") == ["stated-and-denied"]
    assert _faults(tmp_path / "both.db") == []
    assert not difference_of(built, tmp_path / "both.db")
    with open_store(built) as store:
        denied = next(claim for one in conflicts_in(store) for claim in one.claims if claim.negated)
    add_decision(tmp_path / "d.tsv", checked({"claim": denied.id, "decision": "reject", "curator": "Bob Example"}))
    build(pages, store=tmp_path / "decided.db", decisions=[tmp_path / "d.tsv"])
    assert _rules(tmp_path / "decided.db") == []
    assert _faults(tmp_path / "decided.db") == []
    assert difference_of(built, tmp_path / "decided.db").others["conflicts"] == (7, 0)


@pytest.mark.parametrize("format_", ["ttl", "jsonld", "nq"])
def test_exports_keep_them(format_: str, built: Path, tmp_path: Path) -> None:
    """A file comes back with its conflicts in their graph, as its store has them."""
    with open_store(built) as store:
        export_files(store, format_, tmp_path / f"a.{format_}")
    assert not difference_of(built, tmp_path / f"a.{format_}")


def test_a_licence_keeps_those_whose_claims_it_keeps(built: Path, seeds_path: Path) -> None:
    """Pages without a licence are shared with nobody, and so is what they disagree on; of the seeds two pages may be shared."""
    found = {}
    for path in (built, seeds_path):
        with open_store(path) as store:
            view = GraphView(store, license_="public-domain")
            found[path] = {quad.subject for quad in view.quads() if quad.graph_name == CONFLICTS}
    assert [len(found[path]) for path in (built, seeds_path)] == [0, 2]


@pytest.mark.parametrize(
    ("update", "kind"),
    [
        (f"DELETE WHERE {{ {_GRAPH} {{ ?s ?p ?o }} }}", "missing conflict"),
        (
            f"INSERT {{ {_GRAPH} {{ pohconflict:0123456789abcdef01234567 ?p ?o }} }} WHERE {{ {_GRAPH} {{ ?s ?p ?o }} }}",
            "forged conflict",
        ),
        (
            f"DELETE {{ {_SEVERITY} ?o }} }} INSERT {{ {_SEVERITY} 'note' }} }} WHERE {{ {_SEVERITY} ?o }} }}",
            "altered conflict",
        ),
    ],
)
def test_other_conflicts_are_faults(update: str, kind: str, built: Path, tmp_path: Path) -> None:
    """One that is taken away, planted or changed is found, even where the manifest was made to fit."""
    shutil.copytree(built, tmp_path / "db")
    assert _faults(_altered(tmp_path / "db", update)) == [("conflicts", kind)]
