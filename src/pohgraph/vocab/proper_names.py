"""Names of diseases that say who, where or which letters, and nothing else: "Pompe disease", "CADASIL".

They share no word with what Mondo calls the disease ("glycogen storage disease II"), and still name it.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Self

from pohgraph.compiled import compiled
from pohgraph.language.words import tokens

_NAME = compiled(r"(?P<proper>.+?)(?:['\u2019]s)? (?i:disease|syndrome|anomaly|tumou?r)|(?P<letters>[A-Z]{4,})")
_JOINING = frozenset(("de", "der", "di", "la", "van", "von"))


class ProperNames:
    """What Mondo's labels say of words: which are plain words, and whose labels have a proper one."""

    def __init__(self) -> None:
        self._plain: set[str] = set()
        self._owners: defaultdict[str, set[str]] = defaultdict(set)

    @classmethod
    def of(cls, labels: Iterable[tuple[str, str]]) -> Self:
        """From CURIEs and labels, in which only proper names have capitals."""
        found = cls()
        for curie, label in labels:
            for word in label.split():
                found._owners[word.strip(",;()").casefold()].add(curie)
            found._plain.update(token.word for token in tokens(label) if token.word.islower())
        return found

    def names(self, curie: str, name: str) -> bool:
        """Whether the name is a proper one, and no other disease's label has it.

        >>> known = ProperNames.of([("MONDO:1", "glycogen storage disease II"), ("MONDO:2", "Becker muscular dystrophy")])
        >>> known.names("MONDO:1", "Pompe disease"), known.names("MONDO:1", "Storage Disease")
        (True, False)
        >>> known.names("MONDO:1", "Becker disease")
        False
        """
        found = _NAME.fullmatch(name)
        if not found:
            return False
        proper = found["proper"] or found["letters"]
        words = [token.word for token in tokens(proper) if token.word.casefold() not in _JOINING]
        if not words or any(not word[0].isupper() or word.casefold() in self._plain for word in words):
            return False
        return set.intersection(*(self._owners.get(word, set()) for word in proper.casefold().split())) <= {curie}
