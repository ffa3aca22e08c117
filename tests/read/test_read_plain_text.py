"""Text of no known family."""

import pytest

from pohgraph.model import Document
from pohgraph.read import read_page


def plain_page(text: str) -> Document:
    """Read a text of no known family."""
    page = read_page(text.encode(), name="note.txt")
    assert [remark.code for remark in page.remarks] == ["unknown_family"]
    return page.document


def test_a_text_without_headings_is_a_description() -> None:
    """All of it is prose."""
    doc = plain_page("He has short stature. No seizures.\n\nHis mother is well")
    assert [(section.name, section.heading) for section in doc.sections] == [("description", None)]
    assert [doc.quote(sentence) for sentence in doc.sentences] == [
        "He has short stature.",
        "No seizures.",
        "His mother is well",
    ]


def test_known_headings_open_sections() -> None:
    """With or without Markdown's marks."""
    doc = plain_page("# Sample syndrome\nA disorder.\n## Causes\nA gene.\n\nDiagnosis:\nBy biopsy.")
    assert [section.name for section in doc.sections] == ["header", "description", "causes", "diagnosis"]
    assert doc.source.title == "Sample syndrome"


def test_wrapped_lines_are_one_sentence() -> None:
    """A line break within a sentence is white space; one after a short line or before a bullet is an end."""
    doc = plain_page(
        "The boy has short stature and a flat face, with a broad nasal\nbridge. His hands are small.\n- pain\n- fever"
    )
    assert [doc.quote(sentence) for sentence in doc.sentences] == [
        "The boy has short stature and a flat face, with a broad nasal\nbridge.",
        "His hands are small.",
        "pain",
        "fever",
    ]


def test_the_number_that_a_text_has_in_pubmed() -> None:
    """It names the document; one among others, or within the text, may be that of a work cited."""
    said = "Sample dysplasia is a disease of bones. Patients have bone pain.\n"
    for text in (
        f"PMID: 91000001\n{said}",
        f"{said}\nPMID: 91000001\n",
        f'---\nreference_id: "PMID:91000001"\n---\n\n{said}',
    ):
        doc = read_page(text.encode(), name="page.txt").document
        assert (doc.id, doc.source.iri) == ("pohdoc:PMID_91000001", "https://pubmed.ncbi.nlm.nih.gov/91000001/")
    for text in (f"{said}See PMID: 91000001 for more.\n", f"PMID: 91000001\n{said}\nPMID: 91000002\n"):
        assert read_page(text.encode(), name="page.txt").document.id == "pohdoc:page"


def test_an_article_s_title_over_its_abstract() -> None:
    """It is a sentence of its own and no name; what is a statement is none."""
    abstract = "We studied the gene. " * 20
    doc = plain_page(f"A novel mutation in two brothers with sample syndrome.\n{abstract}")
    assert [(section.name, section.heading is not None) for section in doc.sections][:1] == [("header", True)]
    assert plain_page(f"Sample syndrome is a rare disorder.\n{abstract}").sections[0].name == "description"


def test_the_title_under_a_menu_is_what_the_text_takes_up() -> None:
    """A word of the menu may stand in another line of it."""
    doc = plain_page(
        "Topics\n\nAsk about topics\n\nSample syndrome\n\nPeople with sample syndrome have many complaints."
    )
    assert [doc.quote(title.span) for title in doc.elements_of("title")] == ["Sample syndrome"]


def test_a_number_without_a_name_is_no_title() -> None:
    """A number of OMIM and a semicolon on a line of their own, in what a page once was."""
    doc = read_page(b"#166350;\\nPOH;\\nThe disorder begins with bone in the skin.\\n", name="spoilt.txt").document
    assert all(doc.quote(title.span) for title in doc.elements_of("title"))


