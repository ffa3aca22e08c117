"""PubMed's XML: one article or book chapter with its abstract."""

from collections.abc import Iterator

from pohgraph.compiled import compiled
from pohgraph.errors import ReadError
from pohgraph.read.dates import whole_date
from pohgraph.read.derived import one_line
from pohgraph.read.formats.article import Article, Passage, article_layout
from pohgraph.read.layout import Layout
from pohgraph.read.publication_status import status_by_marks
from pohgraph.read.safe_xml import Node, parse_xml

FAMILY = "pubmed_xml"
_RECORDS = ("PubmedArticle", "PubmedBookArticle")
_REGISTRIES = {"pubmed": "PMID", "pmc": "PMC", "doi": "DOI"}
_PARAGRAPHS = compiled(r"\n\s*\n")


def read(text: str) -> Layout:
    """Read one article.

    Raises:
        ReadError: it is not well formed, declares entities, or is no article of PubMed.
    """
    root = parse_xml(text)
    record = root if root.name in _RECORDS else next(root.elements(*_RECORDS), None)
    citation = next(record.elements("MedlineCitation", "BookDocument"), None) if record else None
    if record is None or citation is None:
        reason = f"its root element is <{root.name}>, which holds no <{_RECORDS[0]}>; a file of many must be in UTF-8"
        raise ReadError(path="", reason=reason)
    content = citation.find("Article") or citation
    abstract = content.find("Abstract")
    return article_layout(
        Article(
            title=content.line("ArticleTitle") or content.line("Book", "BookTitle"),
            passages=[_passage(part) for part in (abstract.elements("AbstractText") if abstract else ())],
            identifiers=list(dict(_identifiers(record, citation)).items()),
            keywords=list(_keywords(citation)),
            journal=content.line("Journal", "Title") or content.line("Book", "Publisher", "PublisherName"),
            rights=abstract.line("CopyrightInformation") if abstract else "",
            modified=_revised(citation),
            status=status_by_marks("pubmed", _marks(content, citation)),
        )
    )


def _passage(part: Node) -> Passage:
    paragraphs = [one_line(words) for words in _PARAGRAPHS.split(part.text())]
    return Passage(heading=part.attributes.get("Label", "").strip(), paragraphs=paragraphs)


def _keywords(citation: Node) -> Iterator[tuple[str, list[str]]]:
    """The authors' keywords, and the MeSH terms with what the article is mainly about first."""
    words = [one_line(word.text()) for part in citation.elements("KeywordList") for word in part.elements("Keyword")]
    yield "Keywords", [word for word in dict.fromkeys(words) if word]
    listed = citation.find("MeshHeadingList")
    terms = list(listed.descendants("DescriptorName")) if listed else []
    terms.sort(key=lambda term: term.attributes.get("MajorTopicYN") != "Y")
    yield "MeSH terms", [word for word in dict.fromkeys(one_line(term.text()) for term in terms) if word]


def _identifiers(record: Node, citation: Node) -> Iterator[tuple[str, str]]:
    """The article's own numbers; those of the works it cites stand elsewhere in the record."""
    if pmid := citation.line("PMID"):
        yield "PMID", pmid
    for holder in ("PubmedData", "PubmedBookData"):
        numbers = record.find(holder, "ArticleIdList")
        for number in numbers.elements("ArticleId") if numbers else ():
            registry = _REGISTRIES.get(number.attributes.get("IdType", ""))
            local = one_line(number.text())
            if registry and local:
                yield registry, local.removeprefix("PMC")


def _marks(content: Node, citation: Node) -> Iterator[str]:
    """The types of the publication, and how other works refer to it."""
    for types in (content.find("PublicationTypeList"), content):
        yield from (one_line(node.text()) for node in (types.elements("PublicationType") if types else ()))
    others = citation.find("CommentsCorrectionsList")
    yield from (
        node.attributes.get("RefType", "") for node in (others.elements("CommentsCorrections") if others else ())
    )


def _revised(citation: Node) -> str:
    return whole_date("-".join(citation.line("DateRevised", part).zfill(2) for part in ("Year", "Month", "Day")))
