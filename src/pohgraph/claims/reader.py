"""The only reader of stored claims: all of a graph, one after the other, or those of some of its nodes.

Both ways take a `GraphView`, give equal records, and come in an order that depends on the graph alone. Reading all holds
about a thousand claims at a time, or those of one subject where these are more.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby
from operator import attrgetter, itemgetter

from pyoxigraph import NamedNode

from pohgraph.claims.decisions import read_decisions_on
from pohgraph.claims.slots import Slots, iri_of, named_node
from pohgraph.claims.sorting import sort_lines
from pohgraph.claims.view import GraphView
from pohgraph.model import Claim, Detail, Mark, Named, Passage, SourceRecord
from pohgraph.schema.prefixes import compress
from pohgraph.schema.relations import CURATED, FLAGS, REJECTED

ENDS = ("rdf:subject", "rdf:object")
_SELECTOR = "_selector"  # how the slots end that lead to the words for a part of a claim
_AT_ONCE = 1000  # claims whose triples are asked for together: an endpoint answers one question for all of them
_PARTS = ("rdf:subject", "rdf:predicate", "rdf:object", "prov:hadPrimarySource")  # what makes an association a claim
_TERMS = (
    "rdf:subject",
    "rdf:object",
    "biolink:frequency_qualifier",
    "biolink:onset_qualifier",
)  # shown by their labels
_LABELLED = (*_TERMS, "prov:hadPrimarySource", "prov:wasAttributedTo")
_LENGTH_OF_DAY = len("2026-01-31")
# Slots of an association that have a field of their own, or repeat one; all others are its `details`.
_FIELDS = [
    *_PARTS,
    *_TERMS,
    "rdf:type",
    *FLAGS.values(),
    *CURATED,
    "pohgraph:frequency_text",
    "biolink:supporting_text",
    "biolink:publications",
    "biolink:primary_knowledge_source",
    "biolink:knowledge_level",
    "biolink:agent_type",
    "biolink:has_evidence",
    "prov:wasDerivedFrom",
    "sssom:subject_id",
    "sssom:predicate_id",
    "sssom:object_id",
    "owl:annotatedSource",
    "owl:annotatedProperty",
    "owl:annotatedTarget",
]


def read_claims(view: GraphView, *, passages: bool = False, only: Container[str] | None = None) -> Iterator[Claim]:
    """Every claim of every page, by subject, then predicate, object and page; or the associations in `only`, by IRI.

    Claims that curators rejected are no longer claims of the graph: these are left out. `passages` are read where they are asked for. An association that lacks a part or its source is no claim (`check`
    lists it), and neither is a row of a mapping set: see `read_mappings`.
    """
    for waiting in _batches(view, "rdf:subject", only):
        yield from _claims(view, waiting, passages=passages)
    view.leave_out_rejected()


def read_claims_by_object(view: GraphView, only: Container[str], *, least: int = 1) -> Iterator[list[Claim]]:
    """The claims of the associations in `only` that have one object, object by object, each in the order of `read_claims`.

    `least` is how many associations must have it.
    """
    for waiting in _batches(view, "rdf:object", only, least):
        claims = sorted(_claims(view, waiting, passages=False), key=attrgetter("object"))
        yield from (list(group) for _, group in groupby(claims, key=attrgetter("object")))


def _batches(view: GraphView, end: str, only: Container[str] | None = None, least: int = 1) -> Iterator[list[str]]:
    """The associations by what they have at one end, so many together as are read at once, or those of one node."""
    keyed = sort_lines(
        f"{node.value if isinstance(node, NamedNode) else node} {association.value}"
        for association, node in view.triples(end)
        if only is None or association.value in only
    )
    waiting: list[str] = []
    for _, group in groupby((line.rpartition(" ") for line in keyed), key=itemgetter(0)):
        own = [association for _, _, association in group]
        if len(own) >= least:
            waiting += own
        if len(waiting) >= _AT_ONCE:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def read_claims_on(
    view: GraphView,
    nodes: Sequence[str],
    *,
    ends: Sequence[str] = ENDS,
    passages: bool = False,
    rejected: bool = False,
) -> list[Claim]:
    """The claims that have one of these nodes, given by IRI, as subject or object; in the order of `read_claims`.

    `ends` narrows it to one end; `rejected` adds those that curators rejected. Nothing else of the graph is read.
    """
    wanted = [NamedNode(node) for node in nodes]
    found = {association.value for slot in ends for association, _ in view.triples(slot, objects=wanted)}
    return _claims(view, sorted(found), passages=passages, rejected=rejected)


def read_claims_named(
    view: GraphView, associations: Iterable[str], *, passages: bool = False, rejected: bool = False
) -> list[Claim]:
    """The claims of these associations, given by IRI, in the order of `read_claims`; what is no claim is left out.

    `rejected` adds those that curators rejected.
    """
    return _claims(view, sorted(set(associations)), passages=passages, rejected=rejected)


def _claims(view: GraphView, associations: Sequence[str], *, passages: bool, rejected: bool = False) -> list[Claim]:
    found = view.all_slots(map(NamedNode, associations))
    claimed = {
        iri: slots
        for iri, slots in found.items()
        if all(iri_of(part) in slots for part in _PARTS) and (rejected or iri_of(REJECTED) not in slots)
    }
    terms = (value for slots in claimed.values() for slot in _LABELLED for value in slots.get(iri_of(slot), ()))
    view.learn_labels(value for value in terms if isinstance(value, NamedNode))
    view.learn_sources(named_node(slots[iri_of("prov:hadPrimarySource")][0]) for slots in claimed.values())
    claims = in_order(_claim(view, NamedNode(iri), slots) for iri, slots in claimed.items())
    return _with_passages(view, claims) if passages else claims


def in_order(claims: Iterable[Claim]) -> list[Claim]:
    """Claims in the order in which they are read."""
    return sorted(claims, key=_place)


def _place(claim: Claim) -> tuple[str, ...]:
    curie, text = (claim.object, "") if isinstance(claim.object, Named) else ("", claim.object)
    return claim.subject.iri, claim.predicate, curie, text, claim.source.id, claim.id


def _claim(view: GraphView, association: NamedNode, slots: Slots) -> Claim:
    target = slots[iri_of("rdf:object")][0]
    curators = tuple(sorted(map(view.named, map(named_node, slots.get(iri_of("prov:wasAttributedTo"), ())))))
    revision_of = tuple(sorted(node.value for node in slots.get(iri_of("prov:wasRevisionOf"), ())))
    return Claim(
        id=Named(view.curie(association), iri=association.value),
        category=_specific(view.values(slots, "rdf:type")),
        subject=view.named(named_node(slots[iri_of("rdf:subject")][0])),
        predicate=_unlabelled(view, slots, "rdf:predicate"),
        object=view.named(target) if isinstance(target, NamedNode) else target.value,
        negated=view.first(slots, "biolink:negated") == "true",
        hedged=view.first(slots, "pohgraph:hedged") == "true",
        borrowed=view.first(slots, "pohgraph:borrowed") == "true",
        frequency=_term(view, slots, "biolink:frequency_qualifier"),
        frequency_texts=view.values(slots, "pohgraph:frequency_text"),
        onset=_term(view, slots, "biolink:onset_qualifier"),
        details=tuple(sorted(_details(view, slots))),
        quotes=view.values(slots, "biolink:supporting_text"),
        publications=view.values(slots, "biolink:publications"),
        knowledge_source=view.first(slots, "biolink:primary_knowledge_source"),
        knowledge_level=view.first(slots, "biolink:knowledge_level"),
        agent_type=view.first(slots, "biolink:agent_type"),
        evidence_codes=view.values(slots, "biolink:has_evidence"),
        evidence=tuple(sorted(value.value for value in slots.get(iri_of("prov:wasDerivedFrom"), ()))),
        source=_source(view, slots),
        rejected=iri_of(REJECTED) in slots,
        curators=curators,
        accepted=view.values(slots, "dcterms:dateAccepted"),
        curators_days=_days(view, curators, (association.value, *revision_of)) if len(curators) > 1 else (),
        revision_of=revision_of,
    )


def _days(view: GraphView, curators: Iterable[Named], decided: Iterable[str]) -> tuple[str, ...]:
    """The day of each of several curators: the last on which a decision in force on one of these claims is theirs."""
    days: dict[str, str] = {}
    for decision in read_decisions_on(view, decided):
        if decision.is_in_force:
            days[decision.curator.iri] = decision.date[:_LENGTH_OF_DAY] or days.get(decision.curator.iri, "")
    return tuple(days.get(curator.iri, "") for curator in curators)


def _source(view: GraphView, slots: Slots) -> SourceRecord:
    """The page; of a file, with whom it names as the source of this one statement."""
    source = view.source(named_node(slots[iri_of("prov:hadPrimarySource")][0]))
    if not source.is_dataset:
        return source
    stated_by = _term(view, slots, "biolink:primary_knowledge_source")
    return source if stated_by == source.id else replace(source, stated_by=stated_by)


def _specific(types: tuple[str, ...]) -> str:
    return next((kind for kind in types if kind != "biolink:Association"), "biolink:Association")


def _unlabelled(view: GraphView, slots: Slots, slot: str) -> Named:
    """A predicate, whose label nobody is shown."""
    node = named_node(slots[iri_of(slot)][0])
    return Named(view.curie(node), iri=node.value)


def _term(view: GraphView, slots: Slots, slot: str) -> Named:
    nodes = (value for value in slots.get(iri_of(slot), ()) if isinstance(value, NamedNode))
    return min(map(view.named, nodes), default=Named(view.first(slots, slot)))


def _details(view: GraphView, slots: Slots) -> Iterator[Detail]:
    for predicate, values in slots.items():
        if predicate not in _field_iris():
            slot = compress(predicate)
            yield from (Detail(slot, view.text(value), isinstance(value, NamedNode)) for value in values)


@cache
def _field_iris() -> frozenset[str]:
    return frozenset(map(iri_of, _FIELDS))


def _with_passages(view: GraphView, claims: list[Claim]) -> list[Claim]:
    """The claims with the places of their pages they were read at, in the order of the text."""
    by_page: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        by_page[claim.source.iri].update(claim.evidence)
    # A place may serve claims of several pages: each page's graph has the words of its own.
    places = {page: _passages(view, sorted(evidence), NamedNode(page)) for page, evidence in by_page.items()}
    return [
        replace(
            claim, passages=tuple(sorted(_of(places[claim.source.iri], claim), key=lambda p: (p.start, p.end, p.iri)))
        )
        for claim in claims
    ]


def _of(places: dict[str, Passage], claim: Claim) -> Iterator[Passage]:
    return (places[evidence] for evidence in claim.evidence if evidence in places)


def _passages(view: GraphView, evidence: Iterable[str], graph: NamedNode) -> dict[str, Passage]:
    found = view.all_slots(map(NamedNode, evidence), graph)
    marking = sorted({slot for slots in found.values() for slot in slots if _part_of(slot)})
    leads = [iri_of("oa:hasSelector"), iri_of("pohgraph:in_section"), *marking]
    parts = view.all_slots(_nodes(found.values(), leads), graph)
    passages: dict[str, Passage] = {}
    for iri, slots in found.items():
        selectors = [parts.get(node.value, {}) for node in _nodes([slots], [iri_of("oa:hasSelector")])]
        position = next((part for part in selectors if iri_of("oa:start") in part), None)
        quote = next((part for part in selectors if iri_of("oa:exact") in part), None)
        if position and quote:
            sections = [parts.get(node.value, {}) for node in _nodes([slots], [iri_of("pohgraph:in_section")])]
            passages[iri] = Passage(
                iri=iri,
                start=int(view.first(position, "oa:start")),
                end=int(view.first(position, "oa:end")),
                exact=view.first(quote, "oa:exact"),
                before=view.first(quote, "oa:prefix"),
                after=view.first(quote, "oa:suffix"),
                section=next((view.first(part, "pohgraph:section_name") for part in sections), ""),
                extraction=view.first(slots, "prov:wasGeneratedBy"),
                marks=tuple(sorted(_marks(view, slots, parts))),
            )
    return passages


def _marks(view: GraphView, slots: Slots, parts: Mapping[str, Slots]) -> Iterator[Mark]:
    """The words for each part of a claim, as one place has them."""
    for slot in slots:
        if part := _part_of(slot):
            for node in _nodes([slots], [slot]):
                position = parts.get(node.value, {})
                if iri_of("oa:start") in position and iri_of("oa:end") in position:
                    yield Mark(int(view.first(position, "oa:start")), int(view.first(position, "oa:end")), part)


@cache
def _part_of(slot: str) -> str:
    """Which part of a claim the words are for that a slot, given by IRI, leads to; "" for any other slot."""
    curie = compress(slot)
    is_mark = curie.startswith("pohgraph:") and curie.endswith(_SELECTOR)
    return curie.partition(":")[2].removesuffix(_SELECTOR) if is_mark else ""


def _nodes(found: Iterable[Slots], predicates: Sequence[str]) -> list[NamedNode]:
    """What these predicates, given by IRI, lead to, each once, in an order that depends on the graph alone."""
    nodes = {
        named_node(value).value for slots in found for predicate in predicates for value in slots.get(predicate, ())
    }
    return [NamedNode(node) for node in sorted(nodes)]
