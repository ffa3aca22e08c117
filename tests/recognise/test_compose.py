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


LISTED = frozenset(
    map(loose_key, ("Renal cyst", "Liver cyst", "Joint pain", "Ectopic ossification in muscle tissue", "Myocarditis", "Muscle inflammation"))
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cysts may also form in the kidneys, spleen and liver.", ["kidneys", "liver"]),
        ("There are cysts in the kidneys.", ["kidneys"]),
        ("Cysts form in the spleen, causing kidney failure.", []),
        ("Cysts of unknown origin harm the liver.", []),
        ("The joints are often painful.", ["joints"]),
        ("The joints are painful to touch.", []),
        ("Formation of bone in soft tissues such as fat and muscle is seen.", ["muscle"]),
        ("Bone formation begins in fat and slowly moves into muscle.", ["muscle"]),
        ("Inflammation in the heart muscle is seen.", []),
    ],
)
def test_a_list_of_tissues_belongs_to_what_forms_in_them(text: str, expected: list[str]) -> None:
    """Each tissue of the list right behind a verb of forming makes a name of its own; the list ends where a clause does."""
    composed = compose(text, find_sentences(text, [Span(0, len(text))]), LISTED)
    assert sorted({text[slice(*c.entity)] for c in composed}) == expected
