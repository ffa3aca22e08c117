"""Compares every quote of a graph with the page it was read from.

The page's bytes are kept with the graph. They are hashed and read again, and the words between the recorded
offsets must be the quote; where they are not, the fault says whether the page changed, the quote moved, it stands
in another page, or nowhere.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from pohgraph.check.evidence import RecordedEvidence, recorded_evidence
from pohgraph.check.parts import DocumentPart, document_part, texts
from pohgraph.check.result import CheckResult, Fault, excerpt
from pohgraph.counting import counted
from pohgraph.errors import ReadError, StoreError
from pohgraph.model import Span
from pohgraph.read import read_page
from pohgraph.schema.prefixes import compress, prefix_map
from pohgraph.store.rows import select

if TYPE_CHECKING:
    from pohgraph.store.graph import GraphStore

PART = "quotes"
PAGE_MISSING = "page missing"
# What may stand outside the quote, elsewhere on the page: a title names the subject, a table's heading gives the frequency
# of its rows, the sentence before a list says what its items are, a heading names the thing that a quality below it is said of.
_ELSEWHERE = frozenset({"subject", "frequency", "detail", "entity"})
_DOCUMENTS = """
SELECT ?document ?sha256 ?name WHERE {
  ?document a pohgraph:Document ; pohgraph:file_name ?name . GRAPH ?document { ?document pohgraph:sha256 ?sha256 }
} ORDER BY ?document ?sha256 ?name"""
Source = Callable[[str], bytes]  # the bytes of a page by their hash; raises `StoreError` where there are none
_BIOLINK, _PROV = prefix_map()["biolink"], prefix_map()["prov"]


class _Page(NamedTuple):
    document: str
    sha256: str
    file_name: str


@dataclass(slots=True)
class _Tally:
    """What was looked at so far. `lost` are quotes that their own page does not have."""

    faults: list[Fault] = field(default_factory=list)
    unaltered: int = 0
    quotes: int = 0
    verbatim: int = 0
    parts: int = 0
    parts_inside: int = 0
    texts: int = 0
    texts_supported: int = 0
    lost: list[tuple[RecordedEvidence, str]] = field(default_factory=list)

    def found(self, kind: str, node: str, message: str) -> None:
        """Note something wrong."""
        self.faults.append(Fault(part=PART, kind=kind, node=compress(node), message=message))


class QuoteCheck:
    """Checks pages, quotes, the words of each claim inside its quote, and the supporting texts of associations."""

    def __init__(self, store: "GraphStore", source: Source | None = None) -> None:
        self._source = source or store.source
        self._tally = _Tally()
        self._pages: defaultdict[str, list[_Page]] = defaultdict(list)
        for row in select(store, _DOCUMENTS):
            page = _Page(*row)
            self._pages[page.document].append(page)

    def __iter__(self) -> Iterator[str]:
        """The pages that quotes can be compared with, sorted."""
        return iter(self._pages)

    def look_at(self, part: DocumentPart) -> None:
        """Check one page's part of the graph."""
        for page in self._pages.get(part.document, ()):
            text = _checked_text(self._source, page, self._tally)
            _check_page(page, part, text, self._tally)

    def result(self) -> CheckResult:
        """What was found; quotes that left their page are looked for in all others first."""
        tally = self._tally
        pages = [page for same in self._pages.values() for page in same]
        _check_lost(self._source, pages, tally)
        if not tally.quotes:
            tally.found("nothing was checked", "", "the graph has no evidence, or no page to compare it with")
        lines = (
            f"pages: {tally.unaltered} of {len(pages)} unaltered",
            f"{PART}: {tally.verbatim} of {tally.quotes} verbatim in {counted(len(pages), 'document')}",
            f"words of claims: {tally.parts_inside} of {tally.parts} inside their quote or page",
            f"supporting texts: {tally.texts_supported} of {tally.texts} found among the quotes of their association",
        )
        return CheckResult(lines=lines, faults=tuple(tally.faults))


def check_quotes(store: "GraphStore") -> CheckResult:
    """Check the quotes alone, page by page."""
    check = QuoteCheck(store)
    for document in check:
        check.look_at(document_part(store, document))
    return check.result()


