r"""Reads marked-up cases: sentences with `[mention]{CURIE}` and the assertions they must give. Strict: bad mark-up fails.

A case is a run of lines up to a blank one:

    about: Progressive osseous heteroplasia        what the page is about (its title)
    section: description                           the section the text stands in (default: description)
    text: POH is caused by a mutation in the [GNAS]{NCBIGene:2778} gene.
    expect: NCBIGene:2778 biolink:causes MONDO:0008153
    expect: …  flags: negated hedged borrowed frequency=HP:… onset=HP:… slot=value

`none` stands for: no assertion of this file's extractor. `question:`, `item:`, `synonym:` and `row: label | identifier | frequency`
add the elements of that kind; `field: Label: value` is read as a field of plain text is, and `header:` and `cells:` are rows of a
table, with bars between the cells. Everything the extractor gives must be expected, and everything expected be given, as often
as it is said. A bracket or brace of the page itself stands behind a backslash, as in `life span.\[6\]`, and so does a backslash.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pohgraph.language.lines import Line
from pohgraph.language.sentences import find_sentences
from pohgraph.model import Assertion, Document, Element, Part, Section, Source, Span
from pohgraph.read.fields import read_fields

_PIECE = re.compile(
    r"""(?P<plain>[^\[\]{}\\]+)
    | \\(?P<escaped>[\[\]{}\\])
    | \[(?P<mention>[^\[\]{}\\]+)\]\{(?P<curie>[A-Za-z][\w.]*:[^\s\[\]{}\\]+)\}""",
    re.VERBOSE,
)
_ONCE = frozenset({"about", "section", "none"})
_ELEMENTS = {
    "question": "question",
    "item": "list_item",
    "synonym": "synonym",
    "row": "phenotype_row",
    "gene": "related_gene",
    "header": "table_header",
    "cells": "table_row",
    "field": "field",
}
_KEYS = ("about", "section", "text", *_ELEMENTS, "expect", "none", "report")
_ROW = ("label", "identifier", "frequency")


class BadCaseError(Exception):
    """A case file that does not say what it tests."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """One case: its page, the mentions it marks, and what it expects as sorted lines."""

    name: str
    document: Document
    marks: tuple[tuple[Span, str], ...]
    expected: list[str]
    reports: list[str]


def read_cases(path: Path) -> list[Case]:
    """The cases of a file.

    Raises:
        BadCaseError: an unknown key or one without a value, a case without text or expectation, or mark-up that is not
            `[mention]{CURIE}` to the letter.
    """
    cases: list[Case] = []
    for number, block in enumerate(re.split(r"\n\s*\n", path.read_text(encoding="utf-8")), start=1):
        lines = [line for line in block.splitlines() if line.strip() and not line.startswith("#")]
        if lines:
            cases.append(_case(f"{path.stem}-{number}", lines))
    if not cases:
        raise BadCaseError(f"{path}: no case")
    return cases


def described(assertion: Assertion) -> str:
    """An assertion as a line of `expect:`."""
    q = assertion.qualifiers
    target = assertion.object.curie if assertion.object else f'"{assertion.value}"'
    flags = [name for name in ("negated", "hedged", "borrowed") if getattr(q, name)]
    flags += [f"frequency={q.frequency.curie}"] if q.frequency else []
    flags += [f"onset={q.onset.curie}"] if q.onset else []
    flags += [f"{d.slot.partition(':')[2]}={d.value.removeprefix('pohgraph:')}" for d in q.details]
    return " ".join([assertion.subject.curie, assertion.predicate.curie, target, *flags])


def _case(name: str, lines: Sequence[str]) -> Case:
    pairs = [_pair(name, line) for line in lines]
    keys = [key for key, _ in pairs]
    if not {"text", *_ELEMENTS} & set(keys):
        raise BadCaseError(f"{name}: no text")
    if ("expect" in keys) == ("none" in keys):
        raise BadCaseError(f"{name}: either expect: or none")
    if twice := sorted(key for key in _ONCE if keys.count(key) > 1):
        raise BadCaseError(f"{name}: {twice[0]} stands there twice")
    document, marks = _page(name, pairs)
    return Case(
        name=name,
        document=document,
        marks=marks,
        expected=sorted(value for key, value in pairs if key == "expect"),
        reports=sorted(value for key, value in pairs if key == "report"),
    )


def _pair(name: str, line: str) -> tuple[str, str]:
    key, _, value = (part.strip() for part in line.partition(":"))
    if key not in _KEYS:
        raise BadCaseError(f"{name}: {line!r} does not start with one of {', '.join(_KEYS)}")
    if bool(value) == (key == "none"):
        raise BadCaseError(f"{name}: {line!r} lacks its value, or has one that means nothing")
    return key, value


def _page(name: str, pairs: Sequence[tuple[str, str]]) -> tuple[Document, tuple[tuple[Span, str], ...]]:
    """The page of a case, a title line, then the text and elements in one section, and the mentions that it marks."""
    about = next((value for key, value in pairs if key == "about"), "")
    section = next((value for key, value in pairs if key == "section"), "description")
    text = f"{about}\n\n" if about else ""
    elements = [Element(kind="title", span=Span(0, len(about)))] if about else []
    start = len(text)
    blocks: list[Span] = []
    fields: list[Line] = []
    marks: list[tuple[Span, str]] = []
    for key, value in pairs:
        if key not in {"text", *_ELEMENTS}:
            continue
        plain, marked = _unmarked(value, len(text), name)
        marks += marked
        span = Span(len(text), len(text) + len(plain))
        blocks.append(span)
        if key == "field":
            fields.append(Line(span, after_blank=False))
            blocks.pop()
        elif key in {"header", "cells"}:
            elements.append(_cells(_ELEMENTS[key], plain, span))
            blocks[-1:] = [cell for _, cell in elements[-1].parts if cell.start < cell.end]
        elif key in _ELEMENTS:
            elements.append(_element(_ELEMENTS[key], plain, span, name))
        text += plain + "\n"
    read = read_fields(text, fields)
    document = Document(
        id="pohdoc:case",
        text=text,
        source=Source(family="case", file_name="case.txt", sha256="0" * 64, encoding="utf-8", title=about),
        sections=(Section(name=section, span=Span(start, len(text))), *read.sections),
        elements=tuple(sorted((*elements, *read.elements), key=lambda e: (e.span.start, -e.span.end))),
        sentences=find_sentences(text, sorted((*blocks, *read.spoken))),
    )
    return document, tuple(marks)


def _unmarked(value: str, offset: int, name: str) -> tuple[str, list[tuple[Span, str]]]:
    plain, marks, at = "", [], 0
    while at < len(value):
        piece = _PIECE.match(value, at)
        if piece is None:
            raise BadCaseError(
                f"{name}: not [mention]{{CURIE}} where {value[at:]!r} begins; \\[ is a bracket of the page"
            )
        words = piece["plain"] or piece["escaped"] or piece["mention"]
        if piece["curie"]:
            marks.append((Span(offset + len(plain), offset + len(plain) + len(words)), piece["curie"]))
        plain += words
        at = piece.end()
    return plain, marks


def _cells(kind: str, plain: str, span: Span) -> Element:
    """A row of a table, with bars between its cells."""
    parts: list[Part] = []
    place = span.start
    for piece in plain.split("|"):
        start = place + len(piece) - len(piece.lstrip()) if piece.strip() else place
        parts.append(Part("cell", Span(start, start + len(piece.strip()))))
        place += len(piece) + 1
    return Element(kind=kind, span=span, parts=tuple(parts))


def _element(kind: str, plain: str, span: Span, name: str) -> Element:
    if kind != "phenotype_row":
        return Element(kind=kind, span=span, parts=(Part("text", span),))
    pieces = plain.split("|")
    if len(pieces) > len(_ROW):
        raise BadCaseError(f"{name}: a row has {', '.join(_ROW)}, not {plain!r}")
    parts: list[Part] = []
    place = span.start
    for part, piece in zip(_ROW, pieces, strict=False):
        if stripped := piece.strip():
            start = place + piece.index(stripped)
            parts.append(Part(part, Span(start, start + len(stripped))))
        place += len(piece) + 1
    return Element(kind=kind, span=span, parts=tuple(parts))
