"""Lines of a text that are no text of the page: what stands before a note about the file, tags of HTML, data, legends of figures."""

import re
from collections.abc import Iterator, Sequence

from pohgraph.compiled import compiled
from pohgraph.language.lines import Line, indent_of
from pohgraph.model import Span
from pohgraph.read.field_openings import known_label
from pohgraph.read.lexical import find_section_name
from pohgraph.read.wrapping import is_unfinished

_LONGEST_HEAD = 300  # lines of what stands before a note about the file
_KEY = compiled(r"(?P<key>[A-Za-z_][\w .-]{0,40}):(?=[ \t]|\Z)")
_NAMED = compiled(r"(?:disease|disorder|condition)_name: ", re.IGNORECASE)  # also within what a program was told
_OF_FILE = frozenset(
    {"not_content", "references", "resources", "disclaimer", "other", "animal_models", "methods"}
)  # what no reader of the page needs; the "model" of such a head is the program that wrote it
_OPENED = compiled(r"<(?P<name>(?:script|style|iframe|svg|video|audio|object|noscript)\b|!--)", re.IGNORECASE)
_TAG = compiled(
    r"</?(?:html|head|body|title|meta|link|div|section|article|header|footer|nav|main|aside|p|ul|ol|li|figure|img|"
    r"button|center|hr|h[1-6]|blockquote|details|summary|script|style|iframe|svg|video|audio|object|noscript)\b[^<>]{0,2000}>"
    r"|<!DOCTYPE[^<>]{0,300}>",
    re.IGNORECASE,
)
_LEGEND = compiled(
    r"[*_]{0,3}(?:(?:supplementary|additional|extended data) )?(?:fig(?:ure|\.)?|table|plate|scheme|video)[ \t]?"
    r"(?:S?\d{1,2}[A-Za-z]?|[IVX]{1,4})[*_]{0,3}(?:(?:[.:|]|[ \t]*[–—-])[*_]{0,3}[ \t]+\S"  # noqa: RUF001
    r"|[ \t]+(?!(?-i:[a-z]+s|and|or|to|in|of|also|show|list|below|above|was|were|has|had)\b)[*_]{0,3}\w)",
    re.IGNORECASE,
)
_DATA = compiled(
    r"""["'][\w .-]{1,60}["'][ \t]*:[ \t]*(?:\[[^\[\]\r\n]{0,4000}\]|[{}\[\]]|-?\d[\d.eE+-]{0,30}|true|false|null),?"""
)
_GLUED_LEGEND = compiled(r"\S.{0,200}[a-z.)](?:Figure|Table) \d{1,2}")
_STOPS = ".?!"


def head_of_file(text: str, lines: Sequence[Line]) -> Iterator[Span]:
    """The lines between two rules at the very beginning that say nothing of the disease: "author: …", "tags:", "- genetics".

    What a page says there of its disease stays: its title, its names, its codes.
    """
    if not lines or text[slice(*lines[0].span)] != "---":
        return
    end = next((n for n, line in enumerate(lines[1:_LONGEST_HEAD], 1) if text[slice(*line.span)] in {"---", "..."}), 0)
    inner = lines[1:end]
    keys = [_KEY.match(text, *line.span) if indent_of(text, line.span) == 0 else None for line in inner]
    outer = [line for line in inner if indent_of(text, line.span) == 0 and not text.startswith("-", line.span.start)]
    if not inner or not keys[0] or len(outer) > sum(key is not None for key in keys):
        return
    yield lines[0].span
    kept = False
    for line, key in zip(inner, keys, strict=True):
        if key:
            kept = _is_of_disease(key["key"])
        if not kept and not _NAMED.match(text, *line.span):
            yield line.span
    yield lines[end].span


def _is_of_disease(key: str) -> bool:
    words = key.replace("_", " ")
    known = known_label(words)
    section = known.section if known else find_section_name(words)
    return words.lower() == "title" or (section is not None and section not in _OF_FILE)


def markup(text: str, lines: Sequence[Line]) -> tuple[Span, ...]:
    """Tags of HTML in a text, and what stands within scripts, styles and frames; in order, one after the other."""
    if "<" not in text:
        return ()
    found = sorted(
        (*_elements(text), *(Span(*match.span()) for match in _TAG.finditer(text))),
        key=lambda span: (span.start, -span.end),
    )
    apart: list[Span] = []
    for span in found:
        if apart and span.start < apart[-1].end:
            continue
        apart.append(span)
    return tuple(apart) if lines else ()


def _elements(text: str) -> Iterator[Span]:
    """Elements of scripts and the like, from tag to tag, and comments; one that is never closed is only its tag."""
    at, unclosed = 0, set[str]()
    lower = text.lower()
    if len(lower) != len(text):
        return  # a letter that has no single small one: places would not fit
    while match := _OPENED.search(text, at):
        name, at = match["name"].lower(), match.end()
        if name in unclosed:
            continue
        close = lower.find("-->" if name == "!--" else f"</{name}", match.end())
        stop = text.find(">", close) if close >= 0 else -1
        if stop < 0:
            unclosed.add(name)
            continue
        at = stop + 1
        yield Span(match.start(), at)


def lines_of_markup(text: str, lines: Sequence[Line], tags: Sequence[Span]) -> Iterator[Span]:
    """The lines that hold nothing but tags."""
    place = 0
    for line in lines:
        while place < len(tags) and tags[place].end <= line.span.start:
            place += 1
        at, tag = line.span.start, place
        while tag < len(tags) and tags[tag].start < line.span.end:
            if text[at : max(at, tags[tag].start)].strip():
                break
            at = max(at, tags[tag].end)
            tag += 1
        if tag > place and not text[at : line.span.end].strip():
            yield line.span


def lines_of_data(text: str, lines: Sequence[Line]) -> Iterator[Span]:
    """The lines of a piece of JSON that hold a list, a number or no words: they may be tags that nobody wrote of the disease."""
    for line in lines:
        if _DATA.fullmatch(text, *line.span):
            yield line.span


def legends(text: str, lines: Sequence[Line]) -> Iterator[Span]:
    """The lines of legends of figures and titles of tables: they tell of a picture, most often of one patient."""
    within = False
    before: Line | None = None
    for line in lines:
        joined = before is not None and not line.after_blank and text[before.span.end - 1] not in _STOPS
        again = before is not None and within and _is_again(text, before.span, line.span)
        goes_on = within and ((joined and text[line.span.start].islower()) or again)
        opens = not (joined and before is not None and is_unfinished(text, before.span))
        within = goes_on or (opens and _is_legend(text, line.span))
        if within:
            yield line.span
        before = line


def _is_legend(text: str, line: Span) -> bool:
    return _LEGEND.match(text, *line) is not None or _GLUED_LEGEND.fullmatch(text, *line) is not None


def _is_again(text: str, line: Span, following: Span) -> bool:
    """Whether a line says once more what the one above says before its "Figure 2"."""
    said = text[slice(*line)]
    return _GLUED_LEGEND.fullmatch(said) is not None and text[slice(*following)].rstrip(".") in said
