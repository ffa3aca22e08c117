"""Which term of a JSON-LD context a value gets."""

import json

import pytest

from pohgraph.errors import ExportError
from pohgraph.export.rdf.context import Context, Term
from pohgraph.export.rdf.jsonld import jsonld_text

XSD = "http://www.w3.org/2001/XMLSchema#"
DEFINITIONS: dict[str, object] = {
    "@version": 1.1,
    "ex": "http://x.org/e#",
    "HP": {"@id": "http://x.org/HP_", "@prefix": True},
    "not_a_prefix": "http://x.org/NP_",
    "xsd": XSD,
    "id": "@id",
    "type": "@type",
    "link": {"@id": "ex:p", "@type": "@id"},
    "text": "ex:p",
    "count": {"@id": "ex:count", "@type": "xsd:integer"},
    "many": {"@id": "ex:many", "@container": "@set"},
    "ordered": {"@id": "ex:ordered", "@container": "@list"},
    "kind": {"@id": "ex:kind", "@type": "@vocab"},
    "Thing": "ex:Thing",
    "ex:taken": {"@id": "ex:taken", "@container": "@list"},
}


def members(*statements: str) -> dict[str, object]:
    """The members of the node `ex:s` that has these predicates and objects."""
    triples = [f"<http://x.org/e#s> <http://x.org/e#{statement}" for statement in statements]
    graph = json.loads("".join(jsonld_text([("", triples)], DEFINITIONS)))["@graph"]
    return {key: value for key, value in graph[0].items() if key != "id"}


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("p> <http://x.org/HP_1>", {"link": "HP:1"}),
        ('p> "HP:1"', {"text": "HP:1"}),
        ('p> "a\\nb"@en', {"text": {"@value": "a\nb", "@language": "en"}}),
        (f'p> "1"^^<{XSD}integer>', {"text": 1}),
        (f'p> "true"^^<{XSD}boolean>', {"text": True}),
        (f'p> "01"^^<{XSD}integer>', {"text": {"@value": "01", "@type": "xsd:integer"}}),
        (f'p> "1.5"^^<{XSD}double>', {"text": {"@value": "1.5", "@type": "xsd:double"}}),
        (f'count> "12"^^<{XSD}integer>', {"count": 12}),
        (f'count> "012"^^<{XSD}integer>', {"count": "012"}),
        ('count> "12"', {"count": {"@value": "12"}}),
        ("count> <http://x.org/e#n>", {"count": {"@id": "ex:n"}}),
        ('many> "one"', {"many": ["one"]}),
        ('ordered> "one"', {"ex:ordered": "one"}),
        ("kind> <http://x.org/e#Thing>", {"kind": "Thing"}),
        ("other> <http://x.org/NP_1>", {"ex:other": {"@id": "http://x.org/NP_1"}}),
        ('taken> "one"', {"http://x.org/e#taken": "one"}),
        ("p> _:b1", {"link": "_:b1"}),
    ],
)
def test_values_are_as_short_as_the_context_allows(statement: str, expected: dict[str, object]) -> None:
    """A value takes the term that coerces it right, and says in full what no term says."""
    assert members(statement) == expected


def test_values_of_one_property_share_a_list() -> None:
    """Links and texts of one property go under their own terms, several values into a list."""
    assert members('p> "a"', 'p> "b"', "p> <http://x.org/e#o>") == {"text": ["a", "b"], "link": "ex:o"}


def test_aliases_of_keywords_are_used() -> None:
    """A context that calls `@id` "id" is written that way; one that does not is left alone."""
    assert Context(DEFINITIONS).keyword("@id") == "id"
    assert Context({}).keyword("@id") == "@id"


def test_scheme_that_is_a_prefix_is_an_error() -> None:
    """An IRI that the context would read as a compact one cannot be written."""
    with pytest.raises(ExportError, match="has a prefix 'HP'"):
        Context(DEFINITIONS).compact("HP:1")


def test_property_without_a_term_is_a_compact_iri() -> None:
    """A property the context does not name keeps its prefix."""
    assert Context(DEFINITIONS).property_term("http://x.org/e#new", ("",)) == Term("ex:new", "", always_list=False)
