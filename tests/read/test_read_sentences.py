"""Where sentences end, as a table of cases: `|` stands where one ends and the next begins."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pohgraph.language.sentences import find_sentences
from pohgraph.model import Span

CASES = (
    ("citation markers stay with their sentence", "Bone forms in skin.[1] |It usually spreads.[1][2] |In time."),
    ("a marker after a space stays too", "Bone forms in skin. [1] |It spreads."),
    ("a marker before the stop stays too", "Bone forms in skin [3]. |It spreads."),
    ("a list of markers stays whole", "Bone forms in skin.[1, 2-4] |It spreads."),
    ("titles", "Dr. Kaplan and Prof. Shore saw it. |They wrote."),
    ("versus, exempli gratia, id est", "Skin vs. Bone, e.g. Fat, i.e. Tissue, is meant. |So."),
    ("et al. before a year or a name", "Kaplan et al. 2002 and Shore et al. Science found it. |So."),
    ("et al. at an end", "It was found by Kaplan et al. |The gene is known."),
    ("initials", "Frederick S. Kaplan and E. M. Shore wrote. |So."),
    ("a letter that ends a name", "It follows hepatitis C. |The liver heals."),
    ("a species", "S. maltophilia and E. coli are bacteria. |So."),
    ("countries", "It is rare in the U.S. |The U.S. National Library says so."),
    ("decimals and figures", "It is 2.5 mm long and 1.10 wide. |45% have it."),
    ("no. before a number and as an answer", "See no. 5 there. |Is it so? |No. |It is not."),
    ("parentheses hold their stops", "Some (see Fig. 1. It is large.) have it. |So."),
    ("a parenthesis that is a sentence", "All have it. |(Most of them do.) |So."),
    ("an unclosed parenthesis splits", "Some (see there. |It is large. |So."),
    ("questions", "What is it? |It is bone. |Is it (are they) so ? |Yes!"),
    ("a lost space", "It has a function.|These mutations stop that.|Others do not."),
    ("no space lost in names", "See p.Arg231His, TACG.S51064, www.Site.org and http://a.org/About.html there. |So."),
    ("two spaces", "It is known.  |mTOR is a gene."),
    ("one space before a small letter", "It is approx. five. |So it is. |The mTOR gene. eIF2 is kept."),
    ("emphasis", "It lies in *GNAS.* |*GNAS* is a gene."),
    ("quotation marks", 'They are "turned on." |For others not.'),
    ("ellipsis", "It may ... spread. |So…  |Then."),
    ("a list run into the text", "Tests are:  - |Genetic Testing Registry: A  - |Encyclopedia: B   |These are more."),
    ("bullets run into the text", "Signs are: • |stiff joints • |pain"),
    ("a number after a colon", "All had these: 1. Slow waves. |Others had none."),
    ("a tab and a line break are white space", "It is\r\nbone.\r\n|It\tspreads."),
    (
        "a list without breaks",
        "Signs may include: Fever Stiff joints (of the arms) |Some people also have a rash. |So.",
    ),
    ("items with capitals", "Signs: Loss of hair In others Less than a normal number of teeth The nails"),
    ("no list without a lead", "Many people have seen that Some people are tall."),
    ("a note's number without brackets", "Bone forms in skin.3 |It spreads.⁴ |Then p.4 and 0.4 mm."),
    ("letters beyond ASCII", "Sjögren’s is one. |Ångström is another. |中文。"),  # noqa: RUF001
)


@pytest.mark.parametrize(("marked"), [case for _, case in CASES], ids=[name for name, _ in CASES])
def test_sentences_end_where_a_reader_ends_them(marked: str) -> None:
    """Each case is split at its marks and nowhere else; white space and bullets are left out."""
    text = marked.replace("|", "")
    expected = [part.strip().removesuffix(" -").removesuffix(" •").strip() for part in marked.split("|")]
    found = [text[start:end] for start, end in find_sentences(text, [Span(0, len(text))])]
    assert found == expected


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("  • superficial HO;", "superficial HO;"),
        ("- Surgery", "Surgery"),
        ("* Surgery", "Surgery"),
        ("1. Surgery", "Surgery"),
        ("12) Surgery", "Surgery"),
        ("(a) Surgery", "Surgery"),
    ],
)
def test_bullets_are_no_part_of_a_sentence(line: str, sentence: str) -> None:
    """A bullet, a dash or a list number before a sentence is left out."""
    ((start, end),) = find_sentences(line, [Span(0, len(line))])
    assert line[start:end] == sentence


def test_a_block_ends_a_sentence() -> None:
    """Two blocks never share a sentence."""
    text = "A heading\nIt begins"
    assert find_sentences(text, [Span(0, 9), Span(10, 19)]) == (Span(0, 9), Span(10, 19))


@given(st.text(alphabet=st.sampled_from('aA1 .?!()[]\n\t-•*:"…é\u00a0')))
@settings(deadline=None, max_examples=300)
def test_sentences_are_in_order_and_trimmed(text: str) -> None:
    """Whatever the text, sentences do not overlap, keep their order and have no white space at their ends."""
    sentences = find_sentences(text, [Span(0, len(text))])
    assert all(left.end <= right.start for left, right in pairwise(sentences))
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in sentences)


@given(st.text(alphabet=st.sampled_from("aA1 .?!()[]\n-•é")))
@settings(deadline=None, max_examples=300)
def test_no_letter_is_lost(text: str) -> None:
    """Every letter of a block lies in some sentence."""
    kept = sum(
        text[start:end].count("a") + text[start:end].count("é")
        for start, end in find_sentences(text, [Span(0, len(text))])
    )
    bullets = text.count("(a)")
    assert text.count("a") + text.count("é") - bullets <= kept
