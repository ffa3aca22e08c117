"""Tables in pieces answer as the tables they were packed from."""

from hypothesis import given
from hypothesis import strategies as st

from pohgraph.vocab.blocks import Blocks, but_last_digits, first_word, pack_blocks

WORDS = st.text(st.characters(categories=("L", "N", "Zs", "P")), max_size=12)


@given(table=st.dictionaries(WORDS, WORDS), by_word=st.booleans())
def test_pieces_hold_what_was_packed(table: dict[str, str], *, by_word: bool) -> None:
    """Every key has its value, and nothing else is there."""
    block = first_word if by_word else but_last_digits
    found = Blocks(pack_blocks(table, block), block)
    assert dict(found.items()) == table
    assert len(found) == len(table)
    assert all(key in found for key in table)


def test_a_key_of_no_piece_is_unknown() -> None:
    """Neither a new piece nor a new key of a known piece is found."""
    found = Blocks(pack_blocks({"bone pain": "1"}, first_word), first_word)
    assert [key in found for key in ("bone", "bone pain", "pain")] == [False, True, False]
