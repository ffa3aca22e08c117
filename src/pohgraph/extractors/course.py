"""How the disease runs, how far it differs from person to person, and its penetrance, as HPO's course and modifier terms."""

from collections.abc import Iterator

from pohgraph.extractors.shared.cued import cue_table, cued, read
from pohgraph.extractors.shared.evidence import claim_of, not_a_claim
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.sections import sections_of
from pohgraph.language.patterns import Patterns
from pohgraph.model import Assertion, Reference, Remark, Span
from pohgraph.schema.relations import HAS_CLINICAL_MODIFIER

NAME = "course"
_PATTERNS = Patterns("extractors", "course_patterns.tsv")
_SECTIONS = sections_of(NAME)
_OF_GENOTYPE = "expression_cues.tsv"  # what pages also teach of diseases in general
_TABLES = (("course_cues.tsv", _SECTIONS), (_OF_GENOTYPE, sections_of("expression")))


def course(page: Page) -> Iterator[Assertion | Remark]:
    """One assertion per cue of a course, of the penetrance or of the expressivity."""
    for name, sections in _TABLES:
        table = cue_table(name, "term")
        for sentence in page.sentences(*sections):
            if name == _OF_GENOTYPE and page.prose.search(_PATTERNS, "taught", sentence):
                continue
            for term, cue in cued(page, sentence, table):
                yield _read(page, sentence, term, cue)


def _read(page: Page, sentence: Span, term: str, cue: Span) -> Assertion | Remark:
    if _of_a_finding(page, sentence, cue):
        return not_a_claim(page, cue, "it is said of a finding, not of the disease")
    subject, qualifiers, evidence = read(page, NAME, sentence, cue)
    return claim_of(
        page,
        HAS_CLINICAL_MODIFIER,
        evidence,
        object_=Reference.parse(term),
        subject=subject,
        qualifiers=qualifiers,
    )


def _of_a_finding(page: Page, sentence: Span, cue: Span) -> bool:
    """Whether a verb's subject is a finding, not the disease: "joint pain that progresses", "memory loss worsens"."""
    if not page.prose.match(_PATTERNS, "verb", cue):
        return _describes_one_of_several(page, sentence, cue)
    breaks = [m.end() for m in _PATTERNS["clause"].finditer(page.doc.text, sentence.start, cue.start)]
    clause = Span(breaks[-1] if breaks else sentence.start, cue.start)
    findings = [m for m in page.mentions_in("phenotype", clause) if m.span.end <= cue.start]
    return bool(findings) and not _PATTERNS["disease"].search(page.doc.text, findings[-1].span.end, cue.start)


def _describes_one_of_several(page: Page, sentence: Span, cue: Span) -> bool:
    """Whether a quality is that of one finding in a list, or of a subject: "obesity and slowly progressive deafness"."""
    if page.prose.search(_PATTERNS, "quality", cue) is None:
        return False
    findings = page.mentions_in("phenotype", sentence)
    behind = [m.span.start for m in findings if m.span.start >= cue.start]
    if not any(page.prose.fullmatch(_PATTERNS, "quality_of", Span(cue.end, max(cue.end, start))) for start in behind):
        return False
    ends = [m.span.end for m in findings if m.span.end <= cue.start]
    if page.prose.fullmatch(_PATTERNS, "opens", Span(sentence.start, cue.start)):
        return page.prose.match(_PATTERNS, "of_itself", Span(cue.end, sentence.end)) is None
    return bool(ends) and page.prose.search(_PATTERNS, "frame", Span(max(ends), cue.start)) is None
