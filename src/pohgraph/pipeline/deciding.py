"""Curators' decisions on a graph in the making: those it has already, and those of files.

What a graph says follows from its claims and the decisions on them, however often and in whatever order they came: first all that
earlier decisions did is undone, then those that count are carried out. The work grows with the decisions, not with the graph.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from heapq import merge
from typing import NamedTuple

from pyoxigraph import NamedNode

from pohgraph.assemble import Named as Naming
from pohgraph.assemble import category_of, described
from pohgraph.claims.decisions import DecisionRecord, changes_in_words, read_decisions_on
from pohgraph.claims.known import KnownHere
from pohgraph.claims.reader import read_claims_named
from pohgraph.claims.view import GraphView
from pohgraph.errors import ReadError
from pohgraph.model import Claim, Named, Reference, Remark, Report
from pohgraph.pipeline.carrying import carried_out, mend_edges, no_longer_used, only_for, undone, values
from pohgraph.pipeline.long_lists import long_list
from pohgraph.review.agreement import Agreement, agreements
from pohgraph.review.claims import claim_iri
from pohgraph.review.curators import curator_named
from pohgraph.review.decision import (
    ACCEPT,
    EDIT,
    REJECT,
    Decision,
    changes_from,
    checked,
    evidence_digest,
    statement_of,
)
from pohgraph.review.edits import edited
from pohgraph.review.table import Entry
from pohgraph.schema.categories import Category
from pohgraph.schema.prefixes import compress
from pohgraph.schema.relations import MAPPING_PREDICATES, REJECTED
from pohgraph.search.identifiers import is_iri
from pohgraph.store.quads import quads
from pohgraph.store.rdf import term
from pohgraph.store.revised import revised_iri
from pohgraph.store.source import Readable
from pohgraph.store.writer import GraphWriter
from pohgraph.vocab.lexicon import Lexicon

_DONE = {ACCEPT: "accepted", REJECT: "rejected", EDIT: "edited"}
_GONE = "the claim is not in this graph; not applied"
_IDENTIFIER = "an identifier looks like pohassoc:71edb4fbb6d8181adbd6c7e4"
_MERGED = "of them into a claim that was there already"
_CHANGED = "the quotes are no longer those that the curator saw; not applied"


class Decisions(NamedTuple):
    """What became of decisions: how many claims were accepted, rejected or edited, and a remark on each that was not applied."""

    counts: tuple[tuple[str, int], ...] = ()
    remarks: tuple[Remark, ...] = ()


class _Plan(NamedTuple):
    """What is to be done with one claim; `new` is the claim that an edit makes. What is not in force is only written down."""

    claim: Claim
    agreement: Agreement
    new: Claim | None = None
    is_in_force: bool = True


def with_decisions(graph: GraphWriter, report: Report, files: Sequence[Sequence[Entry]], lexicon: Lexicon) -> Report:
    """Carry out the decisions of a graph and of files; the report tells what became of them."""
    if not (recorded_in(graph) or any(files)):
        return report
    done = decide(graph, files, lexicon)
    remarks = long_list(merge(report.remarks, done.remarks)) if done.remarks else report.remarks
    rejected = sum(1 for _ in graph.triples(REJECTED))
    claims = sum(1 for _ in graph.triples("rdf:type", objects=[term("biolink:Association")])) - rejected
    return replace(report, decisions=done.counts, remarks=remarks, associations=claims, quads=len(graph))


def decide(graph: GraphWriter, files: Sequence[Sequence[Entry]], lexicon: Lexicon) -> Decisions:
    """Carry out the decisions of a graph and of files, the last file counting most."""
    recorded = recorded_in(graph)
    if not recorded and not files:
        return Decisions()
    remarks: list[Remark] = []
    nodes = [(term(entry.place), NamedNode(claim_iri(entry.decision["claim"]))) for entry in recorded]
    left = [node for decision, _ in nodes for node in only_for(graph, decision)]
    touched = dict.fromkeys(undone(graph, nodes))
    taken_back: set[str] = set()
    counts: Counter[str] = Counter()
    naming = Naming()
    waiting = agreements([recorded, *files], claim_iri)
    # A claim that an edit makes may have been decided on, too: it is there once the edit is carried out.
    while known := _claims(graph, waiting):
        ready = [(known[agreement.claim], agreement) for agreement in waiting if agreement.claim in known]
        waiting = [agreement for agreement in waiting if agreement.claim not in known]
        for plan in _planned(graph, ready, lexicon, remarks, taken_back):
            decisions = [entry.decision for entry in plan.agreement.entries]
            if plan.is_in_force and plan.new and values(graph, revised_iri(plan.new), "rdf:subject"):
                counts[_MERGED] += 1
            touched.update(
                dict.fromkeys(carried_out(graph, plan.claim, decisions, plan.new, is_in_force=plan.is_in_force))
            )
            if plan.is_in_force:
                counts[_DONE[decisions[0]["decision"]]] += 1
                taken_back |= {plan.claim.id.iri} if decisions[0]["decision"] != ACCEPT else set()
                _name(naming, plan.new, lexicon)
    remarks += (_gone(entry) for agreement in waiting for entry in agreement.entries)
    if naming.used:  # the vocabularies are described with the pages
        graph.extend(quads(replace(described(naming, lexicon), vocabularies=())))
    mend_edges(graph, touched)
    no_longer_used(graph, left)
    return Decisions(
        tuple((word, counts[word]) for word in (*_DONE.values(), _MERGED) if counts[word]), tuple(sorted(remarks))
    )


def _planned(
    graph: GraphWriter,
    ready: Iterable[tuple[Claim, Agreement]],
    lexicon: Lexicon,
    remarks: list[Remark],
    taken_back: Collection[str],
) -> list[_Plan]:
    """What is to be done with the claims that are there; decisions that are not current, and edits that cannot be made, are told.

    `taken_back` are claims that decisions in force have rejected or edited.
    """
    current = ((claim, _current(agreement, claim, remarks)) for claim, agreement in ready)
    plans = list(_with_edits(graph, (_Plan(claim, made) for claim, made in current if made), lexicon, remarks))
    clashing = _clashing(plans, taken_back)
    found: list[_Plan] = []
    for plan in plans:
        other = clashing.get(plan.claim.id.iri, "")
        is_in_force = not (plan.agreement.is_conflict or other)
        if not is_in_force:
            remarks.append(_conflict(plan, other))
        found.append(plan._replace(is_in_force=is_in_force))
    return found


def _claims(graph: GraphWriter, made: Iterable[Agreement]) -> dict[str, Claim]:
    wanted = [agreement.claim for agreement in made if is_iri(agreement.claim)]
    return {claim.id.iri: claim for claim in read_claims_named(GraphView(graph), wanted, rejected=True)}


def recorded_in(graph: Readable) -> list[Entry]:
    """The decisions that the graph has, in the order they were made."""
    return [_entry(record) for record in read_decisions_on(GraphView(graph))]


def _entry(record: DecisionRecord) -> Entry:
    given = {
        "claim": record.claim,
        "decision": record.verdict,
        "comment": record.comment,
        "curator": record.curator.label,
        "date": record.date,
        "evidence": record.evidence,
        "statement": record.statement,
    }
    try:
        decision = checked({**given, "changes": changes_from(record.changes)})
    except ReadError as error:
        raise ReadError(record.id, f"is no decision that this program makes: {error.reason}") from None
    return Entry(decision, record.id)


def _current(agreement: Agreement, claim: Claim, remarks: list[Remark]) -> Agreement | None:
    """The decisions whose claim and evidence are still what the curator saw, and who says so; None where there is none."""
    fresh: list[Entry] = []
    for entry in agreement.entries:
        seen = entry.decision["evidence"]
        if seen and seen != evidence_digest(claim.quotes):
            remarks.append(_remark("stale_decision", claim, entry, _CHANGED))
        elif not curator_named(entry.decision["curator"]):
            remarks.append(
                _remark("no_curator", claim, entry, "it names no curator: not applied; give a name or an ORCID")
            )
        else:
            fresh.append(entry)
    return agreement._replace(entries=tuple(fresh)) if fresh else None


def _with_edits(
    graph: GraphWriter, planned: Iterable[_Plan], lexicon: Lexicon, remarks: list[Remark]
) -> Iterator[_Plan]:
    """Each with the claim that its edit makes; an edit that cannot be made is left out, and told."""
    known = KnownHere(graph)
    for plan in planned:
        first = plan.agreement.entries[0]
        if plan.agreement.is_conflict or first.decision["decision"] != EDIT:
            yield plan
            continue
        try:
            new = edited(plan.claim, first.decision["changes"], lexicon, known)
        except ValueError as error:
            remarks += (
                _remark("refused_edit", plan.claim, entry, f"{error}; not applied") for entry in plan.agreement.entries
            )
        else:
            yield plan._replace(new=new)


def _clashing(planned: Sequence[_Plan], earlier: Collection[str]) -> dict[str, str]:
    """Claims with edits that make a claim which another decision rejects or edits, and those: by IRI, with the other's."""
    taken_back = {*earlier} | {
        plan.claim.id.iri
        for plan in planned
        if not plan.agreement.is_conflict and plan.agreement.entries[0].decision["decision"] != ACCEPT
    }
    found: dict[str, str] = {}
    for plan in planned:
        if plan.new and (target := revised_iri(plan.new).value) in taken_back:
            found[plan.claim.id.iri] = target
            found[target] = plan.claim.id.iri
    return found


