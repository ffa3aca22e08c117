"""Findings with a status of their own: "nystagmus: none", "optic atrophy: yes (late)", "tremor: 3/20"."""

from collections.abc import Iterator

from pohgraph.extractors.shared.field_claims import finding_claim, findings_in, misprint
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.sections import sections_of
from pohgraph.language.statuses import is_plus, status_beside
from pohgraph.model import Assertion, Remark

NAME = "field_finding"
_SECTIONS = sections_of(NAME)


def field_finding(page: Page) -> Iterator[Assertion | Remark]:
    """One assertion per finding that a label names; the value says whether patients have it."""
    fields = page.fields(*_SECTIONS)
    # Beside a plus a minus says no.
    marks = any(is_plus(page.doc.quote(value)) for field in fields for value in field.all_parts("value"))
    for field in fields:
        if (told := status_beside(page.doc.text, field, marks=marks)) is None:
            continue
        label, status = told
        for mention in findings_in(page, label):
            # "No tears: yes": whose denial it is cannot be told.
            negation = mention.context.negation
            own = negation is not None and label.contains(negation)
            state = "nothing" if own else status.state
            quote = field.span.cover(field.all_parts("value")[0])  # a frequency may stand on a line above its findings
            yield from misprint(page, mention, status.span)
            yield finding_claim(page, NAME, quote, mention, state, words=status.span)
