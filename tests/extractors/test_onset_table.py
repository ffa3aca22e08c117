"""Tables of ages with blank lines between their parts, as saved HTML has them."""

from tests.extractors.pages import page_of

from pohgraph.extractors.onset_table import onset_table
from pohgraph.model import Assertion
from pohgraph.vocab.lexicon import open_lexicon

AGES = (
    "Prenatal",
    "Before Birth",
    "Newborn",
    "Birth-4 weeks",
    "Infant",
    "1-23 months",
    "Selected",
    "Child",
    "2-11 years",
)


def test_a_mark_below_a_blank_line_is_that_of_the_age_above() -> None:
    """Ages without a mark say nothing."""
    page = page_of("\n\n".join(("When do symptoms of this disease begin?", *AGES)), open_lexicon())
    found = [claim.object for claim in onset_table(page) if isinstance(claim, Assertion)]
    assert [term.curie for term in found if term] == ["HP:0003593"]
