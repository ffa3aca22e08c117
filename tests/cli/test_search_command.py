"""`pohgraph search`: names, parts, misspelt words and identifiers in any spelling, in the graph and the vocabularies."""

import json
from pathlib import Path

import pytest
from tests.cli.test_command_line import Command, pohgraph_command
from tests.query.endpoint import serving

from pohgraph.api.graph import open_graph
from pohgraph.errors import QueryError
from pohgraph.query.resolve import find_term
from pohgraph.search import search, suggestions
from pohgraph.search.index import Candidate, NameIndex
from pohgraph.search.match import Words

__all__ = ["pohgraph_command"]


def _found(command: Command, store: Path, *words: str) -> list[dict[str, str]]:
    place = () if "--endpoint" in words else ("--store", store)
    outcome = command("search", *words, *place, "--format", "jsonl")
    assert outcome.status == 0, outcome.err
    return [json.loads(line) for line in outcome.out.splitlines()]


@pytest.mark.parametrize(
    ("words", "curie", "match"),
    [
        ("progressive osseous heteroplasia", "MONDO:0008153", "name"),
        ("POH", "MONDO:0008153", "exact synonym"),
        ("progressive osseous", "MONDO:0008153", "start of name"),
        ("heteropl", "MONDO:0008153", "words of name"),
        ("osseus heteroplasai", "MONDO:0008153", "close to name"),
        ("progresive oseous", "MONDO:0008153", "close to name"),
        ("OMIM166350", "MONDO:0008153", "identifier"),
        ("Orphanet:2762", "MONDO:0008153", "identifier"),
        ("hp 10766", "HP:0010766", "identifier"),
        ("HP:1250", "HP:0001250", "identifier"),
        ("gnas", "NCBIGene:2778", "name"),
    ],
)
def test_the_first_hit(words: str, curie: str, match: str, seeds_path: Path, pohgraph_command: Command) -> None:
    """What is meant comes first, with how the words fit."""
    first = _found(pohgraph_command, seeds_path, *words.split())[0]
    assert (first["id"], first["match"]) == (curie, match)


def test_where_a_hit_is(seeds_path: Path, pohgraph_command: Command) -> None:
    """What the graph has says how many claims it has of it; what only a vocabulary has says nothing."""
    hits = {hit["id"]: hit["claims"] for hit in _found(pohgraph_command, seeds_path, "gnas")}
    assert int(hits["NCBIGene:2778"]) > 0
    assert "" in hits.values()
    only = pohgraph_command("search", "gnas", "--graph-only", "--store", seeds_path, "--format", "jsonl")
    assert all(json.loads(line)["claims"] for line in only.out.splitlines())


def test_kind_keeps_one_kind(seeds_path: Path, pohgraph_command: Command) -> None:
    """--kind leaves everything else out; an unknown one is a usage error that lists them."""
    assert {hit["kind"] for hit in _found(pohgraph_command, seeds_path, "--kind", "gene", "gnas")} == {"gene"}
    outcome = pohgraph_command("search", "--kind", "planet", "x", "--store", seeds_path)
    assert outcome.status == 2
    assert "choose from disease, gene" in outcome.err


def test_kind_without_words_lists_the_graph(seeds_path: Path, pohgraph_command: Command) -> None:
    """What the graph has of a kind is listed, the most said of first; without a kind there is nothing to list."""
    hits = _found(pohgraph_command, seeds_path, "--kind", "disease")
    assert hits[0]["id"] == "MONDO:0008153"
    assert [int(hit["claims"]) for hit in hits] == sorted((int(hit["claims"]) for hit in hits), reverse=True)
    assert pohgraph_command("search", "--store", seeds_path).status == 2
    outcome = pohgraph_command("search", "--kind", "gene", "--store", "nowhere.db")
    assert (outcome.status, outcome.err) == (1, "pohgraph: nowhere.db: no store there: run `pohgraph build`\n")


@pytest.mark.parametrize("words", ["POH", "osseus heteroplasai", "OMIM166350", "hp 10766", "gnas"])
def test_endpoint_gives_the_same_first_hit(words: str, seeds_path: Path, pohgraph_command: Command) -> None:
    """A graph behind an endpoint is searched by SPARQL, with the same hit, fit and count of claims."""
    here = _found(pohgraph_command, seeds_path, words)
    with serving(seeds_path) as url:
        there = _found(pohgraph_command, seeds_path, words, "--endpoint", url)
    assert there[0] == here[0]


def test_endpoint_lists_kinds_as_the_graph_does(seeds_path: Path, pohgraph_command: Command) -> None:
    """Diseases and pages are the same, with as many claims."""
    kinds = ("disease", "page")
    with serving(seeds_path) as url:
        there = [_found(pohgraph_command, seeds_path, "--kind", kind, "--endpoint", url) for kind in kinds]
    assert there == [_found(pohgraph_command, seeds_path, "--kind", kind) for kind in kinds]


def test_a_name_of_the_vocabularies_means_the_node_of_the_graph(sample_path: Path, pohgraph_command: Command) -> None:
    """A synonym that only HPO has leads to its term in the graph; what the graph lacks is named all the same."""
    shown = pohgraph_command("show", "Decreased body height", "--store", sample_path)
    assert shown.out.startswith("Short stature HP:0004322 [PhenotypicFeature]")
    outcome = pohgraph_command("show", "seizures", "--store", sample_path)
    assert (outcome.status, outcome.out) == (1, "")
    assert "the vocabularies know it as HP:0001250 (Seizure), but this graph does not" in outcome.err


