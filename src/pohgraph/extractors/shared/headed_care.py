"""What the heading of a part names or tells to avoid, right before the words that go on with it: "Physical therapy: helps with gait"."""

from collections.abc import Iterator
from typing import NamedTuple

from pohgraph.extractors.shared.interventions import interventions, is_denied_label
from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "headed_care_patterns.tsv")
_TREATMENT = "treatment"
_TRIGGERS = "triggers"  # sections on what sets attacks off, or is to be avoided
_SUPPORTIVE = "supportive_care"


class HeadedCare(NamedTuple):
    """What is done, with the project's type of it; the label that tells it, up to its colon, and label and sentence as they stand."""

    kind: str
    words: Span
    label: Span
    whole: Span


def headed_care(page: Page) -> Iterator[HeadedCare]:
    """What headings tell to avoid, and what they name where a colon leads from them to a sentence on their line."""
    text = page.doc.text
    for section in page.doc.sections:
        heading = section.heading
        if heading is None or section.name not in {_TREATMENT, _TRIGGERS}:
            continue
        sentence = next(iter(s for s in page.sentences(section.name) if section.span.contains(s)), None)
        if sentence is None or text[heading.end : sentence.start].strip() not in {"", ":"}:
            continue
        whole = heading.cover(sentence)
        label = Span(heading.start, heading.end + len(text[heading.end : sentence.start].rstrip(" \t")))
        if section.name == _TRIGGERS and page.prose.search(_PATTERNS, "to_avoid", heading):
            yield HeadedCare(_SUPPORTIVE, whole, heading, whole)
        elif section.name == _TREATMENT and text[label.end - 1] == ":" and not is_denied_label(page, whole):
            named = interventions(page, whole, in_treatment=True)
            yield from (HeadedCare(*found, label, whole) for found in named if heading.contains(found.span))