def _name(naming: Naming, new: Claim | None, lexicon: Lexicon) -> None:
    """What the vocabularies say of the values of a new claim; of a disease of the graph's own, the graph has all there is."""
    if new:
        ends = (new.subject,) if new.predicate in MAPPING_PREDICATES else (new.subject, new.object)
        for value in (*ends, new.frequency, new.onset):
            if isinstance(value, Named) and value and not _is_of_the_graph(Reference.parse(value), lexicon):
                naming.add_term(Reference.parse(value))


def _is_of_the_graph(reference: Reference, lexicon: Lexicon) -> bool:
    return category_of(reference, lexicon) is Category.DISEASE and lexicon.label(reference) == reference.curie


def _conflict(plan: _Plan, other: str) -> Remark:
    if other:
        why = f"an edit makes a claim that another decision takes back ({compress(other)})"
    else:
        why = "; ".join(f"{e.decision['curator']}: {_in_words(e.decision)}" for e in plan.agreement.entries)
        why = f"curators disagree: {why}"
    return _remark("conflicting_decisions", plan.claim, plan.agreement.entries[-1], f"{why}; none applied")


def _in_words(decision: Decision) -> str:
    changes = changes_in_words(decision["changes"])
    return f"{decision['decision']} ({changes})" if changes else decision["decision"]


def _gone(entry: Entry) -> Remark:
    is_named = ":" in entry.decision["claim"]
    return _remark("stale_decision", None, entry, _GONE if is_named else f"{_GONE}; {_IDENTIFIER}")


def _remark(code: str, claim: Claim | None, entry: Entry, why: str) -> Remark:
    statement = statement_of(claim) if claim else entry.decision["statement"]
    named = " ".join(filter(None, (entry.decision["claim"], f"({statement})" if statement else "")))
    document = claim.source.id if claim else ""
    return Remark(document=document, code=code, message=f"{entry.place}: {entry.decision['decision']} {named}: {why}")
