"""A page saved as JSON: one object with the disease's name, and its texts as strings. The document's text is derived.

Keys are what headings and labels are elsewhere: "inheritance" over a sentence, "synonyms" over a list. A question, a heading or
a title beside an answer or a text is its heading. It is then read as any text is. Lists whose key says nothing are left out,
since they may be tags that nobody wrote of the disease.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace

from pohgraph.compiled import compiled
from pohgraph.errors import MalformedError, ReadError
from pohgraph.read.derived import DerivedText, one_line
from pohgraph.read.formats import plain_text
from pohgraph.read.formats.article import article_layout
from pohgraph.read.formats.article_objects import article_of
from pohgraph.read.html_markdown import markdown
from pohgraph.read.html_tree import parse_html
from pohgraph.read.layout import Layout, PageRemark
from pohgraph.read.lexical import heading_role
from pohgraph.read.object_forms import forms_of
from pohgraph.read.object_tables import rows_of
from pohgraph.read.objects import (
    DEEPEST,
    Json,
    are_parts,
    fields_of,
    is_denied,
    is_of_disease,
    is_of_others,
    is_text,
    name_of,
    named_things,
    section_of,
    spelt,
    texts_of,
    titled,
    written,
)

FAMILY = "json_page"
_NO_HEADING = compiled(  # keys that say of a text only that it is one
    r"(?:(?:answer|text|html|content|body|section|extract|value|data|item|paragraph|list|entr|passage|markdown)(?:s|y|ies)? ?)+|p|para"
)
_MARKS = compiled(
    r"</?(?:p|div|ul|ol|li|br|h[1-6]|table|section|i|b|em|strong|sub|sup|span|a)\b[^<>]{0,500}>", re.IGNORECASE
)
_ITEMS = compiled(r"(?:list )?(?:items?|entry|entries)|li|bullets?|(?:bullet )?points?")  # keys of what a list holds
_EMPTY = compiled(r"^(?P<marks>#{2,6}) [^\n]*\n\s*(?=(?!(?P=marks)#)#|\Z)", re.MULTILINE)  # headings over nothing
_TWICE = " html"
_KEPT = compiled(
    r"[a-z][a-z-]+(?: [a-z][a-z-]+)+"
)  # words under a heading that says what they are; no code, no address
_HALF = compiled(r"\\u[dD][89a-fA-F]")  # half of a character, or one of its two halves
_WRAPPERS = frozenset({"data", "result", "results", "response", "body"})  # of an answer of a server
_MANY = "more than one object of JSON: give each page a file"
_OF_NAMES = frozenset({"synonyms", "coding", "header"})
_FEWEST_FIELDS = 2  # of a page without a text


def read(text: str) -> Layout:
    """Read such a page.

    Raises:
        ReadError: it is no JSON, or no object with a name and a text.
    """
    whole = parse_json(text)
    layout = read_object(whole, "JSON")
    if layout is None and isinstance(whole, list) and len(whole) > 1:
        raise ReadError(path="", reason=_MANY)
    if layout is None:
        reason = (
            "JSON that is no page: a page is one object with a name or title and its texts; save it as text or HTML"
        )
        raise ReadError(path="", reason=reason)
    return layout


def read_object(whole: object, kind: str) -> Layout | None:
    """The page that an object of strings, lists and objects holds, read from a file of a kind ("JSON"); None where it is no page."""
    if article := article_of(whole):
        layout = article_layout(article)
        message = f"the page is {kind} of no known source; its title and abstract were read as those of an article"
        return replace(layout, remarks=(*layout.remarks, PageRemark("unknown_family", message)))
    page = _page(whole)
    title = name_of(page) if page else ""
    if page is None or not title:
        return None
    written = DerivedText()
    written.line(f"# {title}")
    left_out = list(_write(written, page, title, depth=1))
    layout = plain_text.read(_EMPTY.sub("", written.text()))
    message = f"the page is {kind} of no known source; its keys were read as headings and labels"
    remarks = [PageRemark("unknown_family", message)]
    if left_out:
        message = f"keys that say nothing of the disease's patients were left out: {', '.join(dict.fromkeys(left_out))}"
        remarks.append(PageRemark("not_read", message))
    address = page.get("url", "")
    return replace(layout, iri=address if isinstance(address, str) else "", remarks=(*layout.remarks, *remarks))


def _page(whole: object) -> Json | None:
    """The object with a name and most of the texts: the outermost one, or the only one at its depth; its key may be its name."""
    level, size = [whole], sum(map(len, texts_of(whole)))
    for _ in range(DEEPEST):
        objects = [part for part in level if isinstance(part, dict)]
        pages = [part for part in objects if name_of(part) and 2 * sum(map(len, texts_of(part))) > size]
        if not size:  # nothing but short values
            pages = [
                part for part in objects if name_of(part) and (_has_forms(part) or fields_of(part) >= _FEWEST_FIELDS)
            ]
        if pages:
            return pages[0]
        for key, inner in objects[0].items() if len(objects) == 1 and len(objects[0]) == 1 else ():
            if isinstance(inner, dict) and not name_of(inner) and any(map(is_text, inner.values())):
                return {"name": key, **inner}
        level = [inner for part in level for inner in _within(part)]
    return None


def _has_forms(part: Json) -> bool:
    return any(forms_of(spelt(key), value, name_of(part)) for key, value in part.items())


def _within(part: object) -> Iterator[object]:
    """What lies in a wrapper; not what lies in a part of the page itself, as its genes do."""
    if isinstance(part, dict):
        yield from (
            value
            for key, value in part.items()
            if spelt(key) in _WRAPPERS or heading_role(spelt(key)) in {None, "description"}
        )
    elif isinstance(part, list):
        yield from part


def parse_json(text: str) -> object:
    """The value that a text of JSON is.

    Raises:
        MalformedError: it breaks the rules of JSON.
        ReadError: it is more than one value, or nested too deep.
    """
    try:
        value = json.loads(text.removeprefix("\ufeff"))
        # Half a character, where a program cut a text: none of it can be written to a file.
        return (
            json.loads(json.dumps(value, ensure_ascii=False).encode(errors="replace")) if _HALF.search(text) else value
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        if error.msg == "Extra data":
            raise ReadError(path="", reason=_MANY, place=place) from None
        raise MalformedError(path="", reason=f"not well-formed JSON: {error.msg}", place=place) from None
    except (RecursionError, ValueError):
        raise ReadError(path="", reason="JSON that is nested too deep, or with a number that is too long") from None


def _write(page: DerivedText, part: Json, title: str, depth: int, over: str = "") -> Iterator[str]:
    """Write an object, its values before its texts; yields the keys of what is left out. `over` is the heading over it."""
    later: list[tuple[str, object]] = []
    under = depth > 1 and is_of_disease(over)
    of_other = under and is_of_others(over) and name_of(part) not in {"", title}
    for key, words, value in _said_once(part, title if depth > 1 else None):
        if is_denied(words, value) or (of_other and is_of_disease(words) and not is_text(value)):
            yield key
        elif isinstance(value, dict) or is_text(value) or (isinstance(value, list) and not _are_words(value)):
            later.append((words, value))
        elif isinstance(value, str) and one_line(value) not in {"", title} and is_of_disease(words):
            page.line(f"{words}: {one_line(value)}", gap=True)
        elif isinstance(value, str) and under and _KEPT.fullmatch(one_line(value)):
            page.line(one_line(value), gap=True)
        elif isinstance(value, list) and value:
            items = [f"- {one_line(str(item))}" for item in value]
            if is_of_disease(words):
                page.block([f"{words}:", *items])
            elif _ITEMS.fullmatch(words) or heading_role(over) == "symptoms":
                page.block(items)
            else:
                yield key
    # What gets no heading comes first: under another one it would be taken for a part of that.
    for words, value in sorted(later, key=lambda pair: not _NO_HEADING.fullmatch(pair[0])):
        yield from _write_texts(page, words, value, title, depth)


def _said_once(part: Json, of_page: str | None) -> Iterator[tuple[str, str, object]]:
    """The keys of an object, as words, with their values; not what they say again as HTML ("extract_html").

    Of an object within a page of such a name, not its own names and numbers either: they are none of the page's disease.
    """
    said = {spelt(key) for key in part}
    own = of_page is not None and name_of(part) not in {"", of_page}
    for key, value in part.items():
        words = written(key)
        again = words.endswith(_TWICE) and words.removesuffix(_TWICE) in said
        if not again and not (own and section_of(words) in _OF_NAMES):
            yield key, words, _unwrapped(value)


def _write_texts(page: DerivedText, words: str, value: object, title: str, depth: int) -> Iterator[str]:
    heading = "" if _NO_HEADING.fullmatch(words) else f"{_marks(depth)} {words}"
    if depth > DEEPEST:
        return
    # Deeper ones may be those of a finding: types of seizures.
    if depth == 1 and (told := forms_of(words, value, title)):
        for label, said in told.alike.items():
            page.line(f"{label}: {one_line(said)}", gap=True)
        yield from told.left_out
        for form in told.forms:
            page.line(f"{_marks(depth)} {form.heading}", gap=True)
            yield from _write(page, form.said, title, depth + 1)
    elif isinstance(value, str):
        page.line(heading, gap=True)
        _write_text(page, value)
    elif isinstance(value, dict):
        own, text = titled(value)
        if own and text:
            page.line(f"{_marks(depth)} {own}", gap=True)
            _write_text(page, text)
        else:
            page.line(heading, gap=True)
            yield from _write(page, value, title, depth + 1, words)
    elif isinstance(value, list):
        yield from _write_list(page, words, value, title, depth)


def _write_list(page: DerivedText, words: str, value: list[object], title: str, depth: int) -> Iterator[str]:
    heading = "" if _NO_HEADING.fullmatch(words) else f"{_marks(depth)} {words}"
    value = [item for item in value if not is_denied("", item)]
    if rows := rows_of(words, value):
        page.line(heading, gap=True)
        page.block(rows)
    elif (named := named_things(words, value))[0]:
        # What is a table of terms elsewhere is a list of findings here.
        page.line(f"{_marks(depth)} symptoms" if heading_role(words) == "hpo_table" else heading, gap=True)
        page.block(f"- {item}" for item in named[0])
        for said in named[1]:
            page.line(said, gap=True)
    elif _ITEMS.fullmatch(words) and all(isinstance(item, str) for item in value):
        page.block(f"- {one_line(str(item))}" for item in value)
    else:
        texts = any(map(is_text, value))
        if texts or are_parts(words, value):
            page.line(heading, gap=True)
            depth += not texts
        for item in value:
            if isinstance(item, str):
                _write_text(page, item)
            else:
                yield from _write_texts(page, words, item, title, depth)


def _unwrapped(value: object) -> object:
    """A value without objects that hold nothing but it: {"text": {"role": …}}, [{"synonym": "MFS"}, …]."""
    while isinstance(value, dict) and len(value) == 1 and isinstance(inner := next(iter(value.values())), dict):
        value = inner
    if not isinstance(value, list):
        return value
    items = [_unwrapped(item) for item in value]
    alone = [next(iter(item.values())) if isinstance(item, dict) and len(item) == 1 else None for item in items]
    return alone if alone and all(isinstance(item, str) and not is_text(item) for item in alone) else items


def _write_text(page: DerivedText, text: str) -> None:
    if _MARKS.search(text):
        tree = parse_html(text)
        text = markdown([tree.body]) if tree.body else ""
    for line in text.splitlines():
        page.line(line, gap=True)


def _marks(depth: int) -> str:
    return "#" * min(depth + 1, 6)


def _are_words(value: list[object]) -> bool:
    return all(isinstance(item, str | int | float) and not is_text(item) for item in value)
