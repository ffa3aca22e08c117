"""What selects the words of a page: one node for each stretch of its text, in the graph of the page.

A stretch that is quoted is a position and a quote in one. The words for a part of a claim have bounds alone: that they are a
position follows from the property that leads to them.
"""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from pohgraph.model import Document, Span
from pohgraph.store.rdf import Node, selector_node, statements_of, term

_CONTEXT = 32  # code points of prefix and suffix that a Web Annotation quote selector carries


class Selectors:
    """Describes selectors, and says nothing of one twice."""

    def __init__(self) -> None:
        self._said: set[tuple[str, NamedNode]] = set()

    def of_part(self, doc: Document, span: Span) -> Iterator[Quad]:
        """The words for a part of a claim: where they start and end, in code points."""
        return self._once("part", doc, span, [("oa:start", Literal(span.start)), ("oa:end", Literal(span.end))])

    def of_stretch(self, doc: Document, span: Span) -> Iterator[Quad]:
        """A stretch of text that a section has."""
        yield from self.of_part(doc, span)
        yield from self._once("stretch", doc, span, [("rdf:type", term("oa:TextPositionSelector"))])

    def of_quote(self, doc: Document, span: Span) -> Iterator[Quad]:
        """A stretch of text that is quoted, with the text around it."""
        start, end = span
        yield from self.of_stretch(doc, span)
        yield from self._once(
            "quote",
            doc,
            span,
            [
                ("rdf:type", term("oa:TextQuoteSelector")),
                ("oa:exact", Literal(doc.quote(span))),
                ("oa:prefix", Literal(doc.text[max(0, start - _CONTEXT) : start])),
                ("oa:suffix", Literal(doc.text[end : end + _CONTEXT])),
            ],
        )

    def _once(self, what: str, doc: Document, span: Span, statements: list[tuple[str, Node]]) -> Iterator[Quad]:
        this = selector_node(doc, span)
        if (what, this) not in self._said:
            self._said.add((what, this))
            yield from statements_of(this, statements, term(doc.id))
