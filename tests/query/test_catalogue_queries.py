"""The catalogue: every query is documented, valid, and answers."""

from pathlib import Path
from types import ModuleType

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from pohgraph.compare.rules import SEVERITIES
from pohgraph.errors import QueryError
from pohgraph.query import CatalogueQuery, catalogue, run_query
from pohgraph.query.catalogue import parse_query
from pohgraph.resources import bundled
from pohgraph.store.graph import GraphStore, open_store
from pohgraph.store.rdf import CONFLICTS, term
from pohgraph.store.sparql import tokens
from pohgraph.store.writer import write_store

_PARAMS = {
    "document-statements": {"document": "pohdoc:first"},
    "phenotype-overlap": {"second": "MONDO:0012912"},
}
_ROWS = {
    "cited-statements": 1,
    "disease-genes": 1,
    "disease-phenotypes": 2,
    "document-statements": 16,
    "documents": 3,
    "gene-disorders": 3,
    "hedged-statements": 1,
    "identifiers": 3,
    "inheritance": 3,
    "multi-source-statements": 2,
    "negated-statements": 1,
    "onset-and-course": 2,
    "phenotype-diseases": 3,
    "phenotype-overlap": 2,
    "phenotypes-under": 2,
    "publications": 1,
    "quotes-for-statement": 2,
    "shared-gene-disorders": 2,
    "single-source-statements": 14,
    "synonyms": 2,
    "term-ancestors": 2,
}


def _rows(store: GraphStore, name: str, **params: str) -> list[dict[str, str]]:
    result = run_query(store, name, params or _PARAMS.get(name, {}))
    return [
        {column: getattr(cell, "value", "") for column, cell in zip(result.columns, row, strict=True)} for row in result
    ]


def test_catalogue_has_every_file() -> None:
    """Each .rq file is in the catalogue under its name."""
    assert {query.name for query in catalogue()} == {path.stem for path in Path(bundled("queries")).glob("*.rq")}


@pytest.mark.parametrize("query", catalogue(), ids=lambda query: query.name)
def test_header_is_complete(query: CatalogueQuery) -> None:
    """Each query has a title, a description, and for each parameter a use, a description and a default."""
    variables = {token.text for token in tokens(query.sparql) if token.text.startswith("$")}
    assert query.title
    assert query.description.endswith((".", ":"))
    assert {f"${param.name}" for param in query.params} == variables
    assert all(param.description and param.default for param in query.params)


def test_conflicts_are_in_the_graph_of_a_build(seeds_path: Path) -> None:
    """Each once, whichever of its claims comes first; a vocabulary has no second claim."""
    with open_store(seeds_path) as store:
        rows = _rows(store, "conflicts")
    assert [row["rule"] for row in rows] == [
        "excluded-by-criterion",
        "name-of-another",
        "codes-differ",
        "not-inherited-beside-mode",
    ]
    assert [bool(row["other_quote"]) for row in rows] == [True, False, True, True]
    assert rows[1]["source"].startswith("Mondo")


def test_conflicts_come_with_the_gravest_first(tmp_path: Path) -> None:
    """Which is not the order of the alphabet: a tension comes before a note."""
    quads: list[Quad] = []
    for severity in SEVERITIES[::-1]:
        claim, conflict = (NamedNode(f"https://example.org/{what}/{severity}") for what in ("claim", "conflict"))
        quads.append(Quad(claim, term("rdf:subject"), term("MONDO:0008153")))
        said: dict[str, NamedNode | Literal] = {
            "conflicting_claim": claim,
            "conflict_rule": Literal("rule"),
            "conflict_severity": Literal(severity),
        }
        quads += [Quad(conflict, term(f"pohgraph:{slot}"), value, CONFLICTS) for slot, value in said.items()]
    write_store(tmp_path / "db", quads, {}, "{}")
    with open_store(tmp_path / "db") as store:
        assert [row["severity"] for row in _rows(store, "conflicts")] == list(SEVERITIES)


