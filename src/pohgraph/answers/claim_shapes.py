"""The shapes that all answers are made of: terms, pages, claims with their passages. Use them by way of `shapes.py`."""

from typing import TypedDict

from pohgraph.model import State


class Term(TypedDict):
    """Something with an identifier."""

    id: str
    iri: str
    label: str
    category: str


class Source(TypedDict):
    """A page, or a file of statements that was read back."""

    id: str
    title: str
    label: str
    publisher: str
    license: str
    address: str
    modified: str
    sha256: str


class Mark(TypedDict):
    """The words for one part of a claim."""

    role: str
    kind: str
    start: int
    end: int


class Passage(TypedDict):
    """Where a claim was read."""

    id: str
    document: str
    start: int
    end: int
    quote: str
    before: str
    after: str
    section: str
    extractor: str
    marks: list[Mark]


class Claim(TypedDict):
    """One association: what one page says."""

    id: str
    predicate: str
    subject: Term
    object: Term | None
    value: str
    state: State
    negated: bool
    hedged: bool
    borrowed: bool
    frequency: Term | None
    frequency_texts: list[str]
    onset: Term | None
    often: str
    qualifier: str
    publications: list[str]
    document: str
    quotes: list[str]
    evidence: str
    rejected: bool
    curators: list[str]
    revises: list[str]
    passages: list[Passage]
