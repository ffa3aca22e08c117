"""The words claims were read from, with where they stand and what stands around them."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import overload

from pohgraph.api.claims import Claims
from pohgraph.api.table import Table
from pohgraph.model import Claim, Named
from pohgraph.schema.relations import INFERRED

_WIDTH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The words of one claim on one page: code points `start` to `end` (excluded) of the page's text.

    `before` and `after` are what stands around them, up to 32 code points.
    """

    text: str
    claim: Claim
    source: Named
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
        rows = [(_claim_text(q.claim), q.text, q.claim.source.name, q.section, q.start, q.end) for q in self]
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


def quotes_of(claims: Claims) -> Quotes:
    """Every place the claims were read, in the order of the claims and of the text; they must have their passages."""
    return Quotes(
        [
            Quote(
                text=passage.exact,
                claim=claim,
                source=Named(claim.source.id, label=claim.source.label, iri=claim.source.iri),
                start=passage.start,
                end=passage.end,
                section=passage.section,
                before=passage.before,
                after=passage.after,
            )
            for claim in claims
            if claim.knowledge_level != INFERRED  # the words it was inferred from do not say it
            for passage in claim.passages
        ]
    )


def _claim_text(claim: Claim) -> str:
    state = "" if claim.state == "stated" else f" [{claim.standing}]"
    return f"{claim.subject.label or claim.subject} · {claim.predicate.partition(':')[2]} · {claim.object_label or claim.object}{state}"


def _place(quote: Quote) -> str:
    section = f", {quote.section}" if quote.section else ""
    return f"{quote.claim.source.name}{section}, {quote.start}-{quote.end}"


def _indented(text: str) -> list[str]:
    return wrap(" ".join(text.split()), width=_WIDTH, initial_indent="    ", subsequent_indent="    ")
