"""Where the page sends its readers for more on its disease: linked pages, listed resources, and those that sentences name."""

from collections.abc import Iterator

from pohgraph.extractors.shared.evidence import claim_of, evidence_of
from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Assertion, Detail, Element, Qualifiers, Remark, Section, Span
from pohgraph.schema.relations import SEE_ALSO

NAME = "resource"
_PATTERNS = Patterns("extractors", "resource_patterns.tsv")
_SECTION = "resources"


def resource(page: Page) -> Iterator[Assertion | Remark]:
    """One assertion per resource, in the page's words; where it links to it, the address is a detail of the claim."""
    seen: set[tuple[str, str]] = set()
    links = page.doc.elements_of("link")
    for link in links:
        section = page.doc.section_at(link.span.start)
        label, target = link.part("label"), link.part("target")
        if section is not None and section.name == _SECTION and label and target:
            yield from _once(page, seen, label, link.span, None, page.doc.quote(target))
    for item in page.doc.elements_of("list_item"):
        section = page.doc.section_at(item.span.start)
        if section is None or any(item.span.contains(link.span) for link in links):
            continue
        place, lead = _listed(page, item, section)
        if place:
            yield from _once(page, seen, place, item.part("text") or item.span, lead)


def _listed(page: Page, item: Element, section: Section) -> tuple[Span | None, Span | None]:
    """The resource that an item names, and the words that lead its list in."""
    text, words = page.doc.text, item.part("text") or item.span
    named = _PATTERNS["named"].match(text, *words)
    if named and _PATTERNS["on_disease"].match(text, named.end(), words.end):
        return Span(*named.span("name")), None
    lead = _lead(page, Span(section.span.start, words.start))
    if lead is None:
        return None, None
    if named:
        return Span(*named.span("name")), lead
    listed = _PATTERNS["entry"].fullmatch(text, *words)
    return (words if listed else None), lead


def _lead(page: Page, before: Span) -> Span | None:
    """What leads a list of resources in: the last such words before an item, unless they are on diseases in general."""
    found = None
    for match in page.prose.finditer(_PATTERNS, "lead", before):
        found = None if _PATTERNS["general"].search(match[0]) else Span(*match.span())
    return found


def _once(
    page: Page, seen: set[tuple[str, str]], place: Span, quote: Span, lead: Span | None, address: str = ""
) -> Iterator[Assertion]:
    value = " ".join(page.doc.quote(place).split())
    if (value, address) in seen or not value:
        return
    seen.add((value, address))
    yield claim_of(
        page,
        SEE_ALSO,
        evidence_of(page, NAME, quote, object_=place, qualifiers=[("detail", lead)]),
        value=value,
        qualifiers=Qualifiers(details=(Detail("schema:url", address),) if address else ()),
    )
