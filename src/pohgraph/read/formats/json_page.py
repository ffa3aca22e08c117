"""A page saved as JSON: one object with the disease's name, and its texts as strings. The document's text is derived.

Keys are what headings and labels are elsewhere: "inheritance" over a sentence, "synonyms" over a list. A question, a heading or
a title beside an answer or a text is its heading. It is then read as any text is. Lists whose key says nothing are left out,
since they may be tags that nobody wrote of the disease.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeGuard

from pohgraph.errors import MalformedError, ReadError
from pohgraph.read.derived import DerivedText, one_line
from pohgraph.read.field_openings import known_label
from pohgraph.read.formats import plain_text
from pohgraph.read.formats.json_rows import references_of, table_of
from pohgraph.read.html_markdown import markdown
from pohgraph.read.html_tree import parse_html
from pohgraph.read.layout import Layout, PageRemark
from pohgraph.read.lexical import heading_role

FAMILY = "json_page"
NAMES = (
    *("title", "name", "focus", "disease", "disease name", "disorder", "disorder name", "condition", "condition name"),
    *("preferred term", "preferred title", "preferred label", "pref label", "preferred name", "label", "topic"),
)
_HEADINGS = ("question", "heading", "title", "header", "section", "section title", "text role", "name")
TEXTS = ("answer", "text", "html", "content", "contents", "body", "description")
_NO_HEADING = re.compile(  # keys that say of a text only that it is one
    r"(?:(?:answer|text|html|content|body|section|extract|value|data|item|paragraph|list|entr|passage|markdown)(?:s|y|ies)? ?)+|p|para"
)
_MARKS = re.compile(
    r"</?(?:p|div|ul|ol|li|br|h[1-6]|table|section|i|b|em|strong|sub|sup|span|a)\b[^<>]{0,500}>", re.IGNORECASE
)
_ITEMS = re.compile(r"(?:list )?(?:items?|entry|entries)|li|bullets?|(?:bullet )?points?")  # keys of what a list holds
_TWICE = " html"
_KEPT = re.compile(
    r"[a-z][a-z-]+(?: [a-z][a-z-]+)+"
)  # words under a heading that says what they are; no code, no address
_WRAPPERS = frozenset({"data", "result", "results", "response", "body"})  # of an answer of a server
_MANY = "more than one object of JSON: give each page a file"
_OF_FILE = frozenset({"not_content", "references", "resources", "disclaimer"})
_LONGEST_NAME = 120
_FEWEST_FIELDS = 2  # of a page without a text
_SHORTEST_TEXT = 60  # code points: what is shorter, or has no stop, is a value rather than a text
_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])|[_\s-]+")
_DEEPEST = 12  # objects within each other
_Json = Mapping[str, object]


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
    page = _page(whole)
    title = name_of(page) if page else ""
    if page is None or not title:
        return None
    written = DerivedText()
    written.line(f"# {title}")
    left_out = list(_write(written, page, title, depth=1))
    layout = plain_text.read(written.text())
    message = f"the page is {kind} of no known source; its keys were read as headings and labels"
    remarks = [PageRemark("unknown_family", message)]
    if left_out:
        message = f"lists whose keys say nothing of a disease were left out: {', '.join(dict.fromkeys(left_out))}"
        remarks.append(PageRemark("not_read", message))
    address = page.get("url", "")
    return replace(layout, iri=address if isinstance(address, str) else "", remarks=(*layout.remarks, *remarks))


def _page(whole: object) -> _Json | None:
    """The object with a name and most of the texts: the outermost one, or the only one at its depth; its key may be its name."""
    level, size = [whole], sum(map(len, texts_of(whole)))
    for _ in range(_DEEPEST):
        objects = [part for part in level if isinstance(part, dict)]
        pages = [part for part in objects if name_of(part) and 2 * sum(map(len, texts_of(part))) > size]
        if not size:  # nothing but short values
            pages = [part for part in objects if name_of(part) and fields_of(part) >= _FEWEST_FIELDS]
        if pages:
            return pages[0]
        for key, inner in objects[0].items() if len(objects) == 1 and len(objects[0]) == 1 else ():
            if isinstance(inner, dict) and not name_of(inner) and any(map(_is_text, inner.values())):
                return {"name": key, **inner}
        level = [inner for part in level for inner in _within(part)]
    return None


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
        return json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        if error.msg == "Extra data":
            raise ReadError(path="", reason=_MANY, place=place) from None
        raise MalformedError(path="", reason=f"not well-formed JSON: {error.msg}", place=place) from None
    except (RecursionError, ValueError):
        raise ReadError(path="", reason="JSON that is nested too deep, or with a number that is too long") from None


def name_of(page: _Json) -> str:
    """What the page is about: the first of the usual keys that has a short text."""
    said_by = {spelt(key): said for key, said in page.items() if isinstance(said, str)}
    return next((name for key in NAMES if 0 < len(name := one_line(said_by.get(key, ""))) <= _LONGEST_NAME), "")


def _write(page: DerivedText, part: _Json, title: str, depth: int, over: str = "") -> Iterator[str]:
    """Write an object, its values before its texts; yields the keys of what is left out. `over` is the heading over it."""
    later: list[tuple[str, object]] = []
    under = depth > 1 and _is_of_disease(over)
    said = {spelt(key) for key in part}
    for key, inner in part.items():
        words, value = spelt(key), _unwrapped(inner)
        if words.endswith(_TWICE) and words.removesuffix(_TWICE) in said:
            continue  # "extract" and "extract_html" say the same
        if isinstance(value, dict) or _is_text(value) or (isinstance(value, list) and not _are_words(value)):
            later.append((words, value))
        elif isinstance(value, str) and one_line(value) not in {"", title} and _is_of_disease(words):
            page.line(f"{words}: {one_line(value)}", gap=True)
        elif isinstance(value, str) and under and _KEPT.fullmatch(one_line(value)):
            page.line(one_line(value), gap=True)
        elif isinstance(value, list) and value and _is_of_disease(words):
            page.block([f"{words}:", *(f"- {one_line(str(item))}" for item in value)])
        elif isinstance(value, list) and value and (_ITEMS.fullmatch(words) or heading_role(over) == "symptoms"):
            page.block([f"- {one_line(str(item))}" for item in value])
        elif isinstance(value, list) and value:
            yield key
    # What gets no heading comes first: under another one it would be taken for a part of that.
    for words, value in sorted(later, key=lambda pair: not _NO_HEADING.fullmatch(pair[0])):
        yield from _write_texts(page, words, value, title, depth)


def _write_texts(page: DerivedText, words: str, value: object, title: str, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(value, str):
        page.line("" if _NO_HEADING.fullmatch(words) else f"{_marks(depth)} {words}", gap=True)
        _write_text(page, value)
    elif isinstance(value, dict):
        heading, text = _titled(value)
        if heading and text:
            page.line(f"{_marks(depth)} {heading}", gap=True)
            _write_text(page, text)
            return
        page.line("" if _NO_HEADING.fullmatch(words) else f"{_marks(depth)} {words}", gap=True)
        yield from _write(page, value, title, depth + 1, words)
    elif isinstance(value, list):
        yield from _write_list(page, words, value, title, depth)


def _write_list(page: DerivedText, words: str, value: list[object], title: str, depth: int) -> Iterator[str]:
    """Write a list as a table, as fields or as items where it holds nothing else, else item by item."""
    heading = f"{_marks(depth)} {words}"
    if records := _records(value):
        page.line(heading, gap=True)
        page.block(references_of(records, spelt) or table_of(records, words, spelt))
        return
    if named := _named(words, value):
        page.line(heading, gap=True)
        page.block(f"- {name}: {said}" for name, said in named)
        return
    if any(_is_text(item) for item in value) and not _NO_HEADING.fullmatch(words):
        page.line(heading, gap=True)
    if _ITEMS.fullmatch(words) and all(isinstance(item, str) for item in value):
        page.block([f"- {one_line(str(item))}" for item in value])
        return
    for item in value:
        if isinstance(item, str):
            _write_text(page, item)
        else:
            yield from _write_texts(page, words, item, title, depth)


def _records(value: list[object]) -> list[_Json]:
    """The objects of a list of which none has a text; none where it holds anything else, or where they make no table."""
    records: list[_Json] = [item for item in value if isinstance(item, dict)]
    if len(records) < len(value) or any(_titled(item)[1] or any(texts_of(item)) for item in records):
        return []
    return records if references_of(records, spelt) or table_of(records, "", spelt) else []


def _named(words: str, value: list[object]) -> list[tuple[str, str]]:
    """Things of one kind with a few words on each: "treatments", with a name and what it does; none of any other list."""
    if not _is_of_disease(words):
        return []
    named = [_titled(item) for item in value if isinstance(item, dict)]
    plain = all(name and heading_role(name) is None and said and not _is_text(said) for name, said in named)
    return [(name, one_line(said)) for name, said in named] if plain and len(named) == len(value) else []


def _titled(part: _Json) -> tuple[str, str]:
    """The heading and the text of an object that has both and says no more of the disease."""
    said_by = {spelt(key): said for key, said in part.items() if isinstance(said, str)}
    heading = next((said_by[key] for key in _HEADINGS if key in said_by), "")
    text = next((said_by[key] for key in TEXTS if key in said_by), "")
    return one_line(heading), text


def _unwrapped(value: object) -> object:
    """A value without objects that hold nothing but it: {"text": {"role": …}}, [{"synonym": "MFS"}, …]."""
    while isinstance(value, dict) and len(value) == 1 and isinstance(inner := next(iter(value.values())), dict):
        value = inner
    if not isinstance(value, list):
        return value
    items = [_unwrapped(item) for item in value]
    alone = [next(iter(item.values())) if isinstance(item, dict) and len(item) == 1 else None for item in items]
    return alone if alone and all(isinstance(item, str) and not _is_text(item) for item in alone) else items


def _write_text(page: DerivedText, text: str) -> None:
    if _MARKS.search(text):
        tree = parse_html(text)
        text = markdown([tree.body]) if tree.body else ""
    for line in text.splitlines():
        page.line(line, gap=True)


def _marks(depth: int) -> str:
    return "#" * min(depth + 1, 6)


def spelt(key: str) -> str:
    """A key as words: "umls_cuis", "modeOfInheritance"."""
    return one_line(_WORDS.sub(" ", key)).lower().replace(":", "")


def _is_of_disease(words: str) -> bool:
    known = known_label(words)
    section = known.section if known else heading_role(words)
    return section is not None and section not in _OF_FILE


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and len(value) >= _SHORTEST_TEXT and " " in value and "." in value


def _are_words(value: list[object]) -> bool:
    return all(isinstance(item, str | int | float) and not _is_text(item) for item in value)


def fields_of(page: _Json) -> int:
    """How many of an object's keys say of what kind their values are."""
    return sum(bool(value) and _is_of_disease(spelt(key)) for key, value in page.items() if spelt(key) not in NAMES)


def texts_of(value: object, depth: int = 0) -> Iterator[str]:
    """The texts at any depth."""
    if _is_text(value):
        yield value
    elif isinstance(value, dict | list) and depth <= _DEEPEST:
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts_of(inner, depth + 1)
