"""What decisions do to the quads of a graph in the making, and how that is undone again."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from pyoxigraph import Literal, NamedNode, Quad

from pohgraph.model import Claim
from pohgraph.pipeline.versions import stands
from pohgraph.review.curators import curator_named, orcid_in
from pohgraph.review.decision import ACCEPT, Decision, time_of
from pohgraph.review.edits import FIGURES
from pohgraph.schema.prefixes import iri_root
from pohgraph.schema.relations import CURATED, MAPPING_PREDICATES, REVISION_OF, TAKEN_BACK
from pohgraph.store.decided import ACCEPTED, Decided, acceptance, decision_quads, rejection_quads
from pohgraph.store.quads import AGENT_TYPE
from pohgraph.store.rdf import DEFAULT, term
from pohgraph.store.revised import edge, revised_iri, revised_quads
from pohgraph.store.writer import GraphWriter

_AGENT = term("biolink:agent_type")
_OF_ROWS = tuple(map(term, ("sssom:subject_id", "sssom:object_id", *MAPPING_PREDICATES)))
_ROWS = iri_root("pohmapping")


def undone(graph: GraphWriter, decisions: Iterable[tuple[NamedNode, NamedNode]]) -> Iterator[Quad]:
    """Take away what decisions have left in the graph, and themselves; gives the plain edges to look at again.

    `decisions` are their nodes, each with the claim it is about.
    """
    for node, claim in decisions:
        made = [cast("NamedNode", value) for _, value in graph.triples("prov:generated", subjects=[node])]
        revisions = [revision for revision, _ in graph.triples("prov:wasRevisionOf", objects=[claim])]
        yield from _edges(graph, [claim, *revisions])
        for one in (claim, *revisions):
            left = [Quad(one, term(slot), value, DEFAULT) for slot in CURATED for value in values(graph, one, slot)]
            graph.remove(left)
            if Literal(ACCEPTED) in values(graph, one, "biolink:agent_type"):
                graph.remove([Quad(one, _AGENT, Literal(ACCEPTED), DEFAULT)])
                graph.extend([Quad(one, _AGENT, Literal(AGENT_TYPE), DEFAULT)])
        for one in made:
            graph.remove(_quads_of(graph, one))
        graph.remove(_quads_of(graph, node))


def no_longer_used(graph: GraphWriter, nodes: Iterable[NamedNode]) -> None:
    """Take away what is said of curators, terms and diseases that nothing refers to any more, and of the terms that only they were below.

    Rows of mapping sets are beside a disease, not about it: they go with it.
    """
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if not _is_used(graph, node):
            waiting += [cast("NamedNode", parent) for parent in values(graph, node, "rdfs:subClassOf")]
            rows = [row for row, _ in graph.triples("sssom:subject_id", objects=[node]) if row.value.startswith(_ROWS)]
            for one in (node, *rows):
                graph.remove(_quads_of(graph, one))


def _is_used(graph: GraphWriter, node: NamedNode) -> bool:
    referring = graph.store.quads_for_pattern(None, None, node, DEFAULT)
    return any(quad.predicate not in _OF_ROWS and not _is_identifier(graph, quad) for quad in referring)


def _is_identifier(graph: GraphWriter, quad: Quad) -> bool:
    """Whether a claim has it as an identifier of something else, which is no node for that."""
    if quad.predicate != term("rdf:object") or not isinstance(quad.subject, NamedNode):
        return False
    return any(predicate in _OF_ROWS for predicate in values(graph, quad.subject, "rdf:predicate"))


def only_for(graph: GraphWriter, decision: NamedNode) -> Iterator[NamedNode]:
    """What may be in the graph only because of a decision: its curator, and the values of the claim that it made."""
    yield from (cast("NamedNode", curator) for curator in values(graph, decision, "prov:wasAssociatedWith"))
    for made in values(graph, decision, "prov:generated"):
        for slot in ("rdf:subject", "rdf:object", "biolink:frequency_qualifier", "biolink:onset_qualifier"):
            yield from (v for v in values(graph, cast("NamedNode", made), slot) if isinstance(v, NamedNode))


def carried_out(
    graph: GraphWriter, claim: Claim, agreed: Sequence[Decision], new: Claim | None, *, is_in_force: bool
) -> Iterator[Quad]:
    """Write the decisions on a claim and what they do to it; gives the plain edges to look at again.

    `new` is the claim that an edit makes. Decisions that are not in force are written and do nothing.
    """
    this = NamedNode(claim.id.iri)
    decisions = [_decided(this, decision, is_in_force=is_in_force) for decision in agreed]
    verdict = decisions[0].verdict
    made: list[NamedNode] = []
    if is_in_force and verdict == ACCEPT:
        _accept(graph, this, decisions, is_read_here=not claim.source.is_dataset)
    elif is_in_force:
        yield from _edges(graph, [this])
        graph.extend(rejection_quads(this, decisions))
        if new:
            revision = revised_iri(new)
            if not values(graph, revision, "rdf:subject"):
                made.append(revision)
            _revise(graph, this, new, decisions, is_new=bool(made))
            yield edge(new)
    for decided in decisions:
        graph.extend(decision_quads(decided, made))


def mend_edges(graph: GraphWriter, touched: Iterable[Quad]) -> None:
    """Give each claim that stands its plain edge, and take it away where none does."""
    for quad in touched:
        if stands(graph, quad):
            if quad not in graph.store and _is_stated(graph, quad):
                graph.extend([quad])
        else:
            graph.remove([quad])


def _accept(graph: GraphWriter, claim: NamedNode, decisions: Iterable[Decided], *, is_read_here: bool) -> None:
    """Say who stands for a claim. What a file says of its own statements stays."""
    if is_read_here:
        graph.remove([Quad(claim, _AGENT, value, DEFAULT) for value in values(graph, claim, "biolink:agent_type")])
        graph.extend([Quad(claim, _AGENT, Literal(ACCEPTED), DEFAULT)])
    graph.extend(Quad(claim, term(slot), value, DEFAULT) for one in decisions for slot, value in acceptance(one))


def _revise(graph: GraphWriter, old: NamedNode, new: Claim, decisions: Iterable[Decided], *, is_new: bool) -> None:
    """The claim that an edit makes; where the page says it anyway, that one keeps its own words and gets the curator."""
    this = revised_iri(new)
    if is_new:
        dropped = (*FIGURES, "pohgraph:frequency_text") if not new.frequency_texts else ()
        kept = {detail.slot for detail in new.details}
        graph.extend(revised_quads(old, _quads_of(graph, old), new, [slot for slot in dropped if slot not in kept]))
    else:
        graph.extend([Quad(this, term(REVISION_OF), old, DEFAULT)])
    _accept(graph, this, decisions, is_read_here=not new.source.is_dataset)


def _is_stated(graph: GraphWriter, quad: Quad) -> bool:
    """Whether a claim states it: a row of a mapping set alone may not be sure enough for an edge."""
    by_subject = {one for one, _ in graph.triples("rdf:subject", objects=[cast("NamedNode", quad.subject)])}
    standing = (one for one in by_subject if not any(values(graph, one, slot) for slot in TAKEN_BACK))
    return any(quad in _edges(graph, [one]) for one in standing)


def _edges(graph: GraphWriter, claims: Iterable[NamedNode]) -> list[Quad]:
    """The plain edges that claims have, or would have."""
    parts = [[values(graph, claim, f"rdf:{part}") for part in ("subject", "predicate", "object")] for claim in claims]
    return [
        Quad(subject, predicate, target, DEFAULT)
        for subjects, predicates, objects in parts
        for subject in subjects
        for predicate in predicates
        for target in objects
        if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode)
    ]


def _decided(claim: NamedNode, decision: Decision, *, is_in_force: bool) -> Decided:
    name = curator_named(decision["curator"])
    changes = json.dumps(decision["changes"], ensure_ascii=False, sort_keys=True) if decision["changes"] else ""
    return Decided(
        claim=claim,
        verdict=decision["decision"],
        changes=changes,
        curator=name,
        orcid=orcid_in(name),
        date=time_of(decision["date"]),
        comment=decision["comment"],
        evidence=decision["evidence"],
        statement=decision["statement"],
        is_in_force=is_in_force,
    )


def values(graph: GraphWriter, subject: NamedNode, slot: str) -> list[NamedNode | Literal]:
    """The values of a slot, given as our CURIE, of one subject."""
    return [value for _, value in graph.triples(slot, subjects=[subject])]


def _quads_of(graph: GraphWriter, subject: NamedNode) -> list[Quad]:
    return list(graph.store.quads_for_pattern(subject, None, None, DEFAULT))
