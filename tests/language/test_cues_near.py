"""Which stretches of a text a table of cues has to be looked for in."""

from pohgraph.language.cues import Cues
from pohgraph.model import Span

TEXT = "No fever. Some have rash. There is no cough and no rash."
SENTENCES = (Span(0, 9), Span(10, 25), Span(26, 56))


def test_only_stretches_with_a_first_word_are_near() -> None:
    """Each comes once and in order; no match lies in the others."""
    cues = Cues([r"no \w+", "without"])
    near = cues.near(TEXT, SENTENCES)
    assert near == [SENTENCES[0], SENTENCES[2]]
    assert not any(cues.find(TEXT, *stretch) for stretch in SENTENCES if stretch not in near)


def test_what_stands_between_stretches_is_near_none() -> None:
    """A first word outside all of them counts for none."""
    assert Cues(["some"]).near(TEXT, SENTENCES[::2]) == []


def test_all_are_near_to_a_pattern_that_begins_anywhere() -> None:
    """Where a pattern may begin with any word, every stretch has to be searched."""
    assert Cues([r"\w+ly", "no"]).near(TEXT, SENTENCES) == SENTENCES
