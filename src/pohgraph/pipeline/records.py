"""Extraction records: one flat object per assertion and evidence, as the accuracy measure reads them."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pohgraph.errors import PohgraphError
from pohgraph.extractors import Extraction
from pohgraph.model import Assertion, Document, Evidence, Reference, Remark, Span
from pohgraph.pipeline.addresses import Place
from pohgraph.pipeline.choosing import NOT_CHOSEN, Choices, choice
from pohgraph.pipeline.jobs import Jobs
from pohgraph.pipeline.pages import Progress, each_page, page_workers, read_source
from pohgraph.pipeline.reading import recogniser
from pohgraph.pipeline.sources import Found
from pohgraph.schema.relations import ABOUT, INFERRED, READ
from pohgraph.vocab.lexicon import Lexicon

if TYPE_CHECKING:
    from pohgraph.pipeline.about import Subjects  # for its type alone: it loads pyoxigraph, which reading does without

Record = dict[str, object]
_json = json.JSONEncoder(ensure_ascii=False).encode
_REMEMBERED = 1 << 14  # labels, identifiers and other texts that many records repeat
_KEYS = (
    "document",
    "subject",
    "subject_label",
    "predicate",
    "object",
    "object_label",
    "value",
    "negated",
    "hedged",
    "frequency_qualifier",
    "frequency_text",
    "onset_qualifier",
    "details",
    "section",
    "borrowed",
    "object_start",
    "object_end",
    "subject_start",
    "subject_end",
    "cue_start",
    "cue_end",
    "supporting_text",
    "start",
    "end",
    "publications",
    "knowledge_level",
    "knowledge_source",
    "extractor",
    "about",
)
_LINE = "{" + ", ".join(f'"{key}": %s' for key in _KEYS) + "}"
_NULL = "null"
_FLAG = {False: "false", True: "true"}


def extract_records(
    paths: Sequence[Place],
    *,
    jobs: Jobs = 1,
    on_failure: Callable[[PohgraphError], None],
    on_remark: Callable[[Remark], None] | None = None,
    progress: Progress | None = None,
    subjects: "Subjects | None" = None,
    only_on_diseases: bool = False,
) -> Iterator[Record]:
    """The records of every page, in order; a page that cannot be read goes to `on_failure`, what is set aside to `on_remark`."""
    for line in extract_lines(
        paths,
        jobs=jobs,
        on_failure=on_failure,
        on_remark=on_remark,
        progress=progress,
        subjects=subjects,
        only_on_diseases=only_on_diseases,
    ):
        record: Record = json.loads(line)
        yield record


def extract_lines(
    paths: Sequence[Place],
    *,
    jobs: Jobs = 1,
    on_failure: Callable[[PohgraphError], None],
    on_remark: Callable[[Remark], None] | None = None,
    progress: Progress | None = None,
    subjects: "Subjects | None" = None,
    only_on_diseases: bool = False,
) -> Iterator[str]:
    """The records as `extract_records` gives them, each as the JSON object its process wrote."""
    choices = Choices()
    with page_workers(jobs) as workers:
        for page in each_page(
            paths,
            _read_lines,
            workers=workers,
            progress=progress,
            subjects=subjects,
            only_on_diseases=only_on_diseases,
        ):
            if page.failure:
                on_failure(page.failure)
            if page.choice:
                choices.add(page.choice)
            if on_remark:
                for remark in page.remarks:
                    on_remark(remark)
            yield from page.lines
    if on_remark:
        for remark in choices.remarks():
            on_remark(remark)


class _PageLines(NamedTuple):
    """What a worker sends back of one page: text, because a record's twenty values cost more to send than to write."""

    lines: list[str]
    remarks: tuple[Remark, ...]
    failure: PohgraphError | None
    choice: Remark | None = None


