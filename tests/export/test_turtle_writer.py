"""What Turtle may write short, and what it must write in full."""

import pytest

from pohgraph.export.rdf.turtle_writer import TurtleWriter

XSD = "http://www.w3.org/2001/XMLSchema#"
PREFIXES = {"obo": "http://x.org/obo/", "HP": "http://x.org/obo/HP_", "xsd": XSD, "ex": "http://x.org/e#"}


def turtle(*triples: str) -> str:
    """The blocks of some sorted triples."""
    return "".join(TurtleWriter(PREFIXES).blocks(triples))


@pytest.mark.parametrize(
    ("iri", "name"),
    [
        ("http://x.org/obo/HP_1", "HP:1"),
        ("http://x.org/obo/MP_1", "obo:MP_1"),
        ("http://x.org/e#a.b-c", "ex:a.b-c"),
        ("http://x.org/e#a.", "<http://x.org/e#a.>"),
        ("http://x.org/e#-a", "<http://x.org/e#-a>"),
        ("http://x.org/obo/HP_1/2", "<http://x.org/obo/HP_1/2>"),
        ("http://x.org/obo/HP_1#char=1,2", "<http://x.org/obo/HP_1#char=1,2>"),
        ("http://x.org/e#", "<http://x.org/e#>"),
    ],
)
def test_names_are_short_where_legal(iri: str, name: str) -> None:
    """An IRI takes the longest prefix that leaves a plain local name, else stands in full."""
    assert TurtleWriter(PREFIXES).name(f"<{iri}>") == name


@pytest.mark.parametrize(
    ("token", "written"),
    [
        (f'"5"^^<{XSD}integer>', "5"),
        (f'"-5"^^<{XSD}integer>', "-5"),
        (f'"05"^^<{XSD}integer>', '"05"^^xsd:integer'),
        (f'"+5"^^<{XSD}integer>', '"+5"^^xsd:integer'),
        (f'"true"^^<{XSD}boolean>', "true"),
        (f'"1"^^<{XSD}boolean>', '"1"^^xsd:boolean'),
        (f'"0.5"^^<{XSD}decimal>', "0.5"),
        (f'"0.50"^^<{XSD}decimal>', '"0.50"^^xsd:decimal'),
        (f'"5"^^<{XSD}decimal>', '"5"^^xsd:decimal'),
        (f'"0.00000001"^^<{XSD}decimal>', '"0.00000001"^^xsd:decimal'),
        (f'"5.0E0"^^<{XSD}double>', '"5.0E0"^^xsd:double'),
        ('"a\\nb \\"c\\""@en', '"a\\nb \\"c\\""@en'),
        ('"x^^<y>"', '"x^^<y>"'),
    ],
)
def test_literals_keep_their_form(token: str, written: str) -> None:
    """A literal loses its quotes only where a reader gives back the same lexical form."""
    assert turtle(f"<s:> <p:> {token}") == f"<s:> <p:> {written} .\n"


def test_subject_is_one_paragraph() -> None:
    """Types come first as `a`, then predicates, each with its objects."""
    assert turtle(
        "<http://x.org/e#s> <http://a.org/p> <http://x.org/e#o1>",
        "<http://x.org/e#s> <http://a.org/p> <http://x.org/e#o2>",
        "<http://x.org/e#s> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://x.org/e#T>",
    ) == ("ex:s a ex:T ;\n    <http://a.org/p> ex:o1,\n        ex:o2 .\n")


def test_only_used_prefixes_are_declared() -> None:
    """A prefix that no name needs is not declared; a datatype's is."""
    writer = TurtleWriter(PREFIXES)
    list(writer.blocks([f'<s:> <p:> "1"^^<{XSD}double>']))
    assert writer.directives() == f"@prefix xsd: <{XSD}> .\n"
