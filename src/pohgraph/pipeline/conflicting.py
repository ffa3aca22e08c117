"""The conflicts of a graph: found in its claims, written into it when it is made, and held against its claims when it is checked."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby, islice
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize

from pohgraph.check import CheckResult, Fault
from pohgraph.claims.reader import read_claims, read_claims_by_object, read_claims_on
from pohgraph.claims.view import GraphView
from pohgraph.compare.conflict import conflicts, conflicts_in_turn, each_conflict
from pohgraph.compare.mechanisms import ACROSS
from pohgraph.compare.rules import Conflict, Known, rules
from pohgraph.counting import counted
from pohgraph.errors import StoreError
from pohgraph.export.rdf.conflicts import conflict_quads
from pohgraph.model import Claim, Reference, Report
from pohgraph.pipeline.contested import across, contested
from pohgraph.pipeline.readings import difference
from pohgraph.schema.prefixes import compress, expand
from pohgraph.schema.relations import EXACT_MATCH
from pohgraph.store.graph import GraphStore
from pohgraph.store.manifest import Origin, Reading
from pohgraph.store.rdf import CONFLICTS, term
from pohgraph.store.source import Readable
from pohgraph.store.writer import GraphWriter
from pohgraph.vocab.known import KnownDiseases
from pohgraph.vocab.lexicon import open_lexicon

PART = "conflicts"
_AT_ONCE = 2000  # quads written as one text
_SHOWN = 50  # faults of one kind that are listed; the rest are counted
_RULE, _CLAIM, _ABOUT = map(term, ("pohgraph:conflict_rule", "pohgraph:conflicting_claim", "dcterms:subject"))


def conflicts_in(store: Readable, *, disease: str = "") -> list[Conflict]:
    """What the sources of a graph disagree on, with each other and with the loaded vocabularies; of one disease, by CURIE, or of all."""
    view, known = GraphView(store), KnownDiseases(open_lexicon())
    if disease:
        return conflicts(read_claims_on(view, [expand(Reference.parse(disease))]), known)
    return conflicts_in_turn(*_groups(view, known), known)


def _groups(view: GraphView, known: Known) -> tuple[Iterator[Iterable[Claim]], Iterator[Iterable[Claim]]]:
    """The claims that conflicts can be among, by their subjects, and those that are held against each other across subjects, by their objects."""
    claims = read_claims(view, only=contested(view, known))
    by_subject = (group for _, group in groupby(claims, key=lambda claim: claim.subject.iri))
    # An exact match that is alone with its object agrees with all; a gene may be one that the vocabularies do not have.
    least = {EXACT_MATCH.curie: 2}
    by_object = (
        group
        for relation in sorted(set(ACROSS.values()))
        for group in read_claims_by_object(view, across(view, relation), least=least.get(relation, 1))
    )
    return by_subject, by_object


def with_conflicts(graph: GraphWriter, report: Report) -> Report:
    """Add what the sources of a finished graph disagree on, with each other and with the vocabularies in use."""
    path = found_in(graph)
    with path.open("wb") as file:  # found first: what is written must not be read
        quads = _derived(graph)
        while batch := list(islice(quads, _AT_ONCE)):
            serialize(batch, file, format=RdfFormat.N_QUADS)
    graph.extend(parse(path=path, format=RdfFormat.N_QUADS))
    return replace(report, quads=len(graph))


def found_in(graph: GraphWriter) -> Path:
    """Where `with_conflicts` leaves them as N-Quads."""
    return graph.scratch / "conflicts.nq"


def check_conflicts(store: GraphStore, *, unproven: str = "") -> CheckResult:
    """A fault for each conflict of a graph that its claims do not give, or that they give and it lacks.

    `unproven` is why they cannot be held against the claims; "" where they can.
    """
    stored = _by_node(store.quads_of(CONFLICTS))
    if unproven:
        return CheckResult(lines=(f"not proven: {counted(len(stored), 'conflict')}: {unproven}",) if stored else ())
    given = _by_node(_derived(store))
    faults: list[Fault] = []
    kinds: Counter[str] = Counter()
    for node in sorted(stored.keys() | given.keys()):
        if stored.get(node) == given.get(node):
            continue
        kind = f"{'forged' if node not in given else 'missing' if node not in stored else 'altered'} conflict"
        kinds[kind] += 1
        if kinds[kind] <= _SHOWN:
            words = _in_words(given.get(node) or stored[node])
            faults.append(Fault(part=PART, kind=kind, node=compress(node), message=f"{words}: {_WHY[kind]}"))
    for kind, count in kinds.items():
        if count > _SHOWN:
            faults.append(Fault(part=PART, kind=kind, node="", message=f"{count - _SHOWN:,} more"))
    line = f"{PART}: {counted(len(stored), 'conflict')} held against the claims"
    return CheckResult(lines=(line,), faults=tuple(faults))


def why_unproven(store: GraphStore, origin: Origin, present: Reading) -> str:
    """Why the conflicts of a graph may be others than its claims give by the present program and vocabularies; "" for no reason.

    Where pages are left out, as from an export for a licence, what is left may disagree otherwise.
    """
    try:
        manifest = store.manifest
    except StoreError:
        manifest = None
    if manifest is None:
        return "no manifest tells whether all pages are there that they were found in"
    if manifest.written and manifest.written.license:
        return "they were found in more pages than are here"
    return difference(origin.of(CONFLICTS.value), present)


_WHY = {
    "forged conflict": "is in the graph, but its claims do not give it",
    "missing conflict": "its claims give it, but it is not in the graph",
    "altered conflict": "the graph says something else of it than its claims give",
}


def _derived(graph: Readable) -> Iterator[Quad]:
    view, known = GraphView(graph), KnownDiseases(open_lexicon())
    for conflict in each_conflict(*_groups(view, known), known):
        yield from conflict_quads(conflict, CONFLICTS)


def _by_node(quads: Iterator[Quad]) -> Mapping[str, frozenset[Quad]]:
    found: dict[str, set[Quad]] = {}
    for quad in quads:
        name = quad.subject.value if isinstance(quad.subject, NamedNode) else str(quad.subject)
        found.setdefault(name, set()).add(quad)
    return {name: frozenset(own) for name, own in found.items()}


def _in_words(quads: frozenset[Quad]) -> str:
    """The rule, what the conflict is about, and its claims."""
    said: dict[NamedNode, list[str]] = {}
    for quad in quads:
        value = quad.object
        text = (
            compress(value.value) if isinstance(value, NamedNode) else value.value if isinstance(value, Literal) else ""
        )
        said.setdefault(quad.predicate, []).append(text)
    rule = " ".join(said.get(_RULE, ()))
    sentence = rules()[rule].sentence.rstrip(".") if rule in rules() else rule or "no rule"
    claims = " and ".join(sorted(said.get(_CLAIM, ())))
    return f"{sentence} ({' '.join(said.get(_ABOUT, ()))}; {claims})"
