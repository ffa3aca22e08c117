"""XML that is not to be trusted: nothing is fetched, expanded or followed without end."""

from pathlib import Path
from time import process_time

import pytest

from pohgraph.errors import ReadError
from pohgraph.read.safe_xml import parse_xml

_LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "lol"}">' for i in range(10))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"<!DOCTYPE a [{_LAUGHS}]><a>&l9;</a>", "declares things of its own"),
        ('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "declares things of its own"),
        ('<!DOCTYPE a [<!ENTITY % p SYSTEM "http://example.org/p.dtd"> %p;]><a/>', "declares things of its own"),
        ("<a>&unheard_of;</a>", "&unheard_of; is declared elsewhere"),
        ("<a><b></a>", "not well-formed XML: mismatched tag"),
        ("", "not well-formed XML: no element found"),
        ("<a>" * 100_000, "nested more than 200 deep"),
    ],
    ids=["billion laughs", "entity", "parameter entity", "unknown entity", "broken", "empty", "deep"],
)
def test_what_must_not_be_trusted_is_refused(text: str, reason: str) -> None:
    """Each is one error with its place, and soon said."""
    begun = process_time()
    with pytest.raises(ReadError, match=reason) as caught:
        parse_xml(text)
    assert caught.value.place.startswith("line 1")
    assert process_time() - begun < 1


def test_an_external_entity_is_not_read(tmp_path: Path) -> None:
    """Neither a file nor an address named by a document type ends up in the text."""
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    with pytest.raises(ReadError, match="declares things of its own"):
        parse_xml(f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]><a>&x;</a>')
    assert parse_xml(f'<!DOCTYPE a SYSTEM "{secret.as_uri()}"><a>text</a>').text() == "text"


def test_a_publishers_document_type_is_named_and_not_fetched() -> None:
    """Characters by name are those of HTML and the ISO sets, in a file and in a record cut out of one."""
    doctype = '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS v1.3//EN" "JATS-archivearticle1-3.dtd">'
    assert parse_xml(f"{doctype}<a>37&nbsp;&deg;C</a>").text() == "37\N{NO-BREAK SPACE}°C"
    assert parse_xml("<a>&beta;&lt;&#946;</a>").text() == "β<β"


def test_prefixes_are_left_off_and_order_is_kept() -> None:
    """Text and elements come in the order of the file, whatever their name space is called."""
    root = parse_xml('<s xmlns:h="x"><h:p>one <h:i>two</h:i> three</h:p><q h:b="4"/></s>')
    assert [(node.name, node.text()) for node in root.elements()] == [("p", "one two three"), ("q", "")]
    assert root.find("q") is not None
    assert next(root.elements("q")).attributes == {"b": "4"}


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("seizures<sup>3</sup>, ataxia", "seizures[3], ataxia"),
        ('ataxia<xref ref-type="bibr" rid="r1">4</xref> and', "ataxia[4] and"),
        ('ataxia<xref ref-type="bibr"><sup>4</sup></xref> and', "ataxia[4] and"),
        ("ataxia<sup><xref>1</xref>,<xref>2</xref></sup>.", "ataxia[1,2]."),
        ('see Fig. <xref ref-type="fig">1</xref>', "see Fig. 1"),
        ('as said [<xref ref-type="bibr">3</xref>, <xref ref-type="bibr">4</xref>]', "as said [3, 4]"),
        ("10<sup>9</sup>/L and m<sup>2</sup>", "10⁹/L and m2"),
        ("T<sub>2</sub> and Ca<sup>2+</sup>", "T2 and Ca2+"),
    ],
)
def test_the_number_of_a_note_is_no_part_of_a_word(inner: str, text: str) -> None:
    """It stands in brackets; powers, units and symbols stay what they are."""
    assert parse_xml(f"<p>{inner}</p>").text() == text
