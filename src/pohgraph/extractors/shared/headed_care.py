"""What the heading of a part names or tells to avoid, right before the words that go on with it: "Physical therapy: helps with gait"."""

from collections.abc import Iterator
from typing import NamedTuple

from pohgraph.extractors.shared.intervention_names import BY_HEAD, is_generic, name_at
from pohgraph.extractors.shared.interventions import is_told_against
from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Section, Span

_PATTERNS = Patterns("extractors/shared", "headed_care_patterns.tsv")
_TREATMENT = "treatment"
_TRIGGERS = "triggers"  # sections on what sets attacks off, or is to be avoided
_SUPPORTIVE = "supportive_care"


class HeadedCare(NamedTuple):
    """What is done, with the project's type of it; the heading that tells it, and heading and sentence as they stand."""

    kind: str
    words: Span
    heading: Span
    whole: Span


def headed_care(page: Page) -> Iterator[HeadedCare]:
    """What headings name or tell to avoid, of those whose part begins on their own line."""
    for section in page.doc.sections:
        heading = section.heading
        if heading is None or section.name not in {_TREATMENT, _TRIGGERS}:
            continue
        sentence = _run_in(page, section, heading)
        if sentence is None:
            continue
        whole = heading.cover(sentence)
        if section.name == _TRIGGERS and page.prose.search(_PATTERNS, "to_avoid", heading):
            yield HeadedCare(_SUPPORTIVE, whole, heading, whole)
        elif section.name == _TREATMENT and _is_label(page, heading, sentence) and (named := _named(page, heading)):
            yield HeadedCare(*named, heading, whole)


def _run_in(page: Page, section: Section, heading: Span) -> Span | None:
    """The sentence that goes on where a heading ends."""
    text = page.doc.text
    sentence = next(iter(s for s in page.sentences(section.name) if section.span.contains(s)), None)
    return sentence if sentence and text[heading.end : sentence.start].strip() in {"", ":"} else None


def _is_label(page: Page, heading: Span, sentence: Span) -> bool:
    """Whether a colon on the line of the heading says that the sentence is on what it names, and speaks for it."""
    text = page.doc.text
    if "\n" in text[heading.end : sentence.start] or not text[heading.start : sentence.start].rstrip().endswith(":"):
        return False
    return not is_told_against(page, sentence) and _PATTERNS["doubtful"].match(text, *sentence) is None


def _named(page: Page, heading: Span) -> tuple[str, Span] | None:
    """The type and the words of what a heading names from its first word to its last."""
    words = Span(heading.start, heading.start + len(page.doc.quote(heading).rstrip(" :")))
    name = name_at(page.doc.text, words)
    if name is None or name.strength < BY_HEAD or name.span != words or is_generic(page.doc.quote(words)):
        return None
    return name.kind, words
