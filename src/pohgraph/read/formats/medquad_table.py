"""The HPO table inside a MedQuAD answer, flattened into running text: label, frequency, and so on."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.language.lines import trimmed
from pohgraph.model import Element, Part, Span
from pohgraph.tables import package_table

_HEADING = compiled(r"Signs and Symptoms\s+Approximate number of patients \(when available\)")
_AFTER = compiled(r"(?:\bThe )?\bHuman Phenotype Ontology\b")
_LONGEST_LABEL = 200


class Table(NamedTuple):
    """`heading` are the two column headings, `span` all of the table with them."""

    heading: Span
    span: Span
    rows: tuple[Element, ...]


def find_table(text: str, answer: Span) -> Table | None:
    """The table in an answer, or None. It ends with its last row, whatever stands after that.

    >>> text = "Signs and Symptoms Approximate number of patients (when available) Ataxia 90% Juvenile onset - "
    >>> table = find_table(text, Span(0, len(text)))
    >>> [tuple(text[slice(*part.span)] for part in row.parts) for row in table.rows]
    [('Ataxia', '90%'), ('Juvenile onset', '-')]
    """
    heading = _HEADING.search(text, *answer)
    if not heading:
        return None
    after = _AFTER.search(text, heading.end(), answer.end)
    rows = tuple(_rows(text, Span(heading.end(), after.start() if after else answer.end)))
    end = rows[-1].span.end if rows else heading.end()
    return Table(Span(*heading.span()), Span(heading.start(), end), rows)


def _rows(text: str, area: Span) -> Iterator[Element]:
    start = area.start
    for match in _frequency().finditer(text, *area):
        label = trimmed(text, Span(start, match.start()))
        if label.start >= label.end:
            continue  # a frequency word that opens a label, such as "Frequent falls"
        if label.end - label.start > _LONGEST_LABEL:
            return
        frequency = Span(*match.span())
        yield Element(
            kind="phenotype_row",
            span=label.cover(frequency),
            parts=(Part("label", label), Part("frequency", frequency)),
        )
        start = match.end()


@cache
def _frequency() -> re.Pattern[str]:
    rows = package_table("read/formats", "printed_frequencies.tsv")
    words = "|".join(row["pattern"] for row in rows)
    return re.compile(rf"(?<=\s)(?:{words})(?=\s+[A-Z0-9(]|\s*\Z)")
