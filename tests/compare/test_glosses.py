"""One thing with two names: the words in brackets, and where a phrase ends."""

import pytest

from pohgraph.compare.glosses import glossed
from pohgraph.model import Claim, Mark, Named, Passage, SourceRecord

_START = 100  # where the sentences stand in their page


def _claim(term: str, words: str, text: str) -> Claim:
    place = _START + text.index(words)
    passage = Passage(
        iri="e", start=_START, end=_START + len(text), exact=text, marks=(Mark(place, place + len(words), "object"),)
    )
    return Claim(
        subject=Named("MONDO:1"),
        predicate=Named("biolink:has_phenotype"),
        object=Named(term),
        source=SourceRecord(id="a"),
        passages=(passage,),
    )


@pytest.mark.parametrize(
    ("one", "other", "text"),
    [
        ("stiff muscles", "spasticity", "Most have stiff muscles (spasticity) in the legs."),
        ("spasticity", "stiff muscles", "Most have spasticity (stiff muscles) in the legs."),
        ("weakness", "ptosis", "There is weakness of the upper eyelids (ptosis)."),
        ("loss of balance", "ataxia", "There may be loss of balance and coordination (ataxia)."),
        ("dark moles", "nevi", "Dark moles (also called nevi) are seen.".lower()),
    ],
)
def test_two_names_of_one_thing(one: str, other: str, text: str) -> None:
    """Either is found from the other, whichever stands in the brackets."""
    first, second = _claim("HP:1", one, text), _claim("HP:2", other, text)
    assert glossed(first, [first, second]) == {"HP:2"}
    assert glossed(second, [first, second]) == {"HP:1"}


@pytest.mark.parametrize(
    ("one", "other", "text"),
    [
        ("fever", "gingivitis", "Children have fever and a swelling of their gums (gingivitis)."),
        ("fever", "ptosis", "Children have fever, drooping eyelids (ptosis) and cough."),
        ("fractures", "scoliosis", "Fractures that bend the spine (scoliosis) are seen.".lower()),
        ("anemia", "leukemia", "Anemia (without leukemia) is seen.".lower().replace("(without", "; (not")),
    ],
)
def test_two_things(one: str, other: str, text: str) -> None:
    """What stands in brackets behind another phrase is no name of the first thing."""
    first, second = _claim("HP:1", one, text), _claim("HP:2", other, text)
    assert glossed(first, [first, second]) == frozenset()
