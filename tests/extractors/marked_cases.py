"""Reads marked-up cases: sentences with `[mention]{CURIE}` and the assertions they must give. Strict: bad mark-up fails.

A case is a run of lines up to a blank one:

    about: Progressive osseous heteroplasia        what the page is about (its title)
    section: description                           the section the text stands in (default: description)
    text: POH is caused by a mutation in the [GNAS]{NCBIGene:2778} gene.
    expect: NCBIGene:2778 biolink:causes MONDO:0008153
    expect: …  flags: negated hedged borrowed frequency=HP:… onset=HP:… slot=value

`none` stands for: no assertion of this file's extractor. `question:`, `item:`, `synonym:` and `row: label | identifier | frequency`
add the elements of that kind. Everything the extractor gives must be expected, and everything expected be given.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from pohgraph.language.sentences import find_sentences
from pohgraph.model import Assertion, Document, Element, Part, Section, Source, Span

_MARK = re.compile(r"\[([^\[\]]+)\]\{([^{}]+)\}")
_KEYS = ("about", "section", "question", "text", "item", "synonym", "row", "gene", "expect", "none", "report")
_ELEMENTS = {
    "question": "question",
    "item": "list_item",
    "synonym": "synonym",
    "row": "phenotype_row",
    "gene": "related_gene",
}


class BadCaseError(Exception):
    """A case file that does not say what it tests."""


@dataclass
class Case:
    """One case: the document it makes, the mentions it marks, and what it expects as sorted lines."""

    name: str
    lines: list[tuple[str, str]]
    expected: list[str] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)
    marks: list[tuple[Span, str]] = field(default_factory=list)

    def document(self) -> Document:
        """The page of the case: a title line, then the text and elements in one section."""
        about = next((value for key, value in self.lines if key == "about"), "")
        section = next((value for key, value in self.lines if key == "section"), "description")
        text = f"{about}\n\n" if about else ""
        elements = [Element(kind="title", span=Span(0, len(about)))] if about else []
        start = len(text)
        blocks: list[Span] = []
        for key, value in self.lines:
            if key not in {"text", *_ELEMENTS}:
                continue
            plain, marks = _unmarked(value, len(text), self.name)
            self.marks += marks
            span = Span(len(text), len(text) + len(plain))
            blocks.append(span)
            if key in _ELEMENTS:
                elements.append(_element(_ELEMENTS[key], plain, span))
            text += plain + "\n"
        return Document(
            id="pohdoc:case",
            text=text,
            source=Source(family="case", file_name="case.txt", sha256="0" * 64, encoding="utf-8", title=about),
            sections=(Section(name=section, span=Span(start, len(text))),),
            elements=tuple(sorted(elements, key=lambda e: e.span)),
            sentences=find_sentences(text, blocks),
        )


def read_cases(path: Path) -> list[Case]:
    """The cases of a file.

    Raises:
        BadCaseError: an unknown key, a case without text or expectation, or mark-up that is not closed.
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


def _case(name: str, lines: list[str]) -> Case:
    pairs: list[tuple[str, str]] = []
    for line in lines:
        key, colon, value = line.partition(":")
        if key.strip() not in _KEYS or (not colon and key.strip() != "none"):
            raise BadCaseError(f"{name}: {line!r} does not start with one of {', '.join(_KEYS)}")
        pairs.append((key.strip(), value.strip()))
    keys = [key for key, _ in pairs]
    if not {"text", *_ELEMENTS} & set(keys):
        raise BadCaseError(f"{name}: no text")
    if ("expect" in keys) == ("none" in keys):
        raise BadCaseError(f"{name}: either expect: or none")
    return Case(
        name=name,
        lines=pairs,
        expected=sorted(value for key, value in pairs if key == "expect"),
        reports=sorted(value for key, value in pairs if key == "report"),
    )


def _unmarked(value: str, offset: int, name: str) -> tuple[str, list[tuple[Span, str]]]:
    plain, marks, last = "", [], 0
    for match in _MARK.finditer(value):
        plain += value[last : match.start()]
        marks.append((Span(offset + len(plain), offset + len(plain) + len(match[1])), match[2]))
        plain += match[1]
        last = match.end()
    plain += value[last:]
    if "{" in plain or "}" in plain:
        raise BadCaseError(f"{name}: mark-up that is not closed in {value!r}")
    return plain, marks


def _element(kind: str, plain: str, span: Span) -> Element:
    if kind != "phenotype_row":
        return Element(kind=kind, span=span, parts=(Part("text", span),))
    parts: list[Part] = []
    place = span.start
    for part, piece in zip(("label", "identifier", "frequency"), plain.split("|"), strict=False):
        if stripped := piece.strip():
            start = place + piece.index(stripped)
            parts.append(Part(part, Span(start, start + len(stripped))))
        place += len(piece) + 1
    return Element(kind=kind, span=span, parts=tuple(parts))