def _read_lines(found: Found) -> _PageLines:
    chosen = choice(found)
    if chosen and chosen.code == NOT_CHOSEN:
        return _PageLines([], (), None, chosen)
    result = read_source(found)
    made = _lines(result.extraction, recogniser().lexicon) if result.extraction else []
    return _PageLines(made, result.remarks, result.failure, None if result.failure else chosen)


def records(extraction: Extraction, lexicon: Lexicon) -> Iterator[Record]:
    """The records of one page."""
    for line in _lines(extraction, lexicon):
        record: Record = json.loads(line)
        yield record


def _lines(extraction: Extraction, lexicon: Lexicon) -> list[str]:
    lines: list[str] = []
    doc = extraction.doc
    for assertion in extraction.assertions:
        for evidence in assertion.evidence:
            source = evidence.inferred_by.curie if evidence.inferred_by else ""
            lines.append(_line(doc, assertion, evidence, extractor=evidence.extractor, inferred_by=source))
            if assertion.predicate == ABOUT and assertion.object is not None:
                lines += _mapped(doc, assertion, evidence, lexicon)
    return lines


def _line(doc: Document, assertion: Assertion, evidence: Evidence, *, extractor: str, inferred_by: str) -> str:
    """One record; what is inferred has its place in the page, and no words of it as its own."""
    q = assertion.qualifiers
    frequency = evidence.qualifier_span("frequency")
    start, end = evidence.quote
    return _LINE % (
        _name(doc.id),
        _curie(assertion.subject),
        _name(assertion.subject_label),
        _curie(assertion.predicate),
        _curie(assertion.object),
        _name(assertion.object_label or None),
        _json(assertion.value),
        _FLAG[q.negated],
        _FLAG[q.hedged],
        _curie(q.frequency),
        _name(doc.quote(frequency)) if frequency else _NULL,
        _curie(q.onset),
        _json(_details(assertion)) if q.details else _NULL,
        _name(evidence.section),
        _FLAG[q.borrowed],
        *_bounds(evidence.object_span),
        *_bounds(evidence.subject_span),
        *_bounds(evidence.cue),
        '""' if inferred_by else _json(doc.quote(evidence.quote)),
        start,
        end,
        _json([work.curie for work in evidence.publications]) if evidence.publications else "[]",
        _name(INFERRED if inferred_by else READ),
        _name(inferred_by or None),
        _name(extractor),
        _FLAG[assertion.about],
    )


def _mapped(doc: Document, about: Assertion, evidence: Evidence, lexicon: Lexicon) -> Iterator[str]:
    """The other identifiers of the page's disease by the loaded mapping sets, inferred from what it was grounded by."""
    assert about.object is not None
    named = replace(evidence, subject_span=evidence.object_span, object_span=None)
    for mapping in (row for row in lexicon.mappings.of(about.object) if row.is_firm):
        row = replace(
            about,
            subject=about.object,
            subject_label=about.object_label,
            predicate=mapping.predicate,
            object=mapping.object,
            object_label=mapping.object_label,
            qualifiers=replace(about.qualifiers, details=()),
        )
        yield _line(doc, row, named, extractor="mapping_set", inferred_by=mapping.mapping_set or "mapping_set")


def _bounds(span: Span | None) -> tuple[str | int, str | int]:
    """Where words start and end, as JSON; nulls where there are none.

    >>> _bounds(Span(3, 8)), _bounds(None)
    (Span(start=3, end=8), ('null', 'null'))
    """
    return span or (_NULL, _NULL)


def _details(assertion: Assertion) -> dict[str, list[str]]:
    details: dict[str, list[str]] = {}
    for slot, value, _ in assertion.qualifiers.details:
        details.setdefault(slot, []).append(value)
    return details


@lru_cache(maxsize=_REMEMBERED)
def _name(text: str | None) -> str:
    """A short text that many records repeat, as JSON."""
    return _json(text)


@lru_cache(maxsize=_REMEMBERED)
def _curie(reference: Reference | None) -> str:
    """A reference as JSON."""
    return _json(reference.curie if reference else None)
