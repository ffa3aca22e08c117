"""What selects the words of a page: one node for each stretch of its text, in the graph of the page.

A stretch that is quoted is a position and a quote in one. The words for a part of a claim have bounds alone: that they are a
position follows from the property that leads to them.
"""

from collections.abc import Iterator

from pyoxigraph import Literal

from pohgraph.model import Document, Span
from pohgraph.store.rdf import Description, Node, selector_node, term

_CONTEXT = 32  # code points of prefix and suffix that a Web Annotation quote selector carries


class Selectors:
    """Describes selectors, and says nothing of one twice."""

    def __init__(self) -> None:
        self._said: set[tuple[str, str, Span]] = set()

    def of_part(self, doc: Document, span: Span) -> Iterator[Description]:
        """The words for a part of a claim: where they start and end, in code points."""
        if self._is_new("part", doc, span):
            yield _described(doc, span, [("oa:start", Literal(span.start)), ("oa:end", Literal(span.end))])

    def of_stretch(self, doc: Document, span: Span) -> Iterator[Description]:
        """A stretch of text that a section has."""
        yield from self.of_part(doc, span)
        if self._is_new("stretch", doc, span):
            yield _described(doc, span, [("rdf:type", term("oa:TextPositionSelector"))])

    def of_quote(self, doc: Document, span: Span) -> Iterator[Description]:
        """A stretch of text that is quoted, with the text around it."""
        start, end = span
        yield from self.of_stretch(doc, span)
        if self._is_new("quote", doc, span):
            statements: list[tuple[str, Node]] = [
                ("rdf:type", term("oa:TextQuoteSelector")),
                ("oa:exact", Literal(doc.quote(span))),
                ("oa:prefix", Literal(doc.text[max(0, start - _CONTEXT) : start])),
                ("oa:suffix", Literal(doc.text[end : end + _CONTEXT])),
            ]
            yield _described(doc, span, statements)

    def _is_new(self, what: str, doc: Document, span: Span) -> bool:
        key = (what, doc.id, span)
        if key in self._said:
            return False
        self._said.add(key)
        return True


def _described(doc: Document, span: Span, statements: list[tuple[str, Node]]) -> Description:
    return Description(selector_node(doc, span), statements, term(doc.id))
