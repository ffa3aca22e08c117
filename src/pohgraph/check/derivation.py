"""Holds a graph against what its pages give when they are read again, quad by quad.

A page's own graph must be equal to what its bytes give. Of the default graph, all that comes from these pages is compared;
where other things are in it as well, other people's statements or pages that could not be read again, these are left to the digest.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Protocol, cast

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse, serialize

from pohgraph.check.differences import Difference, Names, differences, in_words
from pohgraph.check.others import Others
from pohgraph.check.parts import description, texts
from pohgraph.check.result import CheckResult, Fault
from pohgraph.check.whereabouts import Whereabouts
from pohgraph.counting import counted
from pohgraph.schema.prefixes import compress, iri_root, prefix_map
from pohgraph.store.quad_reader import QuadReader

if TYPE_CHECKING:
    from pohgraph.store.graph import GraphStore

PART = "proof"
NOT_READ_AGAIN = f"{PART}: not made, the pages were not read again"
OTHER_PAGE = "that its bytes give another name"  # a reason that is a fault
_SHOWN = 50  # faults of one kind that are listed; the rest are counted
_CLAIMS = iri_root("pohassoc")
_SOURCE = f"{prefix_map()['prov']}hadPrimarySource"


class Derivation(Protocol):
    """The pages of a graph, read again. Each is asked for once, in the order of their IRIs; then the rest."""

    def of(self, document: str) -> bytes | None:
        """The N-Quads of a page's own graph; None where the page could not be read again, or may not be held against it."""

    def shared(self) -> QuadReader | None:
        """What the pages that were read again give in the default graph; None where there are none."""

    def free_names(self, node: str) -> Collection[str]:
        """What pages call a node that no vocabulary names."""

    @property
    def unproven(self) -> Mapping[str, str]:
        """The pages that were not read again, with the reason."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing else than these pages and the vocabularies made the graph."""


