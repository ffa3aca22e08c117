"""What lists and tables say of a finding in a word or two."""

import pytest

from pohgraph.language.statuses import status_at
from pohgraph.model import Span


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("yes", "stated"),
        ("yes, early", "stated"),
        ("present (late)", "stated"),
        ("++", "stated"),
        ("no", "denied"),
        ("None reported.", "denied"),
        ("never seen", "denied"),
        ("0/12", "denied"),
        ("not a feature", "denied"),
        ("confirmed absent", "denied"),
        ("not a typical feature", "open"),
        ("usually not", "open"),
        ("possible", "open"),
        ("+/-", "open"),
        ("n/a", "nothing"),
        ("not tested", "nothing"),
        ("unknown", "nothing"),
        ("only in boys", "nothing"),
        ("occasional", "frequency"),
        ("in most patients", "frequency"),
        ("3/20", "frequency"),
        ("30-40%", "frequency"),
        ("none of the above is meant here", None),
        ("notable in winter", None),
        ("yesterday", None),
    ],
)
def test_states(words: str, state: str | None) -> None:
    """A status is whole up to a remark of its own."""
    status = status_at(words, Span(0, len(words)))
    assert (status.state if status else None) == state
