"""Tables that are pasted or marked up: findings with shares or patients beside them, and other disorders with their genes.

What a column holds, its header says (`table_columns.tsv`). A table with a column of other disorders gives those disorders; its genes and
features are theirs, not the page's. Only a row on the page's own disease gives its gene and inheritance.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pohgraph.extractors.field import mode_named
from pohgraph.extractors.field_link import disorder_claim, disorder_named, genes_in
from pohgraph.extractors.shared.evidence import claim_of, evidence_of
from pohgraph.extractors.shared.field_claims import finding_claim, findings_in, gene_claim, misprint
from pohgraph.extractors.shared.frequency import share
from pohgraph.extractors.shared.others import OF_OTHERS
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.patient_tables import by_rows, counted, is_corner, persons, told_of_disease, told_of_one
from pohgraph.extractors.shared.printed_terms import contradicted, frequency_printed, is_hpo, row_remarks
from pohgraph.language.patterns import Patterns
from pohgraph.language.statuses import is_plus, status_at
from pohgraph.model import Assertion, Element, Reference, Remark, Span
from pohgraph.schema.relations import CAUSES, HAS_DB_XREF, HAS_MODE_OF_INHERITANCE
from pohgraph.tables import package_table

NAME = "table"
_PATTERNS = Patterns("extractors", "table_patterns.tsv")
_ASIDE = re.compile(r"[\[(][^()\[\]]*[\])]\Z")
_LEFT_OUT = frozenset(
    {
        *("references", "resources", "not_content", "methods", "disclaimer", "side_effects", "triggers"),
        "family_history",
    }
)
_BARE_FIGURE = re.compile(r"[<>~\u2264\u2265]?\s?\d{1,3}(?:\.\d+)?(?:\s?[-\u2013]\s?\d{1,3}(?:\.\d+)?)?")
_MIM = re.compile(r"[#%]?(\d{6})")
_UNTOLD = "untold"  # answers of nobody knows whom


class _Table(NamedTuple):
    header: Element | None
    kinds: tuple[str, ...]
    rows: tuple[Element, ...]
    marks: bool

    def cell(self, row: Element, kind: str) -> Span | None:
        cells = row.all_parts("cell")
        found = self.kinds.index(kind) if kind in self.kinds else len(cells)
        return cells[found] if found < len(cells) and cells[found].start < cells[found].end else None


def table(page: Page) -> Iterator[Assertion | Remark]:
    """The claims of every table whose columns are known, row by row."""
    for found in _tables(page):
        place = (found.header or found.rows[0]).span.start
        section = page.doc.section_at(place)
        name = section.name if section else ""
        if name in _LEFT_OUT:
            continue
        if "disorder" in found.kinds:
            seen: set[Reference] = set()
            for row in found.rows:
                yield from _disorder(page, found, row, name, seen)
        elif "finding" in found.kinds and name not in OF_OTHERS:
            for row in found.rows:
                yield from _finding(page, found, row)
        elif found.header and name not in OF_OTHERS:
            yield from by_rows(page, NAME, found.header, found.rows, marks=found.marks)


def _tables(page: Page) -> Iterator[_Table]:
    """Rows that follow one another, under their header where they have one."""
    elements = sorted(
        (*page.doc.elements_of("table_header"), *page.doc.elements_of("table_row")), key=lambda element: element.span
    )
    group: list[Element] = []
    for element in elements:
        new = element.kind == "table_header" or (
            group and page.doc.text[group[-1].span.end : element.span.start].strip(" \t\r\n|:-+=")
        )
        if group and (new or page.doc.text[group[-1].span.end : element.span.start].count("\n") > 2):  # noqa: PLR2004
            yield from _table(page, group)
            group = []
        group.append(element)
    if group:
        yield from _table(page, group)


def _table(page: Page, group: Sequence[Element]) -> Iterator[_Table]:
    header = group[0] if group[0].kind == "table_header" else None
    rows = tuple(group[1:] if header else group)
    if not rows:
        return
    marks = any(is_plus(page.doc.quote(cell)) for row in rows for cell in row.all_parts("cell")[1:])
    if header:
        kinds = tuple(_kind(page, cell) for cell in header.all_parts("cell"))
        if kinds and kinds[0] == "" and header.all_parts("cell")[0].start == header.all_parts("cell")[0].end:
            kinds = ("finding", *kinds[1:])  # a corner without words, over a column of findings
        if is_corner(page.doc.quote(header.all_parts("cell")[0])):
            # "Patient | 1 | 2": the corner says what the other columns are; else it says what the rows are.
            kinds = ("finding" if "person" in kinds[1:] else "", *kinds[1:])
        if "person" not in kinds and (columns := persons(page, header, rows)):
            kinds = (
                "finding",
                *("person" if place in columns else kind for place, kind in enumerate(kinds[1:], start=1)),
            )
        kinds = _beside_numbers(page, kinds, rows)
    else:
        width = len(rows[0].all_parts("cell"))
        kinds = _beside_numbers(page, ("",) * width, rows)
        if "finding" not in kinds:
            kinds = ("finding", "status", *[""] * (width - 2))
    yield _Table(header, _by_content(page, kinds, rows), rows, marks)


def _beside_numbers(page: Page, kinds: tuple[str, ...], rows: tuple[Element, ...]) -> tuple[str, ...]:
    """The kinds of columns; beside a column of HPO's numbers stand their names, whatever the header calls them."""
    if "finding" in kinds or not all(
        any(is_hpo(page.doc.quote(cell)) for cell in row.all_parts("cell")) for row in rows
    ):
        return kinds
    named = {
        place: sum(any(findings_in(page, cells[place])) for row in rows if place < len(cells := row.all_parts("cell")))
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
    if {"share", "status", "person"} & set(kinds):
        return kinds
    told = [place for place, kind in enumerate(kinds) if not kind and _holds_answers(page, rows, place)]
    kind = "share" if len(told) == 1 else _UNTOLD
    return tuple(kind if place in told else known for place, known in enumerate(kinds))


def _holds_answers(page: Page, rows: tuple[Element, ...], place: int) -> bool:
    cells = [cells[place] for row in rows if len(cells := row.all_parts("cell")) > place]
    filled = [cell for cell in cells if cell.start < cell.end]
    answers = sum(
        status_at(page.doc.text, cell) is not None or _BARE_FIGURE.fullmatch(page.doc.quote(cell)) is not None
        for cell in filled
    )
    return bool(filled) and answers * 2 > len(filled)


def _kind(page: Page, cell: Span) -> str:
    words = " ".join(_ASIDE.sub("", page.doc.quote(cell).rstrip("*_' ")).strip("*_' ").split())
    whole = " ".join(page.doc.quote(cell).split())
    if not words:
        return ""
    if any(page.names_topic(m) and m.span.start == cell.start for m in page.mentions_in("disease", cell)):
        return "status"  # the page's own disease beside others
    if any(m.span.start == cell.start and m.text == words for m in page.mentions_in("disease", cell)):
        return "other"
    kind = next((kind for kind, pattern in _columns() if pattern.fullmatch(words)), "")
    return "share" if kind in {"", "person"} and "%" in whole else kind


def _disorder(page: Page, found: _Table, row: Element, section: str, seen: set[Reference]) -> Iterator[Assertion]:
    """A row on a disorder: another one is related to the page's; of the page's own, gene, inheritance and number are said."""
    place = found.cell(row, "disorder")
    if place is None:
        return
    named = page.mentions_in("disease", place)
    own = any(page.names_topic(m) and _ASIDE.sub("", page.doc.quote(place)).rstrip() == m.text for m in named)
    if own or _prints_own(page, row):
        yield from _own(page, found, row)
        return
    other = disorder_named(page, place)
    if other and other.reference not in seen:
        seen.add(other.reference)
        kind = "" if section == "related_disorders" and _is_differential(page, place) else "related_disorder"
        yield disorder_claim(page, NAME, other, row.span, kind)


def _is_differential(page: Page, place: Span) -> bool:
    section = page.doc.section_at(place.start)
    heading = page.doc.quote(section.heading).lower() if section and section.heading else ""
    return _PATTERNS["differential"].search(heading) is not None


def _prints_own(page: Page, row: Element) -> bool:
    """Whether a row prints a number that is the page's own disease."""
    for cell in row.all_parts("cell"):
        match = _MIM.fullmatch(page.doc.quote(cell))
        if match and page.lexicon.canonical(Reference("OMIM", match[1])) == page.topic.reference:
            return True
    return False


def _own(page: Page, found: _Table, row: Element) -> Iterator[Assertion]:
    if (place := found.cell(row, "gene")) is not None:
        for gene, span in genes_in(page, place):
            yield gene_claim(page, NAME, gene, span, row.span, CAUSES)
    if (place := found.cell(row, "inheritance")) is not None:
        for mode, span in mode_named(page, place):
            evidence = evidence_of(page, NAME, row.span, subject=page.topic.span, object_=span)
            yield claim_of(page, HAS_MODE_OF_INHERITANCE, evidence, object_=mode)
    for cell in row.all_parts("cell"):
        match = _MIM.fullmatch(page.doc.quote(cell))
        number = Reference("OMIM", match[1]) if match else None
        if match and number and page.topic.reference in (number, page.lexicon.canonical(number)):
            span = Span(cell.start + match.start(1), cell.start + match.end(1))
            evidence = evidence_of(page, NAME, row.span, subject=page.topic.span, object_=span)
            yield claim_of(
                page,
                page.mapped.get(number, HAS_DB_XREF),
                evidence,
                object_=number,
                object_label=number.curie,
                about=True,
            )


def _finding(page: Page, found: _Table, row: Element) -> Iterator[Assertion | Remark]:
    """The findings of a row, with what its other cells say of how many have them."""
    place = found.cell(row, "finding")
    if place is None or _PATTERNS["of_relatives"].search(page.doc.text, *place):
        return
    state, words, count = _said(page, found, row)
    mentions = list(findings_in(page, place))
    people = [place for place, kind in enumerate(found.kinds) if kind == "person"]
    own = found.cell(row, "status")
    if own is not None and not mentions and not state and "other" in found.kinds:
        yield from told_of_disease(page, NAME, row, own)
    if people:
        yield from told_of_one(page, NAME, row, people)
    yield from row_remarks(page, row, place, mentions, is_answered=bool(state))
    if state:
        for mention in mentions:
            yield from misprint(page, mention, words)
            if contradicted(page, row, mention):
                state, words, count = "open", None, ""
            # "No tears: 3/5": whose denial it is cannot be told.
            meant = "nothing" if mention.context.negated else state
            yield finding_claim(page, NAME, row.span, mention, meant, words=words, counted=count)
    comment = found.cell(row, "features")
    if comment is not None and state in {"stated", "frequency"}:
        yield from _commented(page, row, comment)


def _commented(page: Page, row: Element, comment: Span) -> Iterator[Assertion | Remark]:
    """What a comment names beside the finding of its row is left out: it may be a part, a cause or a sign of it."""
    for mention in page.mentions_in("phenotype", comment):
        yield finding_claim(page, NAME, row.span, mention, "nothing")


def _said(page: Page, found: _Table, row: Element) -> tuple[str, Span | None, str]:
    """The state of a row's findings, the words that say so, and the count of patients where several are in columns."""
    cells = row.all_parts("cell")
    people = [place for place, kind in enumerate(found.kinds) if kind == "person"]
    told = found.cell(row, "share") or found.cell(row, "status")
    if told is not None and _PATTERNS["of_nobody"].match(page.doc.text, *told):
        return "", None, ""
    if told is not None and (word := frequency_printed(page, told)):
        return ("denied" if word == "Excluded" else "frequency"), told, word
    if told is not None:
        status = status_at(page.doc.text, told, marks=found.marks)
        return (status.state, status.span, "") if status else _figured(page, found, told)
    if not people:
        return ("", None, "") if {"share", "status", _UNTOLD} & set(found.kinds) else ("stated", None, "")
    answers = [
        status_at(page.doc.text, cells[place], marks=found.marks)
        for place in people
        if place < len(cells) and cells[place].start < cells[place].end
    ]
    return counted(answers)


def _figured(page: Page, found: _Table, cell: Span) -> tuple[str, Span | None, str]:
    """What a bare figure says: a share where the header says percent, else a count of patients of no known total."""
    words = page.doc.quote(cell)
    if "share" not in found.kinds or not _BARE_FIGURE.fullmatch(words):
        return "", None, ""
    column = found.header.all_parts("cell")[found.kinds.index("share")] if found.header else None
    percent = f"{words}%"
    printed = share(percent)
    if printed is not None and printed.upper == 0:
        return "denied", cell, ""
    if column and _PATTERNS["percent"].search(page.doc.quote(column)):
        return "frequency", cell, percent
    return "stated", None, ""


@cache
def _columns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = package_table("extractors", "table_columns.tsv")
    return tuple((row["kind"], re.compile(row["header"], re.IGNORECASE)) for row in rows)
