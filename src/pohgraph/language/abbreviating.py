"""Abbreviations that are made of the letters of a name."""

from pohgraph.compiled import compiled

_WORD = compiled(r"\b\w")


def is_made_of(abbreviation: str, name: str) -> bool:
    """Whether the letters of an abbreviation stand in a name in that order, the first one at the beginning of a word.

    >>> is_made_of("MEN1", "Multiple endocrine neoplasia type 1"), is_made_of("OMIM", "Wobbly lunar syndrome")
    (True, False)
    >>> is_made_of("EDA-ID", "Anhidrotic ectodermal dysplasia with immune deficiency")
    True
    """
    first, lower = abbreviation[0].lower(), name.lower()
    for word in _WORD.finditer(lower):
        letters = iter(lower[word.start() :])
        if word[0] == first and all(letter in letters for letter in abbreviation.lower() if letter.isalnum()):
            return True
    return False