def test_a_title_in_another_case_means_its_page(seeds_path: Path, pohgraph_command: Command) -> None:
    """What the graph has is not said to be in the vocabularies alone."""
    shown = pohgraph_command("show", "gard progressive osseous heteroplasia", "--store", seeds_path)
    assert (shown.status, shown.err) == (0, "")
    assert shown.out.startswith("GARD: Progressive osseous heteroplasia pohdoc:001_")
    outcome = pohgraph_command(
        "query", "disease-genes", "-p", "disease=gard progressive osseous heteroplasia", "--store", seeds_path
    )
    assert "nothing in this graph is called" in outcome.err
    assert "vocabularies" not in outcome.err


def test_a_missing_name_is_looked_up_once(seeds_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The graph and the vocabularies are searched once each for what a misspelt name may be."""
    asked: list[str] = []
    candidates = NameIndex.candidates

    def counted(index: NameIndex, typed: Words, kind: str, limit: int) -> list[Candidate]:
        asked.append(typed.folded)
        return candidates(index, typed, kind, limit)

    monkeypatch.setattr(NameIndex, "candidates", counted)
    with open_graph(seeds_path) as graph, pytest.raises(QueryError, match=r"did you mean 'GNAS' \(NCBIGene:2778\)"):
        find_term(graph.store, "GNASS", "gene")
    assert asked == ["gnass", "gnass"]


@pytest.mark.parametrize("text", ["http://[x", "https://omim.org/entry/[1", "OMIM:[1", "OMIM:%zz"])
def test_what_no_graph_can_have_is_no_identifier(text: str, seeds_path: Path, pohgraph_command: Command) -> None:
    """It is looked for as a name, and the error is one line."""
    for outcome in (
        pohgraph_command("show", text, "--store", seeds_path),
        pohgraph_command("query", "disease-genes", "-p", f"disease={text}", "--store", seeds_path),
    ):
        assert f"nothing in this graph is called {text!r}" in outcome.err
        assert outcome.status == 1
    assert pohgraph_command("search", text, "--store", seeds_path).status in {0, 1}


@pytest.mark.parametrize(("form", "is_short"), [("table", True), ("plain", True), ("md", True), ("csv", False)])
def test_people_get_the_first_hits(*, form: str, is_short: bool, seeds_path: Path, pohgraph_command: Command) -> None:
    """The formats that people read show 20 hits without --limit; the others have all."""
    words = ("search", "--kind", "phenotype", "--store", seeds_path, "--format", form)
    short, whole = pohgraph_command(*words), pohgraph_command(*words, "--limit", "1000")
    assert len(whole.out.splitlines()) > 25
    assert (len(short.out.splitlines()) < 25) == is_short
    assert (short.out == whole.out) != is_short


def test_nothing_found_exits_with_one(seeds_path: Path, pohgraph_command: Command) -> None:
    """The words are repeated on standard error."""
    outcome = pohgraph_command("search", "qqqxzw", "--store", seeds_path)
    assert (outcome.status, outcome.err) == (1, "nothing is called 'qqqxzw'\n")


def test_vocabularies_are_searched_without_a_graph(pohgraph_command: Command) -> None:
    """A newcomer may look a name up before there is any graph."""
    outcome = pohgraph_command("search", "ectopic", "calcification", "--limit", "1", "--format", "csv", "--no-header")
    assert outcome.out.startswith("HP:0010766,Ectopic calcification,phenotype,")
    assert "there is no graph at pohgraph.db" in outcome.err


def test_the_index_follows_the_graph(pohgraph_command: Command, tmp_path: Path) -> None:
    """After another build at the same place, search knows the new names."""
    page = tmp_path / "page.md"
    for title in ("Alkaptonuria", "Cystinosis"):
        page.write_text(f"# {title}\n\n## Symptoms\n\nPatients have seizures.\n", encoding="utf-8")
        assert pohgraph_command("build", page, "--store", "x.db").status == 0
        outcome = pohgraph_command("search", title, "--graph-only", "--store", "x.db", "--format", "jsonl")
        assert title.lower() in outcome.out.lower()


def test_names_are_resolved_by_kind_and_in_any_spelling(seeds_path: Path, pohgraph_command: Command) -> None:
    """`show` and parameters take identifiers as people write them."""
    shown = pohgraph_command("show", "OMIM166350", "--store", seeds_path)
    assert shown.out.startswith("progressive osseous heteroplasia MONDO:0008153 [Disease]")
    rows = pohgraph_command("query", "disease-genes", "-p", "disease=ORPHA 2762", "--store", seeds_path)
    assert "GNAS" in rows.out


def test_python_has_the_same(seeds_path: Path) -> None:
    """`graph.search` gives a table whose identifiers know their labels."""
    with open_graph(seeds_path) as graph:
        table = graph.search("osseous hetero", limit=3)
        assert table.columns == ("id", "kind", "name", "match", "claims")
        assert table[0]["id"] == "MONDO:0008153"
        close = search("GNASS", graph=graph.store, everywhere=False)
        assert [hit.curie for hit in suggestions(close)] == ["NCBIGene:2778"]
        assert search("POH", graph=graph.store) == search("POH", graph=graph.store)
