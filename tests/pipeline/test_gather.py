"""Graphs read back: ours as they were, other people's as statements of their file, and two versions of one page."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, serialize

from pohgraph.check import check_integrity, check_quotes
from pohgraph.claims.nodes import read_sources
from pohgraph.claims.reader import read_claims
from pohgraph.claims.view import GraphView
from pohgraph.errors import NothingReadError, ReadError, StoreError
from pohgraph.export import export_files, export_graph
from pohgraph.model import Document, GraphContent
from pohgraph.pipeline.gather import gather
from pohgraph.query import run_query
from pohgraph.schema.prefixes import prefix_map
from pohgraph.store.graph import GraphStore, open_store
from pohgraph.store.quads import quads
from pohgraph.store.rdf import term
from pohgraph.store.writer import new_graph, write_store

_PREFIXES = """@prefix biolink: <https://w3id.org/biolink/vocab/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix obo: <http://purl.obolibrary.org/obo/> .
@prefix pohgraph: <https://w3id.org/pohgraph/vocab#> .
@prefix pohdoc: <https://w3id.org/pohgraph/document/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
"""
_STATEMENT = (
    "[] a biolink:Association ; rdf:subject obo:MONDO_0008153 ; rdf:predicate biolink:has_phenotype ; rdf:object"
)
_EDGES = (
    "id\tcategory\tsubject\tpredicate\tobject\tnegated\tprimary_knowledge_source\n"
    "uuid:1\tbiolink:DiseaseToPhenotypicFeatureAssociation\tMONDO:0008153\tbiolink:has_phenotype\tHP:0002653\t"
    "False\tinfores:hpo-annotations\n"
)
_NODES = "id\tcategory\tname\nMONDO:0008153\tbiolink:Disease\tPOH of Monarch\nHP:0002653\tbiolink:PhenotypicFeature\tBone pain\n"


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Writes a graph file."""

    def file(name: str, content: str) -> Path:
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return path

    return file


def _exported(store: GraphStore, format_: str, path: Path) -> Path:
    with path.open("wb") as out:
        export_graph(store, format_, out)
    return path


def _triples(path: Path, pattern: str) -> int:
    with open_store(path) as store:
        return len(run_query(store, f"SELECT * WHERE {{ {pattern} }}").rows)


def _codes(path: Path, *graphs: Path) -> list[str]:
    return [remark.code for remark in gather(graphs, store=path).remarks]


@pytest.mark.parametrize("format_", ["nq", "trig", "jsonld", "ttl", "nt"])
def test_own_export_comes_back_as_it_was(format_: str, sample_store: GraphStore, tmp_path: Path) -> None:
    """Every quad is in its graph again; Turtle and N-Triples name none, and the evidence says which it was."""
    file = _exported(sample_store, format_, tmp_path / f"sample.{format_}")
    report = gather([file], store=tmp_path / "back.db")
    with open_store(tmp_path / "back.db") as back:
        assert set(back.quads()) == set(sample_store.quads())
    assert (report.remarks, report.graphs[0].kind, report.graphs[0].documents) == ((), "ours", 3)


def test_merging_a_store_keeps_its_pages(sample_path: Path, tmp_path: Path) -> None:
    """The bytes of the pages go along, so that every quote can still be checked."""
    gather([sample_path], store=tmp_path / "copy.db")
    with open_store(sample_path) as before, open_store(tmp_path / "copy.db") as after:
        assert set(after.quads()) == set(before.quads())
        assert check_quotes(after) == check_quotes(before)


def test_catalogue_answers_over_both(sample_path: Path, tmp_path: Path, write: Callable[[str, str], Path]) -> None:
    """A query finds the pages' claims and those of a Monarch subset; a node keeps the one name it had."""
    inputs = [sample_path, write("m_nodes.tsv", _NODES), write("m_edges.tsv", _EDGES)]
    gather(inputs, store=tmp_path / "both.db")
    with open_store(tmp_path / "both.db") as both:
        rows = [tuple(getattr(c, "value", "") for c in row) for row in run_query(both, "disease-phenotypes").rows]
        assert [row[3] for row in rows] == ["Progressive osseous heteroplasia", "m_edges.tsv", "POH: questions"]
        assert (rows[1][0], rows[1][4]) == ("Bone pain", "")
        assert not check_integrity(both).faults
    assert _triples(tmp_path / "both.db", 'MONDO:0008153 rdfs:label "POH of Monarch"') == 0
    assert _triples(tmp_path / "both.db", "MONDO:0008153 rdfs:label ?label") == 1
    assert _triples(tmp_path / "both.db", "HP:0002653 rdfs:subClassOf+ HP:0000118") >= 1


