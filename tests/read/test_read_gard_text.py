"""GARD pages: blocks without headings, the HPO table, in-text citations."""

from collections import Counter

import pytest

from pohgraph.model import Document, Span
from pohgraph.read import ReadPage, read_page
from pohgraph.resources import bundled

SEED = (bundled("seeds") / "001_e4cb718ecab0250e.txt").read_bytes()
BLOCKS = ("description", "symptoms", "hpo_table", "causes", "inheritance", "diagnosis", "treatment", "prognosis")


def gard_page(data: bytes = SEED) -> ReadPage:
    """Read a GARD page."""
    return read_page(data, name="001_e4cb718ecab0250e.txt")


def words(doc: Document, kind: str, part: str) -> list[str]:
    """The words of one part of all elements of a kind."""
    return [doc.quote(span) for element in doc.elements_of(kind) for span in element.all_parts(part)]


def test_the_source_is_named() -> None:
    """Publisher, licence and the latest of the printed dates."""
    doc = gard_page().document
    assert (doc.id, doc.source.family, doc.source.title) == (
        "pohdoc:001_e4cb718ecab0250e",
        "gard_text",
        "Progressive osseous heteroplasia",
    )
    assert doc.source.publisher == "Genetic and Rare Diseases Information Center (GARD), NCATS, NIH"
    assert (doc.source.infores, doc.source.modified) == ("", "2020-07-01")
    assert doc.source.license == "https://creativecommons.org/publicdomain/mark/1.0/"


def test_blocks_are_named_by_cue_and_order() -> None:
    """Every block of the page has its name, though none has a heading."""
    doc = gard_page().document
    assert [section.name for section in doc.sections] == [
        "header",
        "synonyms",
        *BLOCKS,
        "frequency",
        *["resources"] * 4,
        "references",
    ]


@pytest.mark.parametrize(
    ("phrase", "section"),
    [
        ("Ectopic ossification familial type", "synonyms"),
        ("POH is thought to be part of a spectrum", "description"),
        ("The rate of progression also varies", "symptoms"),
        ("This table lists symptoms", "hpo_table"),
        ("Worsens with time", "hpo_table"),
        ("As a result, bone is permitted", "causes"),
        ("each child of a person with POH has a 50% chance", "inheritance"),
        ("are encouraged to speak with a genetics professional", "inheritance"),
        ("two or fewer AHO features", "diagnosis"),
        ("The Genetic Testing Registry (GTR) provides", "diagnosis"),
        ("amputations are sometimes needed", "treatment"),
        ("use of the bisphosphonate", "treatment"),
        ("there is no known effect on the life span", "prognosis"),
        ("approximately 40 patients had been identified", "frequency"),
        ("How to Find a Disease Specialist", "resources"),
        ("My 17-year-old daughter", "resources"),
        ("Happle R.", "references"),
    ],
)
def test_phrases_lie_in_their_sections(phrase: str, section: str) -> None:
    """The words of each block are in the section that bears its name."""
    doc = gard_page().document
    found = doc.section_at(doc.text.index(phrase))
    assert found is not None
    assert found.name == section


@pytest.mark.parametrize("missing", BLOCKS)
def test_a_missing_block_leaves_the_others_their_names(missing: str) -> None:
    """The rules hold for a page that lacks any one block."""
    doc = gard_page().document
    span = next(section.span for section in doc.sections if section.name == missing)
    shorter = doc.text[: span.start] + doc.text[span.end :].lstrip("\n")
    names = [section.name for section in gard_page(shorter.encode()).document.sections]
    assert names == [section.name for section in doc.sections if section.name != missing]


