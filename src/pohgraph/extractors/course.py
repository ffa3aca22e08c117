"""How the disease runs and how far it differs from person to person, as HPO's course and modifier terms."""

from collections.abc import Iterator

from pohgraph.extractors.shared.cued import cue_table, cued, read
from pohgraph.extractors.shared.evidence import claim_of
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.sections import sections_of
from pohgraph.language.patterns import Patterns
from pohgraph.model import Assertion, Reference, Remark, Span
from pohgraph.schema.relations import HAS_CLINICAL_MODIFIER

NAME = "course"
_PATTERNS = Patterns("extractors", "course_patterns.tsv")
_SECTIONS = sections_of(NAME)


def course(page: Page) -> Iterator[Assertion | Remark]:
    """One assertion per cue of a course."""
    table = cue_table("course_cues.tsv", "term")
    for sentence in page.sentences(*_SECTIONS):
        for term, cue in cued(page, sentence, table):
            if _of_a_finding(page, sentence, cue):
                yield Remark(
                    document=page.doc.id,
                    code="not_a_claim",
                    message=f"{page.doc.quote(cue)!r}: it is said of a finding, not of the disease",
                    start=cue.start,
                    end=cue.end,
                )
                continue
            reference = Reference.parse(term)
            subject, qualifiers, evidence = read(page, NAME, sentence, cue)
            yield claim_of(
                page, HAS_CLINICAL_MODIFIER, evidence, object_=reference, subject=subject, qualifiers=qualifiers
            )


def _of_a_finding(page: Page, sentence: Span, cue: Span) -> bool:
    """Whether a verb's subject is a finding, not the disease: "joint pain that progresses", "memory loss worsens"."""
    if not page.prose.match(_PATTERNS, "verb", cue):
        return False
    breaks = [m.end() for m in _PATTERNS["clause"].finditer(page.doc.text, sentence.start, cue.start)]
    clause = Span(breaks[-1] if breaks else sentence.start, cue.start)
    findings = [m for m in page.mentions_in("phenotype", clause) if m.span.end <= cue.start]
    return bool(findings) and not _PATTERNS["disease"].search(page.doc.text, findings[-1].span.end, cue.start)
