"""KGX rows: nodes and edges as Biolink's classes have them, for koza, kgx, cat-merge and the Monarch graph.

A reader of KGX knows `negated` and no other way to take a claim back, so claims their page hedges or says of somebody
else give no edge; how many were left out is told. Every row has every key, in the order of `NODE_KEYS`, `EDGE_KEYS`.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache

from pohgraph.claims.reader import (
    read_associations,
    read_claims_on,
    read_nodes,
    read_publications,
    read_sources,
    read_vocabularies,
)
from pohgraph.claims.records import AssociationRecord, NodeRecord, PublicationRecord, SourceRecord, VocabularyRecord
from pohgraph.claims.source import SOURCE_KINDS
from pohgraph.claims.view import GraphView
from pohgraph.tables import package_table

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
_ATTRIBUTES = frozenset({"biolink:Onset", "biolink:ClinicalCourse", "biolink:ClinicalModifier"})
_PAGE = "biolink:InformationContentEntity"


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
    for claim in read_associations(view):
        if reason := _why_no_edge(claim):
            view.report.leave_out(reason)
        else:
            yield _edge_row(claim)


def _node_row(view: GraphView, node: NodeRecord) -> Row | None:
    category = node.category
    if category in SOURCE_KINDS:
        return None  # a row of its own
    if not category.startswith("biolink:"):
        if all(_why_no_edge(claim) for claim in read_claims_on(view, node.iri)):
            return None  # an identifier of another node, which has it as xref
        category = "biolink:NamedThing"
    names: dict[str, list[str]] = {}
    for synonym in node.synonyms:
        names.setdefault(f"{synonym.scope}_synonym", []).append(synonym.text)
    row = _empty(NODE_KEYS)
    row |= {"id": node.id, "category": [category], "name": node.label or None, "iri": view.written_iri(node.iri)}
    row |= names
    row["synonym"] = sorted({synonym.text for synonym in node.synonyms}) or None
    row["xref"] = sorted({xref.id for xref in node.xrefs}) or None
    row["equivalent_identifiers"] = sorted(x.id for x in node.xrefs if x.strength == "skos:exactMatch") or None
    if category == "biolink:Gene":
        row["symbol"] = node.label or None
    if category in _ATTRIBUTES:
        row["has_attribute_type"] = category
    return row


def _publication_row(view: GraphView, work: PublicationRecord) -> Row:
    row = _empty(NODE_KEYS)
    row |= {"id": work.id, "category": ["biolink:Publication"], "name": work.label or None}
    row |= {
        "iri": view.written_iri(work.iri),
        "description": work.citation or None,
        "publication_type": ["biolink:Publication"],
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


def _edge_row(claim: AssociationRecord) -> Row:
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
        "supporting_text": list(claim.supporting_text),
        "has_evidence": list(claim.evidence_codes),
    }
    qualifiers: Row = {"frequency_qualifier": claim.frequency or None, "onset_qualifier": claim.onset or None}
    for name in _QUALIFIERS.get(category, frozenset()) - qualifiers.keys():
        values = claim.detail(f"biolink:{name}")
        qualifiers[name] = _figure(name, values[0]) if len(values) == 1 else None  # two figures: neither is the claim's
    return row | {name: qualifiers[name] for name in _QUALIFIERS.get(category, ())}


def _why_no_edge(claim: AssociationRecord) -> str:
    """What keeps a claim from being an edge, as a report says it, or ""."""
    if claim.category in {"owl:Axiom", "sssom:Mapping"}:
        return "synonyms and identifiers, which are fields of nodes (an identifier's quote is in sssom)"
    if not claim.object:
        return "claims whose object is text, not an identifier (criteria, management, prognosis, prevalence)"
    if claim.hedged:
        return "claims their page leaves open (hedged)"
    if claim.borrowed:
        return "claims about another disease or a relative (borrowed)"
    listed = _edges().get(claim.predicate)
    if not claim.predicate.startswith("biolink:") and not listed:
        return f"claims of {claim.predicate}, which has no counterpart in Biolink"
    if claim.negated and listed and listed["wider"] == "yes":
        return "denied claims whose predicate in Biolink is wider, so that denying it would deny more"
    return ""


def _class_and_predicate(claim: AssociationRecord) -> tuple[str, str]:
    listed = _edges().get(claim.predicate)
    return (listed["category"], listed["written"]) if listed else (claim.category, claim.predicate)


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


@cache
def _edges() -> dict[str, dict[str, str]]:
    return {row["predicate"]: row for row in package_table("export/tables", "kgx_edges.tsv")}
