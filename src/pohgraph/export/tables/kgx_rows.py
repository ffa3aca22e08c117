"""KGX rows: nodes and edges as Biolink's classes have them, for koza, kgx, cat-merge and the Monarch graph.

A reader of KGX knows `negated` and no other flag, so open and borrowed claims give no edge; how many were left out is
told. Every row has every key, in the order of `NODE_KEYS`, `EDGE_KEYS`.
"""

from collections.abc import Iterator
from datetime import date

from pohgraph.claims.nodes import read_nodes, read_publications, read_sources, read_vocabularies
from pohgraph.claims.reader import read_claims, read_claims_on
from pohgraph.claims.records import NodeRecord, PublicationRecord, VocabularyRecord
from pohgraph.claims.slots import SOURCE_KINDS
from pohgraph.claims.view import GraphView
from pohgraph.model import Claim, Named, SourceRecord
from pohgraph.schema.categories import ATTRIBUTES, Category
from pohgraph.schema.relations import CLAIMS, EXACT_MATCH, RELATIONS

Value = str | float | bool | list[str] | None
Row = dict[str, Value]

NODE_KEYS = (
    "id",
    "category",
    "name",
    "iri",
    "symbol",
    "exact_synonym",
    "broad_synonym",
    "narrow_synonym",
    "related_synonym",
    "synonym",
    "xref",
    "equivalent_identifiers",
    "has_attribute_type",
    "publication_type",
    "description",
    "creation_date",
    "license",
    "rights",
)
EDGE_KEYS = (
    "id",
    "category",
    "subject",
    "predicate",
    "object",
    "original_predicate",
    "negated",
    "knowledge_level",
    "agent_type",
    "primary_knowledge_source",
    "aggregator_knowledge_source",
    "publications",
    "supporting_text",
    "has_evidence",
    "frequency_qualifier",
    "has_percentage",
    "has_quotient",
    "has_count",
    "has_total",
    "onset_qualifier",
    "subject_form_or_variant_qualifier",
)
AGGREGATOR = "pohsource:pohgraph"  # no infores is registered for this program
_FREQUENCY = frozenset({"frequency_qualifier"})
_FIGURES = frozenset({"has_percentage", "has_quotient", "has_count", "has_total"})
# The qualifiers each class has a slot for; a page's figure on any other claim stays in its supporting text.
_QUALIFIERS = {
    "biolink:DiseaseToPhenotypicFeatureAssociation": _FREQUENCY | _FIGURES | {"onset_qualifier"},
    "biolink:GeneToDiseaseAssociation": _FREQUENCY,
    "biolink:DiseaseToDiseaseAssociation": _FREQUENCY,
    "biolink:CausalGeneToDiseaseAssociation": frozenset({"subject_form_or_variant_qualifier"}),
}
_ATTRIBUTES = frozenset(category.curie for category in ATTRIBUTES)
_PAGE = Category.INFORMATION_CONTENT_ENTITY.curie
_WORK = Category.PUBLICATION.curie
_WIDER = {relation.predicate.curie: relation.wider for relation in RELATIONS if relation.wider}
# Names and identifiers are fields of nodes.
_FIELDS = frozenset(relation.association.curie for relation in RELATIONS if relation not in CLAIMS)


def node_rows(view: GraphView) -> Iterator[Row]:
    """Things, then cited works, pages and vocabulary releases, each with its licence where it has one."""
    for node in read_nodes(view):
        if row := _node_row(view, node):
            yield row
    for work in read_publications(view):
        yield _publication_row(view, work)
    for source in read_sources(view):
        yield _page_row(source)
    for vocabulary in read_vocabularies(view):
        yield _vocabulary_row(vocabulary)


def edge_rows(view: GraphView) -> Iterator[Row]:
    """One edge for each claim of each page that KGX can carry; what it cannot is told to the view's report."""
    for claim in read_claims(view):
        if reason := _why_no_edge(claim):
            view.report.leave_out(reason)
        else:
            yield _edge_row(claim)


def _node_row(view: GraphView, node: NodeRecord) -> Row | None:
    category = node.category
    if category in SOURCE_KINDS:
        return None  # a row of its own
    if not category.startswith("biolink:"):
        if all(_why_no_edge(claim) for claim in read_claims_on(view, [node.iri])):
            return None  # an identifier of another node, which has it as xref
        category = Category.NAMED_THING.curie
    names: dict[str, list[str]] = {}
    for synonym in node.synonyms:
        names.setdefault(f"{synonym.scope}_synonym", []).append(synonym.text)
    row = _empty(NODE_KEYS)
    row |= {"id": node.id, "category": [category], "name": node.label or None, "iri": view.written_iri(node.iri)}
    row |= names
    row["synonym"] = sorted({synonym.text for synonym in node.synonyms}) or None
    row["xref"] = sorted({xref.id for xref in node.xrefs}) or None
    row["equivalent_identifiers"] = sorted(x.id for x in node.xrefs if x.strength == EXACT_MATCH.curie) or None
    if category == Category.GENE.curie:
        row["symbol"] = node.label or None
    if category in _ATTRIBUTES:
        row["has_attribute_type"] = category
    return row


