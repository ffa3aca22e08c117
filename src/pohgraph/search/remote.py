"""Names behind an endpoint, found by SPARQL: slower than an index, and enough for one search."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import cast

from pyoxigraph import Literal, NamedNode

from pohgraph.schema.prefixes import compress
from pohgraph.search.identifiers import iri_of
from pohgraph.search.index import Candidate, Entity
from pohgraph.search.kinds import DOCUMENT, PAGE, category_of, kind_of
from pohgraph.search.match import Words, folded
from pohgraph.search.slots import CLAIMS, SCOPES
from pohgraph.store.source import Queryable

_SORTED = 10_000  # rows: Virtuoso refuses a larger LIMIT behind ORDER BY
_START = 4  # letters of a misspelt word that are taken to be right
_LETTERS = (0xC0, 0x180)  # Latin-1 and Latin Extended-A
_APOSTROPHE = "['\u2019]?"


class RemoteNames:
    """The names of a graph that only answers SPARQL."""

    def __init__(self, store: Queryable) -> None:
        self._store = store

    def close(self) -> None:
        """Nothing is held."""

    def candidates(self, typed: Words, kind: str, limit: int) -> list[Candidate]:
        """Names that hold each word, or the beginning of one where none do."""
        found = self._names(" && ".join(map(_holds, typed.words)), kind, limit)
        return found or self._names(" || ".join(_holds(word[:_START]) for word in typed.words), kind, limit)

    def entities(self, curies: Iterable[str]) -> dict[str, Entity]:
        """Those that the graph has a category for, by CURIE."""
        nodes = " ".join(f"<{iri_of(curie)}>" for curie in curies)
        if not nodes:
            return {}
        return {entity.curie: entity for entity in self._entities(f"VALUES ?node {{ {nodes} }}", "")}

    def of_kind(self, kind: str, limit: int) -> list[Entity]:
        """The entities of a kind, those with the most claims first."""
        found = self._entities(_is(kind), f"LIMIT {limit}" if _is(kind) and limit <= _SORTED else "")
        return [entity for entity in found if entity.kind == kind][:limit]

    def _names(self, condition: str, kind: str, limit: int) -> list[Candidate]:
        rows = self._select(
            f"SELECT DISTINCT ?node ?slot ?name {{ VALUES ?slot {{ {' '.join(SCOPES)} }} ?node ?slot ?name . {_is(kind)} "
            f"FILTER({condition}) }} ORDER BY STRLEN(STR(?name)) ?name ?node LIMIT {limit}"
        )
        curies = [compress(node) for node, _, _ in rows]
        known = self.entities(dict.fromkeys(curies))
        return [
            Candidate(folded(name), name, SCOPES[compress(slot)], known[curie])
            for curie, (_, slot, name) in zip(curies, rows, strict=True)
            if curie in known and (not kind or known[curie].kind == kind)
        ]

    def _entities(self, pattern: str, end: str) -> Iterable[Entity]:
        rows = self._select(
            "SELECT ?node (MIN(?called) AS ?label) (MIN(?is) AS ?category) (COUNT(DISTINCT ?claim) AS ?claims) { "
            f"{pattern} {{ ?node biolink:category ?is }} UNION {{ ?node a {DOCUMENT} BIND({DOCUMENT} AS ?is) }} "
            f"OPTIONAL {{ ?node rdfs:label ?called }} OPTIONAL {{ {CLAIMS} }} }} "
            f"GROUP BY ?node ORDER BY DESC(?claims) ?label ?node {end}"
        )
        for node, label, category, claims in rows:
            yield Entity(compress(node), label or compress(node), kind_of(compress(category)), int(claims))

    def _select(self, sparql: str) -> list[tuple[str, ...]]:
        rows = cast("Iterable[Iterable[NamedNode | Literal | None]]", self._store.query(sparql))
        return [tuple(cell.value if cell else "" for cell in row) for row in rows]


def _is(kind: str) -> str:
    if kind == PAGE:
        return f"?node a {DOCUMENT} ."
    return f"?node biolink:category biolink:{category_of(kind)} ." if category_of(kind) else ""


def _holds(word: str) -> str:
    """That a name holds a folded word, with any accents and apostrophes."""
    accented = _accented()
    letters = (f"({'|'.join((letter, *accented[letter]))})" if letter in accented else letter for letter in word)
    return f"REGEX(LCASE(STR(?name)), {Literal(_APOSTROPHE.join(letters))})"


@cache
def _accented() -> dict[str, list[str]]:
    """Plain letter -> the small letters that are folded to it."""
    found: dict[str, list[str]] = defaultdict(list)
    for letter in map(chr, range(*_LETTERS)):
        if letter == letter.lower() and folded(letter) != letter:
            found[folded(letter)].append(letter)
    return dict(found)
