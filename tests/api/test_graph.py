"""The graph of the bundled pages through Python: the same answers as SPARQL, and quotes that stand where they say."""

import csv
from dataclasses import replace
from io import StringIO
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

import pohgraph
from pohgraph import Graph
from pohgraph.api.graph import open_graph
from pohgraph.cli import app
from pohgraph.errors import QueryError
from pohgraph.read import read_page
from pohgraph.store.quads import quads
from pohgraph.store.writer import write_store

_POH = "MONDO:0008153"


@pytest.mark.parametrize(
    "name", ["POH", "poh", _POH, "progressive osseous heteroplasia", "OMIM:166350", "Orphanet:2762"]
)
def test_a_disease_is_found_by_any_of_its_names(graph: Graph, name: str) -> None:
    """CURIE, label, abbreviation, synonym and foreign identifiers mean the same disease."""
    assert graph.disease(name).curie == _POH


def test_an_ambiguous_name_says_what_it_may_mean(tmp_path: Path, sample: ModuleType) -> None:
    """The error names each candidate by identifier and label."""
    content = sample.sample_content()
    diseases = [entity for entity in content.entities if entity.category == "Disease"][:2]
    twins = tuple(replace(entity, label="Twin") for entity in diseases)
    write_store(tmp_path / "db", quads(replace(content, entities=twins, terms=())), {}, "{}")
    with pytest.raises(
        QueryError, match=r"'twin' is the name of several things: MONDO:\d+ \(Twin\), MONDO:\d+ \(Twin\)"
    ):
        open_graph(tmp_path / "db").disease("twin")


def test_a_name_means_what_is_asked_for(graph: Graph) -> None:
    """A finding, a disease and a publication may have one name: the method says which is meant."""
    assert graph.disease("pseudohypoparathyroidism").curie == "MONDO:0019992"
    assert graph.phenotype("pseudohypoparathyroidism").curie == "HP:0000852"
    with pytest.raises(QueryError, match=r"MONDO:0019992 \(pseudohypoparathyroidism\)"):
        graph.entity("pseudohypoparathyroidism")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("GNAS", r"'GNAS' is GNAS \(NCBIGene:2778\), a Gene and not a Disease"),
        ("PHO", "did you mean"),
        (
            "MONDO:9999999",
            r"MONDO:9999999 is not in this graph \(`pohgraph search --kind disease` lists its diseases\)",
        ),
    ],
)
def test_what_is_no_disease_is_refused(graph: Graph, name: str, message: str) -> None:
    """Another kind of thing, a misspelt name and an unknown identifier each say what is wrong."""
    with pytest.raises(QueryError, match=message):
        graph.disease(name)


def test_phenotypes_are_those_of_the_query(graph: Graph) -> None:
    """The method and the ready-made query answer alike."""
    method = {
        (claim.object, claim.source.label, quote)
        for claim in graph.disease("POH").phenotypes()
        for quote in claim.quotes
    }
    query = {(row["id"], row["source"], row["quote"]) for row in graph.query("disease-phenotypes", disease="POH")}
    assert method == query


def test_claims_that_are_not_stated_come_only_on_request(graph: Graph) -> None:
    """Without asking, nothing that is denied, open or borrowed is among the phenotypes."""
    poh = graph.disease("POH")
    everything = poh.phenotypes(all_states=True)
    assert all(claim.state == "stated" for claim in poh.phenotypes())
    assert {"HP:0000924"} <= {claim.object for claim in everything.open}
    assert {claim.state for claim in everything.open} == {"open"}
    assert len(everything.stated) == len(poh.phenotypes())
    assert len(everything) > len(poh.phenotypes())


def test_genes_inheritance_and_course(graph: Graph) -> None:
    """The questions a clinician asks first are methods."""
    poh = graph.disease("POH")
    assert {term.label for term in poh.genes().ends()} == {"GNAS"}
    assert {"HP:0000006", "pohgraph:paternal"} <= set(poh.inheritance().ends())
    assert "HP:0003593" in poh.course().ends()
    assert "pseudohypoparathyroidism" in {term.label for term in poh.related().ends()}
    assert [term for term in graph.gene("GNAS").diseases().ends() if term == _POH] == [_POH]
    assert _POH in graph.phenotype("Papule").diseases().ends()


def test_quotes_stand_where_they_say(graph: Graph) -> None:
    """Every quote is the page's own text between its start and end, with what stands around it."""
    texts = {}
    for row in graph.query("SELECT ?page ?hash { GRAPH ?page { ?page pohgraph:sha256 ?hash } }"):
        texts[row["page"]] = read_page(graph.store.source(str(row["hash"])), name="page").document.text
    quotes = graph.disease("POH").quotes()
    assert len(quotes) > 50
    for quote in quotes:
        text = texts[quote.source]
        assert text[quote.start : quote.end] == quote.text
        assert text[: quote.start].endswith(quote.before)
        assert text[quote.end :].startswith(quote.after)


def test_quotes_can_be_narrowed(graph: Graph) -> None:
    """By the label or CURIE of the other end; one that is not there is an error."""
    poh = graph.disease("POH")
    assert [q.text for q in poh.quotes("papule")] == [q.text for q in poh.quotes("HP:0200034")] == ["Papule 0200034"]
    with pytest.raises(QueryError, match="no claim of progressive osseous heteroplasia has 'Fever'"):
        poh.quotes("Fever")


