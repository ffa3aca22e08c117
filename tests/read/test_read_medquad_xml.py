"""MedQuAD files: the derived text, the flattened HPO table, and XML that must not be trusted."""

from pathlib import Path

import pytest

from pohgraph.errors import ReadError
from pohgraph.model import Document
from pohgraph.read import ReadPage, read_page

SAMPLES = Path(__file__).parent / "samples"


def medquad_page(name: str) -> ReadPage:
    """Read one of the samples."""
    return read_page((SAMPLES / name).read_bytes(), name=name)


def row_parts(doc: Document) -> list[tuple[str, ...]]:
    """The parts of each row, as text."""
    return [tuple(doc.quote(part.span) for part in row.parts) for row in doc.elements_of("phenotype_row")]


def test_the_document_is_named_by_source_and_number() -> None:
    """The id is that of the collection, not of the file."""
    doc = medquad_page("gard.xml").document
    assert (doc.id, doc.source.title) == ("medquad:GARD_0009999", "Sample dysplasia")
    assert doc.source.iri == "https://example.org/gard/9999/sample-dysplasia"
    assert doc.source.license == "https://creativecommons.org/licenses/by/4.0/"
    assert doc.source.publisher.startswith("Genetic and Rare Diseases")
    other = medquad_page("ghr.xml").document
    assert (other.id, other.source.infores, other.source.iri) == ("medquad:GHR_0000042", "infores:ghr", "")


def test_the_text_is_derived_line_by_line() -> None:
    """Name, question and answer, other names, concept numbers, with blank lines between the groups."""
    assert medquad_page("gard.xml").document.text.startswith(
        "Sample dysplasia\n\nWhat is (are) Sample dysplasia ?\nSample dysplasia is a rare disorder of bone.  It begins"
    )
    assert medquad_page("gard.xml").document.text.endswith(
        "\n\nDysplasia, sample\nSD & SD\n\nUMLS:C0000001\nUMLS:C0000002\n"
    )


def test_sections_follow_the_types_of_questions() -> None:
    """The table is a section within the symptoms."""
    doc = medquad_page("gard.xml").document
    assert [(section.name, section.level) for section in doc.sections] == [
        ("header", 1),
        ("description", 1),
        ("symptoms", 1),
        ("hpo_table", 2),
        ("treatment", 1),
        ("causes", 1),
        ("synonyms", 1),
        ("coding", 1),
    ]
    section = doc.section_at(doc.text.index("Clinodactyly"))
    assert section is not None
    assert section.name == "hpo_table"


def test_the_flattened_table_is_read_row_by_row() -> None:
    """Digits, dashes and frequency words within a label do not end it; frequencies stay as printed."""
    assert row_parts(medquad_page("gard.xml").document) == [
        ("Abnormality of the metaphyses", "90%"),
        ("Clinodactyly of the 5th finger", "7.5%"),
        ("2-3 toe syndactyly", "50%"),
        ("Aplasia/Hypoplasia of the radius", "3/7"),
        ("Broad-based gait", "12 of 22"),
        ("Duodenal adenocarcinoma", "%"),
        ("Autosomal dominant inheritance", "-"),
        ("Frequent falls", "-"),
        ("Variable expressivity", "-"),
    ]


def test_synonyms_and_concepts_are_elements() -> None:
    """Entities of the XML are resolved; concept numbers carry their prefix."""
    doc = medquad_page("gard.xml").document
    assert [doc.quote(e.span) for e in doc.elements_of("synonym")] == ["Dysplasia, sample", "SD & SD"]
    assert [doc.quote(s) for e in doc.elements_of("identifier") for s in e.all_parts("value")] == [
        "UMLS:C0000001",
        "UMLS:C0000002",
    ]


def test_questions_and_standard_text_are_marked() -> None:
    """Questions of the file and those run into an answer; what surrounds the table; lists of links."""
    doc = medquad_page("gard.xml").document
    assert len(doc.elements_of("question")) == 5
    covered = [doc.quote(element.span) for element in doc.elements_of("boilerplate")]
    assert [text[:32] for text in covered] == [
        "The Human Phenotype Ontology pro",
        "Signs and Symptoms Approximate n",
        "The Human Phenotype Ontology (HP",
        "These resources address the diag",
        "Genetic Testing Registry: Sample",
        "MedlinePlus Encyclopedia: Bone  ",
        "Diagnostic Tests",
        "Drug Therapy",
    ]


def test_flat_lists_give_items() -> None:
    """Dashes with wide gaps are bullets."""
    doc = medquad_page("gard.xml").document
    assert [doc.quote(s) for e in doc.elements_of("list_item") for s in e.all_parts("text")] == [
        "Genetic Testing Registry: Sample dysplasia",
        "MedlinePlus Encyclopedia: Bone",
        "Diagnostic Tests",
        "Drug Therapy",
    ]


def test_sentences_leave_the_table_out() -> None:
    """The table is no prose."""
    doc = medquad_page("gard.xml").document
    assert doc.sentence_at(doc.text.index("Clinodactyly")) is None
    assert "Joints may be stiff." in [doc.quote(sentence) for sentence in doc.sentences]


def test_oddities_are_reported() -> None:
    """A question without answer and one of unknown type are remarks with their line in the file."""
    assert [(f.code, f.message[:7]) for f in medquad_page("gard.xml").remarks] == [("empty_answer", "line 29")]
    assert [f.code for f in medquad_page("ghr.xml").remarks] == ["unknown_question_type"]


def test_a_file_without_number_is_named_after_itself() -> None:
    """The page is read all the same."""
    page = read_page(b"<Document><Focus/><QAPairs></QAPairs></Document>", name="a b.xml")
    assert page.document.id == "pohdoc:a-b"
    assert [remark.code for remark in page.remarks] == ["no_title", "no_identifier"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            b"<Document id='1' source='GARD'>\n<QAPairs>\n<QAPair></QAPairs>",
            r"bad\.xml, line 3, column 11: not well-formed",
        ),
        (b"<?xml version='1.0'?>\n<Document><QAPairs>", r"line 2, column 20: not well-formed XML: no element found"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><Document><QAPairs>&a;</QAPairs></Document>", "document type"),
        (
            b"<?xml version='1.0'?><!DOCTYPE Document SYSTEM 'file:///etc/passwd'><Document><QAPairs/></Document>",
            "document type",
        ),
        (b"<Document><QAPairs>&unknown;</QAPairs></Document>", "&unknown; is declared elsewhere"),
        (b"<?xml version='1.0'?><other/>", "root element is <other>"),
    ],
)
def test_bad_xml_is_an_error(data: bytes, reason: str) -> None:
    """The error says the file, the place and what is wrong; entities are never resolved."""
    with pytest.raises(ReadError, match=reason):
        read_page(data, name="bad.xml")


def test_declared_encodings_do_not_matter() -> None:
    """The bytes decide, not what the file says of them."""
    data = "<?xml version='1.0' encoding='ISO-8859-1'?><Document id='1' source='X'><Focus>Sjögren</Focus><QAPairs/></Document>"
    assert read_page(data.encode(), name="x").document.source.title == "Sjögren"
    assert read_page(data.encode("latin-1"), name="x").document.source.title == "Sjögren"
    assert read_page(data.encode("utf-16"), name="x").document.id == "medquad:X_1"
