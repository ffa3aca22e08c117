"""What the columns of a table hold: findings, how many have them, single patients, other disorders.

A header says it (`table_columns.tsv`), else what stands below it.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.extractors.shared.field_claims import findings_in
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.patient_tables import has_sexes, is_corner, persons
from pohgraph.extractors.shared.printed_terms import is_hpo
from pohgraph.extractors.shared.table_shares import is_row_of_wholes, printed_share, with_whole
from pohgraph.language.statuses import is_plus, status_at
from pohgraph.model import Element, Span
from pohgraph.tables import package_table

BARE_FIGURE = compiled(r"[<>~\u2264\u2265]?\s?\d{1,3}(?:\.\d+)?(?:\s?[-\u2013]\s?\d{1,3}(?:\.\d+)?)?")
TOLD = ("total", "own", "share", "status")  # columns that say how many have a finding; the first one counts
_UNTOLD = "untold"  # answers of nobody knows whom
_ANSWERS = frozenset({*TOLD, "cohort", "person", _UNTOLD, "other"})
_OF_DISORDERS = frozenset({"gene", "inheritance"})  # beside these, a column of disorders is one
ASIDE = compiled(r"[\[(][^()\[\]]*[\])]\Z")
_NEAR = 300  # code points between a caption and the header
_CODED = compiled(r"([A-Z]{2,6})[- ]?\d{1,4}[a-z]?")


class Table(NamedTuple):
    """A table: its header, if it has one, the kind of each column, what heads it, and the rows.

    What heads a column has the number of its patients where the table tells it. `marks` says that a lone minus is a no.
    """

    header: Element | None
    kinds: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[Element, ...]
    marks: bool

    def cell(self, row: Element, kind: str) -> Span | None:
        """A row's cell in the first column of a kind, None where it is empty or not there."""
        cells = row.all_parts("cell")
        found = self.kinds.index(kind) if kind in self.kinds else len(cells)
        return cells[found] if found < len(cells) and cells[found].start < cells[found].end else None

    def filled(self, row: Element, kind: str) -> list[tuple[str, Span]]:
        """All filled cells of a row in columns of a kind, each with what heads it."""
        return [
            (self.heads[place] if place < len(self.heads) else "", cell)
            for place, (known, cell) in enumerate(zip(self.kinds, row.all_parts("cell"), strict=False))
            if known == kind and cell.start < cell.end
        ]

    @property
    def answers(self) -> bool:
        """Whether a column says how many have a finding, or how many others."""
        return bool({*TOLD, "cohort", "else", _UNTOLD} & set(self.kinds))


def with_kinds(page: Page, header: Element | None, rows: tuple[Element, ...]) -> Table:
    """A table whose columns are known as far as its header and its cells tell."""
    marks = any(is_plus(page.doc.quote(cell)) for row in rows for cell in row.all_parts("cell")[1:])
    if header:
        kinds = _beside_numbers(page, _of_header(page, header, rows, marks=marks), rows)
    else:
        width = len(rows[0].all_parts("cell"))
        kinds = _beside_numbers(page, ("",) * width, rows)
        if "finding" not in kinds:
            kinds = ("finding", "status", *[""] * (width - 2))
    kinds = _by_content(page, kinds, rows)
    heads = header.all_parts("cell") if header else ()
    if not any(
        has_sexes(page, head, _column(rows, place)) for place, head in enumerate(heads)
    ):  # a patient in each row
        kinds = _with_findings(page, kinds, rows)
    return Table(header, kinds, _heads(page, heads, rows), rows, marks)


def caption_of(page: Page, start: int) -> Span | None:
    """The caption over a table that begins there."""
    above = (c.span for c in reversed(page.doc.elements_of("caption")) if c.span.end <= start)
    return next((caption for caption in above if start - caption.end <= _NEAR), None)


def _heads(page: Page, heads: Sequence[Span], rows: Sequence[Element]) -> tuple[str, ...]:
    """What heads each column, with the number of its patients where a row or the caption gives it."""
    if not heads:
        return ()
    caption = caption_of(page, heads[0].start)
    said = page.doc.quote(caption) if caption else ""
    given = [
        row.all_parts("cell")
        for place, row in enumerate(rows)
        if is_row_of_wholes(page.doc.quote(row.all_parts("cell")[0]), first=place == 0)
    ]
    wholes = [page.doc.quote(cell) for cell in given[0]] if given else []
    return tuple(
        with_whole(
            page.doc.quote(head), wholes[place] if place < len(wholes) and wholes[place].isdecimal() else "", said
        )
        for place, head in enumerate(heads)
    )


