"""The words claims were read from, with where they stand and what stands around them."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import cast, overload

from pyoxigraph import NamedNode

from pohgraph.api.claims import Claim, Claims
from pohgraph.api.table import Table, Term
from pohgraph.query.result import Cell
from pohgraph.store.source import Queryable

_EVIDENCE = """
SELECT ?quote ?start ?end ?before ?after ?section WHERE {{
  <{claim}> prov:wasDerivedFrom ?evidence .
  GRAPH <{document}> {{
    ?evidence oa:hasSelector ?words , ?place .
    ?words oa:exact ?quote ; oa:prefix ?before ; oa:suffix ?after .
    ?place oa:start ?start ; oa:end ?end .
    OPTIONAL {{ ?evidence pohgraph:in_section/pohgraph:section_name ?section }}
  }}
}} ORDER BY ?start ?end"""
_WIDTH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The words of one claim on one page: code points `start` to `end` (excluded) of the page's text.

    `before` and `after` are what stands around them, up to 32 code points.
    """

    text: str
    claim: Claim
    source: Term
    start: int
    end: int
    section: str
    before: str
    after: str


class Quotes(Sequence[Quote]):
    """Quotes that show as text with their source."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self._quotes = tuple(quotes)

    @overload
    def __getitem__(self, index: int) -> Quote: ...
    @overload
    def __getitem__(self, index: slice) -> "Quotes": ...
    def __getitem__(self, index: int | slice) -> "Quote | Quotes":
        return Quotes(self._quotes[index]) if isinstance(index, slice) else self._quotes[index]

    def __len__(self) -> int:
        return len(self._quotes)

    def table(self) -> Table:
        """One row for each quote."""
        rows = [
            (_claim_text(q.claim), q.text, q.source.label or str(q.source), q.section, q.start, q.end) for q in self
        ]
        return Table(("claim", "quote", "source", "section", "start", "end"), rows)

    def __repr__(self) -> str:
        return "\n\n".join(
            "\n".join((_claim_text(quote.claim), *_indented(f"“{quote.text}”"), f"    — {_place(quote)}"))
            for quote in self
        )

    def _repr_html_(self) -> str:
        return "".join(
            f"<p><b>{escape(_claim_text(quote.claim))}</b></p><blockquote>"
            f"<span {_AROUND}>…{escape(quote.before)}</span><mark {_WORDS}>{escape(quote.text)}</mark>"
            f"<span {_AROUND}>{escape(quote.after)}…</span><br><small>— {escape(_place(quote))}</small></blockquote>"
            for quote in self
        )


_AROUND = 'style="opacity:.65"'
_WORDS = 'style="background:#F0E44266;color:inherit"'


def quotes_of(store: Queryable, claims: Claims) -> Quotes:
    """Every place the claims were read, in the order of the claims and of the text."""
    found = []
    for claim in claims:
        # An evidence node may serve several claims; its quotes are those of this claim's page.
        for row in store.query(_EVIDENCE.format(claim=claim.id.iri, document=claim.source.iri)):  # type: ignore[union-attr] # a SELECT gives rows
            words, start, end, before, after, section = (_text(cell) for cell in cast("Sequence[Cell]", row))
            found.append(
                Quote(
                    text=words,
                    claim=claim,
                    source=claim.source,
                    start=int(start),
                    end=int(end),
                    section=section,
                    before=before,
                    after=after,
                )
            )
    return Quotes(found)


def _claim_text(claim: Claim) -> str:
    target = claim.object.label or claim.object if isinstance(claim.object, Term) else claim.object
    flags = f" [{claim.flags}]" if claim.flags else ""
    return f"{claim.subject.label or claim.subject} · {claim.predicate.partition(':')[2]} · {target}{flags}"


def _place(quote: Quote) -> str:
    section = f", {quote.section}" if quote.section else ""
    return f"{quote.source.label or quote.source}{section}, {quote.start}-{quote.end}"


def _indented(text: str) -> list[str]:
    return wrap(" ".join(text.split()), width=_WIDTH, initial_indent="    ", subsequent_indent="    ")


def _text(cell: Cell) -> str:
    return "" if cell is None or isinstance(cell, NamedNode) else str(getattr(cell, "value", cell))
