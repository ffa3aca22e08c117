"""XML of no known source: an element with a name and texts is a page; anything else is an error."""

import pytest

from pohgraph.errors import ReadError
from pohgraph.read import read_page

PAGE = (
    '<?xml version="1.0"?><Disorder id="1"><OrphaCode>199990</OrphaCode><Name lang="en">Sample dysplasia</Name>'
    "<SynonymList><Synonym>SDP</Synonym></SynonymList><TypeOfInheritance>Autosomal dominant</TypeOfInheritance>"
    "<TextSection><Contents>Sample dysplasia is a disease of the bones that begins late. Patients have bone pain.</Contents>"
    "</TextSection></Disorder>"
)


def test_elements_are_headings_and_labels() -> None:
    """As keys of JSON are; an element that is named as nothing but a text opens no section."""
    doc = read_page(PAGE.encode(), name="page.xml").document
    assert doc.source.family == "xml_page"
    assert doc.source.title == "Sample dysplasia"
    assert [doc.quote(element.span) for element in doc.elements_of("synonym")] == ["SDP"]
    sections = {doc.quote(section.heading): section.name for section in doc.sections if section.heading}
    assert sections == {
        "orpha code": "coding",
        "type of inheritance": "inheritance",
        "synonym list": "synonyms",
        "synonym": "synonyms",
    }
    section = doc.section_at(doc.text.index("Patients"))
    assert section is not None
    assert section.name == "description"


@pytest.mark.parametrize("text", [PAGE.replace("Name", "Id"), "<gene><name>X</name></gene>"])
def test_without_a_name_or_a_text_it_is_no_page(text: str) -> None:
    """What it is about would be a guess."""
    with pytest.raises(ReadError, match="unknown kind of XML"):
        read_page(text.encode(), name="page.xml")


def test_paragraphs_and_lists_keep_their_order() -> None:
    """A part is called by its title, and what it holds is read in order."""
    text = "<disease><name>Sample dysplasia</name><section title='Symptoms'><p>The signs of it are of many kinds, and include:</p>"
    text += "<list><item>pain</item><item>fever</item></list><p>Most patients have them from birth, and no more.</p></section></disease>"
    doc = read_page(text.encode(), name="x.xml").document
    assert "## Symptoms\n\nThe signs" in doc.text
    assert doc.text.index("include:") < doc.text.index("- pain") < doc.text.index("Most patients")