def _publication_row(view: GraphView, work: PublicationRecord) -> Row:
    row = _empty(NODE_KEYS)
    row |= {"id": work.id, "category": [_WORK], "name": work.label or None}
    row |= {
        "iri": view.written_iri(work.iri),
        "description": work.citation or None,
        "publication_type": [_WORK],
    }
    row["xref"] = list(work.same_as) or None
    return row


def _page_row(source: SourceRecord) -> Row:
    row = _empty(NODE_KEYS)
    row |= {"id": source.id, "category": [_PAGE], "name": source.label or None, "iri": source.web_page or source.iri}
    row |= {"description": source.attribution or None, "license": source.license or None}
    row |= {"rights": source.rights or None, "creation_date": _day(source.modified)}
    return row


def _vocabulary_row(vocabulary: VocabularyRecord) -> Row:
    row = _empty(NODE_KEYS)
    row |= {"id": vocabulary.id, "category": [_PAGE], "name": vocabulary.label or None}
    row |= {"iri": vocabulary.web_page or vocabulary.iri, "license": vocabulary.license or None}
    return row


def _edge_row(claim: Claim) -> Row:
    category, predicate = _class_and_predicate(claim)
    row = _empty(EDGE_KEYS)
    row |= {
        "id": claim.id,
        "category": [category],
        "subject": claim.subject,
        "predicate": predicate,
        "object": claim.object,
        "original_predicate": claim.predicate if claim.predicate != predicate else None,
        "negated": claim.negated,
        "knowledge_level": claim.knowledge_level,
        "agent_type": claim.agent_type,
        "primary_knowledge_source": claim.knowledge_source,
        "aggregator_knowledge_source": [*claim.detail("biolink:aggregator_knowledge_source"), AGGREGATOR],
        "publications": [*claim.publications, claim.source.id],
        "supporting_text": list(claim.quotes),
        "has_evidence": list(claim.evidence_codes),
    }
    qualifiers: Row = {"frequency_qualifier": claim.frequency or None, "onset_qualifier": claim.onset or None}
    for name in _QUALIFIERS.get(category, frozenset()) - qualifiers.keys():
        values = claim.detail(f"biolink:{name}")
        qualifiers[name] = _figure(name, values[0]) if len(values) == 1 else None  # two figures: neither is the claim's
    return row | {name: qualifiers[name] for name in _QUALIFIERS.get(category, ())}


def _why_no_edge(claim: Claim) -> str:
    """What keeps a claim from being an edge, as a report says it, or ""."""
    if claim.category in _FIELDS:
        return (
            "synonym(s) or identifier(s), which KGX keeps in the nodes (the sssom format has the quotes of identifiers)"
        )
    if not isinstance(claim.object, Named):
        return "claim(s) with a text as object, not an identifier (criteria, management, prognosis, prevalence)"
    if claim.borrowed:
        return "claim(s) about another disease or a relative"
    if claim.hedged:
        return "claim(s) that the page leaves open"
    wider = _WIDER.get(claim.predicate)
    if not claim.predicate.startswith("biolink:") and not wider:
        return f"claim(s) with {claim.predicate}, which has no counterpart in Biolink"
    if claim.negated and wider:
        return "denied claim(s) whose predicate is wider in Biolink, so that denying it would deny more"
    if claim.negated and _limits_lost(claim):
        return "denied claim(s) limited in a way that their class of Biolink cannot say"
    return ""


def _limits_lost(claim: Claim) -> bool:
    """Whether something limits a claim for which its class has no slot: without it a denial would deny more."""
    slots = _QUALIFIERS.get(claim.category, frozenset())
    given = {slot for slot, value in (("onset_qualifier", claim.onset), ("frequency_qualifier", claim.often)) if value}
    given |= {d.slot.partition(":")[2] for d in claim.details if d.slot.endswith(("_qualifier", ":study_type"))}
    return not given <= slots or (bool(claim.frequency_texts) and not claim.frequency and claim.quotient is None)


def _class_and_predicate(claim: Claim) -> tuple[str, str]:
    wider = _WIDER.get(claim.predicate)
    return (wider.association.curie, wider.predicate.curie) if wider else (claim.category, claim.predicate)


def _figure(name: str, value: str) -> Value:
    if name in {"has_count", "has_total"}:
        return int(value)
    return float(value) if name in _FIGURES else value


def _day(text: str) -> str | None:
    """An ISO date, or None where the text is none, such as a bare year."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return None


def _empty(keys: tuple[str, ...]) -> Row:
    return dict.fromkeys(keys)