def test_denied_statement_of_others_is_no_plain_edge(tmp_path: Path, write: Callable[[str, str], Path]) -> None:
    """A file that denies a statement and has its plain edge too does not get the edge into the claims."""
    text = f"{_PREFIXES}{_STATEMENT} obo:HP_0001250 ; biolink:negated true .\n"
    file = write("a.ttl", f"{text}obo:MONDO_0008153 biolink:has_phenotype obo:HP_0001250 , obo:HP_0002653 .\n")
    gather([file], store=tmp_path / "a.db")
    assert _triples(tmp_path / "a.db", "?s biolink:has_phenotype ?o") == 1
    assert _triples(tmp_path / "a.db", "?claim rdf:object HP:0001250 ; biolink:negated true") == 1
    assert _triples(tmp_path / "a.db", "GRAPH ?file { ?s biolink:has_phenotype ?o }") == 2


def test_unclear_denial_is_no_claim(tmp_path: Path, write: Callable[[str, str], Path]) -> None:
    """Where a file says "perhaps" of a negation, neither the claim nor its edge is taken over."""
    file = write("a.ttl", f'{_PREFIXES}{_STATEMENT} obo:HP_0001250 ; biolink:negated "perhaps" .\n')
    assert "unclear_flag" in _codes(tmp_path / "a.db", file)
    assert _triples(tmp_path / "a.db", "?claim a biolink:Association") == 0


def test_statement_of_others_does_not_look_like_ours(tmp_path: Path, write: Callable[[str, str], Path]) -> None:
    """It has the file for its source, keeps its own node, and gets neither a quote nor evidence it does not have."""
    file = write("a.ttl", f"{_PREFIXES}<http://e/a> {_STATEMENT[3:]} obo:HP_0002653 .\n")
    gather([file], store=tmp_path / "a.db")
    claim = "?claim rdf:object HP:0002653 ; prov:hadPrimarySource ?file . ?file a pohgraph:Dataset"
    assert _triples(tmp_path / "a.db", f"{claim} . ?claim prov:wasDerivedFrom <http://e/a>") == 1
    assert _triples(tmp_path / "a.db", f"{claim} . ?claim biolink:supporting_text ?quote") == 0
    assert _triples(tmp_path / "a.db", "?any a pohgraph:Document") == 0


def test_file_that_poses_as_ours_is_refused(tmp_path: Path, write: Callable[[str, str], Path]) -> None:
    """A page and a claim without its evidence are neither ours nor the file's own."""
    page = f'pohdoc:x a pohgraph:Document ; pohgraph:sha256 "0" ; pohgraph:file_name "x" .\n{_STATEMENT} obo:HP_0002653 .\n'
    with pytest.raises(NothingReadError, match=r"altered or cut: .*incomplete association; export the graph again"):
        gather([write("a.ttl", _PREFIXES + page)], store=tmp_path / "a.db")


_EVIDENCE = "a oa:SpecificResource"
_LINKS = "?claim prov:wasDerivedFrom ?evidence"


