"""Tables that have a patient in each row or in each column: who of them has a finding, and what a cell tells of one."""

from collections.abc import Iterator, Sequence

from pohgraph.extractors.shared.case_report import of_one
from pohgraph.extractors.shared.field_claims import finding_claim, findings_in
from pohgraph.extractors.shared.frequency import tally
from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.language.statuses import Status, status_at
from pohgraph.model import Assertion, Element, Mention, Remark, Span

_PATTERNS = Patterns("extractors/shared", "patient_tables_patterns.tsv")
_LONGEST_QUOTE = 2_000  # code points; of a longer table the header alone is quoted


def is_corner(words: str) -> bool:
    """Whether the corner of a table says that its rows, or its columns, are patients.

    >>> is_corner("Patient ID"), is_corner("Gene")
    (True, False)
    """
    return _PATTERNS["people"].fullmatch(words.strip("*_` ")) is not None


def has_sexes(page: Page, label: Span, cells: Sequence[Span]) -> bool:
    """Whether the cells beside a label tell the sex of a person each, so that each of them stands for one patient."""
    if not _PATTERNS["sexes"].fullmatch(page.doc.quote(label)):
        return False
    filled = [cell for cell in cells if cell.start < cell.end]
    return len(filled) > 1 and all(_PATTERNS["sex"].fullmatch(page.doc.quote(cell)) for cell in filled)


def persons(page: Page, header: Element, rows: Sequence[Element]) -> list[int]:
    """The columns that are a patient each, by the row that tells their sex; no column of a relative or a control."""
    for row in rows:
        label, *cells = row.all_parts("cell")
        if has_sexes(page, label, cells):
            found = (place for place, cell in enumerate(cells, start=1) if cell.start < cell.end)
            return [
                place for place in found if not _is_of_another(page, [*_column([header], place), *_column(rows, place)])
            ]
    return []


def _is_of_another(page: Page, cells: Sequence[Span]) -> bool:
    """Whether one of the first words in a column's cells tells that it is a relative's or a control's."""
    return any(_PATTERNS["no_patient"].match(page.doc.quote(cell).strip()) for cell in cells)


def counted(answers: Sequence[Status | None]) -> tuple[str, Span | None, str]:
    """Of some patients: a count of those who have it; what all lack is denied; with a doubt in between nothing is said.

    None is a cell with other words, such as the kind of heart defect: who has it can then not be counted, nor that nobody has.
    """
    states = [answer.state for answer in answers if answer and answer.state != "nothing"]
    if not states or any(state == "open" for state in states):
        return ("nothing" if states else ""), None, ""
    having = sum(state != "denied" for state in states)
    if None in answers:
        return ("stated" if having else "nothing"), None, ""
    span = next((answer.span for answer in answers if answer), None)
    if having == 0:
        return "denied", span, ""
    return "frequency", None, f"{having}/{len(states)}"


def summed(headers: Sequence[str], printed: Sequence[str]) -> tuple[str, Span | None, str]:
    """Of some families: how many have it in all of them. Figures of single patients are measures, which tell nothing.

    >>> summed(["Family 1", "Family 2"], ["3/4", "0/2"])
    ('frequency', None, '3/6')
    """
    counts = [tally(share) for share in printed]
    if not all(counts) or not all(_PATTERNS["family"].match(header) for header in headers):
        return "nothing", None, ""
    having, total = (sum(count[place] for count in counts if count) for place in (0, 1))
    return ("frequency", None, f"{having}/{total}") if having else ("nothing", None, "")


def by_rows(
    page: Page, extractor: str, header: Element, rows: Sequence[Element], *, marks: bool
) -> Iterator[Assertion | Remark]:
    """The findings in the header of a table with a patient in each row: "Patient | Seizures | Hypotonia"."""
    columns = header.all_parts("cell")
    told = (place for place in range(len(columns)) if has_sexes(page, columns[place], _column(rows, place)))
    corner = page.doc.quote(columns[0])
    if not is_corner(corner) and (_PATTERNS["no_corner"].search(corner) or next(told, None) is None):
        return
    patients = [row for row in rows if _is_patient(page, row)]
    quote = Span(header.span.start, rows[-1].span.end)
    if quote.end - quote.start > _LONGEST_QUOTE:
        quote = header.span
    for place, column in enumerate(columns[1:], start=1):
        if column.start == column.end or _PATTERNS["not_of_patient"].search(page.doc.quote(column)):
            continue
        mentions = [m for m in findings_in(page, column) if not m.context.negated]
        cells = _column(patients, place)
        answers = [status_at(page.doc.text, cell, marks=marks) for cell in cells if cell.start < cell.end]
        # A column of other words is no column of answers: who has what it tells cannot be counted.
        if any(answer and answer.state == "frequency" for answer in answers):
            continue  # the rows are groups of patients
        if not mentions or 2 * sum(answer is not None for answer in answers) <= len(answers):
            continue
        state, words, count = counted(answers)
        if words and not quote.contains(words):
            state = "nothing"
        for mention in mentions if state else ():
            yield finding_claim(page, extractor, quote, mention, state, words=words, counted=count)


def _column(rows: Sequence[Element], place: int) -> list[Span]:
    return [cells[place] for row in rows if place < len(cells := row.all_parts("cell"))]


def _is_patient(page: Page, row: Element) -> bool:
    """Whether a row is one patient's: not a control's, a mother's, or the sum."""
    first = next(iter(row.all_parts("cell")), None)
    return first is not None and _PATTERNS["no_patient"].search(page.doc.quote(first)) is None


def told_of_one(page: Page, extractor: str, row: Element, people: Sequence[int]) -> Iterator[Assertion | Remark]:
    """What the cells of a row tell of a patient each in words: "Presentation | cholestasis, anemia | contractures"."""
    cells = row.all_parts("cell")
    if _PATTERNS["not_of_patient"].search(page.doc.quote(cells[0])):
        return
    for place in people:
        if place >= len(cells) or status_at(page.doc.text, cells[place]) is not None:
            continue
        for mention in _told(page, cells[place]):
            claim = finding_claim(page, extractor, row.span, mention, _state(mention))
            yield of_one(claim) if isinstance(claim, Assertion) else claim


def told_of_disease(page: Page, extractor: str, row: Element, cell: Span) -> Iterator[Assertion | Remark]:
    """What a row tells in words in the column of the page's own disease, beside one of another: "Eyes | cataract | normal"."""
    if status_at(page.doc.text, cell) is None:
        for mention in _told(page, cell):
            context = mention.context
            state = "nothing" if context.negated or context.hedged or context.relative else "stated"
            yield finding_claim(page, extractor, row.span, mention, state)


def _told(page: Page, cell: Span) -> list[Mention]:
    return list(findings_in(page, cell)) if cell.start < cell.end else []


def _state(mention: Mention) -> str:
    """A denial or a doubt within a cell is left alone: how far it reaches in a list of notes is not known."""
    context = mention.context
    return "nothing" if context.negated or context.hedged or context.relative or context.frequency else "stated"
