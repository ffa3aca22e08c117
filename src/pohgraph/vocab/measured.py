"""What blood and urine hold too much or too little of, in the words of a laboratory: "high phenylalanine" for "hyperphenylalaninemia".

HPO has the Greek word and "circulating"; pages say "high levels in the blood", "elevated plasma levels".
"""

import re
from collections.abc import Container, Iterator

from pohgraph.language.words import phrase_key, token_class

_GREEK = re.compile(r"(hyper|hypo)?(\w{5,})(emia|uria)")
_ENDINGS = ("ium", "e", "um", "")  # what a substance ends in that a Greek word leaves out, the longest first
_MORE, _LESS, _BLOOD, _PLASMA, _URINE = map(token_class, ("increased", "decreased", "blood", "plasma", "urine"))
_CIRCULATING = "circulating"


def measured(name: str, classes: Container[str]) -> Iterator[tuple[frozenset[str], str]]:
    """The classes of other words for a name of a measurement, each with what was put otherwise.

    `classes` are those of all words of names of several words: a substance is one of them.

    >>> [sorted(words) for words, _ in measured("Hypovalinemia", {"valin"})]
    [['decreased', 'valin'], ['blood', 'decreased', 'valin'], ['decreased', 'plasm', 'valin']]
    """
    key = phrase_key(name)
    words = frozenset(key.split(" "))
    if _CIRCULATING in words:
        known = frozenset(map(token_class, words - {_CIRCULATING, "concentration", "level"}))
        for fluid in (_BLOOD, _PLASMA):
            yield known | {fluid}, "in blood for circulating"
    greek = _GREEK.fullmatch(key)
    if not greek:
        return
    substances = (token_class(greek[2] + ending) for ending in _ENDINGS)
    substance = next((substance for substance in substances if substance in classes), "")
    if substance:
        said = {substance, _LESS if greek[1] == "hypo" else _MORE}
        for fluids in ([], [_BLOOD], [_PLASMA]) if greek[3] == "emia" else ([_URINE],):
            yield frozenset((*said, *fluids)), f"{key} in other words"