@pytest.mark.parametrize(
    ("cut", "reason"),
    [
        (f"DELETE WHERE {{ GRAPH ?page {{ ?evidence {_EVIDENCE} }} }}", "missing evidence"),
        (
            f"DELETE WHERE {{ {_LINKS} }} ; DELETE WHERE {{ GRAPH ?page {{ ?evidence {_EVIDENCE} ; ?p ?o }} }}",
            "incomplete association",
        ),
        (
            (
                f"DELETE WHERE {{ {_LINKS} }} ; DELETE WHERE {{ GRAPH ?page {{ ?s ?p ?o }} }} ;"
                "DELETE WHERE { ?page a pohgraph:Document ; ?p ?o }"
            ),
            "which it does not describe",
        ),
    ],
    ids=["evidence", "evidence and links", "pages"],
)
@pytest.mark.parametrize("format_", [RdfFormat.N_QUADS, RdfFormat.N_TRIPLES], ids=lambda f: f.file_extension)
def test_claims_without_their_evidence_do_not_become_anothers(
    cut: str, reason: str, format_: RdfFormat, sample_store: GraphStore, tmp_path: Path
) -> None:
    """Whoever takes the evidence out of an export has a file that is refused."""
    graph = Store()
    graph.extend(sample_store.quads())
    graph.update(cut, prefixes=prefix_map())
    path = tmp_path / f"cut.{format_.file_extension}"
    serialize(graph if format_ == RdfFormat.N_QUADS else (quad.triple for quad in graph), path, format_)
    with pytest.raises(NothingReadError, match=f"altered or cut: .*{reason}"):
        gather([path], store=tmp_path / "a.db")


def test_graph_with_a_name_of_ours_gets_another(
    sample_path: Path, tmp_path: Path, write: Callable[[str, str], Path]
) -> None:
    """Only we say what stands in the graph of a page; other names of graphs are kept."""
    file = write(
        "a.nq",
        "<http://e/s> <http://e/p> <http://e/o> <https://w3id.org/pohgraph/document/first> .\n"
        "<http://e/s> <http://e/p> <http://e/o> <http://e/graph> .\n",
    )
    gather([sample_path, file], store=tmp_path / "a.db")
    assert _triples(tmp_path / "a.db", "GRAPH pohdoc:first { <http://e/s> ?p ?o }") == 0
    assert (
        _triples(tmp_path / "a.db", "GRAPH ?g { <http://e/s> ?p ?o } ?g dcterms:isPartOf/rdf:type pohgraph:Dataset")
        == 2
    )
    assert _triples(tmp_path / "a.db", "GRAPH <http://e/graph> { <http://e/s> ?p ?o }") == 1


def test_licence_is_the_files_own_before_the_one_given(tmp_path: Path, write: Callable[[str, str], Path]) -> None:
    """A licence given by hand is for files that state none."""
    own = write("own.ttl", f"{_PREFIXES}<http://e/o> a owl:Ontology ; dcterms:license <http://e/own> .\n")
    none = write("none.ttl", "<http://e/s> <http://e/p> 1 .\n")
    gather([own, none], store=tmp_path / "a.db", license_="http://e/given")
    for name, licence in (("own.ttl", "http://e/own"), ("none.ttl", "http://e/given")):
        assert _triples(tmp_path / "a.db", f'?f pohgraph:file_name "{name}" ; dcterms:license <{licence}>') == 1


def _another_version(sample: ModuleType, path: Path, modified: str = "", *, claims: bool = True) -> Path:
    """The sample with its first page in other bytes, and only a part of its claims."""
    content: GraphContent = sample.sample_content()
    first = content.documents[0]
    newer: Document = replace(first, source=replace(first.source, sha256="f" * 64, modified=modified))
    kept = content.assertions if claims else content.assertions[:3]
    write_store(path, quads(replace(content, documents=(newer, *content.documents[1:]), assertions=kept)), {}, "{}")
    return path


def test_of_two_versions_of_a_page_the_last_named_counts(sample: ModuleType, sample_path: Path, tmp_path: Path) -> None:
    """The page comes whole from one graph: its description, claims and evidence never mix, and the report says so."""
    other = _another_version(sample, tmp_path / "other.db")
    report = gather([sample_path, other], store=tmp_path / "a.db")
    assert [(f.document, f.code) for f in report.remarks] == [("pohdoc:first", "two_versions")]
    with open_store(other) as expected, open_store(tmp_path / "a.db") as merged:
        assert set(merged.quads()) == set(expected.quads())
    gather([other, sample_path], store=tmp_path / "b.db")
    with open_store(sample_path) as expected, open_store(tmp_path / "b.db") as merged:
        assert set(merged.quads()) == set(expected.quads())


