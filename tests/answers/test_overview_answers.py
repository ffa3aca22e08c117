"""What the first page, the search box and the editor ask for."""

import time

import pytest

from pohgraph.answers.context import Context
from pohgraph.answers.queries import queries
from pohgraph.answers.search import hits
from pohgraph.answers.summary import summary
from pohgraph.answers.vocabulary import vocabulary
from pohgraph.claims.reader import read_claims
from pohgraph.query.catalogue import query_names


def test_summary_counts_what_is_there(sample_context: Context) -> None:
    """Claims by state, nodes by kind, pages by licence."""
    answer = summary(sample_context)
    claims = list(read_claims(sample_context.view))
    assert answer["claims"] == len(claims)
    assert answer["states"] == {
        state: sum(claim.state == state for claim in claims) for state in ("stated", "denied", "open", "borrowed")
    }
    assert {count["title"]: count["count"] for count in answer["counts"]}["Diseases"] == 2
    assert [page["id"] for page in answer["pages"]] == ["pohdoc:first", "pohdoc:second", "pohdoc:third"]
    assert answer["licenses"] == [
        {"name": "CC0-1.0", "iri": "https://creativecommons.org/publicdomain/zero/1.0/", "pages": 3}
    ]
    assert [term["label"] for term in answer["examples"]] == [
        "progressive osseous heteroplasia",
        "pseudopseudohypoparathyroidism",
    ]
    assert answer["quads"] == len(sample_context.store)


def test_summary_says_what_the_page_may_offer(sample_context: Context) -> None:
    """The same figures serve a server that can read texts and one that cannot."""
    features = {"read": True, "review": True, "writable": False}
    assert summary(sample_context, features=features)["features"] == features  # type: ignore[arg-type]
    assert summary(sample_context)["features"] == {"read": False, "review": False, "writable": False}


@pytest.mark.parametrize(
    ("words", "found", "fit"),
    [
        ("POH", "MONDO:0008153", "synonym"),
        ("progressive osseous heteroplasia", "MONDO:0008153", "name"),
        ("OMIM 166350", "MONDO:0008153", "identifier"),
        ("mondo:0008153", "MONDO:0008153", "identifier"),
        ("progressive oss", "MONDO:0008153", "beginning"),
        ("heteroplasia oss", "MONDO:0008153", "word"),
        ("ctopic calcif", "HP:0010766", "part"),
        ("progresive oseous", "MONDO:0008153", "spelling"),
        ("GNAS", "NCBIGene:2778", "name"),
    ],
)
def test_search_says_how_a_name_fits(sample_context: Context, words: str, found: str, fit: str) -> None:
    """The best hit, and how it fits in one word."""
    hit = hits(sample_context, words)[0]
    assert (hit["id"], hit["fit"]) == (found, fit)


def test_search_finds_only_what_the_graph_has(sample_context: Context) -> None:
    """A hit can be opened; the names of the vocabularies lead to it all the same."""
    assert hits(sample_context, "seizures") == []
    assert [hit["id"] for hit in hits(sample_context, "joint pain", kind="phenotype")] == ["HP:0002829"]
    assert [hit["label"] for hit in hits(sample_context, "", kind="gene")] == ["GNAS"]
    assert hits(sample_context, " ") == []
    assert len(hits(sample_context, "p", limit=1)) == 1


def test_search_is_fast(context: Context) -> None:
    """Under a tenth of a second of work once the indexes are there, misspelt words among them."""
    for words in ("POH", "progresive oseous", "ectopic bone", "GNAS"):
        hits(context, words)
        began = time.process_time()
        hits(context, words)
        assert time.process_time() - began < 0.1


def test_vocabulary_has_what_queries_can_name(sample_context: Context) -> None:
    """Classes and properties of every graph, labelled, with how often they occur."""
    answer = vocabulary(sample_context)
    properties = {used["id"]: used for used in answer["properties"]}
    assert properties["biolink:has_phenotype"]["count"] == 3
    assert properties["pohgraph:hedged"]["label"] == "hedged"
    assert properties["oa:exact"]["count"] > 20  # in the graphs of pages alone
    assert {used["id"]: used["count"] for used in answer["classes"]}["biolink:Disease"] == 2
    assert answer["prefixes"]["HP"].endswith("HP_")
    counts = [used["count"] for used in answer["properties"]]
    assert counts == sorted(counts, reverse=True)


def test_the_catalogue_is_complete() -> None:
    """Every ready-made query with its text and parameters."""
    answer = queries()
    assert [query["name"] for query in answer] == list(query_names())
    (overlap,) = [query for query in answer if query["name"] == "disease-phenotypes"]
    assert "SELECT" in overlap["sparql"]
    assert overlap["params"][0].keys() == {"name", "kind", "description", "default"}
