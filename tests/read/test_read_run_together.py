"""Lists whose line breaks were lost."""

from pohgraph.read import read_page
from pohgraph.read.run_together import with_list_breaks


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