@pytest.mark.parametrize(
    ("above", "heading", "title"),
    [
        ("Chapter 4 Gut Stones\nbe given to those with bleeding.", "Whipple disease [8]", "Whipple disease"),
        ("be given to those with bleeding.", "Takayasu arteritis", "Takayasu arteritis"),
        ("Ice is given to those with bleeding.", "Takayasu arteritis [3\u20135]", ""),
        ("be given to those with bleeding.", "Course of the disease", ""),
        ("be given to those with bleeding,", "Takayasu arteritis", ""),
        ("be given to those with Takayasu arteritis.", "Takayasu arteritis", ""),
        ("van Hull stones hurt all those who have them.", "Kidney disease", ""),
        ("\u03b2-hull stones hurt all.", "Liver disease", ""),
        ("hullinosis hurts all.", "Liver disease", ""),
        ("hullinism is a disorder of stones.", "Liver disease", ""),
    ],
)
def test_a_page_cut_out_of_a_book(above: str, heading: str, title: str) -> None:
    """What it begins with, within a sentence, belongs to the part before the heading that names a disease."""
    text = f"{above}\n{heading}\nThose who have {heading.partition(' [')[0]} are ill.\n"
    doc = read_page(text.encode(), name="note.txt").document
    assert doc.source.title == title
    if title:
        assert [section.name for section in doc.sections][:2] == ["not_content", "header"]


def test_a_title_that_begins_small_is_no_part_of_a_sentence() -> None:
    """A first line without a stop is no prose."""
    text = "stone knee complex\n\nMen are ill.\n\nKidney disease\n\nKidney disease is often seen.\n"
    assert read_page(text.encode(), name="note.txt").document.source.title == "stone knee complex"


def test_the_head_of_a_printed_page_is_no_part_of_a_sentence() -> None:
    """It may stand within one."""
    doc = read_page(
        b"Bones\n\nText is here, and the\nChapter 4 Bone Disorders\nbones hurt.\n", name="note.txt"
    ).document
    assert [doc.quote(sentence) for sentence in doc.sentences] == ["Text is here, and the", "bones hurt."]


def test_the_text_of_a_window_is_no_part_of_the_sentence_that_it_opened_over() -> None:
    """It begins with its heading and ends with "read more"; without that, nothing is cut out."""
    doc = plain_page(
        "Bones\n\nThe signs resemble gout Gout Gout is a disorder (of joints)... read more , mainly pain. "
        "It is passed on as a trait Dominant Trait Traits are many... read more . It was described by Ann Hull and Tom Low."
    )
    assert [doc.quote(sentence) for sentence in doc.sentences] == [
        "The signs resemble gout",
        "mainly pain.",
        "It is passed on as a trait",
        "It was described by Ann Hull and Tom Low.",
    ]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "Most men with Hull disease, first seen by Low and Hull, have stones and pain... Read more",
            ["Most men with Hull disease, first seen by Low and Hull, have stones and pain...", "Read more"],
        ),
        (
            "Boys with Hull disease have keel chest Keel Chest Keel chest is a form... read more and pain.",
            ["Boys with Hull disease have keel chest", "and pain."],
        ),
    ],
)
def test_the_text_of_a_window_takes_its_heading_up(text: str, sentences: list[str]) -> None:
    """A name with a capital is no heading, and of several the last one is."""
    doc = plain_page(f"Bones\n\n{text}")
    assert [doc.quote(sentence) for sentence in doc.sentences] == sentences


def test_what_was_searched_for_says_nothing_of_patients() -> None:
    """Queries are standard text, and the terms that an article is found by no content."""
    doc = plain_page(
        'Bones\n\nQueries combined "ataxia" with others. We searched PubMed for pain. Pain is searching. '
        "We searched for variants in 40 patients and all had pain. The search revealed that all had rickets. "
        "Queries were sent to parents, who reported pain.\n\n"
        "MeSH terms\n\n- Nephritis / therapy\n- Rickets\n"
    )
    assert [doc.quote(element.span) for element in doc.elements_of("boilerplate")] == [
        'Queries combined "ataxia" with others.',
        "We searched PubMed for pain.",
    ]
    assert [section.name for section in doc.sections] == ["header", "description", "not_content"]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "Search Rare Diseases\n\nEnter a disease name or synonym to search the reports.\n\n0-9 - A - B - C - D - E - F - G - H - I - J - K - L - M",
            "Hull syndrome",
        ),
        ("[Page 1]", "Hull syndrome"),
        ("autosomal recessive", "Hull syndrome"),
    ],
)
def test_what_a_form_asks_is_no_title(head: str, title: str) -> None:
    """Nor is the number of a printed page, or a mode of inheritance over the name."""
    assert plain_page(f"{head}\n\nHull syndrome\n\nHull syndrome is rare. It causes pain.").source.title == title


