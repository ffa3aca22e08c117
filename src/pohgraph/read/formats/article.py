"""Abstracts of articles, whatever XML they come in: the derived text is the title, the abstract's parts, the identifiers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from pohgraph.language.sentences import find_sentences
from pohgraph.model import Element, Part, Section, Span
from pohgraph.read.derived import DerivedText
from pohgraph.read.layout import Layout, PageRemark
from pohgraph.read.lexical import find_section_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A part of an abstract: its printed heading, empty where it has none, and its paragraphs, each on one line."""

    heading: str
    paragraphs: Sequence[str]


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


_ADDRESSES = {
    "PMID": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "PMC": "https://pmc.ncbi.nlm.nih.gov/articles/PMC{}/",
    "DOI": "https://doi.org/{}",
}  # in order of preference


def article_layout(article: Article) -> Layout:
    """The page an article makes. Its title is prose: it says what the article finds, and names no topic of a page."""
    page = DerivedText()
    title = page.line(article.title)
    written = [_written(page, passage) for passage in article.passages]
    keywords = [_keyword_line(page, label, words) for label, words in article.keywords if words]
    numbers = page.block(f"{registry}: {local}" for registry, local in article.identifiers)
    text = page.text()
    known = dict(reversed(article.identifiers))
    registry = next((registry for registry in _ADDRESSES if registry in known), "")
    paragraphs = chain.from_iterable(paragraphs for _, paragraphs in written)
    return Layout(
        text=text,
        title=article.title,
        modified=article.modified,
        sections=(
            *([Section(name="header", span=title, heading=title)] if title else []),
            *_sections(text, written),
            *(Section(name="header", span=line.span) for line in keywords),
            *([Section(name="header", span=numbers[0].cover(numbers[-1]))] if numbers else []),
        ),
        elements=tuple(keywords),
        sentences=find_sentences(text, chain([title] if title else [], paragraphs)),
        remarks=(
            *article.remarks,
            *([] if title else [PageRemark("no_title", "the article has no title")]),
            *([] if any(spans for _, spans in written) else [PageRemark("no_abstract", "the article has no abstract")]),
            *([] if registry else [PageRemark("no_identifier", "the article has neither PMID, PMCID nor DOI")]),
        ),
        id=f"{registry}_{known[registry]}" if registry else "",
        iri=_ADDRESSES[registry].format(known[registry]) if registry else "",
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
    if heading is None:
        return None, page.block(passage.paragraphs)
    lines = (page.line(paragraph) for paragraph in passage.paragraphs)
    return heading, tuple(line for line in lines if line)


def _sections(text: str, written: Sequence[tuple[Span | None, tuple[Span, ...]]]) -> Iterator[Section]:
    """One section per part; a heading no table knows ("Results") describes."""
    for heading, spans in written:
        placed = (*([heading] if heading else []), *spans)
        if placed:
            name = find_section_name(text[slice(*heading)]) if heading else None
            yield Section(
                name=name if name not in (None, "other") else "description",
                span=placed[0].cover(placed[-1]),
                heading=heading,
            )
