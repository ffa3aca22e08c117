"""Pages to a stored graph: the golden graph of the seeds, determinism, and pages that cannot be read."""

import difflib
import gc
import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, NamedNode

from pohgraph.errors import PohgraphError, ReadError, StoreError
from pohgraph.export import export_graph
from pohgraph.extractors import extract
from pohgraph.model import Assertion, Document, GraphContent, Qualifiers
from pohgraph.pipeline.corpus import Corpus
from pohgraph.pipeline.executors import Workers
from pohgraph.pipeline.graph import build
from pohgraph.pipeline.reading import recogniser
from pohgraph.pipeline.records import extract_records
from pohgraph.pipeline.statements import PageStatements
from pohgraph.read import read_page
from pohgraph.resources import bundled
from pohgraph.store.graph import open_store
from pohgraph.store.quads import quads

SAMPLES = Path(__file__).parents[1] / "read" / "samples"
GOLDEN = Path(__file__).parent / "golden" / "seeds.tsv"
SEEDS = sorted(bundled("seeds").glob("*.txt"))
_COLUMNS = (
    "document",
    "section",
    "start",
    "subject",
    "predicate",
    "object",
    "value",
    "negated",
    "hedged",
    "borrowed",
    "frequency_qualifier",
    "onset_qualifier",
    "details",
    "publications",
    "supporting_text",
)


def _refuse(error: PohgraphError) -> None:
    raise error


def _exported(store: Path, format_: str = "nq") -> bytes:
    out = BytesIO()
    with open_store(store) as graph:
        export_graph(graph, format_, out)
    return out.getvalue()


def _golden_lines() -> list[str]:
    """Every claim of the seeds as a line a person can read: what, how it is meant, and the words."""
    lines = ["\t".join(_COLUMNS)]
    for record in extract_records([], on_failure=_refuse):
        if record["extractor"] != "mapping_set":
            cells = (record[column] for column in _COLUMNS)
            lines.append("\t".join("" if cell in (None, False, []) else _cell(cell) for cell in cells))
    return lines


def _cell(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)
    return " ".join(text.split())


def test_the_golden_claims_of_the_seeds() -> None:
    """The seeds say what a person has read them to say; after a deliberate change: `make golden`, then read the diff."""
    golden = GOLDEN.read_text(encoding="utf-8").splitlines()
    assert not list(difflib.unified_diff(golden, _golden_lines(), "golden", "now", lineterm="", n=0))


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    """Building twice, and in another order with another number of jobs, gives one graph byte for byte."""
    build(store=tmp_path / "one")
    build(list(reversed(SEEDS)), store=tmp_path / "other")
    assert _exported(tmp_path / "one") == _exported(tmp_path / "other")


def test_a_second_build_replaces_the_first(tmp_path: Path) -> None:
    """A store holds the pages of its last build and no others."""
    build(store=tmp_path / "db")
    build(SEEDS[:1], store=tmp_path / "db")
    with open_store(tmp_path / "db") as graph:
        rows = graph.query("SELECT ?d WHERE { ?d a <https://w3id.org/pohgraph/vocab#Document> }")
        assert len(list(rows)) == 1  # type: ignore[arg-type]


def test_a_page_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    """The failure is in the report with its path, and the graph of the rest is written."""
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    report = build([SEEDS[0], empty, tmp_path / "missing.txt"], store=tmp_path / "db")
    assert len(report.documents) == 1
    assert [str(empty) in failure for failure in report.failures] == [True, False]
    assert "no such file" in report.failures[1]


def test_nothing_readable_leaves_the_old_graph(tmp_path: Path) -> None:
    """A build without one readable page fails and the graph stays as it was."""
    build(SEEDS[:1], store=tmp_path / "db")
    before = _exported(tmp_path / "db")
    with pytest.raises(ReadError, match="no such file"):
        build([tmp_path / "missing.txt"], store=tmp_path / "db")
    assert _exported(tmp_path / "db") == before


def test_a_folder_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    """A store is never written over somebody's files."""
    (tmp_path / "thesis.doc").write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError):
        build(SEEDS[:1], store=tmp_path)
    assert (tmp_path / "thesis.doc").read_text(encoding="utf-8") == "mine"


def test_pages_of_one_name_keep_apart(tmp_path: Path) -> None:
    """Two pages called alike are two documents whatever their order; the same bytes twice are one."""
    paths = []
    for folder, seed in (("a", SEEDS[0]), ("b", SEEDS[1]), ("c", SEEDS[0])):
        path = tmp_path / folder / "page.txt"
        path.parent.mkdir()
        path.write_bytes(seed.read_bytes())
        paths.append(path)
    report = build(paths, store=tmp_path / "db")
    again = build(paths[::-1], store=tmp_path / "other")
    assert [doc.id for doc in report.documents] == [doc.id for doc in again.documents]
    assert len({doc.id for doc in report.documents}) == 2
    assert {remark.code for remark in report.remarks} >= {"same_name", "same_page"}
    assert _exported(tmp_path / "db") == _exported(tmp_path / "other")


