"""Claims and their passages, in the shape of the answers."""

from pohgraph.answers import shapes
from pohgraph.answers.terms import Terms
from pohgraph.model import Claim, Mark, Named, Passage
from pohgraph.review.decision import evidence_digest
from pohgraph.schema.prefixes import compress

_LATE = 1 << 40  # beyond every text
_ROLES = ("subject", "object", "cue")
_EXTRACTION = "pohextraction:"


def first_place(claim: Claim) -> tuple[int, int]:
    """Where a claim was first read; what was read nowhere comes last."""
    first = claim.passages[0] if claim.passages else None
    return (first.start, first.end) if first else (_LATE, 0)


def claim_answer(terms: Terms, claim: Claim) -> shapes.Claim:
    """One claim, with the passages that were read with it."""
    is_node = isinstance(claim.object, Named)
    return {
        "id": str(claim.id),
        "predicate": str(claim.predicate),
        "subject": terms.term(claim.subject),
        "object": terms.term(claim.object) if isinstance(claim.object, Named) else None,
        "value": "" if is_node else str(claim.object),
        "state": claim.state,
        "negated": claim.negated,
        "hedged": claim.hedged,
        "borrowed": claim.borrowed,
        "frequency": terms.term(claim.frequency) if claim.frequency else None,
        "frequency_texts": list(claim.frequency_texts),
        "onset": terms.term(claim.onset) if claim.onset else None,
        "often": claim.often,
        "qualifier": claim.qualifier,
        "publications": list(claim.publications),
        "document": claim.source.id,
        "quotes": list(claim.quotes),
        "evidence": evidence_digest(claim.quotes),
        "rejected": claim.rejected,
        "curators": [curator.label or str(curator) for curator in claim.curators],
        "revises": list(map(compress, claim.revision_of)),
        "passages": [_passage(claim, passage) for passage in claim.passages],
    }


def _passage(claim: Claim, passage: Passage) -> shapes.Passage:
    return {
        "id": compress(passage.iri),
        "document": claim.source.id,
        "start": passage.start,
        "end": passage.end,
        "quote": passage.exact,
        "before": passage.before,
        "after": passage.after,
        "section": passage.section,
        "extractor": passage.extraction.removeprefix(_EXTRACTION).replace("/", " "),
        "marks": [_mark(mark) for mark in passage.marks],
    }


def _mark(mark: Mark) -> shapes.Mark:
    is_role = mark.part in _ROLES
    return {
        "role": mark.part if is_role else "qualifier",
        "kind": "" if is_role else mark.part,
        "start": mark.start,
        "end": mark.end,
    }
