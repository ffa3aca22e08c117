"""One article as programs for references keep it: RIS, EndNote's and Web of Science's tags, BibTeX, PubTator's lines.

RIS: https://en.wikipedia.org/wiki/RIS_(file_format). Web of Science: its field tags. EndNote: "%T" and so on, as refer(1) has them.
PubTator: a number, "t" or "a", and the words, with bars between; what was annotated stands below, and is not read.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.errors import ReadError
from pohgraph.read.bibtex import bibtex_fields
from pohgraph.read.derived import one_line
from pohgraph.read.formats.article import Article, abstract_passages, article_layout
from pohgraph.read.formats.article_objects import without_tags
from pohgraph.read.layout import Layout

FAMILY = "citation"


class _Style(NamedTuple):
    """How one kind of record is written: what a line with a tag looks like, and which tags say what."""

    tagged: re.Pattern[str]
    title: tuple[str, ...]
    abstract: tuple[str, ...]
    keywords: tuple[str, ...] = ()
    doi: tuple[str, ...] = ()
    pmid: tuple[str, ...] = ()
    number: tuple[str, ...] = ()  # a database's, PubMed's where it says so or `database` does
    database: tuple[str, ...] = ()
    journal: tuple[str, ...] = ()


_STYLES = (
    _Style(
        compiled(r"(?P<tag>[A-Z][A-Z0-9]) {0,2}-(?: +(?P<words>.*)|)"),
        title=("TI", "T1", "CT", "BT"),
        abstract=("AB", "N2"),
        keywords=("KW",),
        doi=("DO",),
        pmid=("PM",),
        number=("AN", "UR", "L2", "ID", "N1"),
        database=("DB", "DP"),
        journal=("T2", "JF", "JO", "JA"),
    ),
    _Style(
        compiled(r"(?P<tag>%[A-Z0-9@^~]) ?(?P<words>.*)"),
        title=("%T",),
        abstract=("%X",),
        keywords=("%K",),
        doi=("%R",),
        number=("%M", "%U"),
        database=("%~", "%W"),
        journal=("%J", "%B"),
    ),
    _Style(
        compiled(r"(?P<tag>[A-Z][A-Z0-9])(?: (?P<words>\S.*)|)"),
        title=("TI",),
        abstract=("AB",),
        keywords=("DE", "ID"),
        doi=("DI",),
        pmid=("PM",),
        number=("UT",),
        journal=("SO",),
    ),
)
_PUBTATOR = compiled(r"(?P<number>\d{1,9})\|(?P<part>[ta])\|(?P<words>.*)")
_ENTRY = compiled(r"\s*@[A-Za-z]+\s*[{(]")
_OF_PUBMED = compiled(r"pubmed|medline|nlm|ncbi", re.IGNORECASE)
_NUMBER = compiled(
    r"(?P<says>.*pubmed\S*/|PMID:? ?|MEDLINE:)?(?P<number>\d{1,9})(?P<behind> \[pmid\])?/?", re.IGNORECASE
)
_DOI = compiled(r"(?:https?://(?:dx\.)?doi\.org/|doi:? ?)?(?P<doi>10\.\d{4,9}/\S+)", re.IGNORECASE)
_SEPARATORS = compiled(r"\s*[;,]\s*")

_Fields = dict[str, list[str]]


def read(text: str) -> Layout:
    """Read one article.

    Raises:
        ReadError: it has neither a title nor an abstract.
    """
    if _PUBTATOR.match(text.lstrip()):
        article = _of_pubtator(text)
    elif _ENTRY.search(text) and not text.lstrip("\ufeff \r\n").startswith(("TY", "FN", "PT", "%0")):
        article = _of_bibtex(text)
    else:
        article = _of_tags(text)
    if not article.title and not any("".join(passage.paragraphs) for passage in article.passages):
        raise ReadError(path="", reason="a reference without a title and an abstract")
    return article_layout(article)


def _of_tags(text: str) -> Article:
    lines = text.strip().splitlines()
    style = next((style for style in _STYLES if lines and style.tagged.fullmatch(lines[0].rstrip())), _STYLES[0])
    fields = _fields(style, lines)
    words = [word for value in _all(fields, style.keywords) for word in _SEPARATORS.split(value)]
    return Article(
        title=_first(fields, style.title),
        passages=list(abstract_passages(_first(fields, style.abstract))),
        identifiers=list(_identifiers(_numbers(fields, style), _all(fields, style.doi))),
        keywords=[("Keywords", _once(words))],
        journal=_first(fields, style.journal),
    )


def _numbers(fields: _Fields, style: _Style) -> list[str]:
    """What may be the number in PubMed: other databases number their records with such figures, too."""
    found = _all(fields, style.number)
    if not any(map(_OF_PUBMED.search, _all(fields, style.database))):
        found = [said for said in found if (match := _NUMBER.fullmatch(said)) and (match["says"] or match["behind"])]
    return [*_all(fields, style.pmid), *found]


def _fields(style: _Style, lines: list[str]) -> _Fields:
    """The values by their tags; a line without a tag, or set in, goes on with the one before."""
    fields: _Fields = defaultdict(list)
    tag = ""
    for line in lines:
        if match := style.tagged.fullmatch(line.rstrip()):
            tag = match["tag"]
            fields[tag].append(match["words"] or "")
        elif tag and line.strip():
            fields[tag][-1] += f"; {line.strip()}" if tag in style.keywords else f" {line.strip()}"
    return fields


def _of_bibtex(text: str) -> Article:
    fields = bibtex_fields(text)
    numbers = [fields.get("pmid", ""), fields.get("url", "")]
    return Article(
        title=without_tags(fields.get("title", "")),
        passages=list(abstract_passages(without_tags(fields.get("abstract", "")))),
        identifiers=list(_identifiers(numbers, [fields.get("doi", "")])),
        keywords=[("Keywords", _once(_SEPARATORS.split(fields.get("keywords", ""))))],
        journal=fields.get("journal", "") or fields.get("booktitle", ""),
    )


def _of_pubtator(text: str) -> Article:
    found = [match for line in text.splitlines() if (match := _PUBTATOR.fullmatch(line.strip()))]
    title = next((one_line(match["words"]) for match in found if match["part"] == "t"), "")
    abstract = next((one_line(match["words"]) for match in found if match["part"] == "a"), "")
    numbers = [match["number"] for match in found[:1] if match["number"].strip("0")]
    return Article(
        title=title, passages=list(abstract_passages(abstract)), identifiers=[("PMID", number) for number in numbers]
    )


def _identifiers(numbers: list[str], dois: list[str]) -> Iterator[tuple[str, str]]:
    number = next((match["number"] for said in numbers if (match := _NUMBER.fullmatch(said.strip()))), "")
    doi = next((match["doi"] for said in dois if (match := _DOI.search(said))), "")
    if number:
        yield "PMID", number
    if doi:
        yield "DOI", doi


def _all(fields: _Fields, tags: tuple[str, ...]) -> list[str]:
    return [without_tags(value) for tag in tags for value in fields.get(tag, ()) if value.strip()]


def _first(fields: _Fields, tags: tuple[str, ...]) -> str:
    return next(iter(_all(fields, tags)), "")


def _once(words: list[str]) -> list[str]:
    return list(dict.fromkeys(word for word in words if word))