class DerivationCheck:
    """Compares page by page with `look_at`, then the default graph."""

    def __init__(self, store: "GraphStore", derivation: Derivation) -> None:
        self._store = store
        self._derivation = derivation
        self._where = Whereabouts(store)
        self._faults: list[Fault] = []
        self._kinds: Counter[str] = Counter()
        self._proven = 0
        self._quads = 0

    def look_at(self, document: str) -> bool:
        """Compare a page's own graph; whether it was read again."""
        given = self._derivation.of(document)
        if given is None:
            if self._derivation.unproven.get(document) == OTHER_PAGE:
                self._found("other page", document, "its bytes and the name of its file make another page than this")
            return False
        self._proven += 1
        stored = serialize(self._store.quads_of(NamedNode(document)), format=RdfFormat.N_QUADS) or b""
        lines, given_lines = set(stored.split(b"\n")), set(given.split(b"\n"))
        self._quads += len(lines) - 1  # each ends in a line break
        if lines != given_lines:
            found = differences(_quads(lines - given_lines), _quads(given_lines - lines))
            nodes = [{line.split(b" ", 1)[0] for line in side} for side in (lines, given_lines)]
            for difference in found:
                states = [f"<{difference.node}>".encode() in side for side in nodes]
                self._tell_of_page(document, difference, *states)
        return True

    def result(self) -> CheckResult:
        """What was found, the default graph compared last."""
        pages = self._proven + len(self._derivation.unproven)
        left = Counter[str]()
        given = self._derivation.shared()
        if given is not None:
            self._compare_default(given, left)
        lines = [
            f"{PART}: {self._proven:,} of {counted(pages, 'page')} read again, and {self._quads:,} quads held against them"
        ]
        reasons = Counter(self._derivation.unproven.values())
        lines += [f"not proven: {counted(n, 'page')} {reason}" for reason, n in sorted(reasons.items())]
        if left.total():
            lines.append(f"not proven: {left.total():,} quads of other origin, which the digest alone covers")
        if decisions := sum(1 for _ in self._store.triples("pohgraph:decides")):
            lines.append(f"not proven: who made {counted(decisions, 'decision')}, which the digest alone covers")
        faults = list(self._faults)
        for kind, count in self._kinds.items():
            if count > _SHOWN:
                faults.append(Fault(part=PART, kind=kind, node="", message=f"{count - _SHOWN:,} more"))
        return CheckResult(lines=tuple(lines), faults=tuple(faults))

    def _tell_of_page(self, document: str, difference: Difference, is_stored: bool, is_given: bool) -> None:
        noun = _noun(difference.node, document)
        kind = f"{'altered' if is_stored and is_given else 'forged' if is_stored else 'missing'} {noun}"
        self._kinds[kind] += 1
        if self._kinds[kind] > _SHOWN:
            return
        place = self._where.of_node(document, difference.node)
        words = in_words(difference, Names(self._where.label), "the page")
        self._found(kind, difference.node, f"{words}; {place}")

    def _compare_default(self, given: QuadReader, left: Counter[str]) -> None:
        others = None
        if not self._derivation.is_whole:
            others = Others(self._store, given, self._derivation.unproven, self._derivation.free_names)
        self._where.given = given
        for difference in self._default_differences(given):
            if others:
                difference, count = others.without(difference)  # noqa: PLW2901 - what is left of it
                left["quads"] += count
            if difference.stored or difference.given:
                self._tell(difference, given)

    def _tell(self, difference: Difference, given: QuadReader) -> None:
        slots = [description(side, difference.node) for side in (self._store, given)]
        is_claim = difference.node.startswith(_CLAIMS)
        noun = "claim" if is_claim else "node"
        kind = f"{'altered' if all(slots) else 'forged' if slots[0] else 'missing'} {noun}"
        self._kinds[kind] += 1
        if self._kinds[kind] > _SHOWN:
            return
        if not is_claim:
            message = in_words(difference, Names(self._where.label), "the new reading")
        elif kind == "altered claim":
            words = in_words(difference, Names(self._where.label), "the page")
            message = f"{self._where.claim(slots[1])}: {words}; {self._where.of_claim(slots[1])}"
        elif kind == "forged claim":
            document = next(iter(texts(slots[0], _SOURCE)), "")
            page = compress(document) or "no page"
            message = (
                f"{self._where.claim(slots[0])}: is in the graph as read from {page}, but the page does not give it"
            )
        else:
            message = f"{self._where.claim(slots[1])}: the page gives it, but it is not in the graph; {self._where.of_claim(slots[1])}"
        self._found(kind, difference.node, message)

    def _default_differences(self, given: QuadReader) -> Iterator[Difference]:
        """The nodes that the default graph says something else of than is given; one node's quads are held at a time."""
        stored = self._store
        for subject, group in groupby(stored.quads_of(), key=lambda quad: quad.subject):
            quads = list(group)
            self._quads += len(quads)
            if only := [quad for quad in quads if quad not in given]:
                yield from differences(only, _only(given, stored, subject))
        for subject, group in groupby(given.quads_of(), key=lambda quad: quad.subject):
            # Of which the graph says more than is given, that was found above.
            if (only := [quad for quad in group if quad not in stored]) and not _only(stored, given, subject):
                yield from differences((), only)

    def _found(self, kind: str, node: str, message: str) -> None:
        self._faults.append(Fault(part=PART, kind=kind, node=compress(node), message=message))


def _only(graph: QuadReader, other: QuadReader, subject: object) -> list[Quad]:
    """What one default graph says of a node and another does not."""
    return [
        quad
        for _, predicate, value in graph.descriptions([cast("NamedNode", subject)])
        if (quad := Quad(cast("NamedNode", subject), predicate, value, DefaultGraph())) not in other
    ]


def _quads(lines: Collection[bytes]) -> Iterator[Quad]:
    return iter(parse(b"\n".join(lines), format=RdfFormat.N_QUADS))


def _noun(node: str, document: str) -> str:
    """What a node of a page's graph is."""
    if node == document:
        return "description"
    part = node.removeprefix(document)
    return "quote" if part.startswith("#char=") else "section" if part.startswith("#section=") else "evidence"
