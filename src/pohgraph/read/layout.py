"""What a reader makes of one page's text, before the page has an identity. Owns no rule of any format."""

from dataclasses import dataclass
from typing import NamedTuple

from pohgraph.model import Element, Section, Span


class PageRemark(NamedTuple):
    """Something a person should know about the page: it becomes a `Remark` once the page has an id."""

    code: str
    message: str
    span: Span = Span(0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The parts of a page. `text` is what all spans count in; sections and elements may come in any order.

    `sentences` are in order and do not overlap; they cover prose (list items and questions too), not titles, headings,
    synonym lists or literature lists. Values of fields and cells of tables are sentences too, so that names and cues are
    found in them; extractors of prose pass them over. `id` is empty where the page does not state one, `iri` where it does
    not state its own address; `collection` is the row of the families table where a family has several. `publisher`,
    `license` (an IRI) and `rights` are what the page itself states; what it leaves empty is the family's. `language` is the
    tag it states (BCP 47), `status` its publication status: a row of `publication_status.tsv`.
    """

    text: str
    title: str = ""
    modified: str = ""
    sections: tuple[Section, ...] = ()
    elements: tuple[Element, ...] = ()
    sentences: tuple[Span, ...] = ()
    remarks: tuple[PageRemark, ...] = ()
    id: str = ""
    iri: str = ""
    collection: str = ""
    publisher: str = ""
    license: str = ""
    rights: str = ""
    language: str = ""
    status: str = ""
