"""The shapes of answers: what `frontend/src/answers.ts` declares for the page, as Python has it.

Every start and end counts Unicode code points of a page's text, half-open.
"""

from typing import TypedDict

from pohgraph.answers.claim_shapes import Claim, Mark, Passage, Source, Term
from pohgraph.model import State
from pohgraph.review.decision import Decision

# fmt: off
__all__ = [
    "CatalogueQuery", "Claim", "ClaimTable", "Conflict", "Count", "Decision", "Entity", "Features",
    "Group", "Hit", "Identifier", "License", "Mark", "Network", "NetworkLink", "NetworkNode",
    "Page", "PageSection", "Passage", "Progress", "QueryParam", "ReadMention", "ReadRemark", "ReadText",
    "ReviewedClaim", "Row", "Section", "Source", "Statement", "Summary", "Synonym", "Term", "Used",
    "Vocabulary",
]
# fmt: on


class Row(TypedDict):
    """Claims of several pages that say the same in the same way."""

    relation: str
    incoming: bool
    other: Term | None
    value: str
    state: State
    often: str
    qualifier: str
    claims: list[Claim]
    conflicts: list[int]
    note: str


class Section(TypedDict):
    """Rows that belong together, such as those of one body system."""

    title: str
    rows: list[Row]


class Group(TypedDict):
    """What a person looks for, such as the phenotypes."""

    name: str
    title: str
    sections: list[Section]


class Statement(TypedDict):
    """What a vocabulary or a publisher says against a claim; `source` has the vocabulary's release."""

    source: str
    says: str


class Conflict(TypedDict):
    """A claim, and another claim or a statement, that cannot both be the whole truth."""

    rule: str
    severity: str
    sentence: str
    kind: str
    about: Term
    first: Claim
    second: Claim | None
    statement: Statement | None
    note: str


class Identifier(TypedDict):
    """Another identifier, and how strongly it is mapped."""

    strength: str
    id: str
    iri: str
    label: str


class Synonym(TypedDict):
    """Another name."""

    scope: str
    name: str


class Entity(Term):
    """One entity with all claims about it."""

    identifiers: list[Identifier]
    synonyms: list[Synonym]
    groups: list[Group]
    conflicts: list[Conflict]
    sources: list[Source]
    parents: list[Term]


class PageSection(TypedDict):
    """A part of a page."""

    name: str
    heading: str
    start: int
    end: int


class Page(Source):
    """The text of a page with its claims."""

    text: str
    missing: str
    sections: list[PageSection]
    claims: list[Claim]


class Hit(Term):
    """Something that words may mean."""

    kind: str
    matched: str
    fit: str
    claims: int


class Count(TypedDict):
    """How many things of a kind there are."""

    category: str
    title: str
    count: int


class License(TypedDict):
    """A licence, and how many pages have it."""

    name: str
    iri: str
    pages: int


class Features(TypedDict):
    """What the page may offer beside look-ups."""

    read: bool
    review: bool
    writable: bool


class Summary(TypedDict):
    """The whole graph in figures."""

    title: str
    version: str
    graph: str
    built: str
    quads: int
    claims: int
    counts: list[Count]
    states: dict[State, int]
    pages: list[Source]
    prefixes: dict[str, str]
    licenses: list[License]
    examples: list[Term]
    features: Features


class QueryParam(TypedDict):
    """A parameter of a query of the catalogue."""

    name: str
    kind: str
    description: str
    default: str


class CatalogueQuery(TypedDict):
    """A query of the catalogue."""

    name: str
    title: str
    description: str
    sparql: str
    params: list[QueryParam]


class Used(TypedDict):
    """A class or property, and how often the graph uses it."""

    id: str
    label: str
    count: int


class Vocabulary(TypedDict):
    """What an editor of queries completes."""

    prefixes: dict[str, str]
    classes: list[Used]
    properties: list[Used]


class NetworkNode(Term):
    """A node of a network."""

    weight: int


class NetworkLink(TypedDict):
    """A link between two nodes."""

    source: str
    target: str
    relation: str
    state: State
    often: str
    qualifier: str
    documents: list[str]
    quotes: list[str]


class Network(TypedDict):
    """A part of the graph as nodes and links."""

    title: str
    nodes: list[NetworkNode]
    links: list[NetworkLink]
    omitted: int
    sources: list[Source]


class ReadMention(TypedDict):
    """A name at one position of a text."""

    start: int
    end: int
    text: str
    term: Term | None
    category: str
    negated: bool
    hedged: bool


class ReadRemark(TypedDict):
    """Something seen but not taken as a claim, and why."""

    code: str
    message: str


class ReadText(TypedDict):
    """What a text says that somebody gave."""

    text: str
    about: Term | None
    mentions: list[ReadMention]
    claims: list[Claim]
    turtle: str
    remarks: list[ReadRemark]


class ReviewedClaim(Claim):
    """A claim with what a curator made of it."""

    decision: Decision | None
    others: list[Decision]


class Progress(TypedDict):
    """How many of the claims that fit a filter have a decision; the filter's own decision is ignored."""

    decided: int
    of: int


class ClaimTable(TypedDict):
    """A part of all claims that were asked for."""

    total: int
    progress: Progress
    offset: int
    predicates: list[Used]
    claims: list[ReviewedClaim]
    sources: list[Source]
