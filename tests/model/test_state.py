"""The state of a claim, derived from its three flags in one place."""

import pytest

from pohgraph.model import STATES, Claim, Named, Qualifiers, SourceRecord, State, state_of


@pytest.mark.parametrize(
    ("negated", "hedged", "borrowed", "state"),
    [
        (False, False, False, "stated"),
        (True, False, False, "denied"),
        (False, True, False, "open"),
        (True, True, False, "denied"),
        (False, False, True, "borrowed"),
        (True, False, True, "borrowed"),
        (False, True, True, "borrowed"),
        (True, True, True, "borrowed"),
    ],
)
def test_flags_come_to_one_state(negated: bool, hedged: bool, borrowed: bool, state: State) -> None:
    """Borrowed goes before denied, denied before open; what a page says of an assertion holds when it is read back."""
    claim = Claim(
        subject=Named("A:1"),
        predicate=Named("b:c"),
        object=Named("D:1"),
        negated=negated,
        hedged=hedged,
        borrowed=borrowed,
        source=SourceRecord(id="pohdoc:x"),
    )
    assert claim.state == state_of(negated=negated, hedged=hedged, borrowed=borrowed) == state
    assert Qualifiers(negated=negated, hedged=hedged, borrowed=borrowed).state == state
    assert state in STATES
