"""OMIM's phenotypic series, as far as the names of annotated diseases show them: "X", "X 2", "X 3" are types of one X.

OMIM gives such a series the number of one of its entries, as a rule that of type 1 where that is the oldest. Only then is it
said which series it is; no file that ships lists them.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from pohgraph.language.disease_words import loose_disease_key, numbered

_FIRST = frozenset({"1", "1a"})
_PAIR = 2  # entries; fewer make no series


def series_tables(names: Mapping[str, str]) -> dict[str, Any]:
    """`members`: OMIM CURIE of the first type -> CURIE of the series; `names`: loose key of the common name -> the same.

    `types`: loose key of a name that several entries share but for a number -> their CURIEs, with blanks between them.
    """
    families: defaultdict[str, dict[str, str]] = defaultdict(dict)  # loose key -> CURIE -> number
    for curie, name in names.items():
        if curie.startswith("OMIM:"):
            base, number = numbered(name)
            families[loose_disease_key(base)][curie] = number
    members, keys = {}, {}
    for key, family in families.items():
        first = _first(family)
        if key and first:
            members[first] = keys[key] = first.replace("OMIM:", "OMIMPS:", 1)
    types = {key: " ".join(sorted(family)) for key, family in sorted(families.items()) if key and _is_numbered(family)}
    return {"members": members, "names": keys, "types": types}


def _is_numbered(family: Mapping[str, str]) -> bool:
    return any(family.values())


def _first(family: Mapping[str, str]) -> str | None:
    """The entry that has the series' number: type 1, or the only other one than type 2, if it is the oldest."""
    if len(family) < _PAIR or not any(family.values()):
        return None
    first = [curie for curie, number in family.items() if number in _FIRST]
    if not first and len(family) == _PAIR:
        first = [curie for curie, number in family.items() if not number]
    oldest = min(family, key=lambda curie: (len(curie), curie))
    return first[0] if first == [oldest] else None
