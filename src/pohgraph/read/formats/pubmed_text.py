"""PubMed's text format (MEDLINE, `.nbib`): one article or book chapter, a tag before each field.

Tags: https://www.nlm.nih.gov/bsd/mms/medlineelements.html
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from textwrap import dedent

from pohgraph.compiled import compiled
from pohgraph.errors import ReadError
from pohgraph.read.dates import whole_date
from pohgraph.read.derived import one_line
from pohgraph.read.formats.article import Article, abstract_passages, article_layout
from pohgraph.read.layout import Layout
from pohgraph.read.publication_status import status_by_marks

FAMILY = "pubmed_text"
_TAG = compiled(r"(?P<tag>[A-Z]{2,4}) {0,2}- (?P<words>.*)|(?P<empty>[A-Z]{2,4}) {0,2}-")
_IDENTIFIER = compiled(r"(?P<local>\S+) \[doi\]")
_REFERRING = {"RIN": "RetractionIn", "ROF": "RetractionOf", "ECI": "ExpressionOfConcernIn", "EIN": "ErratumIn"}
_LANGUAGES = {"eng": "en"}  # of the others the text itself tells enough

_Fields = dict[str, list[str]]


def read(text: str) -> Layout:
    """Read one article.

    Raises:
        ReadError: it has no PMID, so it is no record of PubMed.
    """
    fields = _fields(text)
    if not fields["PMID"]:
        raise ReadError(path="", reason="no line of it gives a PMID")
    return article_layout(
        Article(
            title=_first(fields, "TI", "BTI"),
            passages=list(abstract_passages(_first(fields, "AB"))),
            identifiers=list(dict(_identifiers(fields)).items()),
            keywords=[
                ("Keywords", list(dict.fromkeys(word.removeprefix("*") for word in fields["OT"]))),
                ("MeSH terms", _subjects(fields["MH"])),
            ],
            journal=_first(fields, "JT", "BTI", "PB"),
            rights=_first(fields, "CI"),
            modified=whole_date(_first(fields, "LR", "DRDT")),
            language=_LANGUAGES.get(_first(fields, "LA"), ""),
            status=status_by_marks("pubmed", _marks(fields)),
        )
    )


def _fields(text: str) -> _Fields:
    """The values by their tags; a line without a tag goes on with the one before, and the record may be indented as a whole."""
    fields: _Fields = defaultdict(list)
    tag = ""
    for line in dedent(text).splitlines():
        if match := _TAG.fullmatch(line.rstrip()):
            tag = match["tag"] or match["empty"]
            fields[tag].append(match["words"] or "")
        elif tag and line.strip():
            fields[tag][-1] += f" {line.strip()}"
    for values in fields.values():
        values[:] = map(one_line, values)
    return fields


def _first(fields: _Fields, *tags: str) -> str:
    return next((value for tag in tags for value in fields[tag] if value), "")


def _identifiers(fields: _Fields) -> Iterator[tuple[str, str]]:
    yield "PMID", fields["PMID"][0]
    for value in fields["PMC"]:
        yield "PMC", value.removeprefix("PMC")
    for value in (*fields["LID"], *fields["AID"]):
        if match := _IDENTIFIER.fullmatch(value):
            yield "DOI", match["local"]


def _subjects(headings: Sequence[str]) -> list[str]:
    """The MeSH terms without their qualifiers, with what the article is mainly about first; a star marks that."""
    terms = sorted(headings, key=lambda heading: "*" not in heading)
    return list(dict.fromkeys(term.partition("/")[0].removeprefix("*") for term in terms))


def _marks(fields: _Fields) -> Iterator[str]:
    yield from fields["PT"]
    yield from (name for tag, name in _REFERRING.items() if fields[tag])
