"""What a text is about, by its own title: a heading, a number and a name, a field, the first short line, a bold lead."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pohgraph.compiled import compiled
from pohgraph.language.lines import Line, item_text
from pohgraph.model import Element, Part, Span
from pohgraph.read.cut_pages import DISEASE, title_below
from pohgraph.read.headings import is_rule
from pohgraph.read.lexical import find_section_name, heading_role, is_boilerplate
from pohgraph.read.menus import name_below_menu
from pohgraph.read.title_names import QUESTION, Title, named, names_behind

_FAMILY = "plain_text"
_HEAD = 30  # lines within which a page says what it is about
_LONGEST = 120
_LONGEST_PLAIN = 60  # a longer first line is a title of a paper rather than a name
_LONGEST_WRAPPED = 200  # code points; a text with a longer line is not wrapped
_LOOKED_AT = 5_000  # code points in which a name is looked for again
_STOPS = ".!;:,"
# Names of columns (no name has commas without blanks), and a tag of a list of works: "TY  - JOUR".
_COLUMNS = compiled(r"[^\s,],[^\s,][^,]*,[^\s,]|\A[A-Z][A-Z0-9][ ]{1,3}- ")
# A title in capitals has at least so many longer words, and so many of them have one.
_SHORT_WORD, _TITLE_WORDS, _MOST = 4, 4, 0.8

_MARKED = compiled(
    r"#{1,6}[ \t]+(?P<words>[^\s#].*?)[ \t]*#*|(?P<wiki>={1,6})(?:[ \t]*(?P<name>[^\s=](?:[^=]*[^\s=])?)[ \t]*(?P=wiki)|[ \t]+(?P<open>[A-Z][^=|]*[^\s=|.,;:]))"
)
_DEPTH = compiled(r"(?P<depth>#{1,6})[ \t]+[^\s#]")
_DISEASE = compiled(rf"{DISEASE}\b", re.IGNORECASE)
_OMIM = compiled(r"(?:[#%+*^][ \t]*(?:MIM[ \t]*)?(?P<signed>\d{6})|(?P<bare>[1-6]\d{5}))\b[.:]?[ \t]*(?P<name>.*)")
_FIELD = compiled(
    r"(?:\|[ \t]*)?(?:name|title|disease(?:[ _]name)?|disorder(?:[ _]name)?|condition(?:[ _]name)?)[ \t]*[:=][ \t]*(?P<words>[^\s{].*)",
    re.IGNORECASE,
)
_BOLD_LEAD = compiled(
    r"(?:(?:the|an?)[ \t]+)?(?P<marks>'''|\*\*|__)(?P<words>[^'*_\n]{3,100})(?P=marks)(?=[ \t,(])", re.IGNORECASE
)
_SHEET = compiled(r"(?P<words>[^\s:].{3,80}?)[ \t]+(?:fact ?sheet|leaflet|booklet|handout|guide)", re.IGNORECASE)
_CRUMBS = compiled(r"[ \t](?:/|>|\|)[ \t]|[»›]")  # noqa: RUF001
_PROSE = compiled(
    r"\b(?:is|are|was|were|has|have|had|can|may|does|do|causes?|presents?|presenting|associated with|case (?:report|series)|"
    r"in (?:a|an|two|three|four|five|\d+) (?:\w+ )?(?:patients?|siblings|famil(?:y|ies)|brothers|sisters|child|children|boy|girl|man|woman)|"
    r"review of|study of|novel|diagnosis of|management of|treatment of|recognition of|role of)\b|:[ \t]+an?\b",
    re.IGNORECASE,
)
_ALIGNED = compiled(r"\S[ ]{3,}\S[^\n]*?\S[ ]{3,}\S")  # three columns
_SENTENCES = compiled(r"[^\W\d_]{2}[.?!](?:[ ]+[^\W_a-z]|[<\[])|<ref")  # more than one, or one with a note


def find_title(text: str, lines: Sequence[Line]) -> Title | None:
    """The title of a page, or None where it shows none."""
    head = lines[:_HEAD]
    for way in (_numbered, _marked, _field, _underlined):
        if title := _first_with_words(way(text, head)):
            return title
    if (place := name_below_menu(text, lines)) is not None:
        return named(text, place, lines[place].span)
    if title := title_below(text, lines):
        return title
    for way in (_first_line, _bold_lead, _sheet):
        if title := _first_with_words(way(text, head)):
            return title
    return None


def _first_with_words(titles: Iterator[Title]) -> Title | None:
    """The first title that is not empty: "# 166350;" has a number and no name."""
    return next((title for title in titles if title.words.start < title.words.end), None)


def _numbered(text: str, head: Sequence[Line]) -> Iterator[Title]:
    """A number of OMIM and a name: "# 142900  HOLT-ORAM SYNDROME; HOS", on one line or on two."""
    for place, line in enumerate(head):
        match = _OMIM.fullmatch(text, *line.span) if _is_short(line.span) else None
        if not match:
            continue
        digits = Span(*match.span("signed" if match["signed"] else "bare"))
        name, at = Span(*match.span("name")), place
        if name.start == name.end:
            if place + 1 == len(head):
                continue
            at, name = place + 1, head[place + 1].span
            if head[at].after_blank and not (match["signed"] and text[slice(*name)].isupper()):
                continue
        first = text[slice(*name)].partition(";")[0].rstrip()
        if not (match["signed"] or text[slice(*name)].isupper()) or len(first) > _LONGEST:
            continue
        words = Span(name.start, name.start + len(first))
        if text.startswith("*", line.span.start):  # a gene's entry: its number and its symbol are no disease's
            yield Title(at, words)
            continue
        identifier = Element(kind="identifier", span=digits, parts=(Part("value", digits),))
        others = (Span(words.end, name.end), *_capitals_below(text, head[at + 1 :]))
        yield Title(at, words, (identifier, *(name for other in others for name in names_behind(text, other))))


def _capitals_below(text: str, below: Sequence[Line]) -> Iterator[Span]:
    """The lines right below a name of OMIM that are in capitals as it is: its other titles."""
    for line in below:
        said = text[slice(*line.span)]
        if line.after_blank or not said.isupper() or len(said.split()) < 2 or not _names_no_section(said):  # noqa: PLR2004
            return
        yield line.span


def _marked(text: str, head: Sequence[Line]) -> Iterator[Title]:
    """The first heading with marks that is no section's name; above it may stand one that only says "Main text" or "Article"."""
    kinds: list[Span] = []
    for place, line in enumerate(head):
        match = _MARKED.fullmatch(text, *line.span) if _is_short(line.span) else None
        if not match:
            continue
        words = Span(*next(match.span(group) for group in ("words", "name", "open") if match[group]))
        said = text[slice(*words)]
        if is_banner(text, words) or _is_crumb(text, head[place : place + 2]):
            kinds.append(line.span)
            continue
        over = [line.span for line in head[:place] if line.span not in kinds]
        top = text.startswith(("# ", "#\t"), line.span.start) or len(match["wiki"] or "") == 1
        if top:
            fits = _names_no_section(said) and not any(_is_prose(text, span) for span in over)
        else:
            is_long = bool(kinds) and len(said) > _LONGEST_PLAIN  # of an article: its words say what it is about
            plain = is_long or heading_role(said) in {None, "description"}
            fits = plain and all(is_banner(text, span) for span in over)
        if fits and _names_no_section(said):
            yield named(text, place, words)
        return


