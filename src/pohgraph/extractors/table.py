"""Tables that are pasted or marked up: findings with shares or patients beside them, and other disorders with their genes.

What a column holds, `shared/table_columns.py` says. A table with a column of other disorders gives those disorders; its genes and
features are theirs, not the page's. Only a row on the page's own disease gives its gene and inheritance.
"""

from collections.abc import Iterator, Sequence

from pohgraph.compiled import compiled
from pohgraph.extractors.field import mode_named
from pohgraph.extractors.field_link import disorder_claim, disorder_named, genes_in
from pohgraph.extractors.shared.evidence import claim_of, evidence_of, not_a_claim
from pohgraph.extractors.shared.field_claims import finding_claim, findings_in, gene_claim, misprint
from pohgraph.extractors.shared.frequency import share
from pohgraph.extractors.shared.others import OF_OTHERS
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.patient_tables import by_rows, counted, summed, told_of_disease, told_of_one
from pohgraph.extractors.shared.printed_terms import contradicted, frequency_printed, row_remarks
from pohgraph.extractors.shared.table_columns import ASIDE, BARE_FIGURE, TOLD, Table, caption_of, with_kinds
from pohgraph.extractors.shared.table_shares import printed_share
from pohgraph.extractors.topic.captions import captions_of
from pohgraph.language.patterns import Patterns
from pohgraph.language.statuses import Status, status_at
from pohgraph.model import Assertion, Element, Reference, Remark, Span
from pohgraph.schema.relations import CAUSES, HAS_DB_XREF, HAS_MODE_OF_INHERITANCE

NAME = "table"
_PATTERNS = Patterns("extractors", "table_patterns.tsv")
_LEFT_OUT = frozenset(
    {
        *("references", "resources", "not_content", "methods", "disclaimer", "side_effects", "triggers"),
        "family_history",
    }
)
_MIM = compiled(r"[#%]?(\d{6})")
_BULLET = compiled(r"[\u2022\u25e6\u25aa\u00b7\u2013-]\s")
_NEAR = 300  # code points between the rows of a table and those that go on with it


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
        elif (caption := caption_of(page, place)) and _names_another(page, caption):
            yield not_a_claim(page, caption, "the caption of the table names another disease")
        elif "finding" in found.kinds and name not in OF_OTHERS:
            for row in found.rows:
                yield from _finding(page, found, row)
        elif found.header and name not in OF_OTHERS:
            yield from by_rows(page, NAME, found.header, found.rows, marks=found.marks)
    yield from _genes_of_captions(page)


def _names_another(page: Page, caption: Span) -> bool:
    """Whether a caption names diseases, but not the page's disease."""
    named = page.mentions_in("disease", caption)
    return bool(named) and not any(map(page.names_topic, named))


def _genes_of_captions(page: Page) -> Iterator[Assertion]:
    """The one gene that a caption says the patients have variants of, and each gene only once."""
    seen: set[Reference] = set()
    for caption in captions_of(page.doc):
        genes = page.mentions_in("gene", caption)
        if len({gene.reference for gene in genes}) != 1 or not _PATTERNS["of_patients"].search(page.doc.text, *caption):
            continue
        for gene in genes:
            varied = _PATTERNS["varied"].match(page.doc.text, gene.span.end, caption.end)
            behind = _PATTERNS["variants_of"].search(page.doc.text, caption.start, gene.span.start)
            if (varied or behind) and gene.reference not in seen:
                seen.add(gene.reference)
                yield gene_claim(page, NAME, gene.reference, gene.span, caption, CAUSES)


def _tables(page: Page) -> Iterator[Table]:
    """Rows that follow one another, with their header if they have one. Rows after a gap may continue those above."""
    elements = sorted(
        (*page.doc.elements_of("table_header"), *page.doc.elements_of("table_row")), key=lambda element: element.span
    )
    groups: list[list[Element]] = []
    for element in elements:
        before = groups[-1][-1] if groups else None
        between = page.doc.text[before.span.end : element.span.start] if before else ""
        new = element.kind == "table_header" or between.strip(" \t\r\n|:-+=") or between.count("\n") > 2  # noqa: PLR2004
        if before is None or new:
            groups.append([])
        groups[-1].append(element)
    header: Element | None = None
    end = 0
    for group in groups:
        if group[0].kind == "table_header":
            header, rows = group[0], tuple(group[1:])
        else:
            rows = tuple(group)
            if header and (
                group[0].span.start - end > _NEAR or len(header.all_parts("cell")) != len(group[0].all_parts("cell"))
            ):
                header = None
        end = group[-1].span.end
        if rows:
            yield with_kinds(page, header, rows)


