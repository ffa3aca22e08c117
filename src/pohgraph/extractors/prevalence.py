"""How common the disease is: counts of patients and rates, in the page's words; what nobody knows is no claim."""

import re
from collections.abc import Iterator

from pohgraph.extractors.shared.cued import cue_table, cued, read
from pohgraph.extractors.shared.evidence import claim_of
from pohgraph.extractors.shared.how_common import not_known, of_carriers, of_variant
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.sections import sections_of
from pohgraph.language.patterns import Patterns
from pohgraph.model import Assertion, Detail, Qualifiers, Remark, Span
from pohgraph.schema.relations import HAS_PREVALENCE

NAME = "prevalence"
_PATTERNS = Patterns("extractors", "prevalence_patterns.tsv")
_SECTIONS = sections_of(NAME)
_COUNT = re.compile(r"\d[\d,]*")


def prevalence(page: Page) -> Iterator[Assertion | Remark]:
    """One assertion per figure or word for how common the disease is."""
    table = cue_table("prevalence_cues.tsv", "kind")
    for sentence in page.sentences(*_SECTIONS):
        text = page.doc.quote(sentence)
        if page.prose.search(_PATTERNS, "law", sentence):
            continue
        for kind, found in cued(page, sentence, table):
            cue = _without_verb(page, found)
            if kind == "unknown":
                yield not_known(page, cue)
                continue
            if kind == "rate" and of_carriers(page, Span(sentence.start, cue.start)):
                continue
            if kind == "rate" and of_variant(page, Span(cue.end, sentence.end)):
                continue
            subject, qualifiers, evidence = read(page, NAME, sentence, cue)
            if kind == "rate" and page.mentions_in("phenotype", sentence):
                continue  # the rate of a finding, not of the disease
            words = " ".join(page.doc.quote(cue).split())
            yield claim_of(
                page,
                HAS_PREVALENCE,
                evidence,
                value=words,
                subject=subject,
                qualifiers=Qualifiers(hedged=qualifiers.hedged, details=tuple(_details(kind, words, text))),
            )


def _without_verb(page: Page, cue: Span) -> Span:
    """The words behind "is a"."""
    verb = _PATTERNS["verb"].match(page.doc.text, *cue)
    return Span(verb.end(), cue.end) if verb else cue


def _details(kind: str, words: str, sentence: str) -> Iterator[Detail]:
    if kind == "count" and (count := _COUNT.search(words)):
        yield Detail("biolink:has_count", count[0].replace(",", ""))
    if as_of := _PATTERNS["as_of"].search(sentence):
        yield Detail("pohgraph:as_of", as_of[1])
    if region := _PATTERNS["region"].search(sentence):
        yield Detail("pohgraph:region", region[0].removeprefix("in the ").lower())