def _is_crumb(text: str, lines: Sequence[Line]) -> bool:
    """Whether the first of two lines is a heading that the next one, a heading too, lies above: the chapter of a page of notes.

    What names a disease, or stands over a section, is no chapter.
    """
    depths = [
        match.end("depth") - match.start("depth") if match else 0
        for match in (_DEPTH.match(text, *line.span) for line in lines)
    ]
    if len(depths) < 2 or not depths[0] > depths[1] > 0:  # noqa: PLR2004
        return False
    chapter, below = (text[line.span.start : line.span.end].strip("# \t") for line in lines)
    return _DISEASE.search(chapter) is None and heading_role(below) is None


def _names_no_section(said: str) -> bool:
    """Whether a heading may name the page's subject; "What is cystinosis?" does, "What is the treatment?" does not."""
    asked = QUESTION.fullmatch(said)
    return not find_section_name(asked["words"].strip() if asked else said)


def _is_short(line: Span) -> bool:
    return line.end - line.start <= 2 * _LONGEST


def _is_prose(text: str, line: Span) -> bool:
    return line.end - line.start > _LONGEST_PLAIN and text[line.end - 1] in ".?!"


def _underlined(text: str, head: Sequence[Line]) -> Iterator[Title]:
    for place, (line, below) in enumerate(pairwise(head)):
        if is_rule(text, below.span) and not below.after_blank:
            said = text[slice(*line.span)]
            item = item_text(text, line.span)
            if item and find_section_name(text[slice(*item)]):
                return  # a section's name, set as an item
            if place < 3 and len(said) <= _LONGEST and not find_section_name(said) and not said[:1].isdigit():  # noqa: PLR2004
                yield named(text, place, line.span)
            return