def _checked_text(source: Source, page: _Page, tally: _Tally) -> str | None:
    try:
        data = source(page.sha256)
    except StoreError as error:
        tally.found(PAGE_MISSING, page.document, error.reason)
        return None
    actual = hashlib.sha256(data).hexdigest()
    if actual == page.sha256:
        tally.unaltered += 1
    else:
        tally.found("page altered", page.document, f"the bytes of {page.file_name} have the hash {actual}")
    try:
        return read_page(data, name=page.file_name).document.text
    except ReadError as error:
        tally.found("page unreadable", page.document, str(error))
        return None


def _check_page(page: _Page, part: DocumentPart, text: str | None, tally: _Tally) -> None:
    exact: dict[str, str] = {}
    for evidence in recorded_evidence(part.evidence):
        tally.quotes += 1
        if isinstance(evidence, str):
            tally.found(
                "incomplete evidence", evidence, "must have one position and one quote, and each part a position"
            )
            continue
        exact[evidence.iri] = evidence.exact
        if text is not None:
            _check_quote(evidence, page, text, tally)
            _check_parts(evidence, text, tally)
    _check_supporting_texts(part, exact, tally)


def _check_quote(evidence: RecordedEvidence, page: _Page, text: str, tally: _Tally) -> None:
    start, end = evidence.quote
    if not evidence.exact:
        tally.found("empty quote", evidence.iri, f"its quote from {compress(page.document)} is empty")
    elif text[start:end] != evidence.exact:
        places = list(_places(evidence.exact, text))
        if not places:
            tally.lost.append((evidence, page.document))
            return
        message = (
            f"{excerpt(evidence.exact)} is at {', '.join(places)} of {compress(page.document)}, not at {start}-{end}"
        )
        tally.found("quote moved", evidence.iri, message)
    elif not (text[:start].endswith(evidence.prefix) and text[end:].startswith(evidence.suffix)):
        tally.found(
            "context differs",
            evidence.iri,
            f"the words around {start}-{end} of {compress(page.document)} are different",
        )
    else:
        tally.verbatim += 1


def _places(quote: str, text: str) -> Iterator[str]:
    start = text.find(quote)
    while start >= 0:
        yield f"{start}-{start + len(quote)}"
        start = text.find(quote, start + 1)


def _check_parts(evidence: RecordedEvidence, text: str, tally: _Tally) -> None:
    for name, span in evidence.parts:
        tally.parts += 1
        room = Span(0, len(text)) if name in _ELSEWHERE else evidence.quote
        if span.start < span.end and room.contains(span):
            tally.parts_inside += 1
        else:
            where = "page" if name in _ELSEWHERE else f"quote {evidence.quote.start}-{evidence.quote.end}"
            tally.found(
                "words outside the quote", evidence.iri, f"its {name} {span.start}-{span.end} lies outside its {where}"
            )


def _check_supporting_texts(part: DocumentPart, exact: dict[str, str], tally: _Tally) -> None:
    quoted: defaultdict[tuple[str, str], bool] = defaultdict(bool)
    for claim, slots in part.claims.items():
        for text in texts(slots, f"{_BIOLINK}supporting_text"):
            for evidence in texts(slots, f"{_PROV}wasDerivedFrom"):
                quoted[claim, text] |= exact.get(evidence) == text
    tally.texts += len(quoted)
    tally.texts_supported += sum(quoted.values())
    for (claim, text), supported in sorted(quoted.items()):
        if not supported:
            tally.found("supporting text differs", claim, f"{excerpt(text)} is not among the quotes of its evidence")


def _check_lost(source: Source, pages: list[_Page], tally: _Tally) -> None:
    """Look for quotes that left their page in all others, page by page, so that one text is in memory at a time."""
    elsewhere: defaultdict[str, list[str]] = defaultdict(list)
    if tally.lost:
        for page in pages:
            text = _checked_text(source, page, _Tally()) or ""
            for evidence, own in tally.lost:
                if page.document != own and evidence.exact in text:
                    elsewhere[evidence.iri].append(compress(page.document))
    for evidence, own in tally.lost:
        quote = f"{excerpt(evidence.exact)} is not in {compress(own)}"
        if others := elsewhere[evidence.iri]:
            tally.found("quote in another source", evidence.iri, f"{quote}, but in {', '.join(others)}")
        else:
            tally.found("quote absent", evidence.iri, f"{quote} or in any other page")
