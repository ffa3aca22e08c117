"""Findings listed one a line, each with what else it is called and how many have it on lines of their own below it.

So the pages of GARD since 2022 are when they are pasted: "Seizure", "Synonym: Epilepsy", "Very frequent".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from pohgraph.compiled import compiled
from pohgraph.language.lines import Line, item_text
from pohgraph.model import Element, Part, Span
from pohgraph.read.apart import Apart
from pohgraph.read.lexical import find_section_name
from pohgraph.tables import package_table

_SYNONYM = compiled(r"(?:synonyms?|also known as|other names?)[ \t]*:[ \t]*(?P<name>\S.*)", re.IGNORECASE)
_COUNT = compiled(r"\d+ symptoms?", re.IGNORECASE)
_LONGEST = 90
_STOPS = ".:;!?"
_NO_FIGURE = frozenset({"-", "%"})


@dataclass(slots=True)
class _Row:
    label: Span
    synonyms: list[Span] = field(default_factory=list)
    frequency: Span | None = None
    lines: list[Span] = field(default_factory=list)


def listed_findings(text: str, lines: Sequence[Line]) -> Apart:
    """The findings of all such lists. A list whose frequencies stand over the findings is none."""
    found = Apart()
    run: list[Span] = []
    for line in (*(line.span for line in lines), None):
        if line is not None and _may_be_listed(text, line):
            run.append(line)
            continue
        _add(text, run, found)
        run = []
    return found


def _may_be_listed(text: str, line: Span) -> bool:
    words = text[slice(*line)]
    if len(words) > _LONGEST or item_text(text, line) or words[0] in "#=|":
        return False
    return _SYNONYM.fullmatch(words) is not None or (words[-1] not in _STOPS and not find_section_name(words))


def _add(text: str, run: Sequence[Span], found: Apart) -> None:
    """Add the findings of lines that follow each other without running text or a known heading between them."""
    frequencies = [line for line in run if _frequency().fullmatch(text, *line)]
    if not frequencies or frequencies[0] == run[0]:
        return
    counted = any(_COUNT.fullmatch(text, *line) or _SYNONYM.fullmatch(text, *line) for line in run)
    if not (counted or frequencies[-1] == run[-1]):
        return
    row: _Row | None = None
    for line in run:
        synonym = _SYNONYM.fullmatch(text, *line)
        if _COUNT.fullmatch(text, *line):
            row = None
        elif synonym and row and row.frequency is None:
            row.synonyms.append(Span(*synonym.span("name")))
            row.lines.append(line)
        elif line in frequencies and row and row.frequency is None:
            row.frequency = line
            row.lines.append(line)
        else:
            _keep(row, found)
            row = None if synonym or line in frequencies else _Row(line, lines=[line])
    _keep(row, found)


def _keep(row: _Row | None, found: Apart) -> None:
    if row is None or len(row.lines) == 1:
        return
    parts = [Part("label", row.label), *(Part("synonym", name) for name in row.synonyms)]
    if row.frequency:
        parts.append(Part("frequency", row.frequency))
    found.elements.append(Element(kind="phenotype_row", span=row.lines[0].cover(row.lines[-1]), parts=tuple(parts)))
    found.taken.update(row.lines)


@cache
def _frequency() -> re.Pattern[str]:
    rows = package_table("read/formats", "printed_frequencies.tsv")
    patterns = "|".join(row["pattern"] for row in rows if row["pattern"] not in _NO_FIGURE)
    return re.compile(rf"(?:{patterns})(?: ?\([^()]{{1,20}}\))?", re.IGNORECASE)
