"""Names that are written with a page's own short form of a wider disease."""

from collections.abc import Callable

import pytest

from pohgraph.model import Mention

Find = Callable[..., list[Mention]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Huntington's disease (HD). People with juvenile HD (JHD); JHD is rare.", ["juvenile HD", "JHD", "JHD"]),
        ("Hereditary spastic paraplegia (HSP). HSP type 10 (SPG10); SPG10 is rare.", ["HSP type 10", "SPG10", "SPG10"]),
        ("Huntington's disease (HD). Early HD is rare.", []),
        ("Type 1 diabetes mellitus (T1DM). T1DM type 1.", []),
    ],
)
def test_a_short_form_with_the_words_beside_it_names_a_narrower_disease(
    mentions: Find, text: str, names: list[str]
) -> None:
    """What the words make when written out must be a firm name of one disease; its own short form is one of it, too."""
    found = mentions(text, "disease")
    wider = found[0].reference
    assert [m.text for m in found if m.reference != wider] == names
