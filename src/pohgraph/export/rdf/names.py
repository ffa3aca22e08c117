"""Which IRIs may be written short: the longest prefix whose rest is a plain local name in Turtle and JSON-LD alike."""

import re
from collections.abc import Mapping
from functools import lru_cache

# A part of Turtle's PN_LOCAL that needs no escape: other legal names are written in full, which is always right.
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_CACHE = 1 << 16


class Namespaces:
    """Finds (prefix, local name) of an IRI. Prefixes that share an IRI: the first in `prefixes` wins.

    >>> Namespaces({"obo": "http://x.org/obo/", "HP": "http://x.org/obo/HP_"}).split("http://x.org/obo/HP_0000118")
    ('HP', '0000118')
    """

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._by_head: dict[str, list[tuple[str, str]]] = {}
        for prefix, iri in prefixes.items():
            head, tail = _halves(iri)
            self._by_head.setdefault(head, []).append((tail, prefix))
        for tails in self._by_head.values():
            tails.sort(key=lambda pair: -len(pair[0]))
        self.split = lru_cache(maxsize=_CACHE)(self._split)

    def _split(self, iri: str) -> tuple[str, str] | None:
        # A local name holds neither "/" nor "#", so its prefix reaches at least to the last of them.
        head, rest = _halves(iri)
        for tail, prefix in self._by_head.get(head, ()):
            if rest.startswith(tail) and _LOCAL.fullmatch(rest, len(tail)):
                return prefix, rest[len(tail) :]
        return None


def _halves(iri: str) -> tuple[str, str]:
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    return iri[:cut], iri[cut:]
