"""Pages of one shape and any length: one thing over and over, as text, HTML, MedQuAD's XML and JATS."""

from collections.abc import Callable, Iterator
from html import escape
from itertools import cycle

_TITLE = "Progressive osseous heteroplasia"
_BEGIN = "Patients have seizures"
_FINDINGS = ("short stature", "seizures", "ataxia", "scoliosis", "cleft palate", "hearing loss", "muscle weakness")

Shape = Callable[[int], str]


def page(shape: str, kind: str, size: int) -> str:
    """A page of about `size` bytes."""
    if shape in _OF_HTML:
        return _html_of(_OF_HTML[shape](size))
    if shape in _OF_JATS:
        return _jats_of(_OF_JATS[shape](size))
    return _PAGES[kind](_TEXTS[shape](size))


def kinds(shape: str) -> tuple[str, ...]:
    """The formats that a shape is written in."""
    return ("html",) if shape in _OF_HTML else ("jats",) if shape in _OF_JATS else tuple(_PAGES)


def _repeated(unit: str, before: str = f"{_BEGIN} ", after: str = ".") -> Shape:
    return lambda size: before + unit * max(1, (size - len(before) - len(after)) // len(unit)) + after


def _joined(join: str) -> Shape:
    return _repeated(join.join((*_FINDINGS, "")), "Patients have ")


def _counted(unit: str, before: str = "") -> Shape:
    """The unit with the numbers 0, 1, 2, … and the findings in turn in it."""

    def shaped(size: int) -> str:
        pieces = [before]
        written = len(before)
        for number, finding in enumerate(cycle(_FINDINGS)):
            pieces.append(unit.format(number=number, finding=finding))
            written += len(pieces[-1])
            if written >= size:
                break
        return "".join(pieces)

    return shaped


def _nested(opening: str, closing: str, inside: str) -> Shape:
    def shaped(size: int) -> str:
        depth = max(1, (size - len(inside)) // (len(opening) + len(closing)))
        return opening * depth + inside + closing * depth

    return shaped


def _indented(size: int) -> str:
    """A list each of whose bullets stands one blank deeper, up to a hundred, and so on from the margin."""
    lines: list[str] = []
    written = 0
    while written < size:
        lines.append(" " * (len(lines) % 100) + f"- {_FINDINGS[len(lines) % len(_FINDINGS)]}")
        written += len(lines[-1]) + 1
    return "\n".join(lines)


def _pairs_of_html(size: int) -> str:
    return "<dl>" + _counted("<dt>{finding}</dt><dd>{number} %</dd>")(size) + "</dl>"


def _table_of_html(row: str) -> Shape:
    return lambda size: "<table>" + _counted(row)(size) + "</table>"


# What one sentence, one line or one page is made of. Each is as hostile as a file that something went wrong with.
_TEXTS: dict[str, Shape] = {
    "commas": _joined(", "),
    "and": _joined(" and "),
    "or": _joined(" or "),
    "semicolons": _joined("; "),
    "may have": _joined(" may have "),
    "only commas": _repeated(","),
    "blanks": _repeated(" "),
    "tabs": _repeated("\t"),
    "no-break blanks": _repeated("\u00a0"),
    "no": _repeated("no "),
    "not have": _repeated("does not have seizures, "),
    "without": _repeated("without seizures or ataxia "),
    "if": _repeated("if seizures occur, "),
    "some": _repeated("some patients have ataxia, "),
    "open parentheses": _repeated("("),
    "closed parentheses": _repeated(")"),
    "pairs of parentheses": _repeated("(seizures) "),
    "nested parentheses": _nested("(", ")", _BEGIN),
    "brackets": _repeated("["),
    "citations": _repeated("[1] "),
    "braces": _repeated("{"),
    "less than": _repeated("< "),
    "hyphens": _repeated("short-"),
    "only hyphens": _repeated("-"),
    "suspended hyphens": _repeated("hypo- and hyperpigmentation, "),
    "slashes": _repeated("ataxia/"),
    "only slashes": _repeated("/"),
    "digits": _repeated("1"),
    "groups of digits": _repeated("1,000 "),
    "quotation marks": _repeated('"'),
    "quoted words": _repeated('"seizures" '),
    "apostrophes": _repeated("'"),
    "words with apostrophes": _repeated("d'a"),
    "capitals": _repeated("A"),
    "initials": _repeated("A."),
    "abbreviations": _repeated("(POH) POH "),
    "defined abbreviations": _counted("short stature (SS{number}), "),
    "genes": _repeated("GNAS, "),
    "one word": _repeated("a"),
    "of of": _repeated("of "),
    "of the": _repeated("loss of the hearing of the "),
    "is": _repeated("is "),
    "adjectives": _repeated("short "),
    "per cent": _repeated("seizures (10%), "),
    "shares": _counted("{number}% have {finding}, "),
    "ages": _repeated("at 3 years of age "),
    "colons": _repeated("seizures: "),
    "full stops": _repeated("."),
    "question marks": _repeated("? "),
    "underscores": _repeated("_"),
    "asterisks": _repeated("*"),
    "bold": _repeated("**seizures** "),
    "links": _repeated("[a](b) "),
    "addresses": _repeated("http://a.b/c "),
    "identifiers": _counted("HP:{number:07d}, "),
    "one long line": _repeated("the patients that we know of have seizures and walk late "),
    "short sentences": _counted("{finding} is seen. "),
    "same sentences": _repeated("Patients have seizures. "),
    "blank lines": _repeated("\n", after="\n"),
    "lines": _counted("{finding} in line {number}\n"),
    "words in lines": _repeated("seizures\n"),
    "bullets": _counted("- {finding}\n"),
    "numbers": _counted("{number}. {finding}\n"),
    "deeper bullets": _indented,
    "headings": _counted("# Heading {number}\n\n{finding} is seen.\n\n"),
    "known headings": _repeated("# Symptoms\n\nSeizures are seen.\n\n"),
    "headings only": _repeated("# Causes\n"),
    "headings in capitals": _repeated("SYMPTOMS\n\nSeizures are seen.\n\n"),
    "underlined": _repeated("Symptoms\n========\n\n"),
    "deeper headings": _repeated("#", "", " Symptoms\n"),
    "quoted lines": _repeated("> ", "", "seizures"),
    "rules": _repeated("-----\n"),
    "fields": _counted("key {number}: {finding}\n"),
    "known fields": _counted("Inheritance: autosomal dominant\n"),
    "fields in a line": _repeated("Inheritance: autosomal dominant; "),
    "notes under headings": _repeated("EYES: ptosis, myopia\n"),
    "cells with tabs": _counted("{finding}\t{number} %\n", "Symptom\tFrequency\n"),
    "cells with bars": _counted("| {finding} | {number} % |\n", "| Symptom | Frequency |\n|---|---|\n"),
    "one row of tabs": _repeated("seizures\t", "Symptom\tFrequency\n"),
    "one row of bars": _repeated("| seizures ", "| Symptom | Frequency |\n"),
    "questions": _repeated("What are the symptoms?\n\nSeizures are seen.\n\n"),
    "phenotype rows": _repeated(
        "Seizures 90% Ataxia 50% ", "The Human Phenotype Ontology provides the following list. "
    ),
    "references": _counted("{number}. Smith J, Miller A. On {finding}. Lancet. 1999;1:2-3.\n", "References\n"),
}
# What only HTML can hold, and only JATS.
_OF_HTML: dict[str, Shape] = {
    "divisions": _nested("<div>", "</div>", _BEGIN),
    "divisions left open": _repeated("<div>", after="x"),
    "lists in lists": _nested("<ul><li>a", "</li></ul>", _BEGIN),
    "emphasis in emphasis": _nested("<b>", "</b>", _BEGIN),
    "tables in tables": _nested("<table><tr><td>", "</td></tr></table>", _BEGIN),
    "items": lambda size: "<ul>" + _counted("<li>{finding}</li>")(size) + "</ul>",
    "paragraphs": _counted("<p>{finding} is seen.</p>"),
    "headings of HTML": _counted("<h2>Heading {number}</h2><p>{finding}</p>"),
    "line breaks": _repeated("<br>"),
    "entities": _repeated("&amp;"),
    "attributes": lambda size: "<p " + _counted('a{number}="b" ')(size) + f">{_BEGIN}.</p>",
    "pairs": _pairs_of_html,
    "rows": _table_of_html("<tr><td>{finding}</td><td>{number} %</td></tr>"),
    "one row": lambda size: "<table><tr>" + _counted("<td>{finding}</td>")(size) + "</tr></table>",
    "wide cells": _table_of_html("<tr><td rowspan=9 colspan=9>{finding}</td><td>{number} %</td></tr>"),
}
_OF_JATS: dict[str, Shape] = {
    "sections in sections": _nested("<sec><title>a</title>", "</sec>", f"<p>{_BEGIN}.</p>"),
}


def _html_of(body: str) -> str:
    return f"<!DOCTYPE html><html><head><title>{_TITLE}</title></head><body><h1>{_TITLE}</h1>{body}</body></html>"


def _jats_of(body: str) -> str:
    title = f"<title-group><article-title>{_TITLE}</article-title></title-group>"
    front = f'<front><article-meta><article-id pub-id-type="pmid">1</article-id>{title}</article-meta></front>'
    return f'<?xml version="1.0"?><article article-type="review-article">{front}<body>{body}</body></article>'


def _paragraphs(text: str) -> Iterator[str]:
    for part in text.split("\n\n"):
        if part.strip():
            yield f"<p>{escape(part, quote=False)}</p>"


def _text_page(body: str) -> str:
    return f"{_TITLE}\n\n{body}\n"


def _html_page(body: str) -> str:
    return _html_of("\n".join(_paragraphs(body)))


def _jats_page(body: str) -> str:
    return _jats_of(f"<sec><title>Symptoms</title>{''.join(_paragraphs(body))}</sec>")


def _medquad_page(body: str) -> str:
    pair = (
        '<QAPair pid="1"><Question qid="1-1" qtype="symptoms">What are the symptoms of '
        f"{_TITLE} ?</Question><Answer>{escape(body, quote=False)}</Answer></QAPair>"
    )
    head = f'<?xml version="1.0"?><Document id="1" source="GARD" url="https://example.org/1"><Focus>{_TITLE}</Focus>'
    return f"{head}<QAPairs>{pair}</QAPairs></Document>"


_PAGES: dict[str, Callable[[str], str]] = {
    "text": _text_page,
    "html": _html_page,
    "medquad": _medquad_page,
    "jats": _jats_page,
}

SHAPES = (*_TEXTS, *_OF_HTML, *_OF_JATS)
KINDS = tuple(_PAGES)