@pytest.mark.parametrize("heading", ["Related genes", "Genes associated with this condition"])
def test_symbols_under_a_heading_are_genes(heading: str) -> None:
    """The first line that holds anything else ends the list."""
    doc = plain_page(f"# Hull syndrome\n\nIt is rare.\n\n## {heading}\n\n- ABC1\n- C9orf72\n- Many more\n- DEF2\n")
    assert [doc.quote(element.span) for element in doc.elements_of("related_gene")] == ["ABC1", "C9orf72"]


def test_the_letters_behind_a_title_may_have_a_number() -> None:
    """One name is "MPS VI"."""
    doc = plain_page("Hull syndrome (MPS VI)\n\nIt is rare.")
    assert (doc.source.title, [doc.quote(element.span) for element in doc.elements_of("synonym")]) == (
        "Hull syndrome",
        ["MPS VI"],
    )


def test_titles_of_omim_stand_below_each_other() -> None:
    """The name may stand under a blank line; what is in capitals below it names it again."""
    doc = plain_page("# 114000\n\nHULL DISEASE\nINFANTILE KEEL DISEASE\n\nText\n\nIt is rare.")
    assert (doc.source.title, [doc.quote(element.span) for element in doc.elements_of("synonym")]) == (
        "HULL DISEASE",
        ["INFANTILE KEEL DISEASE"],
    )


def test_the_title_of_an_article_is_no_section_on_outlook() -> None:
    """An article has the name "Outcome of …: a case series"."""
    doc = plain_page("# Hull syndrome\n\n## Long-term outcome of pain: a case series\n\nPain is frequent.")
    assert [section.name for section in doc.sections] == ["header", "description"]


def test_headings_in_capitals_are_found_in_a_page_of_one_line() -> None:
    """What stands before one ends there; in a short paragraph such words may be no heading."""
    said = "Patients have pain and walk late, as their parents say. " * 8
    doc = plain_page(
        f"Hull syndrome\n\n{said}Keywords: pain, walking INTRODUCTION {said}CASE REPORT A boy had pain. The WHO REPORT says so."
    )
    assert [(section.name, doc.quote(section.heading)) for section in doc.sections if section.heading] == [
        ("not_content", "Keywords"),
        ("description", "INTRODUCTION"),
        ("case", "CASE REPORT"),
    ]
    assert len(plain_page("Hull syndrome\n\nHe had pain. CASE REPORT A boy had pain.").sections) == 2


def test_the_deep_headings_of_an_outline_are_notes() -> None:
    """What stands over no text says something itself, where a page has little else; a known heading opens its section."""
    notes = "".join(f"### Note {word}\n" for word in ("one", "two", "three", "four", "five", "six", "seven", "eight"))
    doc = plain_page(
        f"# Hull syndrome\n## Clinical features:\n{notes}## Treatment\n### Give salt\n### Treatment\nRest."
    )
    assert [doc.quote(sentence) for sentence in doc.sentences][-3:] == ["Note eight", "Give salt", "Rest."]
    assert [section.name for section in doc.sections][:3] == ["header", "description", "treatment"]
    few = plain_page("# Hull syndrome\n## Clinical features:\n### Pain\n### Fever\nIt comes and goes.")
    assert [few.quote(sentence) for sentence in few.sentences] == ["It comes and goes."]
