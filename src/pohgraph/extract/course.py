"""How the disease runs and how far it differs from person to person, as HPO's course and modifier terms."""

from collections.abc import Iterator

from pohgraph.extract.cued import cue_table, cued, read
from pohgraph.extract.page import HAS_CLINICAL_MODIFIER, Page
from pohgraph.model import Assertion, Finding, Reference

NAME = "course"
_SECTIONS = ("description", "symptoms", "prognosis")


def course(page: Page) -> Iterator[Assertion | Finding]:
    """One assertion per cue of a course."""
    table = cue_table("course_cues.tsv", "term")
    for sentence in page.sentences(*_SECTIONS):
        for term, cue in cued(page, sentence, table):
            reference = Reference.parse(term)
            subject, qualifiers, evidence = read(page, NAME, sentence, cue)
            yield page.claim(HAS_CLINICAL_MODIFIER, evidence, object_=reference, subject=subject, qualifiers=qualifiers)
