"""One document per identifier: a page read twice counts once, and two pages of one file name get names of their own."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from pohgraph.errors import PohgraphError
from pohgraph.model import Remark
from pohgraph.pipeline.pages import PageResult


def distinct(results: Iterable[PageResult]) -> tuple[list[PageResult], list[PohgraphError], list[Remark]]:
    """The pages that were read, each once, sorted by document; the failures; the remarks about repeats."""
    failures: list[PohgraphError] = []
    remarks: list[Remark] = []
    by_id: defaultdict[str, dict[str, PageResult]] = defaultdict(dict)
    for result in results:
        if result.failure:
            failures.append(result.failure)
        elif result.extraction:
            doc = result.extraction.doc
            same = by_id[doc.id].setdefault(doc.source.sha256, result)
            if same is not result:
                message = f"{result.path} holds the same bytes as {same.path} and was read once"
                remarks.append(Remark(document=doc.id, code="same_page", message=message))
        else:
            remarks.extend(result.remarks)
    kept = [
        _renamed(result, sha256) if len(pages) > 1 else result
        for _, pages in sorted(by_id.items())
        for sha256, result in sorted(pages.items())
    ]
    return kept, failures, remarks


def _renamed(result: PageResult, sha256: str) -> PageResult:
    """The page under its name and the start of its hash: the same one whatever else is read beside it."""
    extraction = result.extraction
    assert extraction is not None
    old, new = extraction.doc.id, f"{extraction.doc.id}-{sha256[:8]}"
    message = f"another page of this build also has the id {old}, so this one is kept as {new}"
    return replace(
        result,
        extraction=extraction.renamed(new),
        remarks=(Remark(document=new, code="same_name", message=message), *result.remarks),
    )
