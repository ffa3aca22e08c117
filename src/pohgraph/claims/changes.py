"""What two graphs say differently, read from both: only claims, pages, decisions and names that a quad differs in are read.

Which claim of one graph is which of the other is for `compare.difference` to say.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from pohgraph.claims.decisions import DecisionRecord, read_decisions_on
from pohgraph.claims.nodes import read_sources, read_vocabularies
from pohgraph.claims.quad_changes import QuadChange, changed_quads
from pohgraph.claims.reader import read_claims_named
from pohgraph.claims.records import VocabularyRecord
from pohgraph.claims.slots import iri_of
from pohgraph.claims.view import GraphView
from pohgraph.model import Claim, Named, SourceRecord
from pohgraph.schema.prefixes import compress, iri_root
from pohgraph.schema.relations import PREDICATES
from pohgraph.store.graph import GraphStore
from pohgraph.store.rdf import CONFLICTS

_LABEL, _DECIDES = (f"<{iri_of(slot)}>" for slot in ("rdfs:label", "pohgraph:decides"))
_CLAIMS = f"<{iri_root('pohassoc')}"
_MAPPING = f"<{iri_root('pohmapping')}"
_AT_ONCE = 1000  # claims that are read together
_IN_PAGES = "evidence and sections of pages"
_CONFLICTS = "conflicts"
_EDGES = "plain edges"
_MAPPINGS = "rows of mapping sets"
_SHORT = 12  # hexadecimal digits of a hash that tell two apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two graphs: its claims that differ, and all its pages, vocabularies, programs and decisions.

    `claims` has those that curators rejected as well. `sources` are by their keys, `decisions` by the IRI of the claim that
    they are about. `programs` are versions of pohgraph, `code` what tells apart the code of one version, where the graph knows it.
    """

    claims: tuple[Claim, ...] = ()
    sources: Mapping[str, SourceRecord] = field(default_factory=dict)
    vocabularies: tuple[VocabularyRecord, ...] = ()
    programs: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    decisions: Mapping[str, tuple[DecisionRecord, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Renaming:
    """A node that is called otherwise: `before` and `after` are its labels."""

    node: Named
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What two graphs differ in. `renamed` leads from pages to the same bytes under another identifier.

    `others` counts the quads, removed and added, that belong to no claim, page or vocabulary, by what they say.
    `removed` and `added` count all quads.
    """

    before: Side
    after: Side
    renamed: Mapping[str, str] = field(default_factory=dict)
    names: tuple[Renaming, ...] = ()
    others: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    removed: int = 0
    added: int = 0


@dataclass(slots=True)
class _Seen:
    """What passes by while the quads are compared."""

    counts: Counter[bool] = field(default_factory=Counter)
    subjects: set[str] = field(default_factory=set)
    decided: set[str] = field(default_factory=set)
    labels: defaultdict[str, dict[bool, str]] = field(default_factory=lambda: defaultdict(dict))
    slots: Counter[tuple[str, str, bool]] = field(default_factory=Counter)
    in_pages: Counter[bool] = field(default_factory=Counter)
    in_conflicts: Counter[bool] = field(default_factory=Counter)

    def take(self, change: QuadChange) -> None:
        self.counts[change.is_added] += 1
        if change.graph:
            named = self.in_conflicts if change.graph == str(CONFLICTS) else self.in_pages
            named[change.is_added] += 1
            return
        self.subjects.add(change.subject)
        if not change.subject.startswith(_CLAIMS):  # these are told as claims
            self.slots[change.subject, change.predicate, change.is_added] += 1
        if change.predicate == _DECIDES:
            self.decided.add(change.object)
        elif change.predicate == _LABEL:
            self.labels[change.subject][change.is_added] = change.object


def read_changes(before: GraphView, after: GraphView) -> Changes:
    """Compare two graphs quad by quad, and read what differs from both.

    Memory grows with what differs, not with the graphs.
    """
    seen = _Seen()
    for change in changed_quads(before.narrowed, after.narrowed):
        seen.take(change)
    old, new = _decisions(before), _decisions(after)
    nodes = {record.id: record for records in (*old.values(), *new.values()) for record in records}
    wanted = {subject[1:-1] for subject in seen.subjects} | {claim[1:-1] for claim in seen.decided}
    wanted |= {record.claim for record in nodes.values() if f"<{iri_of(record.id)}>" in seen.subjects}
    sides = [_sources(view) for view in (before, after)]
    renamed = _renamed(*sides)
    claims = _claims(before, after, wanted, renamed)
    described = _described(claims, sides, nodes, before, after)
    return Changes(
        before=_side(before, claims[0], sides[0], old),
        after=_side(after, claims[1], sides[1], new),
        renamed=renamed,
        names=tuple(_names(seen, described, after)),
        others=_others(seen, described),
        removed=seen.counts[False],
        added=seen.counts[True],
    )


def _programs(view: GraphView) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The versions of pohgraph that read the pages of a graph, and the beginnings of the hashes of their code, sorted."""
    manifest = view.whole.manifest if isinstance(view.whole, GraphStore) else None
    readings = manifest.origin.readings if manifest else ()
    programs = {program for reading in readings for program in reading.programs}
    programs = programs or {value.value for _, value in view.triples("pohgraph:extractor_version")}
    return tuple(sorted(programs)), tuple(sorted({reading.code[:_SHORT] for reading in readings if reading.code}))


def _side(
    view: GraphView,
    claims: Sequence[Claim],
    sources: Mapping[str, SourceRecord],
    decisions: Mapping[str, tuple[DecisionRecord, ...]],
) -> Side:
    programs, code = _programs(view)
    return Side(
        claims=tuple(claims),
        sources=sources,
        vocabularies=tuple(read_vocabularies(view)),
        programs=programs,
        code=code,
        decisions=decisions,
    )


def _decisions(view: GraphView) -> dict[str, tuple[DecisionRecord, ...]]:
    found: defaultdict[str, list[DecisionRecord]] = defaultdict(list)
    for record in read_decisions_on(view):
        found[record.claim].append(record)
    return {claim: tuple(records) for claim, records in found.items()}


def _sources(view: GraphView) -> dict[str, SourceRecord]:
    return {source.key: source for source in read_sources(view)}


def _renamed(old: Mapping[str, SourceRecord], new: Mapping[str, SourceRecord]) -> dict[str, str]:
    """Pages whose bytes came back under another identifier, where that is clear."""
    gone = _by_hash(source for key, source in old.items() if key not in new)
    came = _by_hash(source for key, source in new.items() if key not in old)
    return {
        gone[sha256][0]: came[sha256][0]
        for sha256 in sorted(gone.keys() & came.keys())
        if len(gone[sha256]) == 1 == len(came[sha256])
    }


def _by_hash(sources: Iterable[SourceRecord]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for source in sources:
        if source.sha256:
            found[source.sha256].append(source.key)
    return found


def _claims(
    before: GraphView, after: GraphView, wanted: Iterable[str], renamed: Mapping[str, str]
) -> tuple[list[Claim], list[Claim]]:
    """The claims of both; with their passages where one side has claims of a page that the other lacks, and the reverse.

    Only there may one claim have become another, which its words tell.
    """
    iris = sorted(wanted)
    sides = tuple(list(_read(view, iris)) for view in (before, after))
    ids = [{claim.id.iri for claim in side} for side in sides]
    alone = [
        [claim for claim in side if claim.id.iri not in other] for side, other in zip(sides, ids[::-1], strict=True)
    ]
    pages = [
        {renamed.get(claim.source.key, claim.source.key) for claim in alone[0]},
        {claim.source.key for claim in alone[1]},
    ]
    contested = pages[0] & pages[1]
    with_words: list[list[Claim]] = []
    for view, side, own in zip((before, after), sides, alone, strict=True):
        again = [c.id.iri for c in own if renamed.get(c.source.key, c.source.key) in contested]
        read = {claim.id.iri: claim for claim in _read(view, again, passages=True)}
        with_words.append([read.get(claim.id.iri, claim) for claim in side])
    return with_words[0], with_words[1]


def _read(view: GraphView, iris: Sequence[str], *, passages: bool = False) -> Iterator[Claim]:
    for start in range(0, len(iris), _AT_ONCE):
        yield from read_claims_named(view, iris[start : start + _AT_ONCE], passages=passages, rejected=True)


def _described(
    claims: Sequence[Sequence[Claim]],
    sources: Sequence[Mapping[str, SourceRecord]],
    decisions: Mapping[str, DecisionRecord],
    *views: GraphView,
) -> frozenset[str]:
    """The subjects, as tokens, whose differences are told as those of claims, decisions, pages, vocabularies and programs."""
    iris = {claim.id.iri for side in claims for claim in side}
    iris |= {source.iri for side in sources for source in side.values()}
    iris |= {iri_of(record.id) for record in decisions.values()} | {record.curator.iri for record in decisions.values()}
    for view in views:
        iris |= {record.iri for record in read_vocabularies(view)}
        iris |= {node.value for node, _ in view.triples("pohgraph:extractor_version")}
    return frozenset(f"<{iri}>" for iri in iris)


def _names(seen: _Seen, described: frozenset[str], view: GraphView) -> Iterable[Renaming]:
    for subject, labels in sorted(seen.labels.items()):
        if len(labels) > 1 and subject not in described:
            node = NamedNode(subject[1:-1])
            yield Renaming(node=view.named(node), before=_text(labels[False]), after=_text(labels[True]))


def _text(literal: str) -> str:
    """The text of a literal's token."""
    from pyoxigraph import RdfFormat, parse  # noqa: PLC0415 - for the few names that changed

    line = f"<x:s> <x:p> {literal} ."
    (quad,) = parse(line.encode(), format=RdfFormat.N_TRIPLES)
    return str(getattr(quad.object, "value", quad.object))


def _others(seen: _Seen, described: frozenset[str]) -> dict[str, tuple[int, int]]:
    found: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    for (subject, predicate, is_added), count in seen.slots.items():
        is_name = predicate == _LABEL and len(seen.labels[subject]) > 1
        if subject not in described and not is_name:
            found[_what(subject, compress(predicate[1:-1]))][is_added] += count
    found |= {_IN_PAGES: seen.in_pages} if seen.in_pages else {}
    found |= {_CONFLICTS: seen.in_conflicts} if seen.in_conflicts else {}
    return {what: (counts[False], counts[True]) for what, counts in sorted(found.items())}


def _what(subject: str, predicate: str) -> str:
    """What a quad says that is told of nowhere else."""
    if subject.startswith(_MAPPING):
        return _MAPPINGS
    return _EDGES if predicate in PREDICATES else predicate
