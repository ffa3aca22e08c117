"""Extraction records: one flat object per assertion and evidence, as the accuracy measure reads them."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pohgraph.build.pages import Progress, each_page, read_source, recogniser
from pohgraph.build.sources import Found
from pohgraph.errors import PohgraphError
from pohgraph.extract import Extraction
from pohgraph.model import Assertion, Document, Evidence, Finding, Reference
from pohgraph.vocab.lexicon import Lexicon

ABOUT = Reference("schema", "about")
Record = dict[str, object]
_JSON = json.JSONEncoder(ensure_ascii=False)


def extract_records(
    paths: Sequence[Path],
    *,
    jobs: int = 1,
    on_failure: Callable[[PohgraphError], None],
    on_finding: Callable[[Finding], None] | None = None,
    progress: Progress | None = None,
) -> Iterator[Record]:
    """The records of every page, in order; a page that cannot be read goes to `on_failure`, what is set aside to `on_finding`."""
    for line in extract_lines(paths, jobs=jobs, on_failure=on_failure, on_finding=on_finding, progress=progress):
        record: Record = json.loads(line)
        yield record


def extract_lines(
    paths: Sequence[Path],
    *,
    jobs: int = 1,
    on_failure: Callable[[PohgraphError], None],
    on_finding: Callable[[Finding], None] | None = None,
    progress: Progress | None = None,
) -> Iterator[str]:
    """The records as `extract_records` gives them, each as the JSON object its process wrote."""
    for page in each_page(paths, _read_lines, jobs=jobs, progress=progress):
        if page.failure:
            on_failure(page.failure)
        if on_finding:
            for finding in page.findings:
                on_finding(finding)
        yield from page.lines


class _PageLines(NamedTuple):
    """What a worker sends back of one page: text, because a record's twenty values cost more to send than to write."""

    lines: list[str]
    findings: tuple[Finding, ...]
    failure: PohgraphError | None


def _read_lines(found: Found) -> _PageLines:
    result = read_source(found)
    made = records(result.extraction, recogniser().lexicon) if result.extraction else ()
    return _PageLines([_JSON.encode(record) for record in made], result.findings, result.failure)


def records(extraction: Extraction, lexicon: Lexicon) -> Iterator[Record]:
    """The records of one page."""
    for assertion in extraction.assertions:
        for evidence in assertion.evidence:
            yield _record(extraction.doc, assertion, evidence)
            if assertion.predicate == ABOUT:
                yield from _mapped(extraction.doc, assertion, evidence, lexicon)


def _record(doc: Document, assertion: Assertion, evidence: Evidence) -> Record:
    q = assertion.qualifiers
    frequency = evidence.qualifier_span("frequency")
    return {
        "document": doc.id,
        "subject": assertion.subject.curie,
        "subject_label": assertion.subject_label,
        "predicate": assertion.predicate.curie,
        "object": assertion.object.curie if assertion.object else None,
        "object_label": assertion.object_label or None,
        "value": assertion.value,
        "negated": q.negated,
        "hedged": q.hedged,
        "borrowed": q.borrowed,
        "frequency_qualifier": q.frequency.curie if q.frequency else None,
        "frequency_text": doc.quote(frequency) if frequency else None,
        "onset_qualifier": q.onset.curie if q.onset else None,
        "details": _details(assertion) or None,
        "section": evidence.section,
        "supporting_text": doc.quote(evidence.quote),
        "start": evidence.quote.start,
        "end": evidence.quote.end,
        "publications": [work.curie for work in evidence.publications],
        "extractor": evidence.extractor,
        "about": assertion.about,
    }


def _details(assertion: Assertion) -> dict[str, list[str]]:
    details: dict[str, list[str]] = {}
    for slot, value, _ in assertion.qualifiers.details:
        details.setdefault(slot, []).append(value)
    return details


def _mapped(doc: Document, about: Assertion, evidence: Evidence, lexicon: Lexicon) -> Iterator[Record]:
    """The other identifiers of the page's disease by the loaded mapping sets; the words are those it was grounded by."""
    if about.object is None:
        return
    template = _record(doc, about, evidence)
    for mapping in lexicon.mappings.of(about.object):
        yield {
            **template,
            "subject": about.object.curie,
            "subject_label": about.object_label,
            "predicate": mapping.predicate.curie,
            "object": mapping.object.curie,
            "object_label": mapping.object_label or None,
            "details": None,
            "extractor": "mapping_set",
        }
