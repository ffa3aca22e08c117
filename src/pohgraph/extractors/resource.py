"""Where the page sends its readers for more on its disease: linked pages, listed resources, and those that sentences name."""

from bisect import bisect_left
from collections.abc import Iterator

from pohgraph.extractors.shared.evidence import claim_of, evidence_of
from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Assertion, Detail, Element, Qualifiers, Remark, Section, Span
from pohgraph.schema.relations import SEE_ALSO

NAME = "resource"
_PATTERNS = Patterns("extractors", "resource_patterns.tsv")
_SECTION = "resources"
_WITHIN_SITE = ("/", "#", "?")  # the beginning of an address in the menus of a site


def resource(page: Page) -> Iterator[Assertion | Remark]:
    """One assertion per resource, in the page's words; where it links to it, the address is a detail of the claim."""
    seen: set[tuple[str, str]] = set()
    links = page.doc.elements_of("link")
    for link in links:
        section = page.doc.section_at(link.span.start)
        label, target = link.part("label"), link.part("target")
        if section is None or section.name != _SECTION or not (label and target):
            continue
        if not page.doc.quote(target).startswith(_WITHIN_SITE):
            yield from _once(page, seen, label, link.span, None, page.doc.quote(target))
    leads: dict[int, list[int]] = {}
    linked = [link.span.start for link in links]
    for item in page.doc.elements_of("list_item"):
        section = page.doc.section_at(item.span.start)
        first = bisect_left(linked, item.span.start)
        within = links[first : bisect_left(linked, item.span.end, first)]
        if section is None or any(item.span.contains(link.span) for link in within):
            continue
        place, lead = _listed(page, item, section, leads)
        if place:
            yield from _once(page, seen, place, item.part("text") or item.span, lead)


def _listed(
    page: Page, item: Element, section: Section, leads: dict[int, list[int]]
) -> tuple[Span | None, Span | None]:
    """The resource that an item names, and the words that lead its list in."""
    text, words = page.doc.text, item.part("text") or item.span
    named = _PATTERNS["named"].match(text, *words)
    if named and _PATTERNS["on_disease"].match(text, named.end(), words.end):
        return Span(*named.span("name")), None
    lead = _lead(page, section, words.start, leads)
    if lead is None:
        return None, None
    if named:
        return Span(*named.span("name")), lead
    listed = _PATTERNS["entry"].fullmatch(text, *words)
    return (words if listed else None), lead


def _lead(page: Page, section: Section, item: int, leads: dict[int, list[int]]) -> Span | None:
    """What leads a list of resources in: the last such words before an item, unless they are on diseases in general.

    `leads` has where such words begin in the sections that were asked of: each is searched once for all of its items.
    """
    pattern, (start, end) = _PATTERNS["lead"], section.span
    if start not in leads:
        leads[start] = [match.start() for match in pattern.finditer(page.doc.text, start, end)]
    place = bisect_left(leads[start], item)
    found = pattern.match(page.doc.text, leads[start][place - 1], item) if place else None
    return None if found is None or _PATTERNS["general"].search(found[0]) else Span(*found.span())


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
