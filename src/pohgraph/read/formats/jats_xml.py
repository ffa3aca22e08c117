"""JATS, the XML of journals and PubMed Central: an article's title, abstract, body, identifiers and licence."""

from collections.abc import Iterator

from pohgraph.compiled import compiled
from pohgraph.errors import ReadError
from pohgraph.read.derived import one_line
from pohgraph.read.formats.article import Article, Passage, article_layout
from pohgraph.read.formats.jats_body import body_passages
from pohgraph.read.layout import Layout
from pohgraph.read.publication_status import status_by_marks
from pohgraph.read.safe_xml import Node, parse_xml

FAMILY = "jats_xml"
_REGISTRIES = {"pmid": "PMID", "pmc": "PMC", "pmcid": "PMC", "doi": "DOI"}
_IRI = compiled(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+")
_ASIDE = frozenset({"graphical", "toc", "teaser", "key-points"})  # abstracts that are not the article's own prose


def read(text: str) -> Layout:
    """Read an article: its front matter and its body.

    Raises:
        ReadError: it is not well formed, declares entities, or is no JATS article.
    """
    root = parse_xml(text)
    article = root if root.name == "article" else root.find("article")
    meta = article.find("front", "article-meta") if article else None
    if article is None or meta is None:
        reason = f"its root element is <{root.name}>, which holds no <article> with <article-meta>"
        raise ReadError(path="", reason=reason)
    permissions = meta.find("permissions") or Node("permissions", {})
    return article_layout(
        Article(
            title=meta.line("title-group", "article-title"),
            passages=[passage for abstract in _abstracts(meta) for passage in _passages(abstract)],
            identifiers=list(dict(_identifiers(meta)).items()),
            journal=article.line("front", "journal-meta", "journal-title-group", "journal-title")
            or article.line("front", "journal-meta", "journal-title"),
            license=_license(permissions),
            rights=permissions.line("license", "license-p") or permissions.line("copyright-statement"),
            language=article.attributes.get("lang", ""),
            status=status_by_marks("jats", _marks(article, meta)),
            body=list(body_passages(article)),
        )
    )


def _marks(article: Node, meta: Node) -> Iterator[str]:
    """What kind of article it is, and what other articles are to it."""
    yield article.attributes.get("article-type", "")
    yield from (node.attributes.get("related-article-type", "") for node in meta.elements("related-article"))


def _abstracts(meta: Node) -> Iterator[Node]:
    return (node for node in meta.elements("abstract") if node.attributes.get("abstract-type") not in _ASIDE)


def _passages(abstract: Node) -> Iterator[Passage]:
    loose = [one_line(node.text()) for part in abstract.elements("p", "list") for node in _paragraphs(part)]
    if loose:
        yield Passage(heading="", paragraphs=loose)
    for part in abstract.elements("sec"):
        paragraphs = [one_line(node.text()) for node in part.descendants("p")]
        yield Passage(heading=part.line("title").rstrip(":"), paragraphs=paragraphs)


def _paragraphs(part: Node) -> Iterator[Node]:
    return iter((part,)) if part.name == "p" else part.descendants("p")


def _identifiers(meta: Node) -> Iterator[tuple[str, str]]:
    for number in meta.elements("article-id"):
        registry = _REGISTRIES.get(number.attributes.get("pub-id-type", ""))
        local = one_line(number.text())
        if registry and local:
            yield registry, local.removeprefix("PMC")


def _license(permissions: Node) -> str:
    """The address of the licence, where one is given."""
    for node in permissions.elements("license"):
        given = [node.attributes.get("href", ""), *(ref.text() for ref in node.descendants("license_ref"))]
        given += [link.attributes.get("href", "") for link in node.descendants("ext-link")]
        for address in given:
            if _IRI.fullmatch(address.strip()):
                return address.strip()
    return ""
