"""Claims that a table of cues reads off a sentence: the cue's own words are the object."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pohgraph.extractors.shared.evidence import context_spans, evidence_of
from pohgraph.extractors.shared.form_names import FormNames, form_names
from pohgraph.extractors.shared.forms import form_stated
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.subjects import subject_at, subject_of_group
from pohgraph.extractors.topic.subject import Subject
from pohgraph.language.cues import Cues
from pohgraph.language.patterns import faults_named, pattern_rows
from pohgraph.model import Evidence, Qualifiers, Span


class CueTable(NamedTuple):
    """The rows of a table: the value each stands for, and its cue, in order."""

    values: list[str]
    cues: Cues


@cache
def cue_table(name: str, column: str) -> CueTable:
    """A table of cues, each of which stands for the row's `column`."""
    rows = pattern_rows("extractors", name)
    with faults_named("extractors", name):
        return CueTable([row.cells[column] for row in rows], Cues(row.pattern for row in rows))


def cued(page: Page, sentence: Span, table: CueTable) -> Iterator[tuple[str, Span]]:
    """Each row's matches in a sentence that do not overlap those of an earlier row."""
    taken: list[Span] = []
    for number, match in table.cues.find(page.doc.text, sentence.start, sentence.end):
        span = Span(*match.span())
        if not any(span.overlaps(other) for other in taken):
            taken.append(span)
            yield table.values[number], span


def read(
    page: Page, extractor: str, sentence: Span, cue: Span, *, object_: Span | None = None
) -> tuple[Subject, Qualifiers, Evidence]:
    """Subject, qualifiers and evidence of a claim; its object is the cue itself where none is given."""
    subject = disease_or_form(page, sentence, cue)
    context = page.sentence(sentence).context(cue)
    evidence = evidence_of(
        page,
        extractor,
        sentence,
        subject=subject.span,
        object_=object_ or cue,
        cue=cue,
        qualifiers=context_spans(context),
    )
    return subject, Qualifiers(negated=context.negated, hedged=context.hedged), evidence


def disease_or_form(page: Page, sentence: Span, cue: Span) -> Subject:
    """Whose claim it is that stands at a cue: another disease's, that of one type or form, or the page's own."""
    subject = subject_of_group(page, sentence) or subject_at(page, sentence, cue.start)
    if subject.borrowed:
        return subject
    return form_stated(page, sentence, cue, page.kept(_names, "")) or subject


def _names(page: Page, _key: str) -> FormNames:
    return form_names(page, "description", "symptoms", "causes", "inheritance", listed=False)


def claim_cue(page: Page, sentence: Span, before: int) -> Span | None:
    """The words that tie a finding to its subject: the last of `claim_cues.tsv` before an offset, or None."""
    matches = list(_claim_words().find(page.doc.text, sentence.start, before))
    return Span(*matches[-1][1].span()) if matches else None


@cache
def _claim_words() -> Cues:
    rows = pattern_rows("extractors", "claim_cues.tsv")
    with faults_named("extractors", "claim_cues.tsv"):
        return Cues([[row.pattern for row in rows]])
