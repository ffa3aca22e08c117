"""Claims of a page that can no longer be relied on: marked, and of a retracted one none is stated."""

from dataclasses import replace

from pohgraph.model import Assertion, Detail, Document, Remark

_RETRACTED = "retracted"


def with_publication_status(doc: Document, item: Assertion | Remark) -> Assertion | Remark:
    """The claim with its page's publication status; the claim itself where nothing is known against the page."""
    status = doc.source.status
    if not status or isinstance(item, Remark):
        return item
    q = item.qualifiers
    mark = Detail("pohgraph:publication_status", f"pohgraph:{status}", is_reference=True)
    # A retraction leaves open whatever the page says.
    return replace(item, qualifiers=replace(q, hedged=q.hedged or status == _RETRACTED, details=(*q.details, mark)))