@pytest.mark.parametrize(
    "query", [query for query in catalogue() if query.name != "conflicts"], ids=lambda query: query.name
)
def test_query_finds_the_hand_made_claims(query: CatalogueQuery, sample_store: GraphStore) -> None:
    """Each query answers on the sample graph, with exactly the rows its claims give where that is written down."""
    rows = _rows(sample_store, query.name)
    assert len(rows) == _ROWS.get(query.name, len(rows))
    assert rows


def test_phenotypes_leave_out_what_is_taken_back(sample_store: GraphStore) -> None:
    """The reference query shows how often in HPO's word and the page's, and no denied, open or borrowed finding."""
    assert _rows(sample_store, "disease-phenotypes") == [
        {
            "phenotype": "Ectopic calcification",
            "id": "http://purl.obolibrary.org/obo/HP_0010766",
            "frequency": "Very frequent (90%)",
            "source": "Progressive osseous heteroplasia",
            "quote": "90% of people have ectopic calcification",
        },
        {
            "phenotype": "Ectopic calcification",
            "id": "http://purl.obolibrary.org/obo/HP_0010766",
            "frequency": "",
            "source": "POH: questions",
            "quote": "Ectopic calcification is found",
        },
    ]


def test_overlap_tells_shared_from_single(sample_store: GraphStore) -> None:
    """The overlap of two diseases says of each finding which of them has it."""
    found = {row["phenotype"]: row["found_in"] for row in _rows(sample_store, "phenotype-overlap")}
    assert found == {"Ectopic calcification": "both", "Short stature": "second only"}


def test_branch_narrows_phenotypes(sample_store: GraphStore) -> None:
    """Only findings within the branch are listed."""
    rows = _rows(sample_store, "phenotypes-under", disease="MONDO:0012912", term="HP:0000924")
    assert [row["phenotype"] for row in rows] == ["Short stature"]


def test_clash_of_a_synonym_is_shown(sample_store: GraphStore) -> None:
    """A name that means something else too says what."""
    clashes = {row["name"]: row["also_names"] for row in _rows(sample_store, "synonyms")}
    assert clashes == {"POH": "", "familial ectopic ossification": "Ectopic calcification"}


def test_quotes_have_their_positions(sample: ModuleType, sample_store: GraphStore) -> None:
    """The words of a claim stand in the page's text exactly where the query says."""
    texts = {doc.source.title: doc.text for doc in sample.DOCUMENTS}
    for row in _rows(sample_store, "quotes-for-statement"):
        text = texts[row["source"]]
        assert text[int(row["start"]) : int(row["end"])] == row["quote"]
        assert f"{row['before']}{row['quote']}{row['after']}" in text


_HEADER = "# title: T\n# description: D.\n"


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("# title: T\n# descripton: D\n", "unknown header key 'descripton'"),
        ("# title: T\n# title: T\n", "is repeated"),
        ("# title: T\n#description: D\n", "is `# key: value`"),
        (f"{_HEADER}# param Disease (entity): d\n", "unknown header key"),
        (f"{_HEADER}# param disease (thing): d\n", "has an unknown kind"),
    ],
)
def test_wrong_header_is_an_error(header: str, message: str) -> None:
    """A header line that is not understood is an error with its place, never passed over."""
    with pytest.raises(QueryError, match=message):
        parse_query("q", f"{header}ASK {{}}")


def test_description_goes_on_when_indented() -> None:
    """An indented comment line continues the field before it, and a default is told from the description."""
    query = parse_query(
        "q", "# title: T\n# description: one\n#   two\n# param n (number): how many (default 3)\n\nASK {}"
    )
    assert query.description == "one two"
    assert [(p.name, p.kind, p.description, p.default) for p in query.params] == [("n", "number", "how many", "3")]


def test_comments_of_other_files_are_their_own() -> None:
    """A query that does not begin with a title has no header, whatever its comments say."""
    assert parse_query("q", "# note: mine\nASK {}").params == ()


def test_a_gene_has_one_row_for_each_relation(sample_store: GraphStore) -> None:
    """Whatever many pages say, a gene stands once with each relation; the places where it was read are counted."""
    (row,) = _rows(sample_store, "disease-genes")
    assert (row["gene"], row["evidence"], len(row["sources"].split(" | "))) == ("GNAS", "2", 2)
