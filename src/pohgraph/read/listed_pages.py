"""Files of data that list many diseases, cut into pages: an object of JSON each, an object a line, a row of a table.

Objects and rows with the same name, one after another or not, are one page: its sections. A file is left whole where what it
lists may be anything else: sections of one page, its findings, editions in several languages.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.read.formats.article_objects import article_of, article_title
from pohgraph.read.lexical import heading_role
from pohgraph.read.objects import NAMES, TEXTS, fields_of, name_of, spelt, texts_of

_DEEPEST = 3  # wrappers around a list
_SHORTEST_KEY = 4  # characters: "en" and "fr" are editions
_SHORTEST_PAGE = 200  # characters of a text that is a page without a name
_ABOUT_DISEASE = frozenset(name for name in NAMES if name.startswith(("disease", "disorder", "condition")))
_UNSAFE = compiled(r"[^A-Za-z0-9]+")
_LONGEST = 60  # characters of a page's name within the name of its file
_HEADER = compiled(r"[^\r\n]{3,2000}")


class Listed(NamedTuple):
    """A page's own bytes, and a name that no other page of its file has."""

    name: str
    data: bytes


def listed_pages(data: bytes) -> list[Listed]:
    """The pages that a file lists; none where it is one page, or where what it lists are no pages."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return []
    opening = text[:1024].lstrip()[:1]
    found = _in_json(text) if opening in {"{", "["} else _in_table(text)
    taken: dict[str, int] = {}
    pages = []
    for name, page in found or ():
        slug = _UNSAFE.sub("-", name)[:_LONGEST].strip("-") or "page"
        taken[slug] = taken.get(slug, 0) + 1
        own = slug if taken[slug] == 1 else f"{slug}-{taken[slug]}"
        written = page if isinstance(page, str) else json.dumps(page, ensure_ascii=False, indent=1)
        pages.append(Listed(own, written.encode(errors="replace")))
    return pages


_Found = list[tuple[str, object]]


def _in_json(text: str) -> _Found | None:
    """Those of a file of JSON: a list, an object with a name before each, one object after another."""
    try:
        values = list(_values(text))
    except (ValueError, RecursionError):
        return None
    return _grouped(values, 2) if len(values) > 1 else _listed(values[0], 0) if values else None


def _values(text: str) -> Iterator[object]:
    decoder, at = json.JSONDecoder(), 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        value, at = decoder.raw_decode(text, at)
        yield value


def _listed(value: object, depth: int) -> _Found | None:
    if isinstance(value, list):
        return _grouped(value, 2)
    if not isinstance(value, dict) or name_of(value) or depth > _DEEPEST or article_of(value):
        return None
    named = [inner for inner in value.values() if isinstance(inner, dict) and name_of(inner)]
    if len(named) > 1:
        return _grouped(named, 2)
    keyed = [
        (key, {"name": key, **inner})
        for key, inner in value.items()
        if isinstance(inner, dict)
        and not name_of(inner)
        and len(key) >= _SHORTEST_KEY
        and heading_role(spelt(key)) is None
    ]
    if len(keyed) > 1 and all(_is_page(page) for _, page in keyed):
        return [*keyed]
    # What lies below "interventions" or "genes" is a part of the page, however it is named.
    wrapped = (inner for key, inner in value.items() if heading_role(spelt(key)) in {None, "description", "other"})
    return next((found for inner in wrapped if (found := _listed(inner, depth + 1))), None)


def _grouped(values: Sequence[object], least: int) -> _Found | None:
    """Objects by their names; None where fewer than `least` are pages, or their names are those of sections."""
    if articles := _articles(values, least):
        return articles
    groups: dict[str, list[Mapping[str, object]]] = {}
    for value in values:
        if not isinstance(value, dict) or not (name := name_of(value)) or heading_role(name) is not None:
            return None
        groups.setdefault(name, []).append(value)
    if len(values) < least or not all(_is_page(page) for pages in groups.values() for page in pages):
        return None
    if any(len(pages) > 1 and not all(map(_has_text, pages)) for pages in groups.values()):
        return None  # rows of findings, each with what is said of it alone
    return [(name, pages[0] if len(pages) == 1 else _of_sections(name, pages)) for name, pages in groups.items()]


def _articles(values: Sequence[object], least: int) -> _Found | None:
    """Articles by their titles, each a page, also where two have one title; what has a title and no abstract has nothing to be read."""
    titles = [article_title(value) if isinstance(value, dict) else "" for value in values]
    others = [value for value, title in zip(values, titles, strict=True) if not title]
    if (
        len(values) < least
        or not any(titles)
        or not all(isinstance(value, dict) and not _tells(value) for value in others)
    ):
        return None
    return [(title, value) for title, value in zip(titles, values, strict=True) if title]


def _tells(value: Mapping[str, object]) -> bool:
    """Whether an object that is no article says something of patients."""
    return fields_of(value) > 1 or any(spelt(key) in TEXTS for key in value)


def _of_sections(name: str, pages: Sequence[Mapping[str, object]]) -> dict[str, object]:
    return {"name": name, "sections": [{key: said for key, said in page.items() if said != name} for page in pages]}


def _is_page(page: Mapping[str, object]) -> bool:
    return _has_text(page) or fields_of(page) > 1


def _has_text(page: Mapping[str, object]) -> bool:
    return next(texts_of(page), None) is not None


def _in_table(text: str) -> _Found | None:
    """Those of a table with a row for each disease, or for each text."""
    header = _HEADER.match(text)
    separator = next((mark for mark in "\t,;" if header and mark in header[0]), "")
    if not separator:
        return None
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        head = [spelt(cell) for cell in next(reader, [])]
        # Few tables are such, and some are long.
        if len(set(head)) < len(head) or not any(cell in NAMES or cell in TEXTS for cell in head):
            return None
        rows = [row for row in reader if any(row)]
    except csv.Error:
        return None
    if not rows or any(len(row) != len(head) for row in rows):
        return None
    return _with_names(head, rows) if any(cell in NAMES for cell in head) else _without_names(head, rows)


def _with_names(head: Sequence[str], rows: Sequence[Sequence[str]]) -> _Found | None:
    column = next(cell for cell in NAMES if cell in head)
    pages = [{cell: _value(said) for cell, said in zip(head, row, strict=True) if said.strip()} for row in rows]
    if articles := _articles(pages, 1):
        return articles
    # "name" may be that of a finding: such a table must have texts.
    if column not in _ABOUT_DISEASE and not all(map(_has_text, pages)):
        return None
    return _grouped(pages, 1)


def _value(cell: str) -> object:
    """What a cell says: a list that a program wrote into it, else its words."""
    if cell.startswith("[") and cell.endswith("]"):
        for written in (cell, cell.replace("'", '"')):
            try:
                return json.loads(written)
            except (ValueError, RecursionError):
                continue
    return cell


def _without_names(head: Sequence[str], rows: Sequence[Sequence[str]]) -> _Found | None:
    """Texts that say themselves what they are about."""
    column = next((place for place, cell in enumerate(head) if cell in TEXTS), None)
    if column is None or any(len(row[column]) < _SHORTEST_PAGE for row in rows):
        return None
    return [(f"row {number}", row[column]) for number, row in enumerate(rows, 1)]
