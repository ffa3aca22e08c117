"""Nodes and claims as rows of plain values: what CSV, Parquet, GraphML and CX2 have in common.

An edge keeps its flags in columns of their own. `state` sums them up: only a claim that is "stated" is a plain fact.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from pohgraph.claims.nodes import read_nodes, read_sources, read_vocabularies
from pohgraph.claims.reader import read_claims
from pohgraph.claims.records import NodeRecord, VocabularyRecord
from pohgraph.claims.view import GraphView
from pohgraph.model import Claim, Named, SourceRecord

Kind = Literal["text", "texts", "flag", "integer", "number"]
Value = str | tuple[str, ...] | bool | int | float | None
Row = tuple[Value, ...]
TEXT_OBJECT = "value"
LEFT_OUT = "claim(s) with a text as object, which cannot be edges"
_COUNTS = {"has_count": "biolink:has_count", "has_total": "biolink:has_total"}
_NUMBERS = {"has_percentage": "biolink:has_percentage", "has_quotient": "biolink:has_quotient"}


class Column(NamedTuple):
    """`kind` says what its values are; None stands for no value."""

    name: str
    kind: Kind


NODE_COLUMNS = (
    Column("id", "text"),
    Column("label", "text"),
    Column("category", "text"),
    Column("iri", "text"),
    Column("synonyms", "texts"),
    Column("xrefs", "texts"),
)
EDGE_COLUMNS = (
    Column("id", "text"),
    Column("subject", "text"),
    Column("subject_label", "text"),
    Column("predicate", "text"),
    Column("object", "text"),
    Column("object_label", "text"),
    Column(TEXT_OBJECT, "text"),  # the object of a claim whose object is no node
    Column("negated", "flag"),
    Column("hedged", "flag"),
    Column("borrowed", "flag"),
    Column("state", "text"),  # what the three come to: stated, denied, open or borrowed
    Column("frequency_qualifier", "text"),
    Column("frequency_text", "texts"),
    Column("has_count", "integer"),
    Column("has_total", "integer"),
    Column("has_percentage", "number"),
    Column("has_quotient", "number"),
    Column("onset_qualifier", "text"),
    Column("details", "texts"),
    Column("supporting_text", "texts"),
    Column("publications", "texts"),
    Column("category", "text"),
    Column("primary_knowledge_source", "text"),
    Column("knowledge_level", "text"),
    Column("agent_type", "text"),
    Column("source", "text"),
    Column("source_title", "text"),
    Column("publisher", "text"),
    Column("license", "text"),
    Column("rights", "text"),
)


SOURCE_COLUMNS = (
    Column("id", "text"),
    Column("iri", "text"),
    Column("kind", "text"),
    Column("title", "text"),
    Column("version", "text"),  # of a page, the date it was last changed
    Column("publisher", "text"),
    Column("license", "text"),
    Column("rights", "text"),
    Column("web_page", "text"),
    Column("sha256", "text"),
)


def node_rows(view: GraphView) -> Iterator[Row]:
    """A row for each node, by IRI, in the order of `NODE_COLUMNS`."""
    return (_node(view, node) for node in read_nodes(view))


def edge_rows(view: GraphView) -> Iterator[Row]:
    """A row for each claim of each page, in the order of `EDGE_COLUMNS`."""
    return map(_edge, read_claims(view))


def source_rows(view: GraphView) -> Iterator[Row]:
    """A row for each page, then for each vocabulary, in the order of `SOURCE_COLUMNS`."""
    yield from map(_page, read_sources(view))
    yield from map(_vocabulary, read_vocabularies(view))


def joined(values: tuple[str, ...]) -> str:
    """Several texts as one, for formats without lists."""
    return "|".join(values)


def _node(view: GraphView, node: NodeRecord) -> Row:
    return (
        node.id,
        node.label,
        node.category,
        view.written_iri(node.iri),
        tuple(synonym.text for synonym in node.synonyms),
        tuple(f"{xref.strength} {xref.id}" for xref in node.xrefs),
    )


def _edge(claim: Claim) -> Row:
    is_node = isinstance(claim.object, Named)
    own_columns = {*_COUNTS.values(), *_NUMBERS.values()}
    return (
        claim.id,
        claim.subject,
        claim.subject.label,
        claim.predicate,
        claim.object if is_node else "",
        claim.object_label,
        "" if is_node else claim.object,
        claim.negated,
        claim.hedged,
        claim.borrowed,
        claim.state,
        claim.frequency,
        claim.frequency_texts,
        *(int(_one(claim, slot)) if _one(claim, slot) else None for slot in _COUNTS.values()),
        *(float(_one(claim, slot)) if _one(claim, slot) else None for slot in _NUMBERS.values()),
        claim.onset,
        tuple(f"{detail.slot} {detail.value}" for detail in claim.details if detail.slot not in own_columns),
        claim.quotes,
        claim.publications,
        claim.category,
        claim.knowledge_source,
        claim.knowledge_level,
        claim.agent_type,
        claim.source.id,
        claim.source.title,
        claim.source.publisher_label,
        claim.source.license,
        claim.source.rights,
    )


def _page(page: SourceRecord) -> Row:
    return (
        page.id,
        page.iri,
        "page",
        page.title,
        page.modified,
        page.publisher_label,
        page.license,
        page.rights,
        page.web_page,
        page.sha256,
    )


def _vocabulary(vocabulary: VocabularyRecord) -> Row:
    is_iri = vocabulary.license.startswith(("http:", "https:"))
    return (
        vocabulary.id,
        vocabulary.iri,
        "vocabulary",
        vocabulary.label,
        vocabulary.version,
        "",
        vocabulary.license if is_iri else "",
        "" if is_iri else vocabulary.license,
        vocabulary.web_page,
        vocabulary.sha256,
    )


def _one(claim: Claim, slot: str) -> str:
    return next(iter(claim.detail(slot)), "")
