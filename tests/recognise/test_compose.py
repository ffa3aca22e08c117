"""Names whose quality and thing stand apart in a sentence."""

import pytest

from pohgraph.language.sentences import find_sentences
from pohgraph.language.words import loose_key
from pohgraph.model import Span
from pohgraph.recognise.match.compose import compose

KEYS = frozenset(map(loose_key, ("Limited joint mobility", "Limited hip movement", "Limited knee mobility")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Joints become involved, causing impaired mobility.", [("impaired mobility", "Joints")]),
        ("There is reduced range of motion at the hips and knees.", [("reduced range of motion", "hips"), ("reduced range of motion", "knees")]),
        ("The knees hurt, and there is reduced mobility of the hips.", [("reduced mobility", "hips")]),
        ("The spine is stiff; its reduced mobility is painful.", []),
        ("The hips hurt; reduced mobility follows.", []),
        ("The hips hurt. Reduced mobility follows.", []),
        ("Reduced mobility follows, which affects the hips.", []),
        ("Reduced mobility of the elbows is seen.", []),
        ("The hips are fine.", []),
    ],
)  # fmt: skip
def test_a_quality_is_said_of_a_thing_in_its_clause(text: str, expected: list[tuple[str, str]]) -> None:
    """The thing stands in the same sentence, on no other side of a semicolon or relative clause, and some name has both."""
    composed = compose(text, find_sentences(text, [Span(0, len(text))]), KEYS)
    assert sorted((text[slice(*c.quality)], text[slice(*c.entity)]) for c in composed) == expected


def test_a_thing_may_be_too_far_away() -> None:
    """Beyond the reach that the table gives, nothing is said of a thing."""
    text = f"The hips {'carry great weight daily ' * 5} with reduced mobility."
    assert list(compose(text, [Span(0, len(text))], KEYS)) == []
