"""One entity: what it is called, its identifiers, and every claim of it with its words, as a person looks for them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from pyoxigraph import NamedNode

from pohgraph.answers import shapes
from pohgraph.answers.alike import said_alike
from pohgraph.answers.context import Context
from pohgraph.answers.lineage import NO_SYSTEM
from pohgraph.answers.relations import group_name, group_of, group_title, place_of, relation_words
from pohgraph.claims.nodes import read_nodes_of
from pohgraph.claims.records import NodeRecord
from pohgraph.compare.conflict import conflicts
from pohgraph.compare.independence import NOT_INDEPENDENT, corroborated
from pohgraph.compare.rules import Conflict, rules
from pohgraph.compare.wording import conflict_note
from pohgraph.errors import NotInGraphError
from pohgraph.model import STATES, Claim, Named
from pohgraph.schema.relation import Group
from pohgraph.search.identifiers import iri_of

_Said = tuple[Named, Named, Named | str, str]


def entity(context: Context, curie: str) -> shapes.Entity:
    """Everything the graph says of one entity, given by CURIE; another identifier of it stands for it.

    Raises:
        NotInGraphError: the graph has nothing on it.
    """
    node = context.canonical(context.node(curie))
    (record,) = read_nodes_of(context.view, [node.value])
    claims = context.claims_on(node)
    if not (claims or record.label or record.category):
        raise NotInGraphError(f"{curie} is not in this graph", hint="search for it by name")
    context.learn_of(claims)
    named = Named(record.id, label=record.label, iri=record.iri)
    found = conflicts(claims, context.known)
    answers = {claim.id: context.claim(claim) for claim in claims}
    return {
        **context.term(named),
        "identifiers": list(_identifiers(context, record)),
        "synonyms": [{"scope": synonym.scope, "name": synonym.text} for synonym in record.synonyms],
        "groups": list(_groups(context, named, claims, answers, found)),
        "conflicts": [_conflict(context, conflict, answers) for conflict in found],
        "sources": context.sources_of(claims),
        "parents": [context.term_at(parent) for parent in context.lineage.parents(node.value)],
    }


def _identifiers(context: Context, record: NodeRecord) -> Iterator[shapes.Identifier]:
    for xref in record.xrefs:
        iri = iri_of(xref.id)
        label = context.view.label(NamedNode(iri))
        yield {"strength": relation_words(xref.strength), "id": xref.id, "iri": iri, "label": label}


def _groups(
    context: Context,
    entity_: Named,
    claims: Sequence[Claim],
    answers: dict[Named, shapes.Claim],
    found: Sequence[Conflict],
) -> Iterator[shapes.Group]:
    disputed: defaultdict[Named, set[int]] = defaultdict(set)
    for number, conflict in enumerate(found):
        for side in conflict.claims:
            disputed[side.id].add(number)
    by_group: defaultdict[Group | None, list[Claim]] = defaultdict(list)
    witnesses: defaultdict[_Said, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_group[group_of(claim)].append(claim)
        witnesses[_said(claim)].append(claim)
    for group in (*Group, None):
        if grouped := by_group.get(group):
            rows = [
                (same, _row(context, entity_, same, answers, disputed, note=_note(witnesses[_said(same[0])])))
                for same in _ranked(entity_, grouped)
            ]
            incoming = all(row["incoming"] for _, row in rows)
            by_system = group is Group.PHENOTYPES and not incoming
            yield {
                "name": group_name(group),
                "title": group_title(group, incoming=incoming),
                "sections": _by_system(context, rows) if by_system else [{"title": "", "rows": [r for _, r in rows]}],
            }


def _ranked(entity_: Named, claims: Iterable[Claim]) -> list[list[Claim]]:
    """Claims that say the same, by relation, direction, state and the name of the other end."""
    return sorted(said_alike(claims), key=lambda same: _rank(entity_, same[0]))


def _rank(entity_: Named, claim: Claim) -> tuple[object, ...]:
    other = claim.object if claim.subject == entity_ else claim.subject
    name = (other.label or str(other)) if isinstance(other, Named) else other
    return (
        place_of(claim.predicate),
        str(claim.predicate),
        claim.subject != entity_,
        STATES.index(claim.state),
        name.lower(),
        str(other),
        claim.often,
        claim.qualifier,
        claim.negated,
        claim.hedged,
    )


def _row(
    context: Context,
    entity_: Named,
    same: Sequence[Claim],
    answers: dict[Named, shapes.Claim],
    disputed: dict[Named, set[int]],
    *,
    note: str,
) -> shapes.Row:
    claim = same[0]
    incoming = claim.subject != entity_
    other = claim.subject if incoming else claim.object
    return {
        "relation": relation_words(claim.predicate, incoming=incoming),
        "incoming": incoming,
        "other": context.term(other) if isinstance(other, Named) else None,
        "value": "" if isinstance(other, Named) else other,
        "state": claim.state,
        "often": claim.often,
        "qualifier": claim.qualifier,
        "claims": [answers[one.id] for one in same],
        "conflicts": sorted({number for one in same for number in disputed.get(one.id, ())}),
        "note": note,
    }


def _said(claim: Claim) -> _Said:
    """What is said, however often and in whomever."""
    return claim.predicate, claim.subject, claim.object, claim.status


def _note(witnesses: Sequence[Claim]) -> str:
    """Whether several sources that say the same are worth no more than one."""
    several = len({claim.source.id for claim in witnesses}) > 1
    return NOT_INDEPENDENT if several and not corroborated(witnesses) else ""


def _by_system(context: Context, rows: Iterable[tuple[Sequence[Claim], shapes.Row]]) -> list[shapes.Section]:
    """The rows by body system; one of several systems stands in each, as in a profile."""
    found: defaultdict[str, list[shapes.Row]] = defaultdict(list)
    for same, row in rows:
        for system in context.lineage.systems(cast("Named", same[0].object).iri):
            found[system].append(row)
    ordered = sorted(found, key=lambda system: (system == NO_SYSTEM, -len(found[system]), system))
    return [{"title": system, "rows": found[system]} for system in ordered]


def _conflict(context: Context, conflict: Conflict, answers: dict[Named, shapes.Claim]) -> shapes.Conflict:
    about = Named(conflict.about, label=conflict.about_label, iri=iri_of(conflict.about))
    second = conflict.second
    return {
        "rule": conflict.rule,
        "severity": conflict.severity,
        "sentence": rules()[conflict.rule].sentence,
        "kind": conflict.kind,
        "about": context.term(about),
        "first": answers[conflict.first.id],
        "second": answers[second.id] if isinstance(second, Claim) else None,
        "statement": None if isinstance(second, Claim) else {"source": second.name, "says": second.says},
        "note": conflict_note(conflict),
    }
