"""Saved GARD pages: the site's own elements, each said once."""

from pathlib import Path

import pytest

from pohgraph.errors import ReadError
from pohgraph.read import read_page

SAMPLE = (Path(__file__).parent / "samples" / "gard.html").read_bytes()


def test_the_source_is_named() -> None:
    """The number and address are those of the page's first tab, the date is that at its foot."""
    doc = read_page(SAMPLE, name="saved.html").document
    assert doc.id == "pohdoc:GARD_109"
    assert doc.source.iri == "https://rarediseases.info.nih.gov/diseases/109/progressive-osseous-heteroplasia"
    assert (doc.source.title, doc.source.modified) == ("Progressive osseous heteroplasia", "2021-11-08")


def test_sections_follow_the_elements_of_the_site() -> None:
    """Each with the heading the page prints over it."""
    doc = read_page(SAMPLE, name="saved.html").document
    assert [(s.name, doc.quote(s.heading) if s.heading else "") for s in doc.sections] == [
        ("header", "Progressive osseous heteroplasia"),
        ("synonyms", ""),
        ("description", "Summary"),
        ("frequency", "Estimated Number of People with this Disease"),
        ("symptoms", "When do symptoms of this disease begin?"),
        ("hpo_table", "Symptoms"),
        ("causes", "Genetic Disease"),
        ("inheritance", "Inheritance"),
        ("header", ""),
    ]


def test_listed_terms_are_rows() -> None:
    """A symptom has its frequency where a slide shows one; patterns of inheritance are rows as well."""
    doc = read_page(SAMPLE, name="saved.html").document
    rows = [tuple(doc.quote(part.span) for part in row.parts) for row in doc.elements_of("phenotype_row")]
    assert rows == [
        ("Ectopic calcification", "Very frequent"),
        ("Brachydactyly",),
        ("Growth delay",),
        ("Autosomal dominant inheritance",),
    ]


def test_genes_listed_after_a_colon_are_elements() -> None:
    """The site fills a sentence with symbols; each is one."""
    doc = read_page(SAMPLE, name="saved.html").document
    assert [doc.quote(element.span) for element in doc.elements_of("related_gene")] == ["GNAS", "STX16"]


def test_what_the_site_repeats_is_said_once() -> None:
    """Names for other screens, tips and general answers are not the page's text."""
    doc = read_page(SAMPLE, name="saved.html").document
    assert [doc.quote(element.span) for element in doc.elements_of("synonym")] == [
        "POH",
        "Familial ectopic ossification",
    ]
    assert doc.text.count("Familial ectopic ossification") == 1
    for words in ("Genes are made of DNA", "Read More", "Bone Pain", "Selected", "Newborn", "estimate and"):
        assert words not in doc.text


def test_another_page_of_the_site_is_read_by_its_headings() -> None:
    """A page without the elements of a disease is any HTML page."""
    page = read_page(SAMPLE.replace(b"app-", b"old-"), name="saved.html")
    assert [remark.code for remark in page.remarks] == ["unknown_site"]


def test_a_page_saved_before_its_scripts_ran_is_an_error() -> None:
    """One line that says what to do."""
    head = SAMPLE[: SAMPLE.index(b"<body>")]
    with pytest.raises(ReadError, match="before its scripts ran"):
        read_page(head + b"<body><app-root></app-root></body></html>", name="saved.html")


def test_other_names_of_a_symptom_and_what_is_excluded_are_of_its_row() -> None:
    """A slide says them of its symptom, not of the disease."""
    told = b'<h3 class="medical-term-header">Brachydactyly</h3><div>Synonym: Short digits</div>'
    shown = b'<div class="frequency-wrap"><div class="marker-text"><div class="text">Excluded</div></div></div>'
    slide = b'<div class="carousel-slide">' + told + shown + b"</div>"
    page = SAMPLE.replace(b'<div class="symptom-list-container">', slide + b'<div class="symptom-list-container">')
    doc = read_page(page, name="saved.html").document
    rows = [tuple(doc.quote(part.span) for part in row.parts) for row in doc.elements_of("phenotype_row")]
    assert ("Brachydactyly", "Short digits", "Excluded") in rows


def test_a_page_whose_parts_have_other_names_is_read_by_its_headings() -> None:
    """A site changes; nothing is lost in silence."""
    page = SAMPLE.replace(b"at-a-glance-", b"overview-").replace(b"synonyms", b"names").replace(b"list-item", b"entry")
    page = page.replace(b"carousel-slide", b"slide")
    read = read_page(page, name="saved.html")
    assert "bone forms in skin and muscle" in read.document.text
    assert "unknown_site" in [remark.code for remark in read.remarks]


def test_marked_ages_without_words_are_no_section() -> None:
    """Neither the ages nor their heading say anything."""
    sample = SAMPLE
    for said in (b"When do symptoms of this disease begin?", b" Infant ", b"Selected", b"1-23 months"):
        sample = sample.replace(said, b"")
    doc = read_page(sample, name="saved.html").document
    assert "When do symptoms" not in doc.text
    assert "symptoms" not in [section.name for section in doc.sections]