def test_a_page_with_headings_is_named_by_them() -> None:
    """Where a copy of the page kept its headings, these say what a block is, whatever its words."""
    text = (
        "Sample dysplasia\nOther Names: SD; Dysplasia, sample [ more ]\nCategories: Bones\n\nSummary\nBones are soft.\n"
        "Last updated: 1/2/2020\n\nCause\nNobody knows.\nLast updated: 1/2/2020\n\nTreatment\nRest.\n"
    )
    doc = gard_page(text.encode()).document
    assert [section.name for section in doc.sections] == ["header", "synonyms", "description", "causes", "treatment"]
    assert [doc.quote(s.heading) for s in doc.sections[2:] if s.heading] == ["Summary", "Cause", "Treatment"]
    assert [doc.quote(element.span) for element in doc.elements_of("synonym")] == ["SD", "Dysplasia, sample"]
    assert [doc.quote(sentence) for sentence in doc.sentences] == ["Bones are soft.", "Nobody knows.", "Rest."]


def test_a_printed_heading_opens_its_block_in_any_order() -> None:
    """The clinical description may stand below the epidemiology; a heading within links does not open a block."""
    text = (
        "Genetic and Rare Diseases Information Center, a program of the National Center\n\nSample dysplasia\n\n"
        "Other Names:\nHull disease\nCategories:\nBone diseases\n\nDefinition\nSample dysplasia is a disease of the knees.\n\n"
        "Epidemiology\nOne in 10,000 people have it.\n\nClinical description\n"
        "Stiff knees, which hurt by day and by night, are seen in most of those who have the disease.\n\n"
        "Treatment\nRest is what helps most of those who have it, and ice on the knees is given as well.\n\n"
        "Learn More:\nThese resources provide more information about this condition.\nTreatment\nLink to a page.\n"
        "Symptoms\nA group of those who have the disease has written a page on pain, which is found on its site today.\n"
    )
    doc = gard_page(text.encode()).document
    names = ["header", "synonyms", "description", "frequency", "description", "treatment", "resources"]
    assert [section.name for section in doc.sections] == names


def test_synonyms_are_split_at_semicolons() -> None:
    """One element for each of the other names."""
    doc = gard_page().document
    assert [doc.quote(element.span) for element in doc.elements_of("synonym")] == [
        "POH",
        "Familial ectopic ossification",
        "Ectopic ossification familial type",
    ]


def test_buttons_and_repetitions_are_no_names() -> None:
    """Nor is the link to another language the title; the number in Orphanet is an identifier."""
    text = (
        "Genetic and Rare Diseases Information Center, a program of the National Center\n\nSample dysplasia\n\n"
        "Información en español\n\nOther Names:\nHull disease; Stone knee; hull disease; Knee of stone See More\n"
        "Categories:\nBone diseases\n\nOrpha Number: 678\n\nCause\nNobody knows.\nLast updated: 1/2/2020\n"
    )
    doc = gard_page(text.encode()).document
    assert doc.source.title == "Sample dysplasia"
    assert [doc.quote(element.span) for element in doc.elements_of("synonym")] == [
        "Hull disease",
        "Stone knee",
        "Knee of stone",
    ]
    assert words(doc, "identifier", "label") + words(doc, "identifier", "value") == ["Orpha Number", "678"]


def test_the_table_is_read_row_by_row() -> None:
    """All 21 rows, each with label and number; the frequency of its group; lay synonyms of the rows that have some."""
    doc = gard_page().document
    assert len(doc.elements_of("phenotype_row")) == 21
    assert words(doc, "phenotype_row", "label")[:6] == [
        "Bone pain",
        "Ectopic calcification",
        "Limitation of joint mobility",
        "Subcutaneous nodule",
        "Ectopic ossification in muscle tissue",
        "Abnormality of the parathyroid gland",
    ]
    assert words(doc, "phenotype_row", "identifier")[-3:] == ["0025027", "0003676", "0003828"]
    assert Counter(words(doc, "phenotype_row", "frequency")) == {"80%-99%": 4, "30%-79%": 1, "5%-29%": 6}
    row = doc.elements_of("phenotype_row")[2]
    assert [doc.quote(span) for span in row.all_parts("synonym")] == [
        "Decreased joint mobility",
        "Decreased mobility of joints",
        "Limited joint mobility",
        "Limited joint motion",
    ]