def _of_header(page: Page, header: Element, rows: Sequence[Element], *, marks: bool) -> tuple[str, ...]:
    cells = header.all_parts("cell")
    kinds = [_kind(page, cell) for cell in cells]
    for place, kind in enumerate(kinds):
        if kind == "own" and not any(
            printed_share(page.doc.quote(cell), page.doc.quote(cells[place])) for cell in _column(rows, place)
        ):
            # "This report | +" may be one patient.
            kinds[place] = "person" if _fits("person", _bare(page.doc.quote(cells[place]))) else "status"
    if marks and "person" not in kinds:
        codes = [_CODED.fullmatch(_bare(page.doc.quote(cell))) for cell in cells]
        often = Counter(match[1] for match in codes[1:] if match)
        kinds = [
            "person" if match and often[match[1]] > 1 and not kind else kind
            for match, kind in zip(codes, kinds, strict=True)
        ]
    if cells[0].start == cells[0].end:
        kinds[0] = "finding"  # a corner without words, over a column of findings
    if is_corner(page.doc.quote(cells[0])):
        # "Patient | 1 | 2": the corner says what the other columns are; else it says what the rows are.
        kinds[0] = "finding" if "person" in kinds[1:] else ""
    if "person" not in kinds and (columns := persons(page, header, rows)):
        kinds = ["finding", *("person" if place in columns else kind for place, kind in enumerate(kinds[1:], start=1))]
    return tuple(kinds)


def _column(rows: Sequence[Element], place: int) -> list[Span]:
    """The filled cells of a column."""
    cells = [cells[place] for row in rows if len(cells := row.all_parts("cell")) > place]
    return [cell for cell in cells if cell.start < cell.end]


def _beside_numbers(page: Page, kinds: tuple[str, ...], rows: tuple[Element, ...]) -> tuple[str, ...]:
    """The kinds of columns. The column next to HPO's numbers has their names, whatever its header says."""
    if "finding" in kinds or not all(
        any(is_hpo(page.doc.quote(cell)) for cell in row.all_parts("cell")) for row in rows
    ):
        return kinds
    named = {
        place: sum(any(findings_in(page, cell)) for cell in _column(rows, place))
        for place, kind in enumerate(kinds)
        if kind in {"", "disorder", "features", "number"}
    }
    best = max(named, key=lambda place: named[place], default=None)
    if best is None or not named[best]:
        return kinds
    return tuple("finding" if place == best else kind for place, kind in enumerate(kinds))


def _by_content(page: Page, kinds: tuple[str, ...], rows: tuple[Element, ...]) -> tuple[str, ...]:
    """The kinds of columns, where one that no header tells holds a status or a figure in most of its cells.

    A single one says how many have a finding; of several nothing is known of whom each speaks.
    """
    if {*TOLD, "cohort", "person"} & set(kinds):
        return kinds
    told = [place for place, kind in enumerate(kinds) if not kind and _holds_answers(page, rows, place)]
    kind = "share" if len(told) == 1 else _UNTOLD
    return tuple(kind if place in told else known for place, known in enumerate(kinds))


def _holds_answers(page: Page, rows: tuple[Element, ...], place: int) -> bool:
    filled = _column(rows, place)
    answers = sum(
        status_at(page.doc.text, cell) is not None
        or BARE_FIGURE.fullmatch(page.doc.quote(cell)) is not None
        or printed_share(page.doc.quote(cell), "") != ""
        for cell in filled
    )
    return bool(filled) and answers * 2 > len(filled)


def _with_findings(page: Page, kinds: tuple[str, ...], rows: tuple[Element, ...]) -> tuple[str, ...]:
    """The kinds of columns; beside answers, the column whose cells name findings is one of findings, whatever heads it."""
    if "finding" in kinds or not _ANSWERS & set(kinds):
        return kinds
    open_ = {"", "features", "number"} | (set() if _OF_DISORDERS & set(kinds) else {"disorder"})
    named: dict[int, int] = {}
    for place, kind in enumerate(kinds):
        cells = _column(rows, place) if kind in open_ else []
        found = sum(any(findings_in(page, cell)) for cell in cells)
        if found and 3 * found >= len(cells):
            named[place] = found
    if not named:
        return kinds
    best = max(named, key=lambda place: (named[place], -place))
    return tuple("finding" if place == best else kind for place, kind in enumerate(kinds))


def _kind(page: Page, cell: Span) -> str:
    words, whole = _bare(page.doc.quote(cell)), " ".join(page.doc.quote(cell).split())
    if not words:
        return ""
    diseases = page.mentions_in("disease", cell)
    if any(page.names_topic(m) and m.span.start == cell.start for m in diseases):
        return "status"  # the page's own disease beside others
    if any(m.span.start == cell.start and m.text == words for m in diseases):
        return "other"
    kind = next((kind for kind, pattern in _columns() if pattern.fullmatch(words)), "")
    kind = "share" if kind in {"", "person", "number"} and "%" in whole else kind
    if (
        kind in TOLD
        and any(page.lexicon.is_registered(m.reference) for m in diseases)
        and not any(map(page.names_topic, diseases))
    ):
        return "other"  # "% of patients with D"
    return kind


def _bare(header: str) -> str:
    """The words of a header without marks and without what stands in brackets at its end."""
    return " ".join(ASIDE.sub("", header.rstrip("*_' ")).strip("*_' ").split())


def _fits(wanted: str, words: str) -> bool:
    return any(kind == wanted and pattern.fullmatch(words) for kind, pattern in _columns())


@cache
def _columns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = package_table("extractors/shared", "table_columns.tsv")
    return tuple((row["kind"], re.compile(row["header"], re.IGNORECASE)) for row in rows)
