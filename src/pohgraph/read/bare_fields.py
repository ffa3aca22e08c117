r"""Fields that print label and value with nothing between: "Prevalence 1-9 / 1 000 000", above "Inheritance Autosomal recessive".

Any sentence may begin so. So the words behind the label must look as values of its kind do (`bare_fields.tsv`), and such lines stand
together, as they do in the head of a database's page.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pohgraph.compiled import compiled
from pohgraph.language.lines import Line, item_text, trimmed
from pohgraph.language.verbs import verb_classes
from pohgraph.model import Span
from pohgraph.read.field_openings import Opening, known_label
from pohgraph.read.lexical import find_section_name
from pohgraph.tables import package_table

_LONGEST = 440  # code points of a line
_WORDS = 5  # of a label
_LEAST = 3  # fields that stand together
_SURE = 2  # of them with a value that no sentence has
_WORD_END = compiled(r"(?<=\S)[ \t]+(?=\S)")
_BETWEEN = compiled(r"[,;|/\u2022]| (?:and|or|to) |(?<=\d) (?=[A-Z]?\d)", re.IGNORECASE)
_CODE = compiled(r"[A-Z]\d\d(?:\.\d{1,2})?|[CD]\d{6,9}|[1-6]\d{5}")
_NAMES, _LONGEST_NAME = 8, 120  # lines of further names; code points of one
_NOTHING = compiled(r"[\u2013\u2014]")


def with_bare_fields(text: str, lines: Sequence[Line], openings: list[list[Opening]]) -> list[list[Opening]]:
    """The openings of all lines, with those of fields that have no mark behind their label."""
    found = [opened or _bare(text, line.span) for line, opened in zip(lines, openings, strict=True)]
    result = list(openings)
    for first, end in _runs(text, lines, found):
        fields = [at for at in range(first, end) if found[at]]
        sure = [at for at in fields if not openings[at] and (known := found[at][0].known) and known.values != "names"]
        if len(fields) < _LEAST or len(sure) < _SURE:
            continue
        for at in range(first, end):
            result[at] = openings[at] or found[at] or _alone(text, lines[at].span, result[at - 1] if at else [])
    return result


def _runs(text: str, lines: Sequence[Line], found: Sequence[Sequence[Opening]]) -> Iterator[tuple[int, int]]:
    """From where to where fields stand one below another, with codes that have lost their label, and with names that another field ends."""
    first, end, in_names = 0, 0, 0
    for at in range(len(found) + 1):
        known = found[at][0].known if at < len(found) and found[at] else None
        if known:
            in_names = _NAMES if known.values == "names" else 0
            end = at + 1
        elif at < len(found) and not found[at] and at > first and _goes_on(text, lines[at], in_names):
            in_names -= 1
            end = at + 1 if item_text(text, lines[at].span) else end
        else:
            if end > first:
                yield first, end
            first, in_names = at + 1, 0


def _goes_on(text: str, line: Line, names: int) -> bool:
    """Whether a line below a field is a code in a list, or one more name of up to `names`."""
    if body := item_text(text, line.span):
        return _CODE.fullmatch(text, *body) is not None
    start, end = line.span
    short = names > 0 and not line.after_blank and end - start <= _LONGEST_NAME
    if not short or not (text[start].isupper() or text[start].isdigit()) or text[end - 1] in ".?!:,;":
        return False
    words = text[start:end]
    return find_section_name(words) is None and not _says().search(words)


@cache
def _says() -> re.Pattern[str]:
    """What no name has: a finite verb, or "Not to be confused with"."""
    forms = "|".join(
        form for kind in ("state", "possession", "auxiliary", "chance", "duty") for form in verb_classes().get(kind, ())
    )
    return re.compile(rf"\b(?:{forms}|not to be)\b|\A(?:not|see) ", re.IGNORECASE)


def _alone(text: str, line: Span, above: list[Opening]) -> list[Opening]:
    """A code or a name on a line of its own, as a field: its label is what it says."""
    body = item_text(text, line) or line
    if item_text(text, line):
        return [Opening(body, body, body, known)] if (known := known_label("ICD")) else []
    return [above[0]._replace(span=body, label=body, value=body)] if above else []


def _bare(text: str, line: Span) -> list[Opening]:
    """The field that a line is: the longest label at its beginning behind which a value of its kind follows."""
    body = item_text(text, line) or line
    if body.end - body.start > _LONGEST or not text[body.start : body.end][:1].isalpha():
        return []
    breaks = [match.span() for _, match in zip(range(_WORDS), _WORD_END.finditer(text, *body), strict=False)]
    for start, end in reversed(breaks):
        known = known_label(text[body.start : start])
        if known and _is_value(known.section, text[end : body.end].strip()):
            return [Opening(body, Span(body.start, start), trimmed(text, Span(end, body.end)), known)]
    return []


def _is_value(section: str, words: str) -> bool:
    shape = _shapes().get(section)
    if shape is None:
        return False
    many, pattern = shape
    said = _NOTHING.sub("-", words)
    pieces = [piece.strip() for piece in _BETWEEN.split(said)] if many and len(said) > 1 else [said]
    return all(pattern.fullmatch(piece) for piece in pieces)


@cache
def _shapes() -> dict[str, tuple[bool, re.Pattern[str]]]:
    return {
        row["section"]: (row["many"] == "yes", re.compile(row["value"], re.IGNORECASE))
        for row in package_table("read", "bare_fields.tsv")
    }