def test_a_row_that_is_lost_is_reported() -> None:
    """The number of rows is checked against the number the page prints."""
    remarks = gard_page(SEED.replace(b"Bone pain 0002653\n", b"")).remarks
    assert [remark.code for remark in remarks] == ["row_count"]
    assert "announces 21 rows, but 20 could be read" in remarks[0].message


def test_a_table_cut_off_in_a_row_is_reported() -> None:
    """A label without its number is no row."""
    end = SEED.index(b"Firm lump under the skin")
    page = gard_page(SEED[:end])
    assert len(page.document.elements_of("phenotype_row")) == 3
    assert {"row_count", "row_cut_off"} <= {remark.code for remark in page.remarks}


def test_citations_and_references_are_numbered() -> None:
    """Runs of markers are one citation each; every number has its entry."""
    doc = gard_page().document
    assert len(doc.elements_of("citation")) == 36
    assert [doc.quote(e.span) for e in doc.elements_of("citation") if len(e.parts) > 1] == [
        "[1][2]",
        "[1][2]",
        "[4][3]",
    ]
    assert words(doc, "reference", "number") == ["1", "2", "3", "4", "5", "6"]
    assert doc.quote(doc.elements_of("reference")[4].span).endswith("59(5):290-294.")
    assert set(words(doc, "citation", "number")) == {"1", "2", "3", "4", "5", "6"}


def test_a_citation_without_entry_is_reported() -> None:
    """A page cut off before its references says which it lacks, once each."""
    remarks = gard_page(SEED[: SEED.index(b"  5. Happle")]).remarks
    assert [remark.message[:3] for remark in remarks] == ["[5]", "[6]"]
    assert {remark.code for remark in remarks} == {"citation_without_reference"}


def test_links_are_the_addresses_in_the_text() -> None:
    """The full stop that ends an entry is no part of its address."""
    doc = gard_page().document
    assert words(doc, "link", "target")[0] == "http://ghr.nlm.nih.gov/condition/progressive-osseous-heteroplasia"
    assert len(doc.elements_of("link")) == 5


def test_list_items_leave_their_bullets_out() -> None:
    """The criteria of the diagnosis are items."""
    doc = gard_page().document
    assert words(doc, "list_item", "text")[:3] == [
        "superficial HO that progresses to deep connective tissue;",
        "two or fewer AHO features, excluding HO; and",
        "no parathyroid hormone (PTH) resistance (as in PHP)",
    ]


@pytest.mark.parametrize(
    "phrase",
    [
        "People with the same disease may not have all the symptoms listed",
        "You may find these specialists",
        "Inclusion on this list is not an endorsement",
        "The in-depth resources contain",
        "OMIM is maintained by Johns Hopkins",
        "My 17-year-old daughter has progressive osseous heteroplasia",
        "For most genes, both copies are active",
    ],
)
def test_standard_text_is_boilerplate(phrase: str) -> None:
    """What the publisher prints on every page, and what users ask, says nothing of the disorder."""
    doc = gard_page().document
    offset = doc.text.index(phrase)
    assert any(e.span.contains(Span(offset, offset + len(phrase))) for e in doc.elements_of("boilerplate"))


def test_prose_is_no_boilerplate() -> None:
    """No claim of the page is taken for standard text."""
    doc = gard_page().document
    for phrase in ("Joints may become involved", "GNAS mutation identified", "The gene responsible for POH"):
        assert not any(
            e.span.contains(Span(doc.text.index(phrase), doc.text.index(phrase) + 1))
            for e in doc.elements_of("boilerplate")
        )


def test_tables_and_references_are_no_sentences() -> None:
    """Sentences cover prose only."""
    doc = gard_page().document
    for phrase in ("Growth retardation", "Eur J Med Genet", "Last updated", "Other Names", "Testing Resources"):
        assert doc.sentence_at(doc.text.index(phrase)) is None
    sentence = doc.sentence_at(doc.text.index("It usually becomes apparent"))
    assert sentence is not None
    assert doc.quote(sentence).endswith("including muscle.[1][2]")
