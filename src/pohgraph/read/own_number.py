"""The number by which PubMed knows a text, where the text itself says it: on its first or last line, or in the head of its file."""

import re
from dataclasses import replace

from pohgraph.compiled import compiled
from pohgraph.read.layout import Layout

_ANY = compiled(r"\bPMID\b[ \t:]{0,4}(?P<number>[1-9]\d{3,8})\b", re.IGNORECASE)
_LINE = compiled(r"PMID[ \t:]{1,4}(?P<number>[1-9]\d{3,8})(?:[ \t]+\[Indexed for MEDLINE\])?", re.IGNORECASE)
_HEAD = compiled(
    r"(?:reference_id|id|pmid|pubmed_id)[ \t]*:[ \t]*[\"']?(?:PMID:)?(?P<number>[1-9]\d{3,8})[\"']?", re.IGNORECASE
)
_ADDRESS = "https://pubmed.ncbi.nlm.nih.gov/{}/"
_LINES = 30  # of a file's head that may say it


def with_own_number(layout: Layout) -> Layout:
    """A page with PubMed's number of it as its id and its address, where it prints that one alone.

    A number that only stands among others, or within the text, may be that of a work it cites.
    """
    number = _own(layout.text)
    if not number or layout.id or len({match["number"] for match in _ANY.finditer(layout.text)} | {number}) > 1:
        return layout
    return replace(layout, id=f"PMID_{number}", iri=layout.iri or _ADDRESS.format(number))


def _own(text: str) -> str:
    lines = [line.strip() for line in text.strip().splitlines()]
    for line in (lines[0], lines[-1]) if lines else ():
        if match := _LINE.fullmatch(line):
            return match["number"]
    if lines and lines[0] == "---":
        for line in lines[1:_LINES]:
            if line == "---":
                break
            if (match := _HEAD.fullmatch(line)) and ("PMID" in line.upper() or "PUBMED" in line.upper()):
                return match["number"]
    return ""
