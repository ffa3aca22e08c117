"""GARD pages saved as HTML from the site of 2022 and later, whose parts are elements of their own."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from pohgraph.compiled import compiled
from pohgraph.errors import ReadError
from pohgraph.language.sentences import find_sentences
from pohgraph.model import Element, Part, Section, Span
from pohgraph.read.dates import last_updated
from pohgraph.read.derived import DerivedText
from pohgraph.read.formats import html_page
from pohgraph.read.html_tree import address, language, parse_html, words
from pohgraph.read.layout import Layout, PageRemark
from pohgraph.read.lexical import boilerplate, merged

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

FAMILY = "gard_html"
_NUMBER = compiled(r"/diseases/(?P<number>\d+)(?:/|\Z)")
_GENES = compiled(
    r"\b(?:following gene\(s\)[^:]{0,80}|known genetic causes?):\s*(?P<symbols>[A-Za-z0-9-]+(?:\s*[,;]\s*[A-Za-z0-9-]+)*)"
)
_SYNONYM = compiled(r"synonyms?:\s*(?P<names>.+)", re.IGNORECASE)
_SYMBOL = compiled(r"[A-Za-z0-9-]+")
_ROOT = "https://rarediseases.info.nih.gov"


class _Prose(NamedTuple):
    """Where a part of the page stands: its section, its heading, its paragraphs."""

    section: str
    heading: str
    paragraphs: str


class _List(NamedTuple):
    """Where a list of terms stands: its section, its heading, its entries."""

    section: str
    heading: str
    entries: str


_SUMMARY = _Prose("description", "app-disease-at-a-glance-summary h5", "app-disease-at-a-glance-summary > div")
_PEOPLE = _Prose(
    "frequency",
    "app-disease-at-a-glance-people-affected h5",
    "app-disease-at-a-glance-people-affected .content-wrapper",
)
_ONSET = _List("symptoms", "app-age-at-onset h5", "app-age-at-onset .under.active")
_CAUSES = _Prose("causes", ".etiology-section h5", ".etiology-section p.tabs-description")
_INHERITED = _Prose("inheritance", ".transmission-section h5", ".transmission-section p.tabs-description")
_PATTERNS = ".transmission-section ul.tabs-desktop li.nav-item button"
_SYMPTOMS = "app-symptoms-section .symptom-list-container button.list-item"
_SLIDES = "app-symptoms-section .carousel-slide"


def read(text: str) -> Layout:
    """Read a saved page; one without the site's own elements is read by its headings.

    Raises:
        ReadError: it shows no text, or is nested deeper than any page.
    """
    tree = parse_html(text)
    if tree.css_first("app-disease-at-a-glance, app-symptoms-section, app-causes-container") is None:
        return html_page.read(text)
    page = DerivedText()
    title = page.line(words(tree.css_first("h1.title") or tree.css_first("h1")))
    synonyms = page.block(_synonyms(tree))
    summary, people = _written(page, tree, _SUMMARY), _written(page, tree, _PEOPLE)
    onset = _onset(page, tree)
    symptoms_heading = page.line(words(tree.css_first("app-symptoms-section h1")), gap=True)
    rows = [row for row in (_row(page, *symptom) for symptom in _symptoms(tree)) if row]
    if not (summary or rows or synonyms):
        return html_page.read(text)  # the site has changed its elements: better its headings than nothing
    causes, inherited = _written(page, tree, _CAUSES), _written(page, tree, _INHERITED)
    patterns = [row for row in (_row(page, pattern) for pattern in _unique(tree, _PATTERNS)) if row]
    dated = page.line(words(tree.css_first("app-bottom-sources-date-information p")), gap=True)
    derived = page.text()
    if not (title or summary or rows or causes):
        raise ReadError(path="", reason="the page shows no text; it may have been saved before its scripts ran")
    prose = [part for part in (summary, people, causes, inherited) if part]
    sentences = find_sentences(derived, chain.from_iterable(part.lines for part in prose))
    stated = _address(tree)
    number = _NUMBER.search(stated)
    table = [*([symptoms_heading] if symptoms_heading else []), *(row.span for row in rows)]
    return Layout(
        text=derived,
        title=derived[slice(*title)] if title else "",
        modified=last_updated(derived),
        language=language(tree),
        sections=(
            *([Section(name="header", span=title, heading=title)] if title else []),
            *_section("synonyms", synonyms),
            *(
                Section(name=part.section, span=part.span, heading=part.heading)
                for part in prose
                if part is not inherited
            ),
            *([onset] if onset else []),
            *([Section(name="hpo_table", span=table[0].cover(table[-1]), heading=symptoms_heading)] if rows else []),
            *_inheritance(inherited, patterns),
            *_section("header", [dated] if dated else []),
        ),
        elements=(
            *([Element(kind="title", span=title)] if title else []),
            *(Element(kind="synonym", span=span) for span in synonyms),
            *rows,
            *patterns,
            *(_genes(derived, causes) if causes else ()),
            *merged(derived, boilerplate(derived, FAMILY, scope="sentence", spans=sentences)),
        ),
        sentences=sentences,
        remarks=() if title else (PageRemark("no_title", "the page has no heading that names its disease"),),
        id=number["number"] if number else "",
        iri=stated,
    )


class _Part(NamedTuple):
    section: str
    heading: Span | None
    lines: tuple[Span, ...]

    @property
    def span(self) -> Span:
        return (self.heading or self.lines[0]).cover(self.lines[-1])


def _written(page: DerivedText, tree: "LexborHTMLParser", where: _Prose) -> _Part | None:
    """Write a part of the page; None where it says nothing."""
    paragraphs = list(_unique(tree, where.paragraphs))
    if not paragraphs:
        return None
    heading = page.line(words(tree.css_first(where.heading)), gap=True)
    lines = [page.line(paragraph, gap=not (heading or index)) for index, paragraph in enumerate(paragraphs)]
    return _Part(where.section, heading, tuple(line for line in lines if line))


def _unique(tree: "LexborHTMLParser", selector: str) -> Iterator[str]:
    """The words of each place, once: the site repeats parts for screens of other sizes."""
    return iter(dict.fromkeys(filter(None, (words(node) for node in tree.css(selector)))))


def _synonyms(tree: "LexborHTMLParser") -> Iterator[str]:
    shown = tree.css_first("dl.synonyms .host") or tree.css_first("dl.synonyms dd")
    return (entry.strip() for entry in words(shown).split(";"))


def _onset(page: DerivedText, tree: "LexborHTMLParser") -> Section | None:
    """The ages the page marks; its marks are icons, so that they make no sentence."""
    ages = [
        " ".join(f"{words(node.css_first('.under-title'))} {words(node.css_first('.under-under-age-range'))}".split())
        for node in tree.css(_ONSET.entries)
    ]
    if not ages:
        return None
    heading = page.line(words(tree.css_first(_ONSET.heading)), gap=True)
    lines = page.block(age.replace(" Selected", "") for age in ages)
    spans = [*([heading] if heading else []), *lines]
    if not spans:
        return None
    return Section(name=_ONSET.section, span=spans[0].cover(spans[-1]), heading=heading)


def _symptoms(tree: "LexborHTMLParser") -> Iterator[tuple[str, str, str]]:
    """Each listed term with its frequency and its other names, where a slide shows them."""
    shown: dict[str, tuple[str, str]] = {}
    for slide in tree.css(_SLIDES):
        frequency = words(slide.css_first(".frequency-wrap .marker-text .text"))
        told = (_SYNONYM.fullmatch(words(node)) for node in slide.css("div, p, span, dd, h5"))
        names = next((match["names"] for match in told if match), "")
        shown[words(slide.css_first(".medical-term-header"))] = (frequency, names)
    listed = list(_unique(tree, _SYMPTOMS))
    for term in dict.fromkeys([*listed, *filter(None, shown)]):
        yield term, *shown.get(term, ("", ""))


def _row(page: DerivedText, label: str, frequency: str = "", synonyms: str = "") -> Element | None:
    """A row with its label, what it is also called, and how many have it; empty ones are left out."""
    pieces = [piece for piece in (("label", label), ("synonym", synonyms), ("frequency", frequency)) if piece[1]]
    span = page.line(" | ".join(said for _, said in pieces))
    if span is None:
        return None
    parts: list[Part] = []
    start = span.start
    for name, said in pieces:
        parts.append(Part(name, Span(start, start + len(said))))
        start += len(said) + len(" | ")
    return Element(kind="phenotype_row", span=span, parts=tuple(parts))


def _genes(text: str, causes: _Part) -> Iterator[Element]:
    """The genes that the site lists after a colon, with no sentence of their own."""
    for line in causes.lines:
        for listed in _GENES.finditer(text, *line):
            for symbol in _SYMBOL.finditer(text, *listed.span("symbols")):
                yield Element(kind="related_gene", span=Span(*symbol.span()))


def _inheritance(inherited: _Part | None, patterns: Sequence[Element]) -> Iterator[Section]:
    spans = [*([inherited.span] if inherited else []), *(row.span for row in patterns)]
    if spans:
        span = spans[0].cover(spans[-1])
        yield Section(name="inheritance", span=span, heading=inherited.heading if inherited else None)


def _section(name: str, spans: Sequence[Span]) -> Iterator[Section]:
    if spans:
        yield Section(name=name, span=spans[0].cover(spans[-1]))


def _address(tree: "LexborHTMLParser") -> str:
    """The page's own address: stated, or that of its first tab."""
    if stated := address(tree):
        return stated
    for link in tree.css('disease-tabs a[href*="/diseases/"]'):
        path = link.attributes.get("href") or ""
        if _NUMBER.search(path):
            return path if path.startswith("https://") else f"{_ROOT}{path}" if path.startswith("/") else ""
    return ""