def test_the_report_tells_what_came_from_which_graph(
    sample_path: Path, tmp_path: Path, write: Callable[[str, str], Path]
) -> None:
    """A graph whose pages are all in a later one still gives the claims of its files; none is counted below zero."""
    both = tmp_path / "both"
    gather([sample_path, write("a_nodes.tsv", _NODES), write("a_edges.tsv", _EDGES)], store=both)
    report = gather([both, sample_path], store=tmp_path / "db")
    first, second = report.graphs
    assert (first.documents, first.associations, first.elsewhere) == (0, 1, second.documents)
    assert second.associations == report.associations - 1
    assert "; 1 claim; " in next(report.lines())


def test_a_pages_own_date_goes_before_the_order(sample: ModuleType, tmp_path: Path) -> None:
    """Where both versions give a date, the later one counts, wherever it stands."""
    newer = _another_version(sample, tmp_path / "newer.db", "2026-02-01")
    older = _another_version(sample, tmp_path / "older.db", "2026-01-01")
    gather([newer, older], store=tmp_path / "a.db")
    assert (
        _triples(tmp_path / "a.db", "GRAPH pohdoc:first { pohdoc:first dcterms:modified '2026-02-01'^^xsd:date }") == 1
    )
    assert _triples(tmp_path / "a.db", "GRAPH pohdoc:first { pohdoc:first dcterms:modified ?date }") == 1


def test_edges_of_left_out_claims_go_with_them(sample: ModuleType, sample_path: Path, tmp_path: Path) -> None:
    """A plain edge stays only where a claim that counts still states it."""
    other = _another_version(sample, tmp_path / "other.db", claims=False)
    report = gather([sample_path, other], store=tmp_path / "a.db")
    assert {remark.code for remark in report.remarks} >= {"two_versions"}
    with open_store(tmp_path / "a.db") as merged:
        found = {f.kind for f in check_integrity(merged).faults}
    assert not found & {"unsupported edge", "unstated edge", "missing edge", "unused evidence"}


def test_broken_file_does_not_stop_the_others(
    sample_path: Path, tmp_path: Path, write: Callable[[str, str], Path]
) -> None:
    """Each input stands for itself; the report names the one that failed."""
    report = gather([write("cut.ttl", "<http://e/s> <http://e"), sample_path], store=tmp_path / "a.db")
    assert len(report.failures) == 1
    assert "cut.ttl" in report.failures[0]
    assert report.associations


def test_nothing_readable_keeps_the_old_graph(
    sample: ModuleType, tmp_path: Path, write: Callable[[str, str], Path]
) -> None:
    """The graph that was there stays as it was."""
    sample.write_sample(tmp_path / "a.db")
    with open_store(tmp_path / "a.db") as before:
        expected = set(before.quads())
    with pytest.raises(ReadError, match=r"cut\.ttl"):
        gather([write("cut.ttl", "<http://e/s> <http://e")], store=tmp_path / "a.db")
    with open_store(tmp_path / "a.db") as after:
        assert set(after.quads()) == expected


def test_a_store_may_take_more_into_itself(
    sample: ModuleType, tmp_path: Path, write: Callable[[str, str], Path]
) -> None:
    """Reading a store while its next generation is written is what swapping whole graphs is for."""
    sample.write_sample(tmp_path / "a.db")
    edges = write("edges.tsv", _EDGES)
    first = gather([tmp_path / "a.db", edges], store=tmp_path / "a.db")
    again = gather([tmp_path / "a.db", edges], store=tmp_path / "a.db")
    assert first.quads == again.quads


def test_merged_graph_comes_back_from_its_export(
    sample_path: Path, tmp_path: Path, write: Callable[[str, str], Path]
) -> None:
    """What was taken over from others keeps its place when our own export of it is read again."""
    turtle = write("a.ttl", f"{_PREFIXES}{_STATEMENT} obo:HP_0001250 ; biolink:negated true .\n")
    gather([sample_path, turtle, write("edges.tsv", _EDGES)], store=tmp_path / "a.db")
    with open_store(tmp_path / "a.db") as merged:
        file = _exported(merged, "nq", tmp_path / "merged.nq")
        gather([file], store=tmp_path / "b.db")
        with open_store(tmp_path / "b.db") as back:
            assert set(back.quads()) == set(merged.quads())


