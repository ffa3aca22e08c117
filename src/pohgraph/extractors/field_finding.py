"""Findings with a status of their own: "nystagmus: none", "optic atrophy: yes (late)", "tremor: 3/20"."""

from collections.abc import Iterator

from pohgraph.extractors.shared.field_claims import finding_claim, findings_in, state_of
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.sections import sections_of
from pohgraph.language.statuses import status_at
from pohgraph.model import Assertion, Remark

NAME = "field_finding"
_SECTIONS = sections_of(NAME)


def field_finding(page: Page) -> Iterator[Assertion | Remark]:
    """One assertion per finding that a label names; the value says whether patients have it."""
    for field in page.fields(*_SECTIONS):
        label, values = field.part("label"), field.all_parts("value")
        status = status_at(page.doc.text, values[0]) if len(values) == 1 else None
        if label and status:
            for mention in findings_in(page, label):
                # "No tears: yes": whose denial it is cannot be told.
                negation = mention.context.negation
                own = negation is not None and label.contains(negation)
                state = "nothing" if own else state_of(status)
                yield finding_claim(page, NAME, field.span.cover(values[0]), mention, state, words=status.span)
