"""What a build read, found and dropped."""

from collections import Counter
from collections.abc import Sequence

from pohgraph.errors import PohgraphError
from pohgraph.model import DocumentReport, GraphContent, Remark, Report
from pohgraph.pipeline.pages import PageResult


def report_of(
    content: GraphContent,
    results: Sequence[PageResult],
    failures: Sequence[PohgraphError],
    remarks: Sequence[Remark],
    *,
    quads: int = 0,
) -> Report:
    """The report of a build; remarks are sorted by document and place."""
    everything = [*remarks, *(remark for result in results for remark in result.remarks)]
    return Report(
        documents=tuple(_document(result) for result in results if result.extraction),
        remarks=tuple(sorted(everything)),
        failures=tuple(str(failure) for failure in failures),
        associations=sum(len({e.document for e in a.evidence}) for a in content.assertions),
        quads=quads,
        vocabularies=tuple(f"{v.title} {v.version}".strip() for v in content.vocabularies),
    )


def _document(result: PageResult) -> DocumentReport:
    extraction = result.extraction
    assert extraction is not None
    counts = Counter(assertion.predicate.curie for assertion in extraction.assertions)
    topic = extraction.topic
    return DocumentReport(
        id=extraction.doc.id,
        path=result.path,
        family=extraction.doc.source.family,
        title=extraction.doc.source.title,
        about=topic.reference.curie if topic else "",
        about_label=topic.label if topic else "",
        counts=tuple(sorted(counts.items())),
    )
