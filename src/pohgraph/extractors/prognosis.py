"""The outlook: sentences on life span, disability, progression, in the page's own words."""

import re
from collections.abc import Iterator

from pohgraph.extractors.shared.cued import cue_table, cued, read
from pohgraph.extractors.shared.evidence import claim_of, evidence_of
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.sections import sections_of
from pohgraph.model import Assertion, Detail, Qualifiers, Remark, Span
from pohgraph.schema.relations import HAS_PROGNOSIS

NAME = "prognosis"
_MARKS = re.compile(r"(?:\s*\[\d+\])+\s*$")


def prognosis(page: Page) -> Iterator[Assertion | Remark]:
    """One assertion per sentence of the prognosis that speaks of an aspect we know; the first aspect found names it."""
    table = cue_table("prognosis_cues.tsv", "aspect")
    for sentence in page.sentences(*sections_of(NAME)):
        aspect = next(iter(cued(page, sentence, table)), None)
        if aspect is None:
            continue
        kind, cue = aspect
        subject, qualifiers, _ = read(page, NAME, sentence, cue)
        words = Span(sentence.start, sentence.start + len(_MARKS.sub("", page.doc.quote(sentence))))
        evidence = evidence_of(page, NAME, sentence, subject=subject.span, object_=words, cue=cue)
        yield claim_of(
            page,
            HAS_PROGNOSIS,
            evidence,
            value=" ".join(page.doc.quote(words).split()),
            subject=subject,
            # The claim is the whole sentence, denials included, so only what it leaves open takes it back.
            qualifiers=Qualifiers(
                hedged=qualifiers.hedged,
                details=(Detail("pohgraph:prognosis_aspect", f"pohgraph:{kind}", is_reference=True),),
            ),
        )
