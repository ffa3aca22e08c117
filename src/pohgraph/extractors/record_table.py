"""Tables on the disease itself, as records print them: its genes, and how common it is, where and at what time of life.

What a column holds, its header says (`record_table_columns.tsv`), and which table it is, the section. A table with a column of
other disorders or of patients is none of these.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.extractors.field_link import genes_in
from pohgraph.extractors.shared.evidence import claim_of, evidence_of, not_a_claim
from pohgraph.extractors.shared.field_claims import gene_claim
from pohgraph.extractors.shared.how_common import not_known
from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Assertion, Detail, Element, Qualifiers, Remark, Span
from pohgraph.schema.relations import CAUSES, HAS_PREVALENCE
from pohgraph.tables import package_table

NAME = "record_table"
_PATTERNS = Patterns("extractors", "record_table_patterns.tsv")
_SECTIONS = frozenset({"genes", "frequency"})
_RATE = compiled(r"[<>~]?[ ]?\d[\d .,-]*(?:/|:|%)")
_MOST_GAP = 2  # line ends between two rows of a table


class _Row(NamedTuple):
    span: Span
    cells: dict[str, Span]


def record_table(page: Page) -> Iterator[Assertion | Remark]:
    """The claims of each row."""
    for section, row in _rows(page):
        if section == "genes":
            yield from _genes(page, row)
        else:
            yield from _prevalence(page, row)


def _rows(page: Page) -> Iterator[tuple[str, _Row]]:
    """The rows of tables on the disease itself, with the section they stand in."""
    elements = [*page.doc.elements_of("table_header"), *page.doc.elements_of("table_row")]
    kinds: tuple[str, ...] = ()
    last = 0
    for element in sorted(elements, key=lambda found: found.span):
        section = page.doc.section_at(element.span.start)
        name = section.name if section else ""
        if element.kind == "table_header":
            kinds = _kinds(page, element)
        elif page.doc.text.count("\n", last, element.span.start) > _MOST_GAP:
            kinds = ()
        last = element.span.end
        if not kinds and name == "frequency" and _begins_with_rate(page, element):
            kinds = ("rate", "region", "measure")
        if element.kind == "table_row" and name in _SECTIONS and kinds and "else" not in kinds:
            cells = element.all_parts("cell")
            told = [(k, c) for k, c in zip(kinds, cells, strict=False) if k and c.start < c.end]
            yield name, _Row(element.span, dict(reversed(told)))  # a gene's symbol comes before its name


def _begins_with_rate(page: Page, row: Element) -> bool:
    """Whether a row of a table without a header has a rate in its first cell; the place is in the next."""
    first = next(iter(row.all_parts("cell")), None)
    return first is not None and _RATE.match(page.doc.quote(first)) is not None


def _kinds(page: Page, header: Element) -> tuple[str, ...]:
    words = [" ".join(page.doc.quote(cell).strip("*_' ").split()) for cell in header.all_parts("cell")]
    return tuple(next((kind for kind, pattern in _columns() if pattern.fullmatch(word)), "") for word in words)


def _genes(page: Page, row: _Row) -> Iterator[Assertion | Remark]:
    """The genes of a row, where no other cell says that they do not cause the disease."""
    if "gene" not in row.cells:
        return
    role = row.cells.get("role")
    if role and not _PATTERNS["causal"].search(page.doc.quote(role)):
        yield not_a_claim(page, row.span, "no gene that is said to cause the disease")
        return
    for gene, place in genes_in(page, row.cells["gene"]):
        yield gene_claim(page, NAME, gene, place, row.span, CAUSES)


def _prevalence(page: Page, row: _Row) -> Iterator[Assertion | Remark]:
    place = row.cells.get("rate")
    if place is None:
        return
    words = " ".join(page.doc.quote(place).split())
    if _PATTERNS["not_known"].search(words):
        yield not_known(page, place)
    if not _PATTERNS["rate"].search(words):
        return
    told = {kind: " ".join(page.doc.quote(cell).split()).lower() for kind, cell in row.cells.items()}
    if not _PATTERNS["measure"].search(told.get("measure", "")):
        told.pop("measure", None)
    details = tuple(Detail(f"pohgraph:{kind}", told[kind]) for kind in ("region", "measure") if told.get(kind))
    evidence = evidence_of(page, NAME, row.span, subject=page.topic.span, object_=place)
    yield claim_of(page, HAS_PREVALENCE, evidence, value=words, qualifiers=Qualifiers(details=details))


@cache
def _columns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = package_table("extractors", "record_table_columns.tsv")
    return tuple((row["kind"], re.compile(row["header"], re.IGNORECASE)) for row in rows)
