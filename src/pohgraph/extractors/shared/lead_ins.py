"""Lists below a sentence that ends in a colon, or below a heading: what that one denies is no statement of its items."""

from dataclasses import replace
from typing import NamedTuple

from pohgraph.extractors.shared.own_names import names_own
from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Mention, Span

_PATTERNS = Patterns("extractors/shared", "lead_ins_patterns.tsv")
_TOPIC = "\u00a7"  # stands for the page's own disease
_LONGEST = 300  # code points of a sentence over a list
_FARTHEST = 2_000  # code points from an item to what leads to it, which its quote then holds
DENIED, OUT = "denied", "out"


class LeadIn(NamedTuple):
    """What stands over a list and denies its items, or may: the place of its words and what it makes of a finding."""

    span: Span
    state: str


def lead_in_of(page: Page, sentence: Span) -> LeadIn | None:
    """What stands over a sentence of a list and may deny it; None where nothing does."""
    return page.kept(_lead_in_of, sentence)


def _lead_in_of(page: Page, sentence: Span) -> LeadIn | None:
    heading = _heading(page, sentence)
    for lead in (*page.lead_ins.get(sentence.start, ()), *((heading,) if heading else ())):
        if lead.end - lead.start > _LONGEST or sentence.end - lead.start > _FARTHEST:
            continue
        if denying := page.kept(_denying, lead):
            return denying
    return None


def _denying(page: Page, lead: Span) -> LeadIn | None:
    """A sentence over a list, or a heading, where it denies what stands below it, or may."""
    said = _said(page, lead)
    if _PATTERNS["negative"].search(said) and not _PATTERNS["exempt"].search(said):
        return LeadIn(lead, DENIED if _PATTERNS["denies"].fullmatch(said) else OUT)
    return None


def under_lead_in(page: Page, sentence: Span, mention: Mention) -> Mention:
    """A finding with what stands over its list as its denial, where that denies it or may."""
    lead = lead_in_of(page, sentence)
    return replace(mention, context=replace(mention.context, negation=lead.span)) if lead else mention


def _heading(page: Page, sentence: Span) -> Span | None:
    section = page.doc.section_at(sentence.start)
    return section.heading if section else None


def _said(page: Page, lead: Span) -> str:
    """The words of a lead-in, with a sign for each name of the page's own disease."""
    words, start = page.doc.quote(lead), lead.start
    for disease in reversed(page.mentions_in("disease", lead)):
        if names_own(page, disease):
            words = words[: disease.span.start - start] + _TOPIC + words[disease.span.end - start :]
    return " ".join(words.strip("*_#: \n").split())