def test_a_name_that_is_taken_leaves_nothing_behind(tmp_path: Path) -> None:
    """Of pages called alike, the graph is what it would be had each been alone under its own name; others do not change."""
    names = ("a/page.txt", "b/page.txt")
    for name, seed in zip(names, SEEDS[:2], strict=True):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_bytes(seed.read_bytes())
    report = build([SEEDS[2], *(tmp_path / name for name in names)], store=tmp_path / "db")
    with open_store(tmp_path / "db") as graph:
        quads_ = [str(quad) for quad in graph.quads()]
    assert not [quad for quad in quads_ if "document/page>" in quad or "document/page#" in quad]
    assert report.quads == len(quads_)
    assert report.associations == len([quad for quad in quads_ if "rdf-syntax-ns#predicate" in quad])


def test_the_stored_report_is_the_one_returned(tmp_path: Path) -> None:
    """What the store keeps says how many quads it has."""
    report = build(SEEDS[:1], store=tmp_path / "db")
    with open_store(tmp_path / "db") as graph:
        stored = json.loads(graph.report)
        assert stored["quads"] == report.quads == len(graph)


def test_every_cited_work_is_a_node(tmp_path: Path) -> None:
    """What a claim cites is described in the graph, whichever page lists it."""
    build(store=tmp_path / "db")
    asked = "SELECT ?work { ?claim biolink:publications ?work %s { ?work a biolink:Publication } }"
    with open_store(tmp_path / "db") as graph:
        assert list(graph.query(asked % ""))  # type: ignore[arg-type]
        assert not list(graph.query(asked % "FILTER NOT EXISTS"))  # type: ignore[arg-type]


def test_no_page_outlives_its_turn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the last of many pages is read, the others are no longer in memory."""
    for number in range(30):
        (tmp_path / f"page{number}.txt").write_bytes(SEEDS[number % 3].read_bytes())
    alive: list[int] = []

    def count() -> None:
        gc.collect()
        alive.append(sum(isinstance(thing, Document | PageStatements) for thing in gc.get_objects()))

    def counted(self: Corpus, workers: Workers) -> None:
        count()
        complete(self, workers)

    complete = Corpus.complete
    monkeypatch.setattr(Corpus, "complete", counted)
    count()
    assert len(build([tmp_path], store=tmp_path / "db").documents) == 30
    assert alive[1] - alive[0] < 5


def test_line_ends_do_not_change_what_is_read(tmp_path: Path) -> None:
    """A page with Windows line ends gives the same claims."""
    path = tmp_path / SEEDS[1].name
    path.write_bytes(SEEDS[1].read_bytes().replace(b"\n", b"\r\n"))
    claims = [[record["object"] for record in extract_records([p], on_failure=_refuse)] for p in (SEEDS[1], path)]
    assert claims[0] == claims[1]


def test_more_jobs_give_the_same_records(tmp_path: Path) -> None:
    """The order and content of records and failures do not depend on the number of processes, nor on how files are cut."""
    for i in range(20):
        (tmp_path / f"page{i:02}.txt").write_bytes(SEEDS[i % 3].read_bytes())
    bulk = (SAMPLES / "medlineplus_bulk.xml").read_bytes()
    record = bulk[bulk.index(b"<health") : bulk.index(b"</health-condition-summary>")] + b"</health-condition-summary>"
    (tmp_path / "page07.xml").write_bytes(b"<summaries>" + record * 20 + b"</summaries>")
    (tmp_path / "page08.xml").write_bytes(b"<broken>")
    script = (
        "import json,sys\nfrom pathlib import Path\nfrom pohgraph.pipeline.records import extract_records\n"
        "if __name__ == '__main__':\n"
        "    for r in extract_records([Path(sys.argv[1])], jobs=int(sys.argv[2]), on_failure=print):\n"
        "        print(json.dumps(r))\n"
    )
    program = tmp_path / "program.py"
    program.write_text(script, encoding="utf-8")
    outputs = [
        subprocess.run([sys.executable, program, tmp_path, jobs], capture_output=True, check=True).stdout
        for jobs in ("1", "2")
    ]
    assert outputs[0] == outputs[1]
    assert outputs[0].count(b"\n") > 20


def test_no_blank_nodes_and_evidence_in_the_documents_graph(tmp_path: Path) -> None:
    """Every node has an IRI, and evidence stands in the graph of its document alone."""
    build(store=tmp_path / "db")
    with open_store(tmp_path / "db") as graph:
        for quad in graph.quads():
            assert isinstance(quad.subject, NamedNode)
            if "/evidence/" in quad.subject.value:
                assert not isinstance(quad.graph_name, DefaultGraph)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(negated=st.booleans(), hedged=st.booleans(), borrowed=st.booleans())
def test_what_is_taken_back_gives_no_plain_edge(negated: bool, hedged: bool, borrowed: bool) -> None:
    """A negated, hedged or borrowed claim is an association and never an edge of its own."""
    page = read_page(SEEDS[0].read_bytes(), name=SEEDS[0].name)
    claim = next(a for a in extract(page.document, recogniser()).assertions if a.predicate.identifier == "causes")
    meant = Assertion(
        subject=claim.subject,
        predicate=claim.predicate,
        object=claim.object,
        qualifiers=Qualifiers(negated=negated, hedged=hedged, borrowed=borrowed),
        evidence=claim.evidence,
    )
    content = GraphContent(documents=(page.document,), assertions=(meant,))
    plain = [q for q in quads(content) if q.predicate.value.endswith("vocab/causes")]
    assert bool(plain) == (not (negated or hedged or borrowed))


if __name__ == "__main__":
    GOLDEN.parent.mkdir(exist_ok=True)
    GOLDEN.write_text("\n".join(_golden_lines()) + "\n", encoding="utf-8")