def _disorder(page: Page, found: Table, row: Element, section: str, seen: set[Reference]) -> Iterator[Assertion]:
    """A row on a disorder: another one is related to the page's; of the page's own, gene, inheritance and number are said."""
    place = found.cell(row, "disorder")
    if place is None:
        return
    named = page.mentions_in("disease", place)
    own = any(page.names_topic(m) and ASIDE.sub("", page.doc.quote(place)).rstrip() == m.text for m in named)
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


def _own(page: Page, found: Table, row: Element) -> Iterator[Assertion]:
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


def _finding(page: Page, found: Table, row: Element) -> Iterator[Assertion | Remark]:
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


def _said(page: Page, found: Table, row: Element) -> tuple[str, Span | None, str]:
    """The state of a row's findings, the words that say so, and the count of patients where several are in columns."""
    told = [cell for kind in TOLD for cell in _of_first_group(found.filled(row, kind))]
    cohorts, people = found.filled(row, "cohort"), found.filled(row, "person")
    if not told and not people and len(cohorts) == 1:
        told = cohorts
    answers = [_answer(page, found, header, cell) for header, cell in told]
    for place, answer in enumerate(answers):
        if answer[0] == "stated" and place + 1 < len(answers) and _group(told[place][0]) == _group(told[place + 1][0]):
            continue  # a count of no known total, beside its percent
        if answer[0]:
            return answer
    if people:
        return _of_people(page, found, people)
    if not told and cohorts:
        return _of_cohorts([_answer(page, found, header, cell) for header, cell in cohorts])
    label = found.cell(row, "finding")
    is_item = label is not None and not told and _BULLET.match(page.doc.text, *label) is not None
    return ("stated", None, "") if is_item or not (found.answers or "person" in found.kinds) else ("", None, "")


def _of_first_group(cells: Sequence[tuple[str, Span]]) -> list[tuple[str, Span]]:
    """The cells of a kind for the first group of patients: a count, and the per cent next to it."""
    return [cell for cell in cells if _group(cell[0]) == _group(cells[0][0])][:2]


def _group(header: str) -> str:
    """Whose figures a column has: its header without the words for counts and percentages."""
    return _PATTERNS["measure"].sub("", header).strip().lower()


def _answer(page: Page, found: Table, header: str, cell: Span) -> tuple[str, Span | None, str]:
    """What a cell says about how many have a finding."""
    if _PATTERNS["of_nobody"].match(page.doc.text, *cell):
        return "", None, ""
    if word := frequency_printed(page, cell):
        return ("denied" if word == "Excluded" else "frequency"), cell, word
    if printed := printed_share(page.doc.quote(cell), header):
        told = share(printed)
        return ("denied", cell, "") if told is not None and told.upper == 0 else ("frequency", cell, printed)
    status = status_at(page.doc.text, cell, marks=found.marks)
    return (status.state, status.span, "") if status else _figured(page, header, cell)


def _of_people(page: Page, found: Table, people: Sequence[tuple[str, Span]]) -> tuple[str, Span | None, str]:
    """Who of the patients in the columns of a row has its finding; of families, how many of each."""
    printed = [printed_share(page.doc.quote(cell), "") for _, cell in people]
    if any(printed):
        return summed([header for header, _ in people], printed)
    answers: list[Status | None] = [status_at(page.doc.text, cell, marks=found.marks) for _, cell in people]
    return counted(answers)


def _of_cohorts(answers: Sequence[tuple[str, Span | None, str]]) -> tuple[str, Span | None, str]:
    """What several studies say: denied if all deny, else stated without a share if one has the finding and none leaves it open."""
    states = {state for state, *_ in answers}
    if states == {"denied"}:
        return answers[0]
    return ("stated" if states & {"frequency", "stated"} and "open" not in states else ""), None, ""


def _figured(page: Page, header: str, cell: Span) -> tuple[str, Span | None, str]:
    """What a bare figure says: a share where the header says percent, else a count of patients of no known total."""
    words = page.doc.quote(cell)
    if not header or not BARE_FIGURE.fullmatch(words):
        return "", None, ""
    percent = f"{words}%"
    printed = share(percent)
    if printed is not None and printed.upper == 0:
        return "denied", cell, ""
    if _PATTERNS["percent"].search(header):
        return "frequency", cell, percent
    return "stated", None, ""
