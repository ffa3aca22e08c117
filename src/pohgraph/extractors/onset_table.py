"""Tables of ages: the stages of life one below the other, with a mark at those in which symptoms may begin."""

import re
from collections.abc import Iterator

from pohgraph.extractors.shared.evidence import claim_of, evidence_of
from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Assertion, Reference, Remark, Span
from pohgraph.schema.relations import HAS_ONSET
from pohgraph.tables import package_table

NAME = "onset_table"
_PATTERNS = Patterns("extractors", "onset_table_patterns.tsv")


def onset_table(page: Page) -> Iterator[Assertion | Remark]:
    """One assertion per marked age of a table under a question for the age; an age without a mark says nothing."""
    text = page.doc.text
    terms = {row["age"]: Reference.parse(row["term"]) for row in package_table("extractors", "onset_table_ages.tsv")}
    for question in _PATTERNS["question"].finditer(text):
        rows = list(_rows(text, question.end()))
        marked = [row for row in rows if row["mark"] or row["mark_below"]]
        # A reader of HTML keeps only the marked ages. Where all are there and none is marked, the marks were lost.
        for row in marked or (rows if len(rows) < len(terms) else ()):
            evidence = evidence_of(
                page,
                NAME,
                Span(*row.span("row")),
                subject=page.topic.span,
                object_=Span(*row.span("age")),
                qualifiers=[("detail", Span(*question.span("asked")))],
            )
            yield claim_of(page, HAS_ONSET, evidence, object_=terms[row["age"].lower()])


def _rows(text: str, start: int) -> Iterator[re.Match[str]]:
    """The rows that stand one below the other from an offset on."""
    while row := _PATTERNS["row"].match(text, start):
        yield row
        start = row.end()
