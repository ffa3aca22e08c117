"""Lists that share a part: numbers of one noun, alternatives, findings of one part, parts told by their position."""

from collections.abc import Callable

import pytest

from pohgraph.model import Mention

Phenotypes = Callable[..., list[Mention]]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("The 3rd, 4th and 5th metatarsals were short.", ["Short third", "Short fourth", "Short fifth"]),
        ("There was a deficiency of vitamins D and E.", ["vitamin D", "vitamin E"]),
        ("There was a deficiency of vitamins A and E.", ["vitamin A", "vitamin E"]),
        ("Syndactyly of toes 2-3 or 4-5 was seen.", ["2-3 toe", "4-5 toe"]),
        ("Absence of the first and second molars was seen.", ["Agenesis of molar"]),
        ("He had an enlarged liver or spleen.", ["Hepatomegaly", "Splenomegaly"]),
        ("There was facial flushing and swelling.", ["Flushing", "Facial edema"]),
        ("There were renal, hep-atic or pancre-atic cysts.", ["Renal cyst", "Hepatic cysts", "Pancreatic cysts"]),
        ("The upper lip is thin, while the lower one is everted.", ["Thin upper lip", "Everted lower lip"]),
    ],
)
def test_each_member_has_what_the_list_shares(phenotypes: Phenotypes, text: str, labels: list[str]) -> None:
    """Each member of a list makes a finding with the part it shares, and not with the other members."""
    found = [mention.label for mention in phenotypes(text)]
    assert len(found) == len(labels)
    assert all(any(label in name for name in found) for label in labels)


@pytest.mark.parametrize(
    "text",
    [
        "A vitamin deficiency was looked for.",
        "He had low vitamin and mineral levels.",
        "The second and third patients were siblings.",
        "The fourth and fifth fingers are used to grip.",
        "The larger ones were everted.",
    ],
)
def test_what_shares_no_part_is_no_finding(phenotypes: Phenotypes, text: str) -> None:
    """Numbers of persons, parts without a finding, and letters that the text has not."""
    assert not phenotypes(text)


@pytest.mark.parametrize(
    "text",
    [
        "In the first sibling the toes were broad, and the second was short.",
        "In the first sibling the big toe was broad, and the second was short.",
        "The eyelids were swollen and the eyelashes long, while the lower were absent.",
        "The upper eyelids were swollen and the eyelashes long, while the lower were absent.",
        "The teeth of the older girl were large, and the lower were absent.",
    ],
)
def test_a_position_without_its_part_is_no_finding(phenotypes: Phenotypes, text: str) -> None:
    """What it is the second or the lower of must have been named so, and be the only thing that it may be."""
    last = text.rfind("and the second"), text.rfind("the lower")
    assert not [mention for mention in phenotypes(text) if mention.span.start >= max(last)]


def test_a_shared_word_goes_past_no_member_of_its_own(phenotypes: Phenotypes) -> None:
    """Behind a fever, the swelling of a list is not of the throat."""
    assert "Pharyngeal edema" not in {
        mention.label for mention in phenotypes("He had throat pain, fever and swelling.")
    }
