"""The text of a page with the claims that were found in it."""

import hashlib

from pohgraph.answers import shapes
from pohgraph.answers.claim import first_place
from pohgraph.answers.context import Context
from pohgraph.claims.slots import SOURCE_KINDS, Slots, iri_of
from pohgraph.errors import NotInGraphError, ReadError, StoreError
from pohgraph.model import Document
from pohgraph.read import read_page


def page(context: Context, curie: str) -> shapes.Page:
    """One page of the graph, given by CURIE. The text is read again from the copy that the graph keeps.

    Raises:
        NotInGraphError: it is not a page of this graph.
    """
    node = context.node(curie)
    slots = context.view.slots_of_source(node)
    kinds = {value.value for value in slots.get(iri_of("rdf:type"), ())}
    if not kinds & set(map(iri_of, SOURCE_KINDS)):
        raise NotInGraphError(f"{curie} is not a page of this graph", hint="`pohgraph query documents` lists its pages")
    claims = context.claims_of_page(node)
    context.learn_of(claims)
    record = context.view.source(node)
    read = "a file of statements, which has no text" if record.is_dataset else _read(context, slots)
    doc, missing = (read, "") if isinstance(read, Document) else (None, read)
    return {
        **context.source(record),
        "text": doc.text if doc else "",
        "missing": missing,
        "sections": _sections(doc) if doc else [],
        "claims": [context.claim(claim) for claim in sorted(claims, key=first_place)],
    }


def _read(context: Context, slots: Slots) -> Document | str:
    """The page, or why it cannot be shown."""
    sha256, file_name = (context.view.first(slots, f"pohgraph:{slot}") for slot in ("sha256", "file_name"))
    try:
        data = context.store.source(sha256)
    except StoreError:
        return "the graph has no copy of this page"
    if hashlib.sha256(data).hexdigest() != sha256:
        return "the graph's copy of this page has been changed"
    try:
        return read_page(data, name=file_name).document
    except ReadError as error:
        return f"the graph's copy of this page cannot be read: {error.reason}"


def _sections(doc: Document) -> list[shapes.PageSection]:
    return [
        {
            "name": section.name,
            "heading": doc.quote(section.heading).strip() if section.heading else "",
            "start": section.span.start,
            "end": section.span.end,
        }
        for section in doc.sections
    ]
