"""Which finding a disease begins with, by what a page says: one from birth, the first sign, or one that names or describes the disease."""

from itertools import islice

from pohgraph.extractors.shared.onset_others import is_complication
from pohgraph.extractors.shared.onset_subject import finding_before
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.stages import rank
from pohgraph.language.patterns import Patterns
from pohgraph.model import Assertion, Mention, Reference, Span

_PATTERNS = Patterns("extractors/shared", "hallmark_patterns.tsv")
FINDING_SECTIONS = ("description", "symptoms", "case", "other")
_CONGENITAL, _EARLY_ADULTHOOD = Reference("HP", "0003577"), Reference("HP", "0011462")


def begins_with(page: Page, claim: Assertion) -> bool:
    """Whether the onset of a finding in a claim is also the onset of the disease."""
    verb, stage, quote = claim.evidence[0].cue, claim.evidence[0].object_span, claim.evidence[0].quote
    if claim.object is None or verb is None or stage is None:
        return False
    if rank(claim.object) <= rank(_CONGENITAL):
        return True
    finding = finding_before(page, quote, verb)
    told = Span(finding.start, verb.start) if finding else Span(verb.end, max(verb.end, quote.end))
    if is_complication(page, told):
        return False
    of_patient = quote in page.sentences("case") and rank(claim.object) <= rank(_EARLY_ADULTHOOD)
    return of_patient or page.prose.search(_PATTERNS, "comes_first", quote) is not None or _is_hallmark(page, told)


def _is_hallmark(page: Page, words: Span) -> bool:
    """Whether words name the hallmark: with its term, a wider one ("this hair abnormality") or its own words and more."""
    return any(
        page.lexicon.is_a(hallmark.reference, mention.reference) or hallmark.text.casefold() in mention.text.casefold()
        for mention in page.mentions_in("phenotype", words)
        for hallmark in page.kept(_hallmarks, "")
    )


def _hallmarks(page: Page, _key: str) -> tuple[Mention, ...]:
    """The finding that the names of the disease begin with, and the first other finding that the page names, with its names."""
    names = dict.fromkeys(m.span for m in page.mentions_of("disease") if page.names_topic(m))
    called = [m for name in names for m in page.mentions_in("phenotype", name) if _leads(page, name, m)]
    described = (
        mention
        for sentence in page.sentences(*FINDING_SECTIONS)
        for mention in page.mentions_in("phenotype", sentence)
        if not mention.context.negated and not any(name.contains(mention.span) for name in names)
    )
    first = list(islice(described, 2))
    if len(first) > 1 and not _PATTERNS["called"].fullmatch(page.doc.text, first[0].span.end, first[1].span.start):
        first.pop()
    return (*called, *first)


def _leads(page: Page, name: Span, mention: Mention) -> bool:
    """Whether a finding stands first in a name: not "scoliosis" in "gaze palsy with progressive scoliosis"."""
    return _PATTERNS["joined"].search(page.doc.text, name.start, mention.span.start) is None
