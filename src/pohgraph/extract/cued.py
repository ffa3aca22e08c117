"""Claims that a table of cues reads off a sentence: the cue's own words are the object."""

import re
from collections.abc import Iterator
from functools import cache

from pohgraph.extract.page import Page, Subject
from pohgraph.model import Evidence, Qualifiers, Span
from pohgraph.recognise.context import Sentence
from pohgraph.vocab.tables import package_table, prose_pattern


@cache
def cue_table(name: str, column: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The rows of a table as (value of `column`, compiled pattern), in order."""
    return tuple((row[column], prose_pattern(row["pattern"])) for row in package_table("extract", name))


def cued(page: Page, sentence: Sentence, table: tuple[tuple[str, re.Pattern[str]], ...]) -> Iterator[tuple[str, Span]]:
    """Each row's first match in a sentence that does not overlap an earlier row's."""
    taken: list[Span] = []
    for value, pattern in table:
        for match in pattern.finditer(page.doc.text, sentence.span.start, sentence.span.end):
            span = Span(*match.span())
            if not any(span.overlaps(other) for other in taken):
                taken.append(span)
                yield value, span


def read(
    page: Page, extractor: str, sentence: Sentence, cue: Span, *, object_: Span | None = None
) -> tuple[Subject, Qualifiers, Evidence]:
    """Subject, qualifiers and evidence of a claim; its object is the cue itself where none is given."""
    subject = page.subject(sentence.span, cue.start)
    context = sentence.context(cue)
    evidence = page.evidence(
        extractor,
        sentence.span,
        subject=subject.span,
        object_=object_ or cue,
        cue=cue,
        qualifiers=[
            ("negation", context.negation),
            ("hedge", context.hedge),
            ("condition", context.condition),
            ("frequency", context.frequency),
        ],
    )
    return subject, Qualifiers(negated=context.negated, hedged=context.hedged), evidence


def claim_cue(page: Page, sentence: Span, before: int) -> Span | None:
    """The words that tie a finding to its subject: the last of `claim_cues.tsv` before an offset, or None."""
    matches = list(_claim_words().finditer(page.doc.text, sentence.start, before))
    return Span(*matches[-1].span()) if matches else None


@cache
def _claim_words() -> re.Pattern[str]:
    return prose_pattern("|".join(row["pattern"] for row in package_table("extract", "claim_cues.tsv")))
