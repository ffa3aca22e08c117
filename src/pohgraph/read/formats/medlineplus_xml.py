"""Conditions of MedlinePlus Genetics' bulk file. Structured fields are lines of the derived text, so each can be quoted."""

from collections.abc import Iterator, Sequence
from itertools import chain

from pohgraph.compiled import compiled
from pohgraph.errors import ReadError
from pohgraph.language.sentences import find_sentences
from pohgraph.model import Element, Part, Section, Span
from pohgraph.read.dates import whole_date
from pohgraph.read.derived import DerivedText, one_line
from pohgraph.read.layout import Layout, PageRemark
from pohgraph.read.lexical import boilerplate, find_section_name, merged
from pohgraph.read.safe_xml import Node, parse_xml

FAMILY = "medlineplus_xml"
ROOT = "health-condition-summary"
_PAGE = compiled(r"https?://(?:www\.)?(?:medlineplus\.gov/genetics|ghr\.nlm\.nih\.gov)/condition/(?P<slug>[\w.-]+)/?")
_BLOCKS = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "dt", "dd")


def read(text: str) -> Layout:
    """Read one condition.

    Raises:
        ReadError: it is not well formed, declares entities, or is no condition.
    """
    root = parse_xml(text)
    if root.name != ROOT:
        reason = f"its root element is <{root.name}>, not <{ROOT}>; a file of many conditions must be in UTF-8"
        raise ReadError(path="", reason=reason)
    page = DerivedText()
    title = page.line(root.line("name"))
    texts = [(_role(node), page.block(_paragraphs(node))) for node in _listed(root, "text")]
    patterns = page.block(node.line("memo") or node.line("code") for node in _listed(root, "inheritance-pattern"))
    genes = page.block(node.line("gene-symbol") for node in _listed(root, "related-gene"))
    synonyms = page.block(one_line(node.text()) for node in _listed(root, "synonym"))
    keys = page.block(_key(node) for node in _listed(root, "db-key"))
    dates = page.block(
        f"{name.capitalize()}: {root.line(name)}" for name in ("reviewed", "published") if root.find(name)
    )
    derived = page.text()
    sentences = find_sentences(derived, chain.from_iterable(paragraphs for _, paragraphs in texts))
    address = _PAGE.fullmatch(root.line("ghr-page"))
    return Layout(
        text=derived,
        title=derived[slice(*title)] if title else "",
        modified=whole_date(root.line("published")) or whole_date(root.line("reviewed")),
        sections=(
            *([Section(name="header", span=title, heading=title)] if title else []),
            *chain.from_iterable(_section(find_section_name(role) or "description", spans) for role, spans in texts),
            *_section("inheritance", patterns),
            *_section("genes", genes),
            *_section("synonyms", synonyms),
            *_section("coding", keys),
            *_section("header", dates),
        ),
        elements=(
            *([Element(kind="title", span=title)] if title else []),
            *(Element(kind="phenotype_row", span=span, parts=(Part("label", span),)) for span in patterns),
            *(Element(kind="related_gene", span=span) for span in genes),
            *(Element(kind="synonym", span=span) for span in synonyms),
            *(Element(kind="identifier", span=span, parts=(Part("value", span),)) for span in keys),
            *merged(derived, boilerplate(derived, FAMILY, scope="sentence", spans=sentences)),
        ),
        sentences=sentences,
        remarks=(
            *([] if title else [PageRemark("no_title", "<name> is missing or empty")]),
            *(
                []
                if address
                else [PageRemark("no_identifier", "<ghr-page> is missing or is not the page of a condition")]
            ),
            *(_unknown_role(role, spans) for role, spans in texts if spans and not find_section_name(role)),
        ),
        id=address["slug"] if address else "",
        iri=address[0] if address else "",
    )


def _listed(root: Node, name: str) -> Iterator[Node]:
    """The entries of a list element, which is called after them."""
    for entries in root.elements(f"{name}-list"):
        yield from entries.elements(name)


def _role(node: Node) -> str:
    return node.line("text-role")


def _paragraphs(node: Node) -> Iterator[str]:
    """The paragraphs of a text, each on one line; a text without any is one."""
    html = node.find("html")
    if html:
        blocks = list(html.descendants(*_BLOCKS))
        yield from (one_line(block.text()) for block in blocks or [html])


def _key(node: Node) -> str:
    """An identifier with its database as the file names them."""
    database, key = node.line("db"), node.line("key")
    return f"{database}:{key}" if database and key else ""


def _section(name: str, spans: Sequence[Span]) -> Iterator[Section]:
    if spans:
        yield Section(name=name, span=spans[0].cover(spans[-1]))


def _unknown_role(role: str, spans: Sequence[Span]) -> PageRemark:
    message = f"{role!r} is an unknown role of a text; it was read as a description"
    return PageRemark("unknown_heading", message, spans[0].cover(spans[-1]))
