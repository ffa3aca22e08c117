"""Articles, whatever XML they come in: the derived text is the title, the abstract's parts, the body's sections, the identifiers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from urllib.parse import quote

from pohgraph.compiled import compiled
from pohgraph.language.lines import Line, lines_of
from pohgraph.language.sentences import find_sentences
from pohgraph.model import Element, Part, Section, Span
from pohgraph.read.derived import DerivedText
from pohgraph.read.layout import Layout, PageRemark
from pohgraph.read.lexical import find_section_name
from pohgraph.read.marks import citations, list_items
from pohgraph.read.tables import read_tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A part of an abstract or a body: its printed heading, empty where it has none, and its paragraphs, each on one line.

    A paragraph of several lines is a table, rows with bars between their cells. `name` is the canonical section, empty where the
    heading tells it.
    """

    heading: str
    paragraphs: Sequence[str]
    name: str = ""
    level: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What an article's file says of it: `identifiers` are pairs of a registry's name and a local part.

    `keywords` are labels ("Keywords", "MeSH terms") with their words.
    """

    title: str
    passages: Sequence[Passage]
    identifiers: Sequence[tuple[str, str]]
    keywords: Sequence[tuple[str, Sequence[str]]] = ()
    journal: str = ""
    license: str = ""
    rights: str = ""
    modified: str = ""
    language: str = ""
    status: str = ""
    remarks: Sequence[PageRemark] = ()
    body: Sequence[Passage] = ()


# The first label opens the abstract, or there is none; "MRI: normal" within a part opens none.
_LABEL = compiled(r"(?:^|(?<=[.?!):] ))(?P<label>[A-Z][A-Za-z][\w &/,'()-]{1,58}): ")
_PARTS = compiled(r"[/&,]| and ", re.IGNORECASE)  # "RESULTS AND CONCLUSIONS"
_BAR = "|"
_ADDRESSES = {
    "PMID": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "PMC": "https://pmc.ncbi.nlm.nih.gov/articles/PMC{}/",
    "DOI": "https://doi.org/{}",
}  # in order of preference
_AS_PRINTED = "/:;()._-"  # of a DOI in its address; old ones have angle brackets as well


def abstract_passages(abstract: str) -> Iterator[Passage]:
    """An abstract on one line, one passage for each of its labels."""
    labels = [match for match in _LABEL.finditer(abstract) if _opens(match)]
    if not labels or labels[0].start() > 0:
        yield Passage(heading="", paragraphs=[abstract])
        return
    ends = [*(label.start() for label in labels[1:]), len(abstract)]
    for label, end in zip(labels, ends, strict=True):
        # None where a label stands right behind: "MANAGEMENT: Surveillance: …"
        words = abstract[label.end() : end].strip()
        yield Passage(heading=label["label"], paragraphs=[words] if words else [])


def _opens(match: re.Match[str]) -> bool:
    """Whether a label is one of an abstract: known as a heading, or in capitals at the very beginning."""
    label = match["label"]
    if match.start() == 0 and label.isupper():
        return True
    return any(find_section_name(part.strip()) for part in (label, *_PARTS.split(label)))


def article_layout(article: Article) -> Layout:
    """The page an article makes. Its title is prose: it says what the article finds, and names no topic of a page."""
    page = DerivedText()
    title = page.line(article.title)
    written = [_written(page, passage) for passage in article.passages]
    body = [_written(page, passage) for passage in article.body]
    keywords = [_keyword_line(page, label, words) for label, words in article.keywords if words]
    numbers = page.block(f"{registry}: {local}" for registry, local in article.identifiers)
    text = page.text()
    known = dict(reversed(article.identifiers))
    registry = next((registry for registry in _ADDRESSES if registry in known), "")
    paragraphs = chain.from_iterable(paragraphs for _, paragraphs in written)
    printed = [line for _, spans in body for span in spans for line in _lines(text, span)]
    tables = read_tables(text, printed)
    prose = [line.span for line in printed if line.span not in tables.taken and text[line.span.start] != _BAR]
    return Layout(
        text=text,
        title=article.title,
        modified=article.modified,
        sections=(
            *([Section(name="header", span=title, heading=title)] if title else []),
            *_sections(text, article.passages, written),
            *_sections(text, article.body, body),
            *(Section(name="header", span=line.span) for line in keywords),
            *([Section(name="header", span=numbers[0].cover(numbers[-1]))] if numbers else []),
        ),
        elements=(
            *keywords,
            *tables.elements,
            *citations(text, (line.span for line in printed)),
            *list_items(text, (line for line in printed if line.span not in tables.taken)),
        ),
        sentences=find_sentences(text, chain([title] if title else [], paragraphs, sorted((*prose, *tables.spoken)))),
        remarks=(
            *article.remarks,
            *([] if title else [PageRemark("no_title", "the article has no title")]),
            *([] if any(spans for _, spans in written) else [PageRemark("no_abstract", "the article has no abstract")]),
            *([] if registry else [PageRemark("no_identifier", "the article has neither PMID, PMCID nor DOI")]),
        ),
        id=f"{registry}_{known[registry]}" if registry else "",
        iri=_ADDRESSES[registry].format(quote(known[registry], safe=_AS_PRINTED)) if registry else "",
        publisher=article.journal,
        license=article.license,
        rights=article.rights,
        language=article.language,
        status=article.status,
    )


def _keyword_line(page: DerivedText, label: str, words: Sequence[str]) -> Element:
    """A line of keywords, as a field of the page."""
    line = page.line(f"{label}: {'; '.join(words)}", gap=True)
    assert line
    parts, start = [Part("label", Span(line.start, line.start + len(label)))], line.start + len(label) + 2
    for word in words:
        parts.append(Part("value", Span(start, start + len(word))))
        start += len(word) + 2
    return Element(kind="field", span=line, parts=tuple(parts))


def _written(page: DerivedText, passage: Passage) -> tuple[Span | None, tuple[Span, ...]]:
    heading = page.line(passage.heading, gap=True)
    spans: list[Span] = []
    for paragraph in passage.paragraphs:
        # A blank line before a table keeps it apart from another one.
        span = page.line(paragraph, gap="\n" in paragraph or not (heading or spans))
        spans.extend([span] if span else [])
    return heading, tuple(spans)


def _lines(text: str, paragraph: Span) -> Iterator[Line]:
    for place, line in enumerate(lines_of(text, paragraph)):
        yield Line(line.span, after_blank=place == 0)


def _sections(
    text: str, passages: Sequence[Passage], written: Sequence[tuple[Span | None, tuple[Span, ...]]]
) -> Iterator[Section]:
    """One section per part, with those of a deeper level within it; a heading no table knows ("Results") describes an abstract."""
    opened: list[Section] = []
    for passage, (heading, spans) in zip(passages, written, strict=True):
        placed = (*([heading] if heading else []), *spans)
        if not placed:
            continue
        while opened and opened[-1].level >= passage.level:
            yield opened.pop()
        name = passage.name
        if not name:
            told = find_section_name(text[slice(*heading)]) if heading else None
            name = told if told not in (None, "other") else "description"
        span = placed[0].cover(placed[-1])
        opened = [replace(outer, span=outer.span.cover(span)) for outer in opened]
        opened.append(Section(name=name, span=span, heading=heading, level=passage.level))
    yield from reversed(opened)
