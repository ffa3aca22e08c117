"""What blood and urine hold too much or too little of, in the words of a laboratory: "high phenylalanine" for "hyperphenylalaninemia".

HPO has the Greek word and "circulating"; pages say "high levels in the blood", "elevated plasma levels", "increased excretion".
"""

from collections.abc import Container, Iterator

from pohgraph.compiled import compiled
from pohgraph.language.words import phrase_key, token_class

_GREEK = compiled(r"(hyper|hypo)?(?!protein|cytokin)(\w{5,})(emia|uria)")  # any cell has protein, any storm cytokines
_ENDINGS = ("ium", "e", "um", "")  # what a substance ends in that a Greek word leaves out, the longest first
_MORE, _LESS, _EXCRETION = map(token_class, ("increased", "decreased", "excretion"))
_URINE, _URINARY = map(token_class, ("urine", "urinary"))
_FLUIDS = [token_class(fluid) for fluid in ("blood", "serum", "plasma")]
_CIRCULATING = "circulating"


def measured(name: str, classes: Container[str]) -> Iterator[tuple[frozenset[str], str]]:
    """The classes of other words for a name of a measurement, each with what was put otherwise.

    `classes` are those of all words of names of several words: a substance is one of them.

    >>> [" ".join(sorted(words)) for words, _ in measured("Hypovalinemia", {"valin"})]
    ['decreased valin', 'blood decreased valin', 'decreased serum valin', 'decreased plasm valin']
    """
    key = phrase_key(name)
    words = frozenset(key.split(" "))
    known = frozenset(map(token_class, words - {_CIRCULATING, "concentration", "level"}))
    if "density" in words:
        return  # "reduced high-density lipoproteins": what is high, and what is reduced, is told by the order
    if _CIRCULATING in words:
        for fluid in _FLUIDS:
            yield known | {fluid}, "in blood for circulating"
    elif {_URINE, _URINARY} & known and {_MORE, _LESS} & known:
        yield from _excreted(known - {_URINE, _URINARY})
    greek = _GREEK.fullmatch(key)
    if not greek:
        return
    substances = (token_class(greek[2] + ending) for ending in _ENDINGS)
    substance = next((substance for substance in substances if substance in classes), "")
    if substance:
        said = frozenset((substance, _LESS if greek[1] == "hypo" else _MORE))
        step = f"{key} in other words"
        if greek[3] == "emia":
            yield said, step
            for fluid in _FLUIDS:
                yield said | {fluid}, step
        else:
            yield from _excreted(said)


def _excreted(said: frozenset[str]) -> Iterator[tuple[frozenset[str], str]]:
    for words in ({_URINE}, {_URINARY}, {_EXCRETION}, {_URINARY, _EXCRETION}):
        yield said | words, "as what urine holds"
