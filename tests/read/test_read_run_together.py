"""Lists whose line breaks were lost."""

from pohgraph.read import read_page
from pohgraph.read.run_together import with_line_breaks, with_list_breaks


def test_items_are_lines_again() -> None:
    """By words that items begin with, plurals, parentheses and capitals; the sentence behind the list is none of it."""
    doc = read_page(
        b"Sample syndrome\n\nChildren walk late and have weak muscles. Parents see many signs, which include:being clumsy"
        b"having flat feet (pes planus)loss of hair, weak musclesdifficulty running\xe2\x80\x94but not childrena small chin"
        b"By ten years of age the chin is normal. Doctors look for other signs of the syndrome.",
        name="note.txt",
    ).document
    assert [doc.quote(sentence) for sentence in doc.sentences] == [
        "Children walk late and have weak muscles.",
        "Parents see many signs, which include:",
        "being clumsy",
        "having flat feet (pes planus)",
        "loss of hair, weak muscles",
        "difficulty running\u2014but not children",
        "a small chin",
        "By ten years of age the chin is normal.",
        "Doctors look for other signs of the syndrome.",
    ]


def test_nothing_else_is_cut() -> None:
    """Not words that are made of two, names with a capital inside, addresses, nor a list whose blanks are all there."""
    for text in (
        "A head is large and an ache is felt. The signs are many:headache, wellbeing and childhood seizures, at any age. He walks.",
        "The ratio of male:female patients, with deltaF or McArdle disease, is given at https://example.org.",
        "It is known by three names in books:ataxia, data and areas.",
        "Signs include: fever, having coughs and being ill. Patients walk.",
    ):
        assert with_list_breaks(text) == text


def test_headings_and_items_in_capitals_are_lines_again() -> None:
    """Where full stops have no blank behind them again and again; the name of the site's part is a heading behind a name, too."""
    doc = read_page(
        b"source : https://example.org/x.htm\n\nSample syndrome (SS) is rare.Causes\n\nA gene.Symptoms\n\n"
        b"They may include:Skin rashesPain (bones)TremorsIf it is untreated, it stays so.Alternative Names\n\n"
        b"Elm feverImages\n\nPain",
        name="note.txt",
    ).document
    assert [section.name for section in doc.sections] == [
        "description",
        "not_content",
        "causes",
        "symptoms",
        "synonyms",
        "not_content",
    ]
    assert [doc.quote(sentence) for sentence in doc.sentences][1:9] == [
        "Sample syndrome (SS) is rare.",
        "A gene.",
        "They may include:",
        "Skin rashes",
        "Pain (bones)",
        "Tremors",
        "If it is untreated, it stays so.",
        "Pain",
    ]
    assert [doc.quote(element.span) for element in doc.elements_of("synonym")] == ["Elm fever"]


def test_one_lost_blank_is_a_slip() -> None:
    """And names of sites are none."""
    for text in ("He walks.She runs. They read:Books", "See Example.Org for more, and e.g.Smith in 2 papers."):
        assert with_line_breaks(text) == text
