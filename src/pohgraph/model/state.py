"""What a claim comes to: one word for each of its four states, used by code, tables, pictures and help alike."""

from typing import Literal, get_args

State = Literal["stated", "denied", "open", "borrowed"]
STATES: tuple[State, ...] = get_args(State)


def state_of(*, negated: bool, hedged: bool, borrowed: bool) -> State:
    """The state of a claim with these flags. Only a stated claim is a plain edge.

    `borrowed`: the page says it of another disease or a relative. `denied`: the page says that it is not so. `open`: the
    page does not commit itself. A denial that the page hedges is denied; whoever must tell it from a firm one asks for
    both flags.

    >>> state_of(negated=True, hedged=False, borrowed=True), state_of(negated=True, hedged=True, borrowed=False)
    ('borrowed', 'denied')
    """
    if borrowed:
        return "borrowed"
    if negated:
        return "denied"
    return "open" if hedged else "stated"