def _field(text: str, head: Sequence[Line]) -> Iterator[Title]:
    for place, line in enumerate(head):
        match = _FIELD.fullmatch(text, *line.span) if _is_short(line.span) else None
        if match:
            words = _unquoted(text, Span(*match.span("words")))
            if words.end - words.start <= _LONGEST:
                yield named(text, place, words)._replace(is_line=False)
            return


def _unquoted(text: str, span: Span) -> Span:
    while span.end - span.start > 1 and text[span.start] in "\"'" and text[span.end - 1] == text[span.start]:
        span = Span(span.start + 1, span.end - 1)
    return span


def _first_line(text: str, head: Sequence[Line]) -> Iterator[Title]:
    """The first short line that is no banner, menu or way to the page; of several the first that the text takes up again."""
    found: list[int] = []
    headed = False  # by "Overview": what follows is a name only if the text takes it up
    for place, line in enumerate(head):
        said = text[line.span.start : min(line.span.end, line.span.start + 3 * _LONGEST)]
        if is_banner(text, line.span):
            continue
        if not found and find_section_name(said) == "description" and not _names_no_section(said):
            headed = True
            continue
        if not _may_name(text, line.span) or not _names_no_section(said) or _is_wrapped(text, head[place : place + 2]):
            break
        found.append(place)
    if not found:
        return
    # What the text below such lines takes up is its title; a menu's words may stand in another of its lines.
    below = text[head[found[-1]].span.end : _LOOKED_AT].lower()
    for again, times in ((below, 1), (text[:_LOOKED_AT].lower(), 2), *([] if headed else [("", 0)])):
        for place in found:
            name = text[slice(*named(text, place, head[place].span).words)].lower()
            if place + 1 < len(head) and again.count(name) >= times:
                yield named(text, place, head[place].span)
                return


def _is_wrapped(text: str, lines: Sequence[Line]) -> bool:
    """Whether the first of two lines is the beginning of a paragraph."""
    if len(lines) < 2 or lines[1].after_blank:  # noqa: PLR2004
        return False
    (start, end), below = lines[0].span, lines[1].span
    is_whole = below.end - below.start > _LONGEST_WRAPPED or _is_in_title_case(text[start:end])
    if end - start <= _LONGEST_PLAIN // 2 or (is_whole and not text[below.start].islower()):
        return False
    return text[below.start].islower() or (
        _PROSE.search(text, start, end) is not None and below.end - below.start >= end - start
    )


def _is_in_title_case(line: str) -> bool:
    """Whether a line is written as titles of articles are: all words but the shortest begin with a capital.

    >>> _is_in_title_case("A Novel Mutation Is Associated with Early Onset"), _is_in_title_case("Marfan syndrome in two")
    (True, False)
    """
    words = [word for word in line.split() if len(word) > _SHORT_WORD and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= _TITLE_WORDS and capitals >= _MOST * len(words)


def _is_taken_up(again: str, name: str) -> bool:
    return again.count(name) > 1


def is_banner(text: str, line: Span) -> bool:
    """Whether a line of a page's head is the publisher's, a menu, a date or an address."""
    return is_boilerplate(text, _FAMILY, scope="head", span=line) or _CRUMBS.search(text, *line) is not None


def _may_name(text: str, line: Span) -> bool:
    if not _is_short(line):
        return False
    said = text[slice(*line)]
    if said[-1] in _STOPS or item_text(text, line) or not any(map(str.isalpha, said)):
        return False
    return (
        "\t" not in said
        and not _ALIGNED.search(said)
        and said[0] not in "|{<#"
        and not _COLUMNS.search(said)
        and not _SENTENCES.search(said)
        and not _BOLD_LEAD.match(said)
    )


def _bold_lead(text: str, head: Sequence[Line]) -> Iterator[Title]:
    for place, line in enumerate(head):
        if match := _BOLD_LEAD.match(text, *line.span):
            words = Span(*match.span("words"))
            yield Title(place, words, is_line=False)
            return


def _sheet(text: str, head: Sequence[Line]) -> Iterator[Title]:
    """The name before "Factsheet" in the first line, where nothing else is a title and the text takes it up again."""
    match = _SHEET.fullmatch(text, *head[0].span) if head else None
    if match and _is_taken_up(_loose(text[:_LOOKED_AT]), _loose(match["words"])):
        yield Title(0, Span(*match.span("words")))


def _loose(text: str) -> str:
    """Words as a name may be taken up again: "Ataxia-Telangiectasia", "Ataxia telangiectasia"."""
    return text.lower().replace("-", " ")
