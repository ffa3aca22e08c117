"""Lines of print put together again, and what a text file holds beside its page."""

import pytest

from pohgraph.model import Document
from pohgraph.read import read_page

COLUMNS = """# Sample syndrome
Sample syndrome is a rare condition of bones, skin and eyes that was first described in two sisters
from one village. It begins in childhood and goes on slowly, and most people walk without any help
until they are very old.

The signs in the mouth are of many kinds, including
small teeth, a cleft of the palate and overgrown
gums, a long upper lip, and enamel that is worn
off early. The teeth may come through too
early, at birth or soon after it. Patients
with a cleft have trouble with speech and feeding,
and some of them are deaf.
"""


def plain_page(text: str) -> Document:
    """Read a text of no known family."""
    return read_page(text.encode(), name="note.txt").document


def _sentences(doc: Document) -> list[str]:
    return [" ".join(doc.quote(sentence).split()) for sentence in doc.sentences]


def test_each_column_has_its_own_width() -> None:
    """Narrow lines below wide ones are joined as well."""
    assert _sentences(plain_page(COLUMNS))[2:] == [
        (
            "The signs in the mouth are of many kinds, including small teeth, a cleft of the palate and overgrown gums, "
            "a long upper lip, and enamel that is worn off early."
        ),
        "The teeth may come through too early, at birth or soon after it.",
        "Patients with a cleft have trouble with speech and feeding, and some of them are deaf.",
    ]


def test_a_line_that_cannot_end_a_sentence_goes_on() -> None:
    """However short it is: a comma, "the", "including"."""
    doc = plain_page("# Sample syndrome\nThere is pain in the\nleft foot.\n\nEyes,\nears are well.")
    assert _sentences(doc) == ["There is pain in the left foot.", "Eyes, ears are well."]


def test_lines_of_a_list_stay_apart() -> None:
    """Findings one a line, of any length, are no column."""
    lines = ["short stature", "delayed closure of the anterior fontanelle", "gout", "wide nasal bridge with a flat tip"]
    doc = plain_page("# Sample syndrome\n## Symptoms\n" + "\n".join(lines))
    assert _sentences(doc) == lines


def test_a_sentence_that_goes_on_below_is_no_heading() -> None:
    """It begins with a capital, has no stop and names findings."""
    doc = plain_page(
        "# Sample syndrome\n## Clinical description\nSeveral additional clinical findings are\n"
        "described, including a squint, and they were seen in some of the families only."
    )
    assert len(doc.sentences) == 1


def test_the_head_of_a_file_is_no_content() -> None:
    """But for the title and what it says of the disease."""
    doc = plain_page(
        "---\ntitle: Sample syndrome\nauthors:\n- A. Gout\ntags:\n  - seizures\nkeywords: ataxia\nomim: 123456\n---\n"
        "\nPeople have a flat face.\n"
    )
    assert doc.source.title == "Sample syndrome"
    assert "People have a flat face." in _sentences(doc)
    assert not {"A. Gout", "seizures", "ataxia"} & set(_sentences(doc))


def test_a_rule_alone_opens_no_head() -> None:
    """Prose between two rules is prose."""
    doc = plain_page("---\nPeople have gout.\n---\nThey are tall.")
    assert "They are tall." in _sentences(doc)


@pytest.mark.parametrize(
    "written",
    [
        '<iframe\n  width="560"\n  src="https://example.org/seizures"\n></iframe>',
        "<style>\n.ataxia { color: red }\n</style>",
        "<!-- gout\nataxia -->",
        '<div class="box">\n</div>',
    ],
)
def test_tags_in_a_text_are_no_content(written: str) -> None:
    """Alone on their lines or over several."""
    doc = plain_page(f"# Sample syndrome\n\n{written}\n\nPeople have a flat face.\n")
    assert _sentences(doc) == ["People have a flat face."]


def test_tags_around_a_sentence_are_no_part_of_it() -> None:
    """The quote is the sentence."""
    doc = plain_page("# Sample syndrome\n\n<p>People have a flat face.</p>\n")
    assert _sentences(doc) == ["People have a flat face."]


def test_legends_are_no_content() -> None:
    """They tell of a picture; a sentence about a figure is one."""
    doc = plain_page(
        "# Sample syndrome\n\nFig. 1 Face of a boy with a squint\nand gout.\n\nTable 2. Findings in ataxia\n\n"
        "Figure 3 shows that the face is flat, as do the pictures in\nFigure 4. The nose is short.\n"
    )
    assert _sentences(doc) == [
        "Figure 3 shows that the face is flat, as do the pictures in Figure 4.",
        "The nose is short.",
    ]


def test_a_list_below_a_denial_is_no_section_of_causes() -> None:
    """The words that end in a colon are a sentence, which the list completes."""
    doc = plain_page("# Sample syndrome\n\n## Symptoms\n\nIt does not cause:\n\n- gout\n- pain\n")
    assert [section.name for section in doc.sections] == ["header", "symptoms"]
    assert _sentences(doc) == ["It does not cause:", "gout", "pain"]


def test_lines_of_any_system_read_alike() -> None:
    """Line ends of Windows, blanks at the ends of lines, and an indent within a sentence change nothing."""
    lines = [
        "# Sample syndrome",
        "",
        "- Stiff joints of both hands and of the knees,",
        "that hurt in the morning.",
        "- Fever",
    ]
    plain = plain_page("\n".join(lines))
    set_in = [f"  {line}" if line.startswith("that") else f"{line}  " for line in lines]
    assert plain_page("\r\n".join(set_in)).text == plain.text
    assert plain_page("Signs:\n  pain\n  fever").text == "Signs:\n  pain\n  fever"