@pytest.mark.parametrize("format_", ["kgx-tsv", "kgx-jsonl"])
def test_own_kgx_comes_back_as_far_as_it_goes(format_: str, sample_store: GraphStore, tmp_path: Path) -> None:
    """KGX carries no evidence and no open claims; what it carries says the same, with its quotes and its denials."""
    _, files = export_files(sample_store, format_, tmp_path / "sample")
    report = gather(files, store=tmp_path / "back.db")
    assert report.remarks == ()
    with open_store(tmp_path / "back.db") as back:
        assert not check_integrity(back).faults
        returned = {
            (c.subject, c.predicate, c.object, c.state, c.frequency, c.quotes) for c in read_claims(GraphView(back))
        }
    known = {
        (c.subject, c.predicate, c.object, c.state, c.frequency, c.quotes) for c in read_claims(GraphView(sample_store))
    }
    assert returned <= known
    assert {state for *_, state, _, _ in returned} == {"stated", "denied"}
    assert len(returned) == report.graphs[-1].associations


def test_a_graph_without_claims_replaces_none(seeds_path: Path, tmp_path: Path) -> None:
    """Where nothing is claimed the graph that was there stays."""
    store = tmp_path / "graph.db"
    gather([seeds_path], store=store)
    empty = tmp_path / "empty.jsonld"
    empty.write_text('{"@context": {"n": "http://example.org/n"}, "@id": "http://example.org/a", "n": "b"}', "utf-8")
    with pytest.raises(NothingReadError, match="no claim in it"):
        gather([empty], store=store)
    with open_store(store) as graph:
        assert graph.query("ASK { ?claim rdf:subject ?node }")


def test_a_store_of_an_earlier_version_comes_with_each_triple_once(
    sample: ModuleType, sample_store: GraphStore, tmp_path: Path
) -> None:
    """Earlier versions described a page in the default graph and in its own; merged, it is as it would be built today."""
    today = set(sample_store.quads())
    pages = {quad.graph_name for quad in today} - {DefaultGraph()}
    publishers = {quad.object for quad in today if quad.predicate == term("dcterms:publisher")}
    only_default = {term("dcterms:references"), term("schema:about")}
    doubled = {
        Quad(quad.subject, quad.predicate, quad.object, graph)
        for quad in today
        for page in pages
        for graph in (DefaultGraph(), page)
        if (quad.subject == page and quad.predicate not in only_default) or quad.subject in publishers
    }
    write_store(tmp_path / "old.db", today | doubled, sample.SOURCES, "{}")
    gather([tmp_path / "old.db"], store=tmp_path / "new.db")
    with open_store(tmp_path / "old.db") as old, open_store(tmp_path / "new.db") as new:
        assert set(new.quads()) == today < set(old.quads())
        assert list(read_sources(GraphView(old))) == list(read_sources(GraphView(new)))


def test_a_store_whose_page_was_changed_is_refused(seeds_path: Path, tmp_path: Path) -> None:
    """The error names the page and what to do; the target stays, and takes the next graph while the error is kept."""
    good, spoilt, target = tmp_path / "good.db", tmp_path / "spoilt.db", tmp_path / "target.db"
    for copy in (good, spoilt, target):
        shutil.copytree(seeds_path, copy)
    with open_store(spoilt) as store:
        page = min((store.manifest_path.parent / "sources").iterdir())
    page.write_bytes(page.read_bytes() + b"!")
    with pytest.raises(
        StoreError, match=rf"spoilt.db: damaged: .*\(pohdoc:.*{page.name}.*run `pohgraph build`"
    ) as kept:
        gather([good, spoilt], store=target)
    with open_store(target) as store, open_store(good) as same:
        assert store.digests() == same.digests()
    assert gather([good], store=target).associations
    assert kept.value.path == spoilt


def _interrupted(target: Path, held: list[Store]) -> None:
    with new_graph(target) as graph:
        held.append(graph.store)
        raise KeyboardInterrupt


def test_a_failed_merge_does_not_stop_the_next_one(write: Callable[[str, str], Path]) -> None:
    """While somebody has the graph that failed the engine locks its path: the next one is made elsewhere."""
    path = write("a.ttl", f"{_PREFIXES}{_STATEMENT} obo:HP_0002653 .")
    target = path.with_name("target.db")
    held: list[Store] = []
    with pytest.raises(KeyboardInterrupt):
        _interrupted(target, held)
    assert gather([path], store=target).associations == 1