def test_results_know_their_labels(graph: Graph) -> None:
    """An identifier in a result has its label and IRI without asking for them."""
    (row,) = graph.query("SELECT ?gene { ?gene biolink:causes MONDO:0008153 }")
    gene = row["gene"]
    assert (gene, getattr(gene, "label", ""), getattr(gene, "iri", "")) == (
        "NCBIGene:2778",
        "GNAS",
        "http://identifiers.org/ncbigene/2778",
    )


def test_numbers_are_numbers(graph: Graph) -> None:
    """Typed literals become Python's own values."""
    (row,) = graph.query(
        'SELECT (COUNT(*) AS ?n) (0.5 AS ?half) (true AS ?yes) ("x"@en AS ?word) { ?s a biolink:Gene }'
    )
    assert isinstance(row["n"], int)
    assert (row["half"], row["yes"], row["word"]) == (0.5, True, "x")


def test_networkx_has_texts_only_on_request(graph: Graph) -> None:
    """Claims that end in text are edges to nodes of their own where these are asked for."""
    plain, whole = graph.to_networkx(), graph.to_networkx(literals=True)
    texts = [node for node, data in whole.nodes(data=True) if data["category"] == "Literal"]
    assert texts
    assert not set(texts) & set(plain)
    (claims,) = graph.query("SELECT (COUNT(DISTINCT ?claim) AS ?n) { ?claim rdf:object ?o }")
    assert whole.number_of_edges() == claims["n"]
    assert plain.number_of_edges() == whole.number_of_edges() - sum(d for _, d in whole.in_degree(texts))


def test_a_graph_describes_itself(graph: Graph) -> None:
    """What a graph prints counts its pages, and it shows them in a notebook."""
    assert repr(graph).startswith("<Graph of 3 pages: ")
    assert "GARD: Progressive osseous heteroplasia" in graph._repr_html_()


def test_hpoa_is_held_against_the_pages(graph: Graph, seeds_path: Path) -> None:
    """The method answers as the command does, and finds what both state."""
    compared = graph.disease("POH").compare()
    printed = CliRunner().invoke(app, ["compare", "POH", "--format", "csv", "--store", str(seeds_path)])
    command = [(row["term"], row["status"], row["source"]) for row in csv.DictReader(StringIO(printed.stdout))]
    assert [(row["id"], row["status"], row["source"]) for row in compared] == command
    (undergrowth,) = [row for row in compared if row["finding"] == "Limb undergrowth"]
    assert (undergrowth["status"], undergrowth["page_says"]) == ("agrees", "stated")


def test_conflicts_are_those_of_the_command(graph: Graph, seeds_path: Path) -> None:
    """Of the graph and of its disease, by rule and by severity."""
    printed = CliRunner().invoke(app, ["conflicts", "--format", "csv", "--store", str(seeds_path)])
    command = [(row["rule"], row["second"]) for row in csv.DictReader(StringIO(printed.stdout))]
    assert [(row["rule"], row["second"]) for row in graph.conflicts()] == command
    assert list(graph.disease("POH").conflicts()) == list(graph.conflicts())
    assert graph.conflicts("name-of-another").column("severity") == ["tension"]
    assert set(graph.conflicts(severity="tension").column("severity")) == {"tension"}
    assert graph.conflicts("onsets-apart").column("rule") == []


@pytest.mark.parametrize(("rules", "severity"), [(("odd",), "note"), ((), "odd")])
def test_unknown_rules_and_severities_are_refused(graph: Graph, rules: tuple[str, ...], severity: str) -> None:
    """The message names the choice."""
    with pytest.raises(QueryError, match=r"no (rule|severity) 'odd' \(choose from (stated-and-denied|contradiction), "):
        graph.conflicts(*rules, severity=severity)


def test_unannotated_diseases_are_refused(graph: Graph) -> None:
    """A CURIE HPO does not annotate says what kind of identifier is meant."""
    with pytest.raises(QueryError, match=r"annotates no disease 'MONDO:1' \(an OMIM or ORPHA number"):
        graph.annotations("MONDO:1")


def test_claims_of_another_graph_are_claims(seeds_path: Path, tmp_path: Path) -> None:
    """A KGX edge without a quote is among the phenotypes of its disease, with its file as source."""
    finding = '{"id": "HP:0000518", "name": "Cataract", "category": ["biolink:PhenotypicFeature"]}'
    edge = (
        '{"id": "e1", "subject": "MONDO:0008153", "predicate": "biolink:has_phenotype", "object": "HP:0000518", '
        '"category": ["biolink:DiseaseToPhenotypicFeatureAssociation"], "primary_knowledge_source": "infores:x"}'
    )
    (tmp_path / "other_nodes.jsonl").write_text(finding + "\n", encoding="utf-8")
    (tmp_path / "other_edges.jsonl").write_text(edge + "\n", encoding="utf-8")
    files = [tmp_path / f"other_{part}.jsonl" for part in ("nodes", "edges")]
    pohgraph.build(graphs=[seeds_path, *files], store=tmp_path / "both.db")
    joined = open_graph(tmp_path / "both.db").disease("POH")
    (claim,) = [claim for claim in joined.phenotypes() if claim.object == "HP:0000518"]
    assert (claim.quotes, claim.state) == ((), "stated")
    assert "other_edges" in claim.source.label
    assert len(joined.quotes("Cataract")) == 0
    assert joined.picture().svg
